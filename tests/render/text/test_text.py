"""文字：念得出来的话、查找的条目、一页的 Markdown。

黄金文件：`prose-*.yml` 左边是文字，右边是话、Markdown、文字版；
`case-*.yml` 左边是换进示例案例的栏目，右边是它的 `.md`、查找的条目、整本书的 `.txt` 里的一章。
另看：Markdown 由两个读它的程序读出来，字都还在；恶意的文字还是文字。
"""

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

from casebook.bind import Method
from casebook.compose import Document
from casebook.compose.blocks import (
    Block,
    Blocks,
    Cell,
    Figure,
    Heading,
    Item,
    Leader,
    Links,
    Listed,
    Matrix,
    MatrixRow,
    Note,
    Paragraph,
    Parts,
    Quote,
    Screenshot,
    Support,
    Supports,
    Table,
)
from casebook.compose.edition import Edition
from casebook.compose.form import questions
from casebook.compose.inlines import Break, Cite, Code, Emphasis, Image, Link, Strong, To
from casebook.compose.prose import prose_blocks
from casebook.compose.walk import walk
from casebook.compose.words import word
from casebook.prose import read_prose
from casebook.render.text import book_text, page_markdown, plain_parts
from casebook.render.text.aloud import Aloud
from casebook.render.text.escape import escaped
from casebook.render.text.markdown import Markdown
from casebook.render.text.plain import flat
from casebook.render.web import Site, case_page, list_page
from casebook.search import page_record
from conftest import HANDBOOK, setting
from hostile import pieces
from shown import site_of

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
    assert golden.out["文字版"] == "".join(f"{line}\n" for line in aloud(blocks))
    assert golden.out["Markdown"] == Markdown(ADDRESS, SITE).blocks(blocks) + "\n"


def aloud(blocks: Blocks) -> list[str]:
    """文字版里的几块，还没有折行；标题前面空一行。"""
    said = Aloud(lambda source, n: n)
    said.blocks(blocks)
    first, *rest = said.parts
    return [*first.lines, *(line for part in rest for line in ("", part.title, *part.lines))]


def composed(root: Path) -> tuple[Site, list[tuple[Method, Document]]]:
    """`root` 里公开的各条。"""
    site = site_of(root, Edition())
    plans = [plan for plan in site.plans if plan.method]
    return site, [(plan.method, site.document(plan)) for plan in plans if plan.method]


@cache
def real() -> tuple[Site, list[tuple[Method, Document]]]:
    return composed(HANDBOOK)


def as_markdown(document: Document, site: Site, method: Method | None, url: str = SITE) -> str:
    book = site.book.handbook
    if method is None:
        return page_markdown(document, book, site=url).decode()
    return page_markdown(document, book, method.number, site.related(method), url).decode()


@pytest.mark.golden_test("case-*.yml")
def test_case(golden: Any, handbook: Callable[..., Path]) -> None:
    assert golden["说明"]
    site, every = composed(handbook(golden.get("文件"), golden["案例"]))
    method, document = next(one for one in every if one[0].id == "demo-case")
    assert golden.out["Markdown"] == as_markdown(document, site, method, golden.get("网址") or "")
    assert golden.out["查找"] == [[*part] for part in page_record(document).parts]
    documents = {method.id: document for method, document in every}.__getitem__
    text = b"".join(book_text(site.book, documents)).decode()
    chapter = re.search(rf"\n\n\n({document.title}\n.*?\n)(?:\n\n|\Z)", text, re.S)
    assert chapter
    assert golden.out["文字版"] == chapter[1]


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


def told(document: Document, number: str = "") -> tuple[str, str]:
    """一页的字，次序照页上的；末尾的小字另放。"""
    first, *rest = plain_parts(document, number)
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
            case Screenshot() | Image() if one.caption:
                yield one.alt
            case Parts():
                yield "".join(one.heads)


@every_reader
def test_markdown_says_what_the_page_says(reader: Callable[[str], str]) -> None:
    """工作法：题头、各节的字与念的话一样，次序也一样；来源、相关在后面。"""
    site, every = real()
    for method, document in every:
        said, imprint = told(document, method.number)
        written = as_markdown(document, site, method)
        body, rest = written.split(f"\n## {word('text.references')}\n")
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


@every_reader
def test_markdown_says_what_every_other_page_says(reader: Callable[[str], str]) -> None:
    """别的页：念的每一行，Markdown 里都有；列出来的工作法也在。"""
    site, _ = real()
    for plan in (one for one in site.plans if not (one.method or one.moved_to)):
        document = site.document(plan)
        shown = letters(Read(reader(as_markdown(document, site, None))).words)
        lines = [line for part in plain_parts(document) for line in (part.title, *part.lines)]
        listed = [item.title for item in walk(document) if isinstance(item, Item)]
        for words in (
            letters(piece) for line in (*lines, *listed) for piece in re.split("[，：；\\s]", line)
        ):
            assert words in shown, (plan.address, words)


def pointed(document: Document) -> Iterator[str]:
    """一页里指到书里别处的；本页各节、封面上的各街镇不算。"""
    contents = [b for b in walk(document) if isinstance(b, Links) and b.kind == "contents"]
    left_out = {id(one) for one in walk((*contents, document.cover))}
    for one in walk(document):
        if isinstance(one, To | Item | Leader | MatrixRow) and id(one) not in left_out:
            own = document.address if one.address.startswith("#") else ""
            yield f"{SITE[:-1]}{own}{one.address}"


@every_reader
def test_links_can_be_followed_from_anywhere(reader: Callable[[str], str]) -> None:
    site, _ = real()
    for plan in site.plans:
        document, method = site.document(plan), plan.method
        links = Read(reader(as_markdown(document, site, method))).links
        wanted = {*pointed(document)}
        wanted |= {f"{SITE}sources/#{ref.source}" for ref in document.references}
        if method:
            wanted |= {SITE[:-1] + link.address for link in (*method.related, *method.mentioned_by)}
        assert wanted <= {*map(unescape, links)}, plan.address
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
@pytest.mark.parametrize("text", ["~", "=", "-", "#"])  # 同样的几个接在一行的开头，各有意思
def test_one_mark_said_again(text: str, reader: Callable[[str], str]) -> None:
    same_words(text, reader)


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
    """网页上读得到的字，一节一节：锚点 → 字。别处的、看不见的、按钮、只是记号的不算。"""

    SKIPPED = frozenset(
        "cn-tile cn-cite footnote-backref footnote-ref cn-src cn-note".split()  # noqa: SIM905
        + "cn-bar cn-slot cn-tray cn-more cn-form__nojs cn-mx".split()  # noqa: SIM905
    )
    VOID = ("br", "img", "path", "rect", "circle", "hr", "link", "input")

    def __init__(self, html: str, cited: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.words: dict[str, str] = {"": ""}
        self._unseen = ("sources",) if cited else ()
        self._open: list[tuple[str, bool]] = []
        self._unseen_head = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.VOID:
            return
        given = dict(attrs)
        classes, anchor = {*(given.get("class") or "").split()}, given.get("id") or ""
        if tag == "table":
            self._unseen_head = bool(classes)  # 文章里的表，表头也是话
        unseen = tag in ("svg", "button", "form") or (tag == "thead" and self._unseen_head)
        unseen = unseen or "data-search-exclude" in given
        unseen = unseen or (tag == "h1" and not anchor) or anchor in self._unseen
        unseen = unseen or ("cn-plate" in classes and any(t == "article" for t, _ in self._open))
        unseen = unseen or bool(self.SKIPPED & classes) or classes >= {"cn-acts", "cn-noprint"}
        unseen = unseen or bool(self._open and self._open[-1][1])
        self._open.append((tag, unseen))
        entry = tag == "div" and any(t == "dl" for t, _ in self._open)  # 术语、数字
        if (re.fullmatch("h[123]", tag) or entry) and anchor and not unseen:
            self.words[anchor] = ""

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self.words[[*self.words][-1]] += data


def entries_of(document: Document) -> dict[str, str]:
    """查找的话：锚点 → 字，题也算（页首的题不算）。"""
    record = page_record(document)
    assert f"/{record.address}" == document.address
    return {p.anchor: (p.title if p.anchor else "") + p.text for p in record.parts}


def searched(document: Document, site: Site) -> None:
    """工作法：查找的条目与网页一节节对，锚点一样，字一样。

    不同的只有：题在 `title` 里；末尾的小字收在页首一条；出处的号、活字、栏名不收。
    """
    gaps = {"number": "", "related": ""}
    page = case_page(document, site.book.handbook, Edition(), gaps)
    shown = Sections(page.body, bool(document.references)).words
    _, imprint = told(document)
    shown[""] = shown[""].replace(document.masthead.label, "", 1) + imprint  # 编号上的小字
    found = entries_of(document)
    assert [*found] == [*shown]
    assert {a: letters(words) for a, words in found.items()} == {
        a: letters(words) for a, words in shown.items()
    }


def han(text: str) -> str:
    """汉字；图上的号、门牌的号不比。"""
    return re.sub(r"[^\u3400-\u9fff]", "", text)


def test_search_has_every_word_of_the_page() -> None:
    site, every = real()
    for _, document in every:
        searched(document, site)


@pytest.mark.parametrize("size", [2, 100])
def test_search_has_every_word_of_every_other_page(size: int, tmp_path: Path) -> None:
    """别的页也一样：列出来的工作法、先看的门牌、筛选、按钮不收；对照的表念作一行行的话；封面收题上题下的。"""
    root = tmp_path / "book"
    shutil.copytree(HANDBOOK, root)
    setting(root, "每页", size)
    site = site_of(root, Edition("https://a.example/", size="book"))
    for plan in (one for one in site.plans if not (one.method or one.moved_to)):
        document = site.document(plan)
        page = list_page(document, questions(site.book) if document.kind == "submit" else ())
        shown, found = Sections(page.body, bool(document.references)).words, entries_of(document)
        if document.cover:
            shown[""] += document.masthead.above + flat(document.masthead.lead)
        for matrix in (one for one in walk(document) if isinstance(one, Matrix)):
            for words in (matrix.caption, *(row.name for row in matrix.rows)):
                assert words in found["matrix"]
            found["matrix"] = found["matrix"].partition(matrix.caption)[0]
        assert [*found] == [*shown], plan.address
        for anchor, words in found.items():
            assert han(words) == han(shown[anchor]), (plan.address, anchor)


def test_search_has_every_word_of_measured_cases(tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(HANDBOOK, root)
    for name, content in measured(5).items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (root / f"cases/{name}.yml").write_text(text, "utf-8")
    site, every = composed(root)
    assert sum("测量" in document.summary for _, document in every) == 5
    for _, document in every:
        searched(document, site)


def test_words_are_as_they_are_written(handbook: Callable[..., Path]) -> None:
    _, every = composed(handbook(case='标题: "1<2&3"\n成效: [{内容: "a<b&c", 来源: demo}]\n'))
    document = next(d for m, d in every if m.id == "demo-case")
    record = page_record(document)
    assert record.title == "1<2&3"
    assert "a<b&c" in [part.text for part in record.parts]
