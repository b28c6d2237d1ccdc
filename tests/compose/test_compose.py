"""写：一页的 Document 存得进、读得回；每一种块网页、印件、文字都会写；话只写一遍，两边说的一样。"""

import ast
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from casebook.bind import Binder, Book, bind, timeline
from casebook.compose import DOCUMENT, Document, Glossary, case_document, word
from casebook.compose import blocks as kinds
from casebook.compose import inlines as inline_kinds
from casebook.compose.actors import other_party
from casebook.compose.figures import label_lines
from casebook.compose.timeline import labels
from casebook.compose.words import catalogue, quoted
from casebook.read import Library, read_library
from casebook.render.docx import blocks as docx
from casebook.render.docx import inlines as docx_inlines
from casebook.render.epub import blocks as epub
from casebook.render.epub import inlines as epub_inlines
from casebook.render.share import blocks as share
from casebook.render.share import inlines as share_inlines
from casebook.render.text import inlines as text_inlines
from casebook.render.text import markdown, plain_blocks
from casebook.render.text.plain import Plain
from casebook.render.text.spoken import INLINES as SPOKEN
from casebook.render.typeset import blocks as typeset
from casebook.render.typeset.method import method_data
from casebook.render.web import Edition, case_page, environment
from casebook.render.web import blocks as web
from conftest import HANDBOOK, ROOT

HOOKS = ROOT / "hooks"
CASEBOOK = HOOKS / "casebook"
GAPS = {"number": "", "related": ""}


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(HANDBOOK)[0]


@pytest.fixture(scope="module")
def book(library: Library) -> Book:
    return bind(library)


@pytest.fixture(scope="module")
def documents(library: Library, book: Book) -> list[Document]:
    return written(library, book)


def written(library: Library, book: Book) -> list[Document]:
    binder = Binder(library)
    bound = (binder.bound(library.cases[m.id].record, m.card) for m in book.methods)
    glossary = Glossary(book.terms)
    return [case_document(one, book.sources, book.handbook.words, glossary) for one in bound]


def test_a_document_goes_to_json_and_back(documents: list[Document]) -> None:
    for document in documents:
        assert DOCUMENT.validate_json(DOCUMENT.dump_json(document)) == document


@pytest.mark.parametrize("kind", get_args(kinds.Kind), ids=lambda kind: kind.__name__)
def test_each_renderer_writes_every_block(kind: Any) -> None:
    macros = environment().get_template("_blocks.html").module
    name = kind.__dataclass_fields__["t"].default.replace("-", "_")
    assert kind in web.WRITERS or callable(getattr(macros, name, None)), "网页"
    assert kind in typeset.WRITERS, "印件"
    assert kind in plain_blocks.WRITERS, "念的话"
    assert kind in markdown.WRITERS, "Markdown"
    assert kind in share.WRITERS, "公众号"
    assert kind in docx.WRITERS, "公文"
    assert kind in epub.WRITERS, "电子书"


def test_what_is_not_printed_is_named_with_its_reason() -> None:
    """只有网页有的块：写明为什么不印，印件也确实不写。"""
    printer = typeset.Typeset(lambda words: [words])
    for kind, reason in typeset.LEFT_OUT.items():
        assert len(reason) > 4, kind
        assert typeset.WRITERS[kind](printer, None) == [], kind
    printed = {*typeset.PROSE, *typeset.RECORDS, *typeset.LISTS}
    assert not printed & {*typeset.LEFT_OUT}


def test_what_is_not_spoken_is_named_with_its_reason() -> None:
    """没有话可念的块：写明为什么，也确实不念。"""
    said = Plain()
    for kind, reason in plain_blocks.LEFT_OUT.items():
        assert len(reason) > 4, kind
        assert plain_blocks.WRITERS[kind](said, None) is None
    assert [part.lines for part in said.parts] == [[]]
    assert not {*plain_blocks.LEFT_OUT} & {*plain_blocks.LISTED}


@pytest.mark.parametrize("kind", get_args(inline_kinds.Marked), ids=lambda kind: kind.__name__)
def test_each_renderer_writes_every_inline(kind: Any) -> None:
    assert kind in web.INLINES, "网页"
    assert kind in typeset.INLINES, "印件"
    assert kind in SPOKEN, "念的话"
    assert kind in text_inlines.INLINES, "Markdown"
    assert kind in share_inlines.INLINES, "公众号"
    assert kind in docx_inlines.INLINES, "公文"
    assert kind in epub_inlines.INLINES, "电子书"


def test_no_kind_is_handled_that_is_not_there() -> None:
    blocks, inlines = {*get_args(kinds.Kind)}, {*get_args(inline_kinds.Marked)}
    assert {*typeset.WRITERS} == {*plain_blocks.WRITERS} == {*markdown.WRITERS} == blocks
    assert {*share.WRITERS} == {*docx.WRITERS} == {*epub.WRITERS} == blocks
    assert {*docx_inlines.INLINES} == {*epub_inlines.INLINES} == inlines
    assert {*web.WRITERS} <= blocks
    assert {*typeset.INLINES} == {*web.INLINES} == inlines
    assert {*SPOKEN} == {*text_inlines.INLINES} == {*share_inlines.INLINES} == inlines
    assert {*text_inlines.MARKS} <= inlines


class Words(HTMLParser):
    """网页上读得到的字；图里的字不算。"""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self._drawn = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._drawn += tag == "svg"

    def handle_endtag(self, tag: str) -> None:
        self._drawn -= tag == "svg"

    def handle_data(self, data: str) -> None:
        if not self._drawn:
            self.words += data


def spoken(node: Any) -> Iterator[str]:
    """印件的数据里读得到的字。"""
    match node:
        case str():
            yield node
        case list() | tuple():
            for item in node:
                yield from spoken(item)
        case {"t": "tbd"}:
            yield word("text.missing")
        case {"t": "cite"}:
            yield f"〔{node['n']}〕"
        case {"t": "figure" | "photo"}:
            yield from (node["title"], *spoken(node["caption"]))
        case {"t": "steps"}:
            for step in node["items"]:
                yield from (step["title"], *spoken(step["c"]))
                yield from (who["tile"] + who["name"] for who in step["who"])
        case {"t": "slip"}:
            yield from spoken(node["items"])
        case {"t": "table"}:
            yield from (node["title"], *spoken(node["head"]), *spoken(node["rows"]))
        case dict():
            yield from spoken([node[key] for key in ("title", "items", "c") if key in node])


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2060\u200b]|图[一二三四五六七八九]", "", text)


def test_page_and_print_say_the_same(book: Book, documents: list[Document]) -> None:
    """题头、事实、各节、末尾的小字：网页说的每一句，印件也说，次序也一样。

    网页多的：工具条、位置、来源的链接；图注与图名之间的句号，印件由排版模板加；怎样告诉编者，各说各的。
    """
    for method, document in zip(book.methods, documents, strict=True):
        reader = Words()
        reader.feed(case_page(document, book.handbook, Edition(), GAPS).body)
        shown = squeezed(reader.words).replace("。", "")
        data = method_data(method, document, lambda words: [words])
        parts = [data["above"], data["title"], data["method_name"], data["summary"]]
        parts += [*data["facts"], *data["sections"], *data["imprint"]]
        at = 0
        for part in parts:
            for words in (squeezed(s).replace("。", "") for s in spoken(part)):
                if not words:
                    continue
                found = shown.find(words, at)
                assert found >= 0, (method.id, words, shown[at : at + 80])
                at = found + len(words) if len(words) > 1 else at


def test_review_is_said_in_both(handbook: Callable[..., Path]) -> None:
    library, _ = read_library(handbook(case="复核:\n  日期: 2026-01-02\n  下次: 2027-01-02\n"))
    book = bind(library)
    (method,), (document,) = book.methods, written(library, book)
    told = "上次复核 2026 年 1 月 2 日，下次不晚于 2027 年 1 月 2 日。"
    assert told in case_page(document, book.handbook, Edition(), GAPS).body
    assert told in "".join(spoken(method_data(method, document, lambda words: [words])["imprint"]))


# —— 话只写一遍 ——


def phrases(text: str) -> set[str]:
    """四个汉字以上的说法。"""
    return {*re.findall(r"[\u3400-\u9fff“”、（）《》]{4,}", text)}


def said_in(path: Path) -> set[str]:
    """一个源文件里写给读者的说法：说明与注释不算。"""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        return phrases(re.sub(r"\{#.*?#\}", "", text, flags=re.S))
    if path.suffix == ".typ":
        return phrases(re.sub(r"//.*", "", text))
    tree = ast.parse(text)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in docs)
    return {p for n in strings if isinstance(n.value, str) for p in phrases(n.value)}


def said_under(*patterns: str) -> set[str]:
    return {p for pattern in patterns for path in HOOKS.glob(pattern) for p in said_in(path)}


def test_no_phrase_stands_in_both_page_and_print() -> None:
    web_words = said_under("casebook/render/web/**/*.py", "casebook/render/web/**/*.html")
    print_words = said_under("casebook/render/typeset/*.py", "casebook/**/*.typ")
    assert web_words & print_words == set()


def test_nothing_the_catalogue_says_is_written_again_in_print() -> None:
    """印件的话全从 words/ 来。"""
    said = {p for sentence in catalogue().values() for p in phrases(sentence)}
    assert said_under("casebook/render/typeset/*.py", "casebook/**/*.typ") & said == set()


def test_bind_has_no_sentences() -> None:
    """bind 说是什么，怎样说由 compose 定。著录的格式（GB/T 7714）不算。"""
    said = {
        (path.name, n.value)
        for path in (CASEBOOK / "bind").glob("*.py")
        for tree in [ast.parse(path.read_text("utf-8"))]
        for docs in [{id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}]
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs
        if re.search(r"[\u4e00-\u9fff]{3}", n.value)
    }
    assert said == {("reference.py", "发布者")}


def test_every_sentence_asked_for_is_there() -> None:
    for path in [*CASEBOOK.rglob("*.py"), *CASEBOOK.rglob("*.html")]:
        asked = re.findall(r"""\bword\(\s*["']([a-z.-]+)["']""", path.read_text("utf-8"))
        assert set(asked) <= set(catalogue()), path


def test_every_sentence_is_used() -> None:
    sources = [*CASEBOOK.rglob("*.py"), *CASEBOOK.rglob("*.html"), *CASEBOOK.rglob("*.typ")]
    text = "".join(path.read_text("utf-8") for path in sources)
    for name in catalogue():
        head, _, tail = name.rpartition(".")
        whole = f'"{name}"' in text or f"'{name}'" in text
        # 名字的末一段是算出来的：word(f"record.{name}")、page.paragraph(f"…")；印刷的模板写 w.名字
        made = f'(f"{head}.{{' in text and f'"{tail}"' in text
        taken = f'section("{head}"' in text
        assert whole or made or taken or (head == "print" and f"w.{tail}" in text), name


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("技术与方案", ["技术与", "方案"]),
        ("推进、设计、运营", ["推进", "设计", "运营"]),
        ("听、说、写", ["听、说", "写"]),
        ("儿童福利社工", ["儿童福利", "社工"]),
        ("上门查看、结对看望", ["上门查看", "结对看望"]),
        ("一二三四五六七八九十十一二", ["一二三四", "五六七八", "九十十…"]),
    ],
)
def test_a_role_fits_on_the_drawing(written: str, lines: list[str]) -> None:
    """一行至多四个字，旁边的一社隔得开；末一行不只一个字；放不下的说还有。"""
    assert label_lines(written) == lines


@pytest.mark.parametrize(
    ("name", "tile"),
    [
        ("讲故事的人", "讲"),
        ("社区居民", "居"),
        ("一日店主", "主"),
        ("3 家商户", "户"),
        ("“小蚂蚁”志愿者", "小"),
        ("WeChat 群", "W"),
        ("……", "…"),
    ],
)
def test_a_party_is_not_marked_with_a_number(name: str, tile: str) -> None:
    """圆里是名字的一个字，不是数，也不是引号。"""
    assert other_party(name).tile == tile


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (("2020-01", "2020-12"), [["1", "2"]]),
        (("2020-06-01", "2020-06-02", "2020-06-03"), [["1", "2、3"]]),
        (["2020-06-10"] * 9, [["1", "2—9"]]),
        ((*["2020-06-10"] * 3, "2020-06-09"), [["4", "1—3"]]),
        ([f"{y}-{m:02}" for y in range(2000, 2010) for m in (1, 4, 7, 10)], None),
    ],
)
def test_numbers_on_a_timeline_stand_apart(
    handbook: Callable[..., Path], dates: list[str], told: list[list[str]] | None
) -> None:
    """挨着的写高一层，再挨着的并成一个；一件不少，大字时也不叠，不出画布。"""
    events = "".join(f"  - {{日期: {d}, 事件: 事, 来源: demo}}\n" for d in dates)
    library, _ = read_library(handbook(case="时间:\n" + events))
    line = timeline(library.cases[bind(library).methods[0].id].record)
    assert line
    placed = [labels(row) for row in line.rows]
    for row in placed:
        for level in (0, 1):
            edges = [(one.at - one.wide / 2, one.at + one.wide / 2) for one, n in row if n == level]
            assert all(start >= -0.03 and end <= 1.03 for start, end in edges)
            assert all(one[1] < other[0] for one, other in pairwise(sorted(edges)))
    assert sorted(n for row in placed for one, _ in row for n in one.numbers) == [
        *range(1, len(dates) + 1)
    ]
    if told:
        assert [[one.words for one, _ in row] for row in placed] == told
    else:
        assert len(placed) == 4
        assert all(len(one.numbers) == 1 for row in placed for one, _ in row)


NOBODY = "五社: [{类别: 社区, 待补充: 做了什么}]\n其他参与方: [{名称: 商户, 待补充: 做什么}]\n"


@pytest.mark.parametrize(
    ("case", "drawn"),
    [
        (NOBODY, False),
        ("五社: []\n", False),
        (NOBODY.replace("商户", "居民"), True),
        (NOBODY.replace("待补充: 做了什么", "内容: 做了, 推断: 是"), True),
    ],
)
def test_nobody_is_not_drawn(handbook: Callable[..., Path], case: str, drawn: bool) -> None:
    """谁也没有写到的，不画谁参与了；没有写到的各社并作一行，仍然在。"""
    library, _ = read_library(handbook(case=case))
    (document,) = written(library, bind(library))
    assert (document.figure("five") is not None) == drawn
    (section,) = (b for b in document.blocks if isinstance(b, kinds.Section) and b.id == "actors")
    told = [b.c for b in section.c if isinstance(b, kinds.Remark)]
    assert [str(c[0]).endswith("未见记载，") for c in told] == [True]


def test_a_source_without_words_is_cited(handbook: Callable[..., Path]) -> None:
    """只写了角色、步骤的题与来源，没有内容：算写到了，出处不丢。"""
    part = "五社: [{类别: 社区, 角色: 召集, 来源: demo}]\n"
    library, _ = read_library(handbook(case=part + "步骤: [{标题: 看现场, 来源: demo-other}]\n"))
    (document,) = written(library, bind(library))
    assert document.figure("five") is not None
    assert {"demo", "demo-other"} <= {ref.source for ref in document.references}
    blocks = [b for s in document.blocks if isinstance(s, kinds.Section) for b in s.c]
    ((row,),) = (b.rows for b in blocks if isinstance(b, kinds.Parts))
    assert row.who.present
    assert row.role[0] == "召集"
    assert [type(part) for part in row.role] == [str, inline_kinds.Anchor, inline_kinds.Cite]
    ((step,),) = (b.items for b in blocks if isinstance(b, kinds.Steps))
    assert step.c


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("全市第一个", "“全市第一个”"),
        ("用好“五社联动”，做到“家门口”", "“用好‘五社联动’，做到‘家门口’”"),
        ("“四百”大走访", "“‘四百’大走访”"),
        ("“四百大走访”", "“四百大走访”"),
        ("“一”与“二”", "“‘一’与‘二’”"),
        ("叫它“小小的‘家’”", "“叫它‘小小的“家”’”"),
    ],
)
def test_quotes_are_not_doubled(written: str, printed: str) -> None:
    """引号里的引号用单的（GB/T 15834）。"""
    assert quoted(written) == printed
