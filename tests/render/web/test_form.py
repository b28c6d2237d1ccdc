"""投稿的表单：问全了，说的话与检查程序一样；填好下载的，检查都过，预览里看得到。真的浏览器里走一遍。"""

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, expect

from casebook.bind import Book
from casebook.compile import check_handbook, compile_handbook
from casebook.compose.form import (
    FIXED,
    LEFT_TO_EDITORS,
    Question,
    Widget,
    known,
    questions,
)
from casebook.compose.form_messages import messages
from casebook.compose.words import section
from casebook.model import Case, Record, describe
from casebook.model.statements import Quantity
from casebook.model.walk import record_kinds
from casebook.problems import has_warnings
from casebook.render.web.form_files import blank_case
from conftest import HANDBOOK, ROOT, replace_fields
from full import FULL, NAME

HERE = ROOT / "tests/render/web/form"
STYLE = {"T07", "T08", "T09", "Y17", "R11", "T29"}
"""投稿人怎样打的标点，照原样收：只是提醒；样样都填满的，折页多一张，是建议。"""
MISTAKES = yaml.load((HERE / "mistakes.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
KEEP = "cn-submission"
WHOLE = {"title": "社区书房", "summary": {"text": "居民捐书。", "sources": ""}}
MINIMAL = "标题: 社区书房\n一句话: 居民捐书。\n状态: 征集\n版次: 1\n"


@pytest.fixture(scope="module")
def base(unprinted: Path, http: Callable[[Path], str]) -> str:
    return http(unprinted)


@pytest.fixture
def window(chromium: Browser, base: str) -> Iterator[Callable[..., Page]]:
    """`window(…)`：打开投稿页的一扇窗口；用完查有没有报错、有没有往别处要东西。"""
    opened: list[BrowserContext] = []
    faults: list[str] = []

    def open_window(draft: Any = None, address: str = "submit/", **options: Any) -> Page:
        options.setdefault("viewport", {"width": 390, "height": 800})
        options.setdefault("reduced_motion", "reduce")  # 跳到哪里一步到位，不慢慢滚
        context = chromium.new_context(base_url=base, accept_downloads=True, **options)
        opened.append(context)
        context.on("weberror", lambda e: faults.append(str(e.error)))
        context.on("request", lambda r: r.url.startswith((base, "blob:")) or faults.append(r.url))
        if draft is not None:
            kept = json.dumps(json.dumps({"answers": draft}))
            context.add_init_script(
                f"if (location.protocol === 'http:' && !localStorage.getItem('{KEEP}'))"
                f" localStorage.setItem('{KEEP}', {kept})"
            )
        page = context.new_page()
        page.set_default_timeout(5000)
        page.goto(address)
        if options.get("java_script_enabled", True):
            page.wait_for_selector("#f-title")
        return page

    yield open_window
    for context in opened:
        context.close()
    assert faults == []


def downloaded(page: Page) -> tuple[str, str]:
    """勾上同意，按下载；返回文件名与内容。"""
    page.locator("#f-agree").check()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载稿子").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text("utf-8")


def handbook(tmp_path: Path, name: str, text: str) -> Path:
    """真手册，加上一份稿子。"""
    for folder in ("cases", "content"):
        shutil.copytree(HANDBOOK / folder, tmp_path / folder, dirs_exist_ok=True)
    (tmp_path / "cases" / name).write_text(text, "utf-8")
    return tmp_path


# —— 问什么 ——


@pytest.fixture(scope="module")
def asked() -> tuple[Question, ...]:
    return questions(book())


def test_every_field_is_asked_or_left_to_the_editors(asked: tuple[Question, ...]) -> None:
    """模型里的每一栏，要么问，要么写明留给编者；写明的都是真有的栏目。"""

    def compare(kind: type[Record], found: tuple[Question, ...]) -> None:
        left = {n for owner, ns in LEFT_TO_EDITORS.items() if issubclass(kind, owner) for n in ns}
        fields = {field.name: field for field in describe(kind)}
        assert [q.name for q in found] == [name for name in fields if name not in left]
        for question in found:
            field = fields[question.name]
            assert question.key == field.key
            if question.inner:
                assert field.record
                compare(field.record, question.inner)

    compare(Case, asked)
    names = {name for kind in record_kinds(Case) for name in kind.model_fields}
    for owner, left in LEFT_TO_EDITORS.items():
        assert left <= set(owner.model_fields), owner
    assert FIXED.keys() | section("web.form-help", {}).keys() <= names


def test_words_come_from_the_registers(asked: tuple[Question, ...]) -> None:
    by = {q.key: q for q in asked}
    streets = yaml.safe_load((HANDBOOK / "content/registry/streets.yml").read_text("utf-8"))
    assert list(by["街镇"].options) == [entry["名称"] for entry in streets["条目"]]
    assert by["领域"].options
    assert by["方向"].options
    who = next(q for q in by["步骤"].inner if q.widget is Widget.WHO)
    assert who.options == next(q for q in by["五社"].inner if q.key == "类别").options
    assert next(q for q in by["规模"].inner if q.key == "修饰").options[:2] == ("约", "近")


def test_nothing_planted_is_left_in_the_messages() -> None:
    for name, said in messages().items():
        assert re.fullmatch(r"[A-Z]\d\d", said["code"])
        assert not re.search("七七七|201|👍|1F44D|66|2999|1987|1988", said["text"]), name
    assert "{name}" in messages()["unproven"]["text"]
    assert "{said}" in messages()["no_day"]["text"]


# —— 空白稿 ——


def test_blank_case_can_be_filled_by_hand(tmp_path: Path) -> None:
    """原样交来，只少必填的；填上就过；注释去掉、每一栏填上，也过。"""
    blank = blank_case(book())
    root = handbook(tmp_path, "kongbai.yml", blank)
    assert [p.code for p in check_handbook(root)] == ["M02", "M11"]
    filled = blank.replace("标题:\n", "标题: 甲\n", 1).replace("  内容:\n", "  内容: 乙\n", 1)
    assert check_handbook(handbook(tmp_path, "kongbai.yml", filled)) == ()
    words = {
        "日期": "2023-06", "类别": "社区", "谁来做": "社区", "领域": "社区更新",
        "方向": "群众服务", "街镇": "新泾镇", "全区": "否", "时段": "2023", "级别": "区级",
        "单位": "万元", "数值": "3", "修饰": "约", "同意": "是", "同意公开": "是",
        "之后": "乙",
    }  # fmt: skip
    body = blank.partition("\n\n")[2]
    body = re.sub(r"(?m)^# (?=\S+:$|  )", "", body)
    body = re.sub(r"(?m)^( *(?:- )?)(\S+):$", lambda m: _filled(m, words), body)
    assert "步骤:\n  - 标题: 甲\n    谁来做: 社区\n" in body
    assert not has_warnings(check_handbook(handbook(tmp_path, "kongbai.yml", body)))


def _filled(line: re.Match[str], words: dict[str, str]) -> str:
    asked = [*questions(book())]
    lists = set()
    while asked:
        question = asked.pop()
        asked += question.inner
        lists |= {question.key} if question.inner else set()
    key = line[2]
    return line[0] if key in lists else f"{line[1]}{key}: {words.get(key, '甲')}"


# —— 错了说什么 ——


def times(value: Any, n: int) -> Any:
    if isinstance(value, dict):
        return {k: times(v, n) for k, v in value.items() if k != "重复"}
    if isinstance(value, list):
        return [times(v, n) for v in value]
    return str(value) * n if value else value


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m["名"])
def test_same_mistake_same_words(
    window: Callable[..., Page], tmp_path: Path, mistake: dict[str, Any]
) -> None:
    fields = mistake.get("写成", "")
    n = int(mistake.get("重复", 1))
    if n > 1:
        fields = re.sub(r"(长+|`+)", lambda m: m[0] * n, fields)
    whole = re.sub(rf"(?m)^{mistake.get('去掉')}:.*\n", "", MINIMAL)
    root = handbook(tmp_path, "tougao.yml", replace_fields(whole, fields))
    only = mistake.get("只比")
    said = [
        p.message for p in check_handbook(root)
        if p.path == "cases/tougao.yml" and (not only or p.code in only)
    ]  # fmt: skip
    assert said
    answers = mistake["答案"]
    page = window({**WHOLE, **times(answers, int(answers.get("重复", 1)))})
    page.locator("#f-agree").check()
    page.get_by_role("button", name="下载稿子").click()
    shown = page.locator(".cn-form__error:visible").all_inner_texts()
    if only:
        extra = {"缺少“一句话”：一句话说清做了什么、怎么做成的"}
        assert set(shown) - extra == set(said)
    else:
        assert sorted(shown) == sorted(said)
    links = page.locator(".cn-form__faults a")
    assert [re.sub(r"^[^：]*：", "", t) for t in links.all_inner_texts()] == shown
    for index in range(links.count()):
        links.nth(index).click()
        control = page.locator(":focus")
        assert control.get_attribute("aria-invalid") == "true"
        about = (control.get_attribute("aria-describedby") or "").split()
        assert page.locator(f"[id='{about[-1]}']").inner_text() == shown[index]


def test_messages_come_on_leaving_and_go_when_mended(window: Callable[..., Page]) -> None:
    page = window()
    page.get_by_role("button", name="加一条时间").click()
    day = page.locator("[id^=f-timeline][id$=-date]")
    day.press_sequentially("去年")
    error = page.locator(".cn-form__error:visible")
    assert error.count() == 0  # 还在写，不说
    day.press("Tab")
    assert error.all_inner_texts() == [
        "“去年”不是日期。请写成 2023、2023-06、2023-06-14，或 约2021；"
        "一段时间写成 2020-09 至 2021-03、2021上半年，或 2019起。"
        "过一阵再看就不知道是哪一天了，写明年月"
    ]
    page.locator("[id^=f-timeline][id$=-event]").fill("开放")
    day.fill("2023年6月")
    assert error.count() == 0
    assert day.get_attribute("aria-invalid") is None


@pytest.mark.parametrize("name", ["社区书房", "Shufang", "-a", "a--b", "2023", "a" * 65])
def test_file_name(window: Callable[..., Page], tmp_path: Path, name: str) -> None:
    root = handbook(tmp_path, f"{name}.yml", MINIMAL)
    (said,) = [p.message for p in check_handbook(root) if p.code == "F10"]
    page = window(WHOLE)
    page.fill("#f-file", name)
    page.locator("#f-agree").check()
    page.get_by_role("button", name="下载稿子").click()
    assert page.locator(".cn-form__error:visible").all_inner_texts() == [said]


def test_too_big(window: Callable[..., Page], tmp_path: Path) -> None:
    long = {**WHOLE, "problem": [{"text": "长" * 19000, "sources": ""}] * 2}
    page = window(long)
    page.locator("#f-agree").check()
    page.get_by_role("button", name="下载稿子").click()
    (shown,) = page.locator(".cn-form__faults a").all_inner_texts()
    text = MINIMAL + "缘起:\n" + f"  - 内容: {'长' * 19000}\n" * 2
    found = check_handbook(handbook(tmp_path, "tougao.yml", text))
    (said,) = [p.message for p in found if p.code == "F05"]
    assert re.sub(r"\d+ KB，", "", shown.partition("：")[2]) == re.sub(r"\d+ KB，", "", said)


# —— 走一遍 ——


def test_round_trip_on_a_phone(window: Callable[..., Page], tmp_path: Path) -> None:
    """手机上填（一段只用键盘），刷新接着填，下载，放进 cases/，检查过，预览里是征集。"""
    page = window(has_touch=True, is_mobile=True)
    page.locator("#f-title").focus()
    page.keyboard.type("社区书房: 第一间")
    for words in ("", "居民捐书，把门房改成书房。", "居委会总结，2024 年 3 月"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # 领域的第一个
    page.get_by_role("checkbox", name="新泾镇").check()
    page.get_by_role("button", name="加一条规模").press("Enter")
    assert page.evaluate("document.activeElement.id").endswith("-name")
    for words in ("藏书", "３００"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.locator("[id^=f-measures][id$=-qualifier]").select_option("多")
    page.locator("[id^=f-measures][id$=-unit]").fill("册")
    page.locator("[id^=f-measures][id$=-as_of]").fill("2024年3月")
    page.locator("[id^=f-measures][id$=-sources]").fill("居委会总结")
    for day, event in (("2024-03", "开放"), ("2023年", "捐书")):
        page.get_by_role("button", name="加一条时间").click()
        page.locator("[id^=f-timeline][id$=-date]").last.fill(day)
        page.locator("[id^=f-timeline][id$=-event]").last.fill(event)
    page.locator("[id^=f-timeline][id$=-sources]").last.fill("居委会总结")
    step = page.locator("[id^=f-steps][id$=-title]:is(input)")
    step.fill("收书")
    page.get_by_role("button", name="加一条步骤").click()
    step.last.fill("轮值")
    page.locator("[id^=f-steps][id$=-text]").last.fill("第一段。\n第二段。")
    page.get_by_label("社区志愿者").last.check()
    page.locator("[id^=f-steps][id$=-others]").last.fill("居民、商户")
    page.get_by_role("button", name="上移步骤第 2 条").click()
    assert step.first.input_value() == "轮值"
    page.get_by_role("button", name="下移步骤第 1 条").click()
    page.locator("[id^=f-outcomes][id$=-text]").fill("看书的人多了。")
    title = "“五社联动”"  # 登记过的题名，见下
    sources = yaml.safe_load((HANDBOOK / "content/registry/sources.yml").read_text("utf-8"))
    title = next(s["题名"] for s in sources["条目"] if s["编号"] == "wushe-liandong-2023")
    page.locator("[id^=f-outcomes][id$=-sources]").fill(f"{title}，第 3 段")
    page.get_by_role("button", name="删去缘起第 1 条").click()
    assert page.locator("[id^=f-problem][id$=-text]").count() == 0
    page.get_by_role("button", name="恢复").click()
    page.locator("[id^=f-problem][id$=-text]").fill("没有地方看书。")
    page.fill("#f-file", "shequ-shufang")
    page.reload()
    page.wait_for_selector("#f-title")
    assert "接着上次的草稿" in page.locator(".cn-form__status").inner_text()
    assert page.input_value("#f-title") == "社区书房: 第一间"
    assert step.last.input_value() == "轮值"
    assert not page.locator("#f-agree").is_checked()  # 同意每次都要看过
    name, text = downloaded(page)
    assert name == "shequ-shufang.yml"
    assert text == (HERE / "shequ-shufang.yml").read_text("utf-8")
    root = handbook(tmp_path, name, text)
    assert {p.code for p in check_handbook(root)} <= STYLE
    assert "/cases/shequ-shufang/" not in compile_handbook(root, size="none").site.addresses
    shown = compile_handbook(root, preview=True).many.page("cases/shequ-shufang/index.html")
    assert "征集" in shown.notice
    for words in ("藏书：300 多册（截至 2024-03）", "第二段。", "居民", "商户", "没有地方看书。"):
        assert words in shown.body
    page.once("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        page.get_by_role("button", name="清除草稿").click()
    page.wait_for_selector("#f-title")
    assert page.input_value("#f-title") == ""
    assert page.evaluate(f"localStorage.getItem('{KEEP}')") is None


# —— 丰满的一条 ——


def fill(page: Page, asked: Iterable[Question], raw: dict[str, Any], prefix: str = "f") -> None:
    """照 `raw` 在表单里一项一项地填：问到的都填，不问的不填。"""
    for question in asked:
        value, at = raw.get(question.key), f"{prefix}-{question.name}"
        if value is None or question.widget in (Widget.FIXED, Widget.NOTE):
            continue
        control, several = (
            page.locator(f"[id='{at}']"),
            value if isinstance(value, list) else [value],
        )
        match question.widget:
            case Widget.CHOICE:
                control.select_option(value)
            case Widget.CHECKS:
                for one in several:
                    name = one["名称"] if isinstance(one, dict) else one
                    page.locator(f"[id^='{at}-'][value='{name}']").check()
            case Widget.LINES:
                control.fill("、".join(several))
            case Widget.WHO:
                for one in filter(question.options.__contains__, several):
                    page.locator(f"[id^='{at}-'][value='{one}']").check()
                others = [one for one in several if one not in question.options]
                page.locator(f"[id='{at}-others']").fill("、".join(others))
            case Widget.WORDS:
                control.fill(in_words(question.register, several[0]))
            case Widget.GROUP:
                fill(page, question.inner, value, at)
            case Widget.LIST:
                fill_list(page, question, several, at)
            case _:
                control.fill(value)


def fill_list(page: Page, question: Question, items: list[Any], at: str) -> None:
    box = page.locator(f"fieldset[aria-describedby='{at}-help']")
    rows = box.locator(":scope > .cn-form__items > li")
    keys = {inner.key for inner in question.inner if inner.widget is not Widget.NOTE}
    for n, item in enumerate(item for item in items if keys & {*item}):
        if rows.count() <= n:
            box.locator(":scope > button").click()
        title = rows.nth(n).locator(".cn-form__title").first.get_attribute("id") or ""
        fill(page, question.inner, item, title.removesuffix("-row"))


@cache
def book() -> Book:
    return compile_handbook(HANDBOOK, size="none").book


def in_words(register: str, value: Any) -> str:
    """编号照登记簿换成名称，位置接在后面：投稿人这样写。"""
    id_, place = (value["编号"], value["位置"]) if isinstance(value, dict) else (value, "")
    names = {i: name for name, i in known(register, book()).items()}
    return f"{names[id_]}{place and f'，{place}'}"


def held(asked: Iterable[Question], raw: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """问到的各栏，与写在里面的字；列表的号、记号、引号、空格不算。"""
    for question in asked:
        value = raw.get(question.key)
        if value is None or question.widget in (Widget.FIXED, Widget.NOTE):
            continue
        for one in value if isinstance(value, list) else [value]:
            if question.widget in (Widget.LIST, Widget.GROUP):
                yield from (
                    (f"{question.key} {key}", told) for key, told in held(question.inner, one)
                )
            elif question.widget is Widget.CHECKS and isinstance(one, dict):
                yield question.key, one["名称"]
            elif isinstance(one, dict):
                yield from ((question.key, told) for told in one.values())
            else:
                yield question.key, "".join(re.findall(r"\w", one))


def test_a_full_case_can_be_filled_in(
    window: Callable[..., Page], asked: tuple[Question, ...], tmp_path: Path
) -> None:
    """丰满的一条，表单问到的每一栏都填上：下载的检查都过，一栏不少，一字不少。"""
    raw = yaml.load(FULL.read_text("utf-8"), yaml.BaseLoader)
    filled = {field for field, _ in held(asked, raw)}
    assert filled == set(every(asked)) - {"全区"}  # 写了几个街镇，就不是全区
    page = window()
    fill(page, asked, raw)
    page.fill("#f-file", NAME)
    name, text = downloaded(page)
    root = handbook(tmp_path, name, text)
    assert {p.code for p in check_handbook(root)} <= STYLE
    written = yaml.load(text, yaml.BaseLoader)
    assert Counter(held(asked, written)) == Counter(held(asked, raw))


def every(asked: Iterable[Question]) -> Iterator[str]:
    """问到的各栏。"""
    for question in asked:
        if question.inner:
            yield from (f"{question.key} {key}" for key in every(question.inner))
        elif question.widget not in (Widget.FIXED, Widget.NOTE):
            yield question.key


@pytest.mark.parametrize(
    "field", ["#f-title", "#f-residential_areas", "#f-agree", "#f-summary-sources"]
)
def test_enter_does_not_submit(window: Callable[..., Page], field: str) -> None:
    """一行的输入框里按回车，什么也不发生：不查、不下载、光标不动；选字的回车也一样。"""
    page = window(WHOLE)
    page.evaluate("() => { tried = 0; document.forms.submission.onsubmit = () => { tried += 1; } }")
    taken: list[str] = []
    page.on("download", lambda one: taken.append(one.suggested_filename))
    control = page.locator(field)
    control.focus()
    for _ in range(3):
        page.keyboard.press("Enter")
    control.evaluate(
        """(e) => e.dispatchEvent(new KeyboardEvent("keydown",
        {key: "Enter", code: "Enter", keyCode: 229, bubbles: true, cancelable: true}))"""
    )
    assert page.evaluate("window.tried") == 0
    assert taken == []
    assert page.locator(".cn-form__faults").is_hidden()
    assert control.evaluate("(e) => e === document.activeElement")
    page.locator("#f-agree").check()
    with page.expect_download():
        page.get_by_role("button", name="下载稿子").press("Enter")


def test_pasted_words_are_tidied(window: Callable[..., Page], tmp_path: Path) -> None:
    """写在一起的量拆成几栏，贴来的表成表，部首、私有区的字换成正式的。"""
    page = window(
        {
            **WHOLE,
            "method_name": "⽼王\ue81e\u200b法",
            "problem": [{"text": "见下表：\n年份\t人|数\n2020\t12", "sources": ""}],
            "measures": [
                {"name": "甲", "value": "约１,100户", "as_of": "2023", "sources": KNOWN},
                {"name": "乙", "value": "200多米", "unit": "米", "as_of": "2023", "sources": KNOWN},
            ],
        }
    )
    name, text = downloaded(page)
    assert "方法名: 老王龴法\n" in text
    assert "      | 年份 | 人\\|数 |\n      | --- | --- |\n      | 2020 | 12 |\n" in text
    assert "    数值: 1100\n    修饰: 约\n    单位: 户\n" in text
    assert "    数值: 200\n    修饰: 多\n    单位: 米\n" in text
    assert {p.code for p in check_handbook(handbook(tmp_path, name, text))} <= STYLE


def test_days_are_put_in_order(window: Callable[..., Page], tmp_path: Path) -> None:
    """时间与历年不照先后填：写进文件时排好，检查不说先后。"""
    days = ["2021-12", "2021年上半年", "2020下半年", "2020-09 至 2021-03", "约2019", "2022Q1"]
    page = window(
        {
            **WHOLE,
            "timeline": [{"date": day, "event": f"第{n}件"} for n, day in enumerate(days)],
            "series": [
                {
                    "name": "户数",
                    "unit": "户",
                    "values": [{"period": day, "value": "3"} for day in days],
                }
            ],
        }
    )
    name, text = downloaded(page)
    assert re.findall("(?:日期|时段): (.*)", text) == 2 * [
        "约2019", "2020下半年", "2020-09 至 2021-03", "2021上半年", "2021-12",
        "2022第一季度",
    ]  # fmt: skip
    assert {p.code for p in check_handbook(handbook(tmp_path, name, text))} <= STYLE


def test_an_amount_reads_as_it_is_printed(window: Callable[..., Page]) -> None:
    """出处没有登记的数字写成一句话，量的说法与印出来的一样。"""
    amounts = [
        ("200", "多", "米"), ("1", "多", "年"), ("3", "多", "个月"), ("3", "余", "个月"),
        ("3", "余", "万元"), ("1.5", "多", "公里"), ("30", "以上", "户"), ("20", "约", "户"),
    ]  # fmt: skip
    measures = [
        {
            "name": f"第{n}",
            "value": v,
            "qualifier": q,
            "unit": u,
            "as_of": "2023",
            "sources": "某书",
        }
        for n, (v, q, u) in enumerate(amounts)
    ]
    _, text = downloaded(window({**WHOLE, "measures": measures}))
    for n, (value, qualifier, unit) in enumerate(amounts):
        written = Quantity.model_validate({"数值": value, "修饰": qualifier, "单位": unit})
        assert f"第{n}：{written.amount}（截至 2023）。" in text


SOURCES = HANDBOOK / "content/registry/sources.yml"
KNOWN = next(
    source["题名"]
    for source in yaml.safe_load(SOURCES.read_text("utf-8"))["条目"]
    if source["编号"] == "wushe-liandong-2023"
)
ATTACK = (
    '"><script>window.pwned=1</script>',
    "<img src=x onerror=window.pwned=1>",
    "{{ 7*7 }}{% raw %}",
    "'; window.pwned=1; '",
    "[点](javascript:window.pwned=1)",
    "</textarea></script><svg onload=window.pwned=1>",
    "a: b\n状态: 发布\n# 井号 - x",
    "\u202e反\u200b过来\ufeff\t尾",
)


def _attacked(asked: tuple[Question, ...], n: int) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for question in asked:
        text = ATTACK[n % len(ATTACK)] + "甲"
        n += 1
        match question.widget:
            case Widget.LIST:
                answers[question.name] = [_attacked(question.inner, n + k) for k in range(2)]
            case Widget.GROUP:
                answers[question.name] = _attacked(question.inner, n)
            case Widget.CHOICE:
                last = question.name == "everywhere"  # 写了街镇，就不是全区
                answers[question.name] = question.options[-1 if last else 0]
            case Widget.CHECKS:
                answers[question.name] = [question.options[0], "<b>不在词表里</b>"]
            case Widget.WHO:
                answers[question.name] = {"picked": ["<i>x</i>"], "others": text}
            case Widget.NUMBER:
                answers[question.name] = "12"
            case Widget.DATE | Widget.PERIOD:
                answers[question.name] = str(1930 + n)  # 历年、时间要有先后
            case _:
                answers[question.name] = text
    if "told_by" in answers:  # “截至”与“据”只写一样
        del answers["as_of"]
    return answers


@pytest.mark.parametrize("n", range(len(ATTACK)))
def test_hostile_words_are_only_words(
    window: Callable[..., Page], tmp_path: Path, asked: tuple[Question, ...], n: int
) -> None:
    """每一栏都写恶意的字：页面、文件、预览、打印里都只是字。"""
    page = window(_attacked(asked, n))
    name, text = downloaded(page)
    page.locator("summary", has_text="看看文件里写了什么").click()
    page.emulate_media(media="print")
    page.evaluate("window.onbeforeprint()")
    assert page.evaluate("window.pwned") is None
    assert page.locator("#main :is(script, img, svg, iframe)").count() == 1  # 页末自己的脚本
    assert re.fullmatch(r"tougao-\d{8}-[a-z0-9]{3}\.yml", name)
    root = handbook(tmp_path, name, text)
    assert {p.code for p in check_handbook(root)} <= STYLE
    built = compile_handbook(root, preview=True)
    shown = built.many.page(f"cases/{name[:-4]}/index.html")
    assert "征集" in shown.notice
    for element in lxml.html.fromstring(shown.body).iter():
        assert element.tag not in ("script", "img", "iframe", "textarea")
        assert not [name for name in element.attrib if name.startswith("on")]
        assert not element.get("href", "").startswith("javascript")


@pytest.mark.parametrize("broken", ["getItem", "setItem"])
def test_browser_that_keeps_nothing(window: Callable[..., Page], base: str, broken: str) -> None:
    """无痕模式：不存草稿，说出来，照样填、照样下载。"""
    page = window()
    page.add_init_script(f"Storage.prototype.{broken} = () => {{ throw new Error('不让'); }}")
    page.goto(base + "submit/")
    page.fill("#f-title", "甲")
    page.fill("#f-summary-text", "乙")
    if broken == "setItem":
        page.locator("text=这个浏览器不让存草稿").wait_for()
    assert "标题: 甲\n" in downloaded(page)[1]


@pytest.mark.parametrize(
    "draft", ["[]", "{", '{"answers":{"steps":7,"title":{"a":1},"fields":[1,"<b>"]}}', "null"]
)
def test_spoilt_draft(window: Callable[..., Page], draft: str) -> None:
    """草稿坏了、是旧的：打得开，认得的照用。"""
    page = window()
    page.evaluate(
        "([k, v]) => { window.onpagehide = null; localStorage.setItem(k, v); }", [KEEP, draft]
    )
    page.reload()
    page.wait_for_selector("#f-title")
    page.fill("#f-title", "甲")
    page.fill("#f-summary-text", "乙")
    assert "标题: 甲\n" in downloaded(page)[1]


def test_looking_and_copying(window: Callable[..., Page]) -> None:
    page = window(WHOLE, permissions=["clipboard-read", "clipboard-write"])
    page.locator("summary", has_text="看看文件里写了什么").click()
    expect(page.locator("#submission pre")).to_contain_text("标题: 社区书房\n")
    page.locator("#f-agree").check()
    page.get_by_role("button", name="复制文件的内容").click()
    page.locator("text=复制了").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.inner_text("#submission pre")


def test_agreement_is_asked_every_time(window: Callable[..., Page]) -> None:
    page = window(WHOLE)
    page.get_by_role("button", name="下载稿子").click()
    assert page.locator(":focus").get_attribute("role") == "alert"
    assert page.locator(".cn-form__faults a").all_inner_texts() == [
        "同意与隐私：下载之前，请先看过、勾上这一条。"
    ]


# —— 看与印 ——


def printed(page: Page, tmp_path: Path) -> tuple[str, int]:
    file = tmp_path / "print.pdf"
    page.pdf(path=file, format="A4")
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    )
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert "595" in info.partition("Page size:")[2][:40]
    return re.sub(r"\s+", "", text.stdout), int(re.findall(r"Pages:\s+(\d+)", info)[0])


def test_printed_copy(window: Callable[..., Page], tmp_path: Path) -> None:
    """印的是填的，不是表单；末尾留签名的地方。"""
    page = window(
        {**WHOLE, "steps": [{"title": "收书", "who": {"picked": ["社区"], "others": "居民"}}]}
    )
    text, pages = printed(page, tmp_path)
    assert pages == 1
    for words in ("投稿", "标题社区书房", "居民捐书。", "谁来做：社区、居民", "投稿的单位或个人"):
        assert words in text
    for words in ("下载稿子", "加一条", "空白的投稿表", "同意与隐私", "方法名"):
        assert words not in text


def test_blank_sheet(window: Callable[..., Page], tmp_path: Path) -> None:
    page = window(WHOLE)
    page.evaluate(
        "window.print = () => { window.shot = document.documentElement.dataset.printing }"
    )
    page.get_by_role("button", name="打印空白表").click()
    assert page.evaluate("window.shot") == "blank"
    page.evaluate("document.documentElement.dataset.printing = 'blank'")
    text, _ = printed(page, tmp_path)
    assert "空白的投稿表" in text
    assert "适用条件" in text
    assert "社区书房" not in text


def test_without_scripts(window: Callable[..., Page], base: str, tmp_path: Path) -> None:
    """没有脚本：看得到要写什么，印得出来，空白稿下载得到。"""
    page = window(java_script_enabled=False)
    sheet = page.locator("#sheet")
    assert sheet.is_visible()
    for words in ("标题", "步骤", "适用条件", "新泾镇"):
        assert words in sheet.inner_text()
    assert page.locator("#submission").is_hidden()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载空白稿").click()
    assert waiting.value.suggested_filename == "tougao.yml"
    assert "状态: 征集" in Path(waiting.value.path()).read_text("utf-8")
    text, _ = printed(page, tmp_path)
    assert "空白的投稿表" in text


@pytest.mark.parametrize("mode", ["", "?elder=1", "?dark=1"])
def test_big_enough_for_everyone(window: Callable[..., Page], mode: str) -> None:
    """打开每一列、露出毛病：字不小于 18 像素，能按的不小于 44 像素，不左右滚。"""
    page = window(address=f"submit/{mode}", viewport={"width": 390, "height": 800})
    for more in page.locator("button", has_text="加一条").all():
        more.click()
    page.get_by_role("button", name="下载稿子").click()
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            "#submission :is(button, input[type=text], textarea, select, summary, "
            + "label.cn-form__box, .cn-form__faults a)")]
          .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
          .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert small == []
    tiny = page.evaluate(
        """() => [...document.querySelectorAll("#submission *")].filter((e) => e.checkVisibility()
            && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())
            && !e.closest(".cn-tag, pre") && parseFloat(getComputedStyle(e).fontSize) < 18)
          .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert tiny == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_keyboard_alone(window: Callable[..., Page]) -> None:
    """一路 Tab：每一个控件都到得了，焦点看得见，都有名字。"""
    page = window(viewport={"width": 1280, "height": 900})
    controls = page.locator(
        "#submission :is(input, textarea, select, button, summary):visible:not(:disabled)"
    ).count()
    page.locator("#print-blank").focus()
    page.keyboard.press("Tab")  # 下载空白稿
    page.keyboard.press("Tab")  # 下载 Word 投稿表
    reached = []
    for _ in range(controls):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e);
                return [!!e.closest("#submission"), s.outlineStyle !== "none",
                        !!(e.labels?.length || e.textContent.trim() || e.ariaLabel)] }"""
            )
        )
    assert reached == [[True, True, True]] * controls
