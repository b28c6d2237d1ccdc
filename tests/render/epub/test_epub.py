"""电子书：字一个不少，出处的号、页码、索引同印本，处处点得到；同样的内容一个字节也不差。"""

import io
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pikepdf
import pytest
from lxml.etree import iterwalk
from PIL import Image, ImageColor
from playwright.sync_api import Browser

from casebook.cli.review import pictures_of
from casebook.compile import compile_handbook
from casebook.compiled import Compiled
from casebook.compose import Document, Masthead
from casebook.compose.blocks import (
    Block,
    Figure,
    Matrix,
    Paragraph,
    Section,
    Steps,
    Table,
)
from casebook.compose.contents import book_contents
from casebook.compose.edition import Edition
from casebook.compose.walk import walk
from casebook.model.readings import Reading
from casebook.render.epub import Printed, book_epub, case_epub
from casebook.render.epub.blocks import LEFT_OUT, WRITERS
from casebook.render.epub.cover import case_cover
from casebook.render.epub.drawings import DRAWN, UNDRAWN, drawn
from casebook.render.epub.markup import el
from casebook.render.epub.pagination import Pagination
from casebook.render.epub.places import file_of
from casebook.render.epub.ruby import Ruby
from casebook.render.epub.writing import Surroundings, Writing
from casebook.render.text.plain import plain_parts
from casebook.render.text.spoken import spoken as plain
from casebook.render.typeset import PrintJob, VolumeSet
from casebook.render.typeset.index import PrintedIndex
from conftest import HANDBOOK, SITE_URL, Built
from ebooks import OPS, Ebook, X, ace, check
from full import NAME, full_handbook
from hostile import pieces
from render.text.test_text import letters
from shown import bound_book
from stress import stress_handbook

BOOKS = {
    "测试用的": lambda root: shutil.copytree(HANDBOOK, root),
    "丰满的": full_handbook,
    "写得满的": stress_handbook,
}


UNPRINTED = Printed()


@pytest.fixture(scope="module", params=BOOKS)
def compiled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    root = tmp_path_factory.mktemp("ebook") / "book"
    BOOKS[request.param](root)
    return compile_handbook(root, SITE_URL)


@pytest.fixture(scope="module")
def book(compiled: Compiled) -> bytes:
    return b"".join(_written(compiled))


def _written(compiled: Compiled, printed: Printed = UNPRINTED) -> Iterator[bytes]:
    given = (compiled.book, compiled.documents, compiled.edition)
    yield from book_epub(*given, pictures_of(compiled), printed)


def case(compiled: Compiled, name: str) -> bytes:
    method = next(m for m in compiled.book.methods if m.id == name)
    given = (compiled.documents(name), compiled.book.handbook, compiled.edition.undated)
    related = compiled.site.related(method)
    return case_epub(*given, method.number, related, 1_700_000_000, pictures_of(compiled))


def chapters(compiled: Compiled) -> Iterator[tuple[Document, str]]:
    """书里的各页与工作法的编号，照印的次序。"""
    contents = book_contents(compiled.book, compiled.documents)
    yield from ((one, "") for one in contents.front)
    for part in contents.parts:
        yield from ((one, "") for one in part.chapters)
        yield from ((compiled.documents(m.id), m.number) for m in part.methods)
    yield from ((one, "") for one in contents.back)


def spoken(document: Document, number: str) -> Iterator[str]:
    """文字版里的一页，一句一句；版次在电子书的末尾。"""
    blocks = tuple(_as_shown(document.blocks))
    for part in plain_parts(replace(document, blocks=blocks, imprint=()), number):
        yield from (part.title, *part.lines)
    yield from (plain(words) for words in document.imprint)


def _as_shown(blocks: Iterable[Block]) -> Iterator[Block]:
    """对照表只列有记载的，表单在网站上填；栏多的表一栏一行。"""
    for block in blocks:
        if isinstance(block, Section):
            yield replace(block, c=tuple(_as_shown(block.c)))
        elif isinstance(block, Steps):
            steps = (replace(step, c=tuple(_as_shown(step.c))) for step in block.items)
            yield replace(block, items=tuple(steps))
        elif isinstance(block, Table) and len(block.head) > 5:
            for row in block.rows:
                yield Paragraph(row[0].c)
                for name, cell in zip(block.head[1:], row[1:], strict=True):
                    yield Paragraph((*name.c, *cell.c))
        elif type(block) not in {Matrix, *LEFT_OUT}:
            yield block


def test_every_word_is_in_its_place(compiled: Compiled, book: bytes) -> None:
    """文字版里的每一句，电子书里都有，次序一样。"""
    ebook = Ebook(book)
    seen = 0
    for document, number in chapters(compiled):
        words, at = letters(ebook.text(file_of(document.address))), 0
        for line in spoken(document, number):
            found = words.find(letters(line), at)
            assert found >= 0, (document.address, line)
            at = found + len(letters(line))
            seen += 1
            if document.kind == "references":  # 照号排
                at = 0
    assert seen > 400


def test_a_case_on_its_own_has_every_word_too(compiled: Compiled) -> None:
    for method in compiled.book.methods:
        document, ebook = compiled.documents(method.id), Ebook(case(compiled, method.id))
        words, at = letters(ebook.text(file_of(document.address))), 0
        for line in spoken(document, method.number):
            found = words.find(letters(line), at)
            assert found >= 0, line
            at = found + len(letters(line))
        for reference in document.references:
            assert letters(reference.title) in words


def test_same_bytes(compiled: Compiled, book: bytes) -> None:
    """日子、次序都固定；第一个文件不压，读的程序照它认（OCF 4.3）。"""
    assert b"".join(_written(compiled)) == book
    name = compiled.book.methods[0].id
    assert case(compiled, name) == case(compiled, name)
    assert book[30:58] == b"mimetypeapplication/epub+zip"
    assert {one.date_time[0] for one in Ebook(book).zip.infolist()} == {1980}


def test_links_lead_somewhere(compiled: Compiled, book: bytes) -> None:
    """书里的链接都有那一处；站内别的指到网站；术语、各条工作法都指在书里。"""
    ebook = Ebook(book)
    inside = 0
    for name, page in ebook.pages.items():
        for link in page.iter(f"{X}a"):
            href = link.get("href")
            assert not href.startswith("/"), (name, href)
            if ":" not in href:
                inside += 1
                assert href.partition("#")[0] in ("", *ebook.pages), (name, href)
                assert "#" not in href or ebook.target(name, href) is not None, (name, href)
            assert not re.match(rf"{SITE_URL}cases/[^/]*/?$", href), "工作法都在书里"
    assert inside > 300


def test_notes_open_where_they_stand(compiled: Compiled, book: bytes) -> None:
    """每个号都指到一条注，是弹得出来的那一种；注上的号与它一样，回得去。"""
    ebook, seen = Ebook(book), 0
    for name, page in ebook.pages.items():
        for mark in page.iter(f"{X}a"):
            if mark.get(OPS) != "noteref":
                continue
            note = ebook.target(name, mark.get("href"))
            assert (note.tag, note.get(OPS), note.get("role")) == (
                f"{X}aside",
                "footnote",
                "doc-footnote",
            )
            assert "".join(mark.itertext()) in "".join(note.itertext())
            seen += 1
            back = [a.get("href") for a in note.iter(f"{X}a") if a.get("role") == "doc-backlink"]
            assert back
            assert ebook.target(name, back[0]) is not None
    assert seen > 100


def test_every_citing_place_can_be_returned_to(book: bytes) -> None:
    """一条注被引了几处，就有几个回去的链接，一处也不少。"""
    ebook, most = Ebook(book), 0
    for page in ebook.pages.values():
        marks = [a for a in page.iter(f"{X}a") if a.get("role") == "doc-noteref" and a.get("id")]
        backs = [a.get("href") for a in page.iter(f"{X}a") if a.get("role") == "doc-backlink"]
        assert sorted(backs) == sorted(f"#{mark.get('id')}" for mark in marks)
        for note in page.iter(f"{X}aside"):
            most = max(most, sum(a.get("role") == "doc-backlink" for a in note.iter(f"{X}a")))
    assert most > 3


def test_it_reads_right_by_night_and_on_paper_colours(compiled: Compiled, book: bytes) -> None:
    """字块上的字是镂空的，不管底色；打勾的有方框，谁来做写明，“待补充”不拆，短的表不拆。"""
    ebook, cut = Ebook(book), 0
    style = ebook.zip.read("EPUB/style.css").decode()
    assert "blend" not in style
    for rule in (".tbd {", "table.short", ".check > li::before", "text-wrap: pretty"):
        assert rule in style
    for page in ebook.pages.values():
        ids = [one.get("id") for one in page.iter("{*}mask")]
        used = [one.get("mask") for one in page.iter("{*}rect") if one.get("mask")]
        assert used == [f"url(#{one})" for one in ids]
        assert len({*ids}) == len(ids)
        cut += len(ids)
    assert cut > 5
    for method in compiled.book.methods:
        blocks = walk(compiled.documents(method.id))
        steps = [step for one in blocks if isinstance(one, Steps) for step in one.items]
        words = ebook.text(file_of(method.address))
        for step in steps:
            if step.who:
                assert letters("谁来做" + "".join(one.name for one in step.who)) in letters(words)


PAGES = {
    "白天": ("#ffffff", "#111111"),
    "米色": ("#f4ecd8", "#5b4636"),
    "夜里": ("#121212", "#d8d8d8"),
}
"""阅读器的底色与字色。"""
COLUMNS = """html { height: 740px; margin: 16px; }
html { columns: 358px; column-gap: 32px; column-fill: auto; }
body { margin: 0; }"""


@pytest.mark.parametrize("seen", PAGES)
def test_it_looks_right_on_a_phone(
    compiled: Compiled, book: bytes, tmp_path: Path, chromium: Browser, seen: str
) -> None:
    """390 宽、翻页的：图上只有底色与字色（当中的是字的边），表题与表在一页。"""
    Ebook(book).zip.extractall(tmp_path)
    (ground, ink) = (ImageColor.getrgb(colour) for colour in PAGES[seen])
    fullest = max(compiled.book.methods, key=lambda m: len(case(compiled, m.id)))
    page = chromium.new_page(viewport={"width": 390, "height": 780})
    page.goto(f"file://{tmp_path}/EPUB/{file_of(fullest.address)}")
    colours = f"html {{ background: {PAGES[seen][0]}; color: {PAGES[seen][1]}; }}"
    page.add_style_tag(content=colours)
    shot = page.locator("svg:has(mask)").first.screenshot()
    page.add_style_tag(content=COLUMNS)
    stranded = page.evaluate(STRANDED)
    page.close()
    assert stranded == []
    with Image.open(io.BytesIO(shot)) as image:
        pixels = image.convert("RGB").getcolors(1 << 20) or []
    for _, pixel in pixels:
        shares = [(p - g) / (i - g) for p, g, i in zip(pixel, ground, ink, strict=True)]
        assert -0.03 <= min(shares) <= max(shares) <= 1.03, pixel
        assert max(shares) - min(shares) < 0.06, pixel
    assert sum(n for n, pixel in pixels if pixel == ink) > 400


STRANDED = """() => {
  const column = (one) => Math.floor(one.getClientRects()[0].left / 390);
  return [...document.querySelectorAll("table")].filter((table) => {
    const [title, row] = [table.querySelector("caption"), table.querySelector("tbody tr")];
    return title && row && column(title) !== column(row);
  }).map((table) => table.textContent);
}"""
"""与表不在一页的表题。"""


def test_a_case_has_its_own_cover(compiled: Compiled) -> None:
    """书架上分得出是哪一条；题多长都放得下。"""
    covers = set()
    for method in compiled.book.methods:
        ebook = Ebook(case(compiled, method.id))
        (item,) = (i for i in ebook.package.iter("{*}item") if i.get("properties") == "cover-image")
        shown = ebook.pages["cover.xhtml"].find(f".//{X}img")
        assert (shown.get("src"), shown.get("alt")) == (item.get("href"), method.title)
        content = ebook.zip.read(f"EPUB/{item.get('href')}")
        covers.add(content)
        with Image.open(io.BytesIO(content)) as image:
            assert image.size == (600, 800)
        assert len(content) < 60_000
    assert len(covers) == len(compiled.book.methods)
    for title in ("一", "长" * 200, "“引号”与𠮷", "Abc 1+10+n"):
        cover = case_cover(title, "工作法 01", "", "书")
        assert cover == case_cover(title, "工作法 01", "", "书")


def test_sources_have_the_numbers_of_the_printed_book(compiled: Compiled, book: bytes) -> None:
    printed = {
        item["source"]: item["n"]
        for job in _books(compiled)
        for chapter in job.data["appendices"]
        for block in chapter["c"]
        if block["t"] == "references"
        for item in block["items"]
    }
    page = Ebook(book).pages["sources.xhtml"]
    works = {li.get("id"): int(li.get("value")) for li in page.iter(f"{X}li") if li.get("value")}
    assert works == printed
    assert [*works.values()] == [*range(1, len(works) + 1)]


def _books(compiled: Compiled) -> Iterator[PrintJob]:
    first = next(iter(compiled.prints()))
    yield from first.jobs if isinstance(first, VolumeSet) else (first,)


def test_the_index_lists_what_the_printed_one_does(compiled: Compiled, book: bytes) -> None:
    """印本的索引里有的，电子书的索引里都有；点得到的一页上确有那个名称。"""
    ebook = Ebook(book)
    page = ebook.pages["index.xhtml"]
    listed = {li.get("id").removeprefix("entry-"): li for li in page.iter(f"{X}li")}
    marked = {key for job in _books(compiled) for key in _marks(job.data)}
    index = PrintedIndex(compiled.book)
    entries = {e["key"]: e for group in index.groups() for e in group["entries"]}
    assert {key for key in marked if not entries[key]["see"]} <= listed.keys()
    seen = 0
    for key, li in listed.items():
        links = [a.get("href") for a in li.iter(f"{X}a")]
        assert links or entries[key]["see"], key
        for href in links:
            assert ebook.target("index.xhtml", href) is not None, (key, href)
            seen += 1
    assert seen > 60


def _marks(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("t") == "idx":
            yield node["k"]
        node = [*node.values()]
    if isinstance(node, list):
        for one in node:
            yield from _marks(one)


def test_every_picture_says_what_it_shows(compiled: Compiled, book: bytes) -> None:
    """图都有替代文字；图上的字不小，颜色只用文字的颜色。"""
    ebook, drawings, photos = Ebook(book), 0, 0
    for page in ebook.pages.values():
        for image in page.iter(f"{X}img"):
            photos += 1
            assert image.get("alt")
            assert ebook.zip.read(f"EPUB/{image.get('src')}")
        for one in page.iter("{http://www.w3.org/2000/svg}svg"):
            drawings += 1
            assert one.get("aria-label")
            assert "title" not in {child.tag.rpartition("}")[2] for child in one}  # 不念两遍
    wanted = [b for one, _ in chapters(compiled) for b in walk(one) if isinstance(b, Figure)]
    assert drawings == len(wanted) > 5
    assert bool(photos) == any(m.card.photos for m in compiled.book.methods)


def test_it_says_how_it_can_be_read(compiled: Compiled, book: bytes) -> None:
    """照 EPUB Accessibility 1.1；没有请人验过，不说合标准。日子是内容的日子，编号是永久的网址。"""
    ebook = Ebook(book)
    features = ebook.meta("schema:accessibilityFeature")
    assert {"tableOfContents", "alternativeText", "index", "structuralNavigation"} <= {*features}
    assert "pageNavigation" not in features  # 没有排 PDF
    assert ebook.meta("schema:accessModeSufficient") == ["textual"]
    assert ebook.meta("schema:accessibilityHazard") == ["none"]
    assert "没有请人" in ebook.meta("schema:accessibilitySummary")[0]
    assert ebook.meta("dcterms:conformsTo") == []
    assert next(ebook.package.iter("{*}identifier")).text == f"{SITE_URL}book/"
    one = Ebook(case(compiled, compiled.book.methods[0].id))
    assert one.meta("dcterms:modified") == ["2023-11-14T22:13:20Z"]
    assert next(one.package.iter("{*}identifier")).text.startswith(f"{SITE_URL}cases/")


def test_pages_are_those_of_the_printed_book(real: Built) -> None:
    """页码照印本：印着页码、有字的每一页都找得到，接着念的就是那一页开头的字；次序不乱。"""
    path = real.site / "book/changning-gongzuofa.pdf"
    ebook = Ebook((real.site / "book/changning-gongzuofa.epub").read_bytes())
    listed = ebook.listed("page-list")
    with pikepdf.open(path) as pdf:
        labels = [page.label for page in pdf.pages]
    told = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    texts = told.stdout.decode().split("\f")
    printed = {
        label: unnumbered(text)
        for label, text in zip(labels, texts, strict=False)
        if label and len(unnumbered(text)) > 8
    }
    assert [number for number, _ in listed] == [*printed]
    order = [ebook.target("nav.xhtml", href) for _, href in listed]
    lost = []
    for (number, href), mark in zip(listed, order, strict=True):
        assert mark.get("role") == "doc-pagebreak"
        assert mark.get("aria-label") == f"第 {number} 页"
        assert not [*mark]
        above = {one.tag.removeprefix(X) for one in mark.iterancestors()}
        assert not above & {"h1", "h2", "h3", "a", "caption", "figcaption"}, number
        following = unnumbered(_after(ebook.pages[href.partition("#")[0]], mark))
        words = following.removeprefix("图一").removeprefix("图二")
        if not any(words[n : n + 3] in printed[number][:300] for n in range(5)):  # 当中夹着书口的字
            lost.append(number)
    assert len(lost) <= 3, lost  # 目录印成两页；图表目录电子书里没有
    places = [[*ebook.pages].index(href.partition("#")[0]) for _, href in listed]
    assert places == sorted(places)
    assert "pageBreakMarkers" in ebook.meta("schema:accessibilityFeature")
    assert ebook.meta("pageBreakSource") == [f"{SITE_URL}book/changning-gongzuofa.pdf"]
    assert ebook.pages["cover.xhtml"].find(f".//{X}img").get("role") == "doc-cover"
    assert (real.site / "book/changning-gongzuofa.epub").stat().st_size < 2_000_000


def unnumbered(text: str) -> str:
    """字；号、指到别页的、上标不比。"""
    return re.sub(r"见第\s*\d+\s*页|[\W\d_]", "", text)


def _after(whole: Any, mark: Any) -> str:
    """`mark` 后面读到的字；图上的、出处的号不算。"""
    out, seen = [], False
    for event, node in iterwalk(whole, ("start", "end")):
        if event == "end":
            out += [node.tail or ""] if seen or node is mark else []
            seen = seen or node is mark
        elif seen and "}svg" not in f"{node.tag}{[a.tag for a in node.iterancestors()]}":
            out.append(node.text or "")
    return "".join(out)


def test_a_page_not_found_is_marked_before_the_next() -> None:
    """印本一页开头的字电子书里没有的，标在后一页前面；空白的不标。"""
    tops = (
        ("1", "甲乙丙丁戊己庚辛"),
        ("2", "图上的"),
        ("3", ""),
        ("4", "子丑寅卯辰巳午未"),
    )
    pagination = Pagination(Printed({"/x/": "1"}.get, tops=tops), [("/x/", "甲乙丙丁")])
    heading = el("h1", "甲乙丙丁", id="title")
    whole = el("section", heading, el("p", "戊己庚辛，“2023 子丑", el("b", "寅卯"), "辰巳午未。"))
    pagination.mark("x.xhtml", whole, "/x/", [(heading, "/x/")], lambda _: False)
    assert [*pagination.breaks] == ["1", "2", "4"]
    marks = list(whole.iter(f"{X}span"))
    assert whole[0] is marks[0]
    assert [marks[1].tail, marks[2].tail] == [None, "“2023 子丑"]


def test_without_an_address_links_are_only_words(tmp_path: Path) -> None:
    """网址没有定的：编号由书名来，站内别的只剩字，不留打不开的链接。"""
    book, documents = bound_book(HANDBOOK)
    made = book_epub(book, documents, Edition(), lambda _: b"", UNPRINTED)
    ebook = Ebook(b"".join(made))
    assert next(ebook.package.iter("{*}identifier")).text.startswith("urn:uuid:")
    for name, page in ebook.pages.items():
        for link in page.iter(f"{X}a"):
            href = link.get("href")
            assert href, name
            assert ":" in href or href.partition("#")[0] in ("", *ebook.pages)


def test_hostile_words_are_only_words() -> None:
    around = Surroundings(lambda _: "", lambda _: "")
    for words in pieces():
        page = Document("/x/", "x", words, words, Masthead(words), (), ())
        title, *_ = Writing(page, around).page()
        assert len(title) == 0
        assert (title.text or "") == "".join(c for c in words if c >= " " or c in "\t\n\r")


def test_a_reading_is_noted_once_a_page() -> None:
    """编者写明读音的词，一页里头一次写到注音；没有写声调的不注。"""
    given = {"词": "曾家渡", "拼音": "zēng jiā dù"}, {"词": "宝山", "拼音": "bao shan"}
    ruby = Ruby(Reading.model_validate(one) for one in given)
    page = Document("/x/", "x", "甲", "", Masthead("甲"), (), ())
    writing = Writing(page, Surroundings(lambda _: "", lambda _: "", ruby=ruby))
    (one, other) = (el("p", *writing.words(("到曾家渡与宝山。",))) for _ in range(2))
    assert ["".join(one.itertext()), len(other)] == ["到曾（zēng）家（jiā）渡（dù）与宝山。", 0]
    assert [child.tag for child in one] == [f"{X}ruby"]


def test_what_is_left_out_is_named_with_its_reason(compiled: Compiled) -> None:
    page = Document("/x/", "x", "甲", "", Masthead("甲"), (), ())
    for kind, reason in LEFT_OUT.items():
        assert len(reason) > 4, kind
        assert WRITERS[kind](Writing(page, Surroundings(lambda _: "", lambda _: "")), None) == []
    kinds = get_args(get_type_hints(Figure)["kind"])
    assert {*kinds} == {*DRAWN, *UNDRAWN}
    assert drawn(Figure("years", "甲", "乙", "丙", {})) is None
    printed = {b.kind for one, _ in chapters(compiled) for b in walk(one) if isinstance(b, Figure)}
    assert not printed & {*UNDRAWN}


@pytest.mark.slow
def test_epubcheck_has_nothing_to_say(compiled: Compiled, book: bytes, tmp_path: Path) -> None:
    """整本与写得最满的几条，一句提醒也没有。"""
    path = tmp_path / "book.epub"
    path.write_bytes(book)
    assert check(path) == []
    fullest = sorted(compiled.book.methods, key=lambda m: -len(case(compiled, m.id)))[:3]
    for method in fullest:
        path.write_bytes(case(compiled, method.id))
        assert check(path) == [], method.id


@pytest.mark.slow
def test_printed_book_passes_too(real: Built, tmp_path: Path) -> None:
    """有封面、有页码的整本：epubcheck 没有话说，Ace 也没有。"""
    path = real.site / "book/changning-gongzuofa.epub"
    assert check(path) == []
    chromium = shutil.which("chromium")
    assert chromium
    assert ace(path, tmp_path / "ace", chromium) == []


@pytest.mark.slow
def test_ace_has_nothing_to_say(tmp_path: Path) -> None:
    """丰满的一条：照片、附件、术语都有。"""
    path = tmp_path / "case.epub"
    path.write_bytes(case(compile_handbook(full_handbook(tmp_path / "book"), SITE_URL), NAME))
    chromium = shutil.which("chromium")
    assert chromium
    assert ace(path, tmp_path / "ace", chromium) == []
