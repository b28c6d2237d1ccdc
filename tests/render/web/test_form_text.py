"""投稿的表单里的文字：写成 YAML 读得回来，平常的话不当 Markdown，日期认得人的写法。"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from casebook.editing.tables import markdown_rows
from casebook.model.periods import PARTS, Period
from casebook.prose import plain_text, read_prose
from casebook.read import read_document, read_text
from casebook.read.text import visible
from conftest import ROOT

HERE = ROOT / "tests/render/web/form"
NASTY = yaml.safe_load((HERE / "nasty.yml").read_text("utf-8"))
WORDS = yaml.safe_load((HERE / "words.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def base(unprinted: Path, http: Callable[[Path], str]) -> str:
    return http(unprinted)


@pytest.fixture(scope="module")
def bench(chromium: Browser, base: str) -> Iterator[Page]:
    """一扇窗口，只用来跑脚本里的函数。"""
    page = chromium.new_page()
    page.goto(base + "submit/")
    yield page
    page.close()


def run(page: Page, base: str, module: str, call: str, value: Any) -> Any:
    address = f"{base}assets/javascripts/{module}.js"
    script = f"async (value) => {{ const m = await import('{address}'); return {call}; }}"
    return page.evaluate(script, value)


SCALARS = st.text(
    st.characters(exclude_categories=["Cs", "Co", "Cn", "Cc"], include_characters="\n")
    | st.sampled_from(list(":#-?|>&*!%@`{}[]'\"\\,：｜－“”\n 　甲a1")),
    max_size=40,
)


def kept(page: Page, base: str, texts: list[str]) -> None:
    record = {"内容": texts, "缘起": [{"内容": t, "来源": [t]} for t in texts]}
    written = run(page, base, "form-yaml", "m.yaml(value, ['说明: #'])", record)
    text, problems = read_text("cases/a.yml", written.encode())
    document, more = read_document(text)
    assert document
    assert [*problems, *more] == []
    assert document.plain() == json.loads(json.dumps(record))


def _readable(text: str) -> bool:
    """看不见的字、怪空格，填的时候已经去掉（另有测试），不交给写 YAML 的。"""
    read, problems = read_text("", f"a{text}".encode())
    return not problems and read.content == f"a{text}" and "\u3000" not in text


def test_writer_keeps_every_nasty_text(bench: Page, base: str) -> None:
    kept(bench, base, [*NASTY, "长" * 5000])


@settings(max_examples=40)
@given(texts=st.lists(SCALARS.filter(_readable).filter(str.strip), min_size=1, max_size=20))
def test_writer_keeps_any_text(bench: Page, base: str, texts: list[str]) -> None:
    kept(bench, base, texts)


@pytest.mark.parametrize(
    "odd", ["\u202e", "\u2066", "\u200b", "\x00", "\x1b", "\ufeff", "\r", "\t"]
)
def test_writer_refuses_what_nobody_sees(bench: Page, base: str, odd: str) -> None:
    call = "(() => { try { return m.yaml(value); } catch (e) { return e.name; } })()"
    assert run(bench, base, "form-yaml", call, {"标题": f"甲{odd}乙"}) == "RangeError"
    assert run(bench, base, "form-text", "m.clean(value)", f"甲{odd}乙").replace("\n", "") in (
        "甲乙",
        "甲 乙",
    )


def test_writer_is_easy_to_read(bench: Page, base: str) -> None:
    """平常的话不加引号，几段的话写成块。"""
    record = {
        "标题": "社区书房",
        "一句话": {"内容": "居民捐书，志愿者轮值。"},
        "规模": [{"数值": "200", "截至": "2023-08"}],
        "缘起": [{"内容": "甲。\n\n乙：丙。"}],
    }
    assert run(bench, base, "form-yaml", "m.yaml(value)", record) == (
        "标题: 社区书房\n一句话:\n  内容: 居民捐书，志愿者轮值。\n规模:\n  - 数值: 200\n"
        "    截至: 2023-08\n缘起:\n  - 内容: |-\n      甲。\n\n      乙：丙。\n"
    )


@pytest.mark.parametrize("text", WORDS)
def test_plain_words_stay_plain(bench: Page, base: str, text: str) -> None:
    """Markdown 的记号都按字面：查不出毛病，读出来还是那些字。"""
    _same_words(text, run(bench, base, "form-text", "m.markdown(value)", text))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("- 5 ℃", "\\- 5 ℃"), ("+ 3 户\n+ 5 户", "\\+ 3 户\n\n\\+ 5 户"),
        ("> 100 人", "\\> 100 人"),
        ("1. 5 万元", "1\\. 5 万元"), ("- > 30 米", "- \\> 30 米"), ("- - 5", "\\- - 5"),
        ("- 3 户\n- 5 户", "- 3 户\n\n- 5 户"), ("- 甲", "- 甲"),
        ("3. 甲\n4. 乙", "3. 甲\n\n4. 乙"),
        ("1. 甲\n1. 乙", "1\\. 甲\n\n1\\. 乙"),
    ],
)  # fmt: skip
def test_signs_at_the_start_stay(bench: Page, base: str, written: str, said: str) -> None:
    """行首的减号、大于号、小数不当记号；接连几项的仍是列表。"""
    assert run(bench, base, "form-text", "m.markdown(value)", written) == said
    assert read_prose(said).faults == ()


MARKS = "甲乙 \n#>*_`[]()<>!|-+=\\&;:15.~^{}/〔〕ab"


@settings(max_examples=60)
@given(text=st.text(st.sampled_from(list(MARKS)), max_size=40))
def test_any_words_stay_plain(bench: Page, base: str, text: str) -> None:
    _same_words(text, run(bench, base, "form-text", "m.markdown(value)", text))


def _same_words(text: str, written: str) -> None:
    prose = read_prose(written)
    assert prose.faults == ()
    # 行首的列表记号可以变成真的列表
    bare = re.sub(r"(?m)^\s*(?:(?:[-*+]|\d{1,3}\.)\s+)+", "", text)
    assert re.sub(r"\s|[-*+]|\d+\.", "", plain_text(prose)) == re.sub(r"\s|[-*+]|\d+\.", "", bare)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023年6月14日", "2023-06-14"), ("２０２３年６月", "2023-06"), ("2023.6.4", "2023-06-04"),
        ("2021.1", "2021.1"), ("约2021. 1", "约2021. 1"), ("2021.10", "2021-10"),
        ("2021.1.1", "2021-01-01"),
        ("2023/6", "2023-06"), ("2023年", "2023"), ("约 2021 年", "约2021"), ("2023-06", "2023-06"),
        ("2023-02-30", "2023-02-30"), ("去年", "去年"), ("2023-13", "2023-13"),
    ],
)  # fmt: skip
def test_days_as_people_write_them(bench: Page, base: str, written: str, day: str) -> None:
    assert run(bench, base, "form-text", "m.date(value)", written) == day


SPANS = ((0, 0x3200), (0xA000, 0xD800), (0xE000, 0x10000), (0x1BC00, 0x1BD00), (0x1D100, 0x1D200))
WIDE = ((0x2F800, 0x2FA20), (0xE0000, 0xE1100), (0xF0000, 0xF0010), (0x10FFF0, 0x110000))


def test_cleans_what_the_reader_cleans(bench: Page, base: str) -> None:
    """一个一个的字，表单收拾的与检查、改正读出来的一样：看不见的去掉，有正式编码的换，别的不动。"""
    chars = [chr(n) for first, last in (*SPANS, *WIDE) for n in range(first, last)]
    texts = [f"甲{char}乙" for char in chars if char not in "\r\n\t\u2028\u2029"]
    texts += ["葛\U000e0100家", "甲 \U000e0100乙", "\U0001f3f4\U000e0067", "王\ue81e", "⼀⺠"]
    # 本子里的 Unicode 旧：它不认得的，组合不组合浏览器说了算
    wanted = [
        unicodedata.normalize(
            "NFC", "".join(c for c, _ in visible(unicodedata.normalize("NFC", t)))
        )
        for t in texts
    ]
    found = run(bench, base, "form-text", "value.map(m.clean)", texts)
    wrong = {t: (f, w) for t, f, w in zip(texts, found, wanted, strict=True) if f != w}
    assert wrong == {}


QUANTITIES = yaml.safe_load((HERE / "quantities.yml").read_text("utf-8"))
TABLES = yaml.safe_load((HERE / "tables.yml").read_text("utf-8"))


def test_quantities_as_people_write_them(bench: Page, base: str) -> None:
    """与改正一样地拆，见 test_fix.py。"""
    found = run(
        bench, base, "form-text", "value.map((one) => m.quantity(one) ?? null)", [*QUANTITIES]
    )
    parts = [list(one.values()) if one else None for one in found]
    assert dict(zip(QUANTITIES, parts, strict=True)) == QUANTITIES
    assert run(bench, base, "form-text", "m.number(value)", " １，２９０.５ ") == "1290.5"


@pytest.mark.parametrize("example", TABLES, ids=lambda one: one["名"])
def test_pasted_tables(bench: Page, base: str, example: dict[str, str]) -> None:
    """Excel 里贴来的：改正、表单、可视化编辑器一样地成表；表单里是平常的话，记号另外转义。"""
    rows = example["贴来"].rstrip("\n").split("\n")
    assert "\n".join(markdown_rows(rows)) == example.get("表", "").rstrip("\n")
    assert run(bench, base, "form-text", "m.table(value)", rows) == markdown_rows(rows)
    assert run(bench, base, "form-text", "m.prose(value)", example["贴来"]) == example[
        "编辑器"
    ].rstrip("\n")
    said = run(bench, base, "form-text", "m.markdown(value)", example["贴来"])
    assert said == example["表单"].rstrip("\n")
    assert read_prose(said).faults == ()


DAYS = (
    "2023", "2023-06", "2024-02-29", "约2021", "约2021-03", "0999", "2019起", "2019-05起",
    "2020-09 至 2021-03", "2020 至 2021-03-05",
    *(f"2021{part}" for part in PARTS),
)  # fmt: skip


def test_days_read_as_they_are_printed(bench: Page, base: str) -> None:
    """日期与时段：最早、最晚一天，怎样念，与模型一样。月底是哪天只用来比先后，不算出来。"""
    found = run(bench, base, "form-days", "value.map(m.when)", [*DAYS])
    for written, day in zip(DAYS, found, strict=True):
        meant = Period.parse(written)
        assert day["said"] == str(meant), written
        assert day["first"] == meant.first.isoformat(), written
        assert day["last"][:7] == meant.last.isoformat()[:7], written
        assert day["last"] >= meant.last.isoformat(), written
        end = meant.end if isinstance(meant, Period) else meant
        assert day["ending"] == end.first.isoformat(), written
        assert day["year"] == meant.year
    assert run(bench, base, "form-days", "m.when(value) ?? null", "去年") is None
