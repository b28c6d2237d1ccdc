"""网页：链接、出处编号、待补充与编者按；真书、几乎空的书、满是恶意文字的书，每一页都写得成，也都干净。"""

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from casebook.bind import bind
from casebook.compose import Writer
from casebook.compose.words import chinese_number
from casebook.compose.writer import ended
from casebook.model import REGISTERS, Case, Citation, ProgrammeKind, SourceKind, Statement
from casebook.model.vocabulary import MoneyUnit
from casebook.read import read_library
from casebook.render.web import WebPage, relative
from conftest import HANDBOOK, ROOT, Built, build, commit, copy_handbook, put
from shown import html_at

# —— 链接 ——

names = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=6)
addresses = st.lists(names, max_size=4).map(lambda parts: "".join(["/", *(f"{p}/" for p in parts)]))
anchors = st.sampled_from(["", "#s1", "#十个街镇", "?street=新泾镇", "?a=1&b=2#x"])


@given(addresses, addresses, anchors)
def test_relative_links_lead_where_they_should(page: str, target: str, tail: str) -> None:
    href = relative(page, target + tail)
    assert not href.startswith("/")
    assert urljoin(f"https://h.example/sub{page}", href) == f"https://h.example/sub{target}{tail}"


@pytest.mark.parametrize(
    ("n", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九"), (0, "〇")],
)
def test_chinese_numbers(n: int, text: str) -> None:
    assert chinese_number(n) == text


# —— 一页的写手 ——


@pytest.fixture
def writer(handbook: Callable[..., Path]) -> Writer:
    library, _ = read_library(handbook())
    return Writer(bind(library).sources)


def cited(source: str, locator: str | None = None) -> Citation:
    return Citation.model_validate({"编号": source, **({"位置": locator} if locator else {})})


def test_sources_are_numbered_by_first_appearance(writer: Writer) -> None:
    page = html_at("/cases/demo-case/")
    marks = [
        page.words(writer.cite([cited("demo-other", "第 12 段")])),
        page.blocks(
            ended(
                writer.blocks("见文章。〔demo 第 2 页〕再说。"),
                writer.cite([cited("demo-other", "第 4 段")]),
            )
        ),
        page.words(writer.cite([cited("demo"), cited("demo", "第 3 页"), cited("demo-other")])),
    ]
    numbers = [re.findall(r'aria-label="出处 (\d)"[^>]*>〔\1〕</a>', m) for m in marks]
    assert numbers == [["1"], ["2", "1"], ["2", "1"]]
    assert [(ref.n, ref.source, ref.places) for ref in writer.references()] == [
        (1, "demo-other", "第 4 段、第 12 段"),
        (2, "demo", "第 2 页、第 3 页"),
    ]


def test_statements(writer: Writer) -> None:
    """来源写明的成段带号；编者的判断进虚线框；未知的写成待补充。"""
    said = writer.statements(
        Statement.model_validate(s)
        for s in (
            {"内容": "来源写的。", "来源": "demo"},
            {"内容": "编者想的。", "推断": "是"},
            {"内容": "还是编者想的。", "推断": "是"},
            {"内容": "又是来源写的。", "来源": "demo", "待补充": "多少户"},
        )
    )
    shown = str(html_at("/cases/demo-case/").blocks(said)).replace("\u2060", "")
    mark = '<a class="cn-cite" href="#s1" aria-label="出处 1">〔1〕</a>'
    assert shown == (
        f"<p>来源写的。{mark}</p>\n"
        '<div class="cn-eds">\n<span class="cn-tag">编者按</span>\n'
        "<p>编者想的。</p>\n<p>还是编者想的。</p>\n</div>\n"
        f'<p>又是来源写的。{mark}</p>\n<p>多少户：<span class="cn-tbd">待补充</span>。</p>'
    )


def test_the_source_of_a_table_says_what_it_is(writer: Writer) -> None:
    """表格下面只有一个号的，写明是出处；有话的不写。"""
    rows = "| 年 | 户 |\n|---|---|\n| 2023 | 12 |"
    html = html_at("/cases/demo-case/")
    shown = str(html.blocks(ended(writer.blocks(rows), writer.cite([cited("demo")])))).replace(
        "\u2060", ""
    )
    assert '</table>\n<p>出处：<a class="cn-cite"' in shown
    said = html.blocks(ended(writer.blocks(f"{rows}\n\n都住下了。"), writer.cite([cited("demo")])))
    assert "出处：" not in said


# —— 整本的书：真书、几乎空的、满是恶意文字的 ——


@dataclass
class Tag:
    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Parsed(HTMLParser):
    """一页里的全部标签与看得见的文字。"""

    source: str
    tags: list[Tag] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)
        self._raw: list[Tag] = []
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, {k: v or "" for k, v in attrs}))
        if tag in ("script", "style", "title"):
            self._raw.append(self.tags[-1])

    def handle_endtag(self, tag: str) -> None:
        if self._raw and tag == self._raw[-1].name:
            self._raw.pop()

    def handle_data(self, data: str) -> None:
        if self._raw:
            self._raw[-1].text += data
        else:
            self.text += data

    @property
    def titles(self) -> list[Tag]:
        """页名；图里的不算。"""
        return [t for t in self.all("title") if not t.attributes]

    def all(self, *names: str) -> list[Tag]:
        return [t for t in self.tags if t.name in names]


def parsed(site: Path) -> dict[str, Parsed]:
    pages = sorted(p for p in site.rglob("*.html"))
    return {p.relative_to(site).as_posix(): Parsed(p.read_text("utf-8")) for p in pages}


PROSE = "---\n标题: {0}\n摘要: 示例。\n---\n\n示例。\n"
PAGES = tuple(
    path.relative_to(HANDBOOK / "content").with_suffix("").as_posix()
    for path in sorted((HANDBOOK / "content").rglob("*.md"))
)
ONLY = (
    "标题: 只有一条\n一句话: {内容: 一句。, 来源: s}\n状态: 发布\n版次: 1\n"
    "其他参与方: [{名称: 居民, 角色: 商量, 来源: s}]\n"
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """几乎空的书：登记簿只有一个来源，案例只有一条，只写了必填的栏目。"""
    root = tmp_path_factory.mktemp("empty") / "book"
    put(root, {f"content/registry/{name}.yml": "条目: []\n" for name in REGISTERS})
    put(root, {"content/registry/sources.yml": "条目:\n  - {编号: s, 题名: 公告, 类别: 官方}\n"})
    put(root, {f"content/{name}.md": PROSE.format(name) for name in PAGES})
    put(root, {"cases/only.yml": ONLY})
    shutil.copy(HANDBOOK / "content/handbook.yml", root / "content")
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HANDBOOK / "mkdocs.yml", root)
    built = build(root)
    assert built.code == 0, built.output
    return built


# 写在一行栏目里的（不解释 Markdown）与写在“内容”里的（是 Markdown，尖括号要写成 \<）
LINE = (
    '"><script>alert(1)</script>',
    "{{ 7*7 }}{% raw %}{# x #}",
    "</title><script>window.pwned=1</script>",
    "&lt;/title&gt;&lt;img src=x onerror=alert(1)&gt;",
    "' onmouseover=alert(1) x='",
    '" onfocus="alert(1)" autofocus="',
    '${alert(1)}`#import "x"',
    "]]></svg><svg onload=alert(1)>",
    "--><iframe src=javascript:alert(1)>",
    "</script></style></textarea><b>",
)
MARKDOWN = (
    "\\<script>alert(1)\\</script>",
    "`<script>alert(1)</script>`",
    "{{ 7*7 }} {% raw %} {: onclick=alert(1) }",
    "`&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;`",
    '<https://e.example/"onmouseover=alert(1)//>',
    "' onmouseover=x \" onfocus=alert(1)",
    '${x} #import "x" $(x)',
    "*a*\n\n- **b** ` ` `\n- c\n\n> {{ 7*7 }}\n\n| a | b |\n|---|---|\n| \\<img onerror=x> | & |",
    '[点](/fields/?x="onmouseover=alert)',
)
# 原样留着的：编号、日期、数字与程序认得的词
_KEEP = {
    "编号", "状态", "推断", "同意", "日期", "截至", "数值", "修饰", "列", "行", "网址", "版次",
    "排序", "政策", "项目", "资金", "荣誉", "数字", "属于", "首页", "开放", "曾用地址", "文件",
    "参见", "印发", "活字", "下次", "来源", "地点来源", "时段", "级别", "同意公开", "全区",
    "编者拟题", "存档", "读到哪里", "引用日期", "时间", "并入",
}  # fmt: skip
_KINDS = {*ProgrammeKind, *SourceKind}
_PROSE = {"内容", "缘起", "启示", "适用条件", "成效", "一句话", "说明", "要求", "依据", "备注"}


def hostile(text: str, prose: bool = False) -> str:
    """同样的文字总换成同样的恶意文字，词表与引用它的地方因此仍然一致。"""
    payloads = MARKDOWN if prose else LINE
    return f"{text if prose else text[:60]} {payloads[sum(text.encode()) % len(payloads)]}"


def poison(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {k: poison(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [poison(v, key) for v in value]
    text = str(value)
    slug = re.fullmatch(r"[a-z0-9-]+", text)
    unit = key == "单位" and (slug or text in ("米", *MoneyUnit))
    if key in _KEEP or (key == "类别" and text in _KINDS) or unit:
        return text
    return hostile(text, key in _PROSE)


# 真书里没有的栏目也要有：每个栏目都写上
FULL = """
标题: 栏目俱全
方法名: 四步法
一句话: {内容: 一句话。, 来源: [{编号: wushe-liandong-2023, 位置: 第 1 段}]}
状态: 发布
版次: "1"
排序: "1"
领域: [{名称: 社区更新, 来源: wushe-liandong-2023}]
方向: [群众服务]
街镇: [新泾镇, 虹桥街道]
全区: 否
居民区: [某居民区, 另一居民区]
地址: 某路 1 号
地点来源: [wushe-liandong-2023]
规模:
  - {名称: 长, 数值: "200", 单位: 米, 修饰: 多, 口径: 日均, 时段: 2021上半年,
    截至: "2023", 来源: [wushe-liandong-2023]}
  - {名称: 宽, 数值: "2", 单位: 米, 据: 文章, 来源: [wushe-liandong-2023]}
时间: [{日期: "2023", 事件: 开工, 来源: [wushe-liandong-2023]}]
缘起: [{内容: 旧。, 来源: [wushe-liandong-2023]}, {待补充: 多少户}]
服务对象: [{内容: 老人。, 来源: [wushe-liandong-2023]}]
开放时间: [{内容: 每天。, 来源: [wushe-liandong-2023]}]
费用: [{内容: 不收。, 来源: [wushe-liandong-2023]}]
联系: [{单位: 某居委会, 办法: 一楼, 同意公开: 是}]
五社:
  - {类别: 社区, 单位: dayu-yingzao, 角色: [推进, 设计], 内容: 做了。, 推断: 是, 待补充: 名称}
  - {类别: 社会工作者, 角色: 出力, 内容: 推断的。, 推断: 是}
其他参与方: [{名称: 居民, 角色: 监督, 内容: 监督。, 推断: 是}, {名称: 商户, 待补充: 做什么}]
步骤: [{标题: 问, 谁来做: [社区, 居民, 商户], 内容: 问了。, 来源: [wushe-liandong-2023]}]
成效: [{内容: 好了。, 数值: "3", 单位: 户, 截至: "2023", 来源: [wushe-liandong-2023]}]
前后对比: [{名称: 路面, 之前: 积水, 之后: 不积水, 来源: [wushe-liandong-2023], 待补充: 面积}]
历年:
  - 名称: 参加的
    单位: 人
    口径: 累计
    各期: [{时段: "2021", 数值: "3"}, {时段: 2022年度, 数值: 4—5, 修饰: 约}]
    待补充: 几人
    来源: [wushe-liandong-2023]
  - 名称: 来过的
    单位: 人
    各期: [{时段: "2018", 数值: "1"}, {时段: "2019", 数值: "2"}, {时段: "2020", 数值: "3"},
      {时段: "2021", 数值: "4"}, {时段: 2022起, 数值: "5"}]
    来源: [wushe-liandong-2023]
居民的话: [{原话: 好。, 谁说的: 一位居民, 同意: 是, 来源: [wushe-liandong-2023],
  待补充: 谁问的}]
荣誉: [{名称: 某奖, 颁发: 某会, 级别: 市级, 时间: "2023", 来源: [wushe-liandong-2023],
  待补充: 哪一届}]
说法: [{说法: 第一个, 来源: [wushe-liandong-2023]}]
推广: [{内容: 隔壁。, 来源: [wushe-liandong-2023]}]
经费:
  - {数值: "3", 修饰: 约, 单位: 万元, 时段: "2023", 资金: special-fund, 出资: 街道, 用途: 花,
    来源: [wushe-liandong-2023], 待补充: 哪天}
启示: [{内容: 启示。, 推断: 是}]
适用条件: [{内容: 条件。, 推断: 是}]
支持: [{政策: zhongyang-yijian, 内容: 依据。, 推断: 是}]
相关: [{编号: mulinxiang, 理由: 都是小巷}]
图片: [{文件: "巷 口#1 50%25.png", 替代文字: 巷口, 署名: 某某, 许可: CC BY 4.0, 同意: 是, 图注: 图}]
附件: [{文件: guize.csv, 名称: 规则, 许可: CC BY 4.0}]
来源: [wushe-liandong-2023]
核定: [{单位: 某居委会, 日期: "2024"}, {单位: 某中心, 日期: "2024"}]
复核: {单位: [某局], 日期: "2024", 下次: "2030"}
更正: [{日期: "2024-03", 改动: 箱数, 原因: 来信}]
曾用地址: [old-full]
"""
GONE = """
标题: 撤下的一条
一句话: {待补充: 做了什么}
状态: 撤下
版次: "1"
撤下: {日期: "2024", 原因: 写了两遍, 并入: full}
曾用地址: [old-gone]
"""


# 每一类再添一条，有的属于别的一条：写到它们的地方都链得到
MORE = "".join(
    f"  - {{编号: more-{kind.name.lower()}-{parent}, 名称: 又一条{kind}{parent}, 类别: {kind}, "
    f"一句话: {{内容: 又一条{kind}{parent}, 推断: 是}}, 来源: wushe-liandong-2023, "
    f"政策: zhongyang-yijian{', 属于: ' + parent if parent != 'none' else ''}}}\n"
    for kind in ProgrammeKind
    for parent in ("none", "network-1-10-n", "wushe-liandong")
)


def poisoned(root: Path) -> None:
    """把 `root` 里每一条记录的每一处文字换成恶意的。"""
    full = yaml.safe_load(FULL)
    fields = {info.alias for info in Case.model_fields.values()}
    assert fields - {"撤下"} == set(full), "FULL 要写全每一个栏目"
    put(root, {"cases/full.yml": yaml.safe_dump(full, allow_unicode=True), "cases/gone.yml": GONE})
    with (root / "content/registry/programmes.yml").open("a", encoding="utf-8") as file:
        file.write(MORE)
    image = (ROOT / "tests/check/minimal/cases/demo-case/lane.png").read_bytes()
    (root / "cases/full").mkdir()
    (root / "cases/full/巷 口#1 50%25.png").write_bytes(image)
    (root / "cases/full/guize.csv").write_text("一,二\n", "utf-8")
    for path in [*(root / "cases").glob("*.yml"), *(root / "content/registry").glob("*.yml")]:
        record = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        text = yaml.safe_dump(poison(record), allow_unicode=True, width=10**6, default_style='"')
        path.write_text(text, "utf-8")
    for path in (root / "content").glob("*.md"):
        _, head, body = path.read_text("utf-8").split("---\n", 2)
        lines = yaml.safe_dump(
            {k: hostile(v) for k, v in yaml.load(head, Loader=yaml.BaseLoader).items()},
            allow_unicode=True,
            width=10**6,
            default_style='"',
        )
        body += "".join(f"\n\n{m}" for m in MARKDOWN) + "\n\n## {{ 7*7 }} \\<script>alert(1)\n"
        path.write_text(f"---\n{lines}---\n{body}", "utf-8")


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """满是恶意文字的书。"""
    root = copy_handbook(tmp_path_factory.mktemp("bad") / "book")
    poisoned(root)
    commit(root, 1_700_000_001)
    built = build(root, strict=False)  # 同样的恶意文字写了许多遍，会有提醒
    assert built.code == 0, built.output
    return built


@pytest.fixture(params=["real", "empty", "bad"])
def any_book(request: pytest.FixtureRequest) -> Built:
    built: Built = request.getfixturevalue(request.param)
    return built


def test_every_page_is_clean(any_book: Built, real: Built) -> None:
    """脚本只有主题自己的，没有 on…属性，没有 javascript: 链接，外壳完整。"""
    ours = {t.text for p in parsed(real.site).values() for t in p.all("script")}
    for name, page in parsed(any_book.site).items():
        for script in page.all("script"):
            source = script.attributes.get("src")
            assert source is None or re.fullmatch(r"[./]*assets/javascripts/[\w.-]+\.js", source)
            assert script.text in ours, (name, script.text)
        for tag in page.tags:
            assert not [a for a in tag.attributes if a.startswith("on")], (name, tag)
            assert not tag.attributes.get("href", "").lower().startswith(("javascript", "data:"))
        assert not page.all("iframe", "object", "embed", "base", "style", "textarea"), name
        for tag in ("h1", "main", "html", "head", "body"):
            assert len(page.all(tag)) == 1, (name, tag)
        (title,) = page.titles
        assert title.text.endswith("长宁社会组织参与社区治理工作法")
        assert page.source.rstrip().endswith("</html>")
        assert "Undefined" not in page.text
        assert not re.search(r"\bNone\b", page.text), name


def test_hostile_text_is_shown_as_written(bad: Built) -> None:
    pages = parsed(bad.site)
    for file in (bad.root / "cases").glob("*.yml"):
        case = yaml.safe_load(file.read_text("utf-8"))
        if case["状态"] != "发布":
            continue
        page = pages[f"cases/{file.stem}/index.html"]
        assert case["标题"] in page.text
        (title,) = page.titles
        assert title.text.startswith(case["标题"] + " - ")
    everything = "".join(page.text for page in pages.values())
    for payload in LINE:
        assert payload in everything, payload
    assert "<script>alert(1)</script>" in everything
    assert "{{ 7*7 }}" in everything


def test_every_field_of_a_hostile_case_is_on_its_page(bad: Built) -> None:
    """栏目俱全的一条：写了的每一句都看得到，一个字不少。"""
    page = parsed(bad.site)["cases/full/index.html"]
    shown = re.sub(r"\s+", "", page.text + "".join(t.attributes.get("alt", "") for t in page.tags))
    for written in (
        "四步法", "某居民区", "某路1号", "开工", "推进", "出力", "监督", "问", "居民", "商户",
        "户", "都是小巷", "某某", "CCBY4.0", "图", "某居委会", "巷口", "多少户", "名称", "长",
        "日均", "文章", "路面", "积水", "不积水", "面积", "参加的", "累计", "来过的", "一位居民",
        "某奖", "某会", "第一个", "街道", "花", "规则", "某中心", "某局", "一楼", "哪天", "几人",
        "谁问的", "哪一届",
    ):  # fmt: skip
        source = {"某路1号": "某路 1 号", "CCBY4.0": "CC BY 4.0"}.get(written, written)
        assert re.sub(r"\s+", "", hostile(source)) in shown, written


def test_generated_files_hold(bad: Built) -> None:
    """查找的各份与站点地图也没有被撑破：一份只交来一样东西。"""
    scripts = [*bad.site.glob("search/*.js"), *bad.site.glob("*/**/search.js")]
    assert len(scripts) > 50
    for script in (one for one in scripts if "assets" not in one.parts):
        given = re.fullmatch(r"casebookPart\((.*)\);\n", script.read_text("utf-8"), re.S)
        assert given, script
        assert json.loads(f"[{given[1]}]"), script
    ElementTree.parse(bad.site / "sitemap.xml")


def test_hostile_book_runs_nothing(
    bad: Built, http: Callable[[Path], str], chromium: Browser
) -> None:
    """真的打开、划过、点开、搜索：没有对话框，没有它的脚本。"""
    base = http(bad.site)
    page = chromium.new_page()
    events: list[str] = []
    page.on("dialog", lambda d: (events.append(d.message), d.dismiss()))
    page.on("pageerror", lambda e: events.append(str(e)))
    page.on("request", lambda r: None if r.url.startswith(base) else events.append(r.url))
    for address in (
        "",
        "cases/full/",
        "cases/",
        "organisations/",
        "mechanism/",
        "figures/",
        "about/",
    ):
        page.goto(base + address)
        page.evaluate(
            """() => document.querySelectorAll("main *").forEach((e) => {
                for (const type of ["mouseover", "focus", "error", "load"])
                    e.dispatchEvent(new Event(type, {bubbles: true})); })"""
        )
        assert page.evaluate("window.pwned") is None
    page.goto(base + "cases/")
    for box in page.locator(".cn-pick input").all()[:3]:
        box.check()
    page.click(".cn-tray a")
    page.locator(".cn-cmp td p").first.wait_for()
    assert page.locator(".cn-cmp td").count() > 3
    page.goto(base + "cases/")
    for query in ("alert", "<script>", "{{ 7*7 }}", "onmouseover"):
        page.click(".cn-sbtn")
        page.fill(".cn-search input", query)
        page.wait_for_function(
            "q => [...document.querySelectorAll('.cn-search__list mark')]"
            ".some((m) => m.textContent.toLowerCase().replace(/\\W/g, '') === q)",
            arg=re.sub(r"\W", "", query).lower(),  # 查找不看标点
            timeout=5000,
        )
        page.keyboard.press("Escape")
    page.goto(base + "cases/full/")
    page.click("#cite summary")
    page.click("#cite [data-copy-of='#cite-apa']")
    page.wait_for_timeout(100)
    assert events == []
    assert page.evaluate("window.pwned") is None
    page.close()


def test_absent_fields_say_so(empty: Built) -> None:
    """几乎空的案例：每一个没写的栏目都写着“待补充”，每一节都在。"""
    page = (empty.site / "cases/only/index.html").read_text("utf-8")
    body = page[page.index("<article") : page.index("</article")]
    rows = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", body)
    facts, gaps = dict(rows[:6]), dict(rows[6:])
    assert gaps["还空着"].startswith("街镇、时间、规模、领域、方向、经费、缘起与问题、")
    assert set(facts) == {"地点", "时间", "规模", "领域", "方向", "经费"}
    for name, value in facts.items():
        assert "待补充" in value, name
    for section in ("缘起与问题", "做法步骤", "成效", "启示", "适用条件", "政策与支持"):
        after = body.partition(f">{section}</h2>")[2].partition("<h2")[0]
        assert "待补充" in after, section
    assert "街镇待核" in body
    assert "实践单位核定：<span" in body
    assert "没有发布" not in body


def test_empty_categories_say_so(real: Built) -> None:
    streets = yaml.safe_load((real.root / "content/registry/streets.yml").read_text("utf-8"))
    written = [yaml.safe_load(p.read_text("utf-8")) for p in (real.root / "cases").glob("*.yml")]
    used = {c.get("街镇") for c in written if c["状态"] == "发布"}
    for street in streets["条目"]:
        text = (real.site / f"streets/{street['编号']}/index.html").read_text("utf-8")
        assert ("暂无收录。" in text) == (street["名称"] not in used), street["名称"]


def test_inferred_statements_are_boxed(real: Built) -> None:
    """真书里每一句标了推断的话，网页上都在虚线框或“编者…”的标签旁。"""
    for file in (real.root / "cases").glob("*.yml"):
        case = yaml.safe_load(file.read_text("utf-8"))
        if case["状态"] != "发布":
            continue
        text = (real.site / f"cases/{file.stem}/index.html").read_text("utf-8")
        text = re.sub(r'<a class="cn-term"[^>]*>(.*?)</a>', r"\1", text)
        boxes = "".join(re.findall(r'<div class="cn-eds">.*?</div>', text, re.S))
        rows = re.findall(r"<(?:tr|li)>.*?</(?:tr|li)>", text, re.S)
        marked = boxes + "".join(row for row in rows if "cn-tag" in row)
        for said in inferred(case):
            plain = html.escape(re.sub(r"[*`]", "", said), quote=False)[:12]
            assert plain in marked, (file.stem, said)


def inferred(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("推断") in ("是", True) and "内容" in value:
            yield value["内容"]
        for item in value.values():
            yield from inferred(item)
    elif isinstance(value, list):
        for item in value:
            yield from inferred(item)


def test_drawings_have_words_and_readable_text(any_book: Built) -> None:
    """每张图有替代文字与 viewBox；图上的字不小于 15。"""
    seen = 0
    for name, page in parsed(any_book.site).items():
        article = page.source.partition("<main")[2].partition("</main>")[0]
        ids = {t.attributes["id"] for t in page.tags if "id" in t.attributes}
        for drawing in re.findall(r"<svg.*?</svg>", article, re.S):
            tags = Parsed(drawing).tags
            svg = tags[0].attributes
            seen += 1
            assert re.fullmatch(r"-?\d+ -?\d+ [\d.]+ [\d.]+", svg["viewbox"]), (name, svg)
            if svg.get("aria-hidden") != "true":
                assert svg["role"] in ("img", "group")
                words = svg.get("aria-label", "")
                named = svg.get("aria-labelledby", "").split()
                assert words.strip() or (named and set(named) <= ids), (name, svg)
            sizes = [
                float(t.attributes.get("font-size", 16))
                for t in tags
                if t.name in ("text", "tspan")
            ]
            assert all(size >= 15 for size in sizes), (name, sizes)
    assert seen >= 3


def test_safe_title_is_escaped_once() -> None:
    page = WebPage("/x/", "</title>&lt;", '"', "关于", "<h2 id='x'>不认</h2>")
    assert page.safe_title == "&lt;/title&gt;&amp;lt;"
    assert page.safe_description == "&quot;"
