"""文字：念得出来的话、查找的条目、一页的 Markdown。

黄金文件：`prose-*.yml` 左边是文字，右边是话与 Markdown；`case-*.yml` 左边是换进示例案例的栏目，
右边是它的 `.md` 与查找的条目。另看：Markdown 由两个读它的程序读出来，字都还在；恶意的文字还是文字。
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from corpus import cases as measured
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from casebook.bind import Binder, Book, Method, bind, loom
from casebook.compose import Document, Writer, case_document
from casebook.compose.blocks import (
    Block,
    Blocks,
    Cell,
    Figure,
    Heading,
    Listed,
    Note,
    Paragraph,
    Parts,
    Photo,
    Quote,
    Screenshot,
    Support,
    Supports,
    Table,
)
from casebook.compose.figures import loom_figure, streets_figure
from casebook.compose.inlines import Break, Cite, Code, Emphasis, Image, Link, Strong, To
from casebook.compose.prose import prose_blocks
from casebook.compose.register import numbers_block, policy_blocks, programme_blocks, terms_block
from casebook.compose.walk import walk
from casebook.compose.words import word
from casebook.prose import read_prose
from casebook.read import read_library
from casebook.render.text import case_markdown, plain_parts, search_entries
from casebook.render.text.escape import escaped
from casebook.render.text.markdown import Markdown
from casebook.render.text.plain import flat
from casebook.render.web import Edition, case_page
from conftest import HANDBOOK
from hostile import pieces

SITE = "https://handbook.example/book/"
ADDRESS = "/cases/demo-case/"


def written(text: str, page: bool) -> Blocks:
    """出处一律编作 1 号。"""
    return prose_blocks(read_prose(text, page), lambda source, place: 1)


@pytest.mark.golden_test("prose-*.yml")
def test_prose(golden: Any) -> None:
    assert golden["说明"]
    blocks = written(golden["文字"], golden.get("文章") == "是")
    assert golden.out["话"] == flat(blocks)
    assert golden.out["Markdown"] == Markdown(ADDRESS, SITE).blocks(blocks) + "\n"


def composed(root: Path) -> tuple[Book, list[tuple[Method, Document]]]:
    """`root` 里公开的各条。"""
    library, problems = read_library(root)
    assert not problems
    book, binder = bind(library), Binder(library)
    bound = [(m, binder.bound(library.cases[m.id].record, m.card)) for m in book.methods]
    sources, words = book.sources, book.handbook.words
    return book, [(m, case_document(one, sources, words)) for m, one in bound]


@cache
def real() -> tuple[Book, list[tuple[Method, Document]]]:
    return composed(HANDBOOK)


def as_markdown(document: Document, method: Method, book: Book, site: str = SITE) -> str:
    related, mentioned_by = method.related, method.mentioned_by
    return case_markdown(
        document, book.handbook, method.number, related, mentioned_by, site
    ).decode()


@pytest.mark.golden_test("case-*.yml")
def test_case(golden: Any, handbook: Callable[..., Path]) -> None:
    assert golden["说明"]
    book, every = composed(handbook(golden.get("文件"), golden["案例"]))
    method, document = next(one for one in every if one[0].id == "demo-case")
    assert golden.out["Markdown"] == as_markdown(document, method, book, golden.get("网址") or "")
    entries = json.loads(f"[{search_entries(document, method.number)}]")
    assert golden.out["查找"] == [[e["location"], e["title"], e["text"]] for e in entries]


# —— 读回来 ——


class Read(HTMLParser):
    """网页上的字与标签；图读作替代文字。"""

    TAGS = frozenset(
        "h1 h2 h3 h4 p ul ol li table thead tbody tr th td".split()  # noqa: SIM905
        + "blockquote pre code strong em a img br hr".split()  # noqa: SIM905
    )

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.TAGS, tag
        given = dict(attrs)
        self.words += given.get("alt") or " "
        self.links += [value for name in ("href", "src") if (value := given.get(name))]

    def handle_data(self, data: str) -> None:
        self.words += data


READERS: dict[str, Callable[[str], str]] = {
    "CommonMark": MarkdownIt("commonmark").enable("table").render,
    "Python-Markdown": lambda text: markdown.markdown(text, extensions=["tables", "fenced_code"]),
}
every_reader = pytest.mark.parametrize("reader", READERS.values(), ids=READERS)


def letters(text: str) -> str:
    """字；出处、脚注的号不算。"""
    return re.sub(r"〔注?\d+〕|[^\w]|_", "", text)


def signs(text: str) -> str:
    """字与记号；空白、控制符不算。"""
    return re.sub(r"[\s\x00-\x20\x7f]", "", text)


def told(document: Document, label: str = "") -> tuple[str, str]:
    """一页的字，次序照页上的；末尾的小字另放。"""
    first, *rest = plain_parts(document, label)
    at = len(first.lines) - len(document.imprint)
    lines = [first.title, *first.lines[:at]]
    for part in rest:
        lines += [part.title, *part.lines]
    return letters("".join(lines)), letters("".join(first.lines[at:]))


def only_in_markdown(document: Document) -> Iterator[str]:
    """Markdown 里多的：画不出的图的替代文字，各方一表的栏名。"""
    for one in walk(document):
        match one:
            case Figure() if one.caption:
                yield word("text.see-web", alt=one.alt)
            case Photo() | Screenshot() | Image() if one.caption:
                yield one.alt
            case Parts():
                yield "".join(one.heads)


@every_reader
def test_markdown_says_what_the_page_says(reader: Callable[[str], str]) -> None:
    book, every = real()
    for method, document in every:
        said, imprint = told(document, f"{book.handbook.names.unit}{method.number}")
        body, rest = as_markdown(document, method, book).split(f"\n## {word('text.references')}\n")
        shown, rest = (letters(Read(reader(text)).words) for text in (body, rest))
        for more in only_in_markdown(document):
            assert letters(more) in shown
            shown = shown.replace(letters(more), "", 1)
        assert shown == said, method.id
        assert imprint in rest
        for ref in document.references:
            assert letters(ref.title + ref.after) in rest
        for link in (*method.related, *method.mentioned_by):
            assert letters(link.title) in rest
            assert letters(link.reason) in rest


def registered(book: Book) -> Iterator[Blocks]:
    """登记簿各条写成的块，与总论的图：工作法里没有的几种。"""
    writer = Writer(book.sources)
    yield from (programme_blocks(one, book, writer) for one in book.programmes)
    yield from (policy_blocks(one, writer) for one in book.policies)
    yield (terms_block(book.terms, writer),)
    yield (numbers_block(book.indicators, writer, full=True),)
    yield (loom_figure(book, loom(book)), streets_figure(book))


@every_reader
def test_markdown_says_what_the_registers_say(reader: Callable[[str], str]) -> None:
    book, _ = real()
    for blocks in registered(book):
        shown = letters(Read(reader(Markdown("/x/", SITE).blocks(blocks))).words)
        for figure in (one for one in blocks if isinstance(one, Figure)):
            shown = shown.replace(letters(word("text.see-web", alt=figure.alt)), "", 1)
        assert shown == letters(flat(blocks))


@every_reader
def test_links_can_be_followed_from_anywhere(reader: Callable[[str], str]) -> None:
    book, every = real()
    for method, document in every:
        links = Read(reader(as_markdown(document, method, book))).links
        wanted = {SITE[:-1] + to.address for to in walk(document) if isinstance(to, To)}
        wanted |= {f"{SITE}sources/#{ref.source}" for ref in document.references}
        wanted |= {SITE[:-1] + link.address for link in (*method.related, *method.mentioned_by)}
        assert wanted <= {*map(unescape, links)}
        assert all(link.startswith(("https://", "http://")) for link in links)


def around(text: str) -> Iterator[Block]:
    """`text` 放在各种地方。"""
    yield Paragraph((text,))
    yield Paragraph((text, Cite("s", 1), text))
    yield Paragraph(("前", Break(), text, Break(), text))
    yield Listed(((Paragraph((text,)),), (Paragraph((text,)), Paragraph((text,)))))
    yield Listed(((Paragraph((text,)),),), ordered=True, start=3)
    yield Quote((Paragraph((text,)),))
    yield Note(text, (Paragraph((text,)),))
    yield Table((Cell(("头",)), Cell((text,))), ((Cell((text,)), Cell(("尾",))),))
    yield Heading(2, (text,))
    yield Paragraph(("前", Strong((text,)), "后"))
    yield Paragraph((Strong((text,)), Emphasis((text,)), text))
    yield Paragraph((text, Link("https://x.example/?a=1&copy;b", (text,)), text))
    yield Paragraph((To("/x/", (text,)), text))
    yield Paragraph((text, Code(text), text))
    yield Paragraph((text, Image("a.png", text, ""), text))
    yield Supports((Support(text, (text,), (Paragraph((text,)),)),))


def safe_links(links: list[str]) -> bool:
    return {*links} <= {
        "https://x.example/?a=1&copy;b",
        f"{SITE[:-1]}/x/",
        f"{SITE[:-1]}{ADDRESS}a.png",
        "https://x.example/?a=1©b",
    }


def same_words(text: str, reader: Callable[[str], str]) -> None:
    for block in around(text):
        output = Markdown(ADDRESS, SITE).blocks((block,))
        read = Read(reader(output))
        want = signs(flat((block,)).replace("头，", "头").replace("，尾", "尾"))
        assert signs(re.sub("〔1〕", "", read.words)) == want, (text, output)
        assert safe_links(read.links), (text, output)


HARD = [p for p in pieces() if not re.search("[\x02\x03]", p) and p.strip("\x00\x01 \n\t")]


@every_reader
@pytest.mark.parametrize("text", HARD)
def test_text_stays_text(text: str, reader: Callable[[str], str]) -> None:
    same_words(text, reader)


MARKS = [
    *HARD,
    *"*_`[]()!<>&|~#+-=.:\\ 1a居“”，",
    "**",
    "~~",
    "***",
    "---",
    "![",
    "](",
    "a_b",
    "\n",
]


@every_reader
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(parts=st.lists(st.sampled_from(MARKS), min_size=1, max_size=5))
def test_no_marks_can_be_put_together(parts: list[str], reader: Callable[[str], str]) -> None:
    if text := "".join(parts).strip("\x00\x01 \n\t"):
        same_words(text, reader)


def test_the_hostile_test_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casebook.render.text.markdown.escaped", lambda text: text)
    with pytest.raises(AssertionError):
        same_words("<script>alert(1)</script>", READERS["CommonMark"])


@pytest.mark.parametrize(
    "text",
    ["200 多米，3-5 天", "a_b、A & B、1 < 2、[EB/OL].", "（一）“引号”·—…％", "第 1. 项、# 号、C:"],
)
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert escaped(text) == text


# —— 查找 ——


class Sections(HTMLParser):
    """网页上读得到的字，一节一节：锚点 → 字。别处的、看不见的、只是记号的不算。"""

    SKIPPED = ("cn-tile", "cn-cite", "footnote-backref", "footnote-ref", "cn-src", "cn-note")

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: dict[str, str] = {"": ""}
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "img", "path", "rect", "circle", "hr"):
            return
        given = dict(attrs)
        unseen = tag in ("svg", "thead", "h1") or "data-search-exclude" in given
        unseen = unseen or bool({*self.SKIPPED} & {*(given.get("class") or "").split()})
        unseen = unseen or given.get("id") == "sources"
        self._open.append((tag, unseen or bool(self._open and self._open[-1][1])))
        if re.fullmatch("h[23]", tag) and "id" in given and not unseen:
            self.words[given["id"] or ""] = ""

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self.words[[*self.words][-1]] += data


def searched(document: Document, book: Book) -> None:
    """查找的条目与网页一节节对：锚点一样，字一样。

    不同的只有：题在 `title` 里；末尾的小字收在页首一条；出处的号、活字、栏名不收。
    """
    page = case_page(document, book.handbook, Edition(), {"number": "07", "related": ""})
    shown = Sections(page.body).words
    unit = book.handbook.names.unit
    entries = json.loads(f"[{search_entries(document, f'{unit} 07')}]")
    _, imprint = told(document)
    assert [e["location"].partition("#")[2] for e in entries] == [*shown]
    for entry in entries:
        anchor = entry["location"].partition("#")[2]
        title = "" if not anchor else unescape(entry["title"])
        want = letters(shown[anchor]) + ("" if anchor else imprint)
        assert letters(title + unescape(entry["text"])) == want


def test_search_has_every_word_of_the_page() -> None:
    book, every = real()
    for _, document in every:
        searched(document, book)


def test_search_has_every_word_of_measured_cases(tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(HANDBOOK, root)
    for name, content in measured(5).items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (root / f"cases/{name}.yml").write_text(text, "utf-8")
    book, every = composed(root)
    assert sum("测量" in document.summary for _, document in every) == 5
    for _, document in every:
        searched(document, book)


def test_entries_are_escaped_once(handbook: Callable[..., Path]) -> None:
    _, every = composed(handbook(case='标题: "1<2&3"\n成效: [{内容: "a<b&c", 来源: demo}]\n'))
    document = next(d for m, d in every if m.id == "demo-case")
    entries = json.loads(f"[{search_entries(document)}]")
    assert entries[0]["title"] == "1&lt;2&amp;3"
    assert "a&lt;b&amp;c" in [e["text"] for e in entries]
