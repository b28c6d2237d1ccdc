"""公文：版面照 GB/T 9704，字一个不少，真的打得开（LibreOffice），存出来一个字节也不差。"""

import io
import re
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from PIL import Image

from casebook.cli.review import pictures_of
from casebook.compile import compile_handbook
from casebook.compiled import Compiled
from casebook.compose import Document as Page
from casebook.compose import Masthead
from casebook.compose.blocks import Cell as TableCell
from casebook.compose.blocks import (
    Checklist,
    Footnote,
    Footnotes,
    Links,
    Listed,
    Paragraph,
    Photo,
    Rule,
    Table,
)
from casebook.compose.inlines import Code, Emphasis, Link, NoteMark, Strong
from casebook.compose.walk import walk
from casebook.render.docx.blocks import LEFT_OUT, WRITERS
from casebook.render.docx.layout import edges, section
from casebook.render.docx.markup import MM
from casebook.render.docx.official import official_book, official_cases
from casebook.render.docx.package import Package
from casebook.render.docx.sent import Sent
from casebook.render.docx.styles import FALLBACKS, OFFICIAL
from casebook.render.docx.writing import Writing
from commands import run
from conftest import SITE_URL
from full import NAME, full_handbook
from hostile import HOSTILE
from word_shown import W, opened_by_office, pages_of, paragraphs, part, words_in


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    root = full_handbook(tmp_path_factory.mktemp("official") / "book")
    return compile_handbook(root, SITE_URL, preview=True)


@pytest.fixture(scope="module")
def case(compiled: Compiled) -> bytes:
    methods = [m for m in compiled.book.methods if m.id == NAME]
    return official_cases(methods, compiled.documents, "公文", pictures_of(compiled))


@pytest.fixture(scope="module")
def book(compiled: Compiled) -> bytes:
    return official_book(compiled.book, compiled.documents, pictures_of(compiled))


def test_same_bytes_without_a_day_or_an_author(compiled: Compiled, case: bytes) -> None:
    methods = [m for m in compiled.book.methods if m.id == NAME]
    again = official_cases(methods, compiled.documents, "公文", pictures_of(compiled))
    assert again == case
    core = etree.tostring(part(case, "docProps/core.xml")).decode()
    assert "creator" not in core
    assert "created" not in core


def test_what_is_left_out_is_named_with_its_reason(compiled: Compiled) -> None:
    """不写的说明为什么；案例里有而不写的，只有链接、打勾的清单与收在脚注里的。"""
    for kind, reason in LEFT_OUT.items():
        assert len(reason) > 4, kind
        writing = Writing(Package(OFFICIAL, ""), OFFICIAL, lambda _: b"")
        WRITERS[kind](writing, None)
        assert writing.body == []
    used = {type(b) for m in compiled.book.methods for b in walk(compiled.documents(m.id))}
    assert used & {*LEFT_OUT} <= {Links, Checklist, Footnotes, Rule}


def test_page_is_that_of_the_standard(case: bytes) -> None:
    """A4，版心 156 × 225 毫米；3 号仿宋，题 2 号小标宋；没有的字体写明用什么代。"""
    document = Document(io.BytesIO(case))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    assert (round(width / 36000), round(height / 36000)) == (156, 225)
    assert document.styles["Normal"].font.size.pt == 16
    assert document.styles["Heading 1"].font.size.pt == 22
    fonts = {
        name: document.styles[name].element.find(f".//{W}rFonts").get(W + "eastAsia")
        for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
    }
    assert [*fonts.values()] == ["方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"]
    listed = {
        font.get(W + "name"): font.find(W + "altName").get(W + "val").split(",")
        for font in part(case, "word/fontTable.xml")
    }
    assert listed.keys() == FALLBACKS.keys()
    assert listed["仿宋_GB2312"][0] == "仿宋"
    assert part(case, "word/settings.xml").find(W + "evenAndOddHeaders") is not None
    sides = [etree.tostring(part(case, f"word/footer{n}.xml"), encoding="unicode") for n in (1, 2)]
    for side, footer in zip(("right", "left"), sides, strict=True):
        assert f'w:jc w:val="{side}"' in footer
        assert re.search(r"— .*PAGE.* —", footer, re.S)


def test_headings_go_in_order(case: bytes) -> None:
    """一、（一）1.：号一个接一个，下一级从头数。"""
    marks = "一二三四五六七八九十"
    second = third = 0
    for style, said in paragraphs(case):
        if style == "Heading2":
            second, third = second + 1, 0
            assert said.startswith((f"{marks[(second - 1) % 10]}、", "十")), said
        elif style == "Heading3":
            third += 1
            assert said.startswith(f"（{marks[third - 1]}）"), said
    assert second > 8


def test_every_cited_source_is_a_footnote_or_listed(compiled: Compiled, case: bytes) -> None:
    notes = part(case, "word/footnotes.xml")
    own = [one for one in notes if one.get(W + "type") is None]
    used = [n.get(W + "id") for n in part(case, "word/document.xml").iter(W + "footnoteReference")]
    assert used == [one.get(W + "id") for one in own] == [str(n + 1) for n in range(len(own))]
    said = words_in(case)
    for reference in compiled.documents(NAME).references:
        assert said.count(f"{reference.title}{reference.after}") == 1
    codes = [one.text for one in part(case, "word/document.xml").iter(W + "instrText")]
    marks = {
        one.get(W + "name") for one in part(case, "word/document.xml").iter(f"{W}bookmarkStart")
    }
    pointed = {code.split()[1] for code in codes if code and "NOTEREF" in code}
    assert pointed
    assert pointed <= marks


def test_bookmarks_are_each_there_once(book: bytes) -> None:
    body = part(book, "word/document.xml")
    starts = [one.get(W + "id") for one in body.iter(W + "bookmarkStart")]
    ends = [one.get(W + "id") for one in body.iter(W + "bookmarkEnd")]
    assert len({*starts}) == len(starts)
    assert sorted(starts) == sorted(ends)
    anchors = {one.get(W + "anchor") for one in body.iter(W + "hyperlink")}
    assert anchors <= {one.get(W + "name") for one in body.iter(W + "bookmarkStart")}


def test_pictures_say_what_they_show(compiled: Compiled, case: bytes) -> None:
    photos = [b for b in walk(compiled.documents(NAME)) if isinstance(b, Photo)]
    drawn = [n for n in part(case, "word/document.xml").iter() if str(n.tag).endswith("}docPr")]
    assert [n.get("descr") for n in drawn] == [photo.alt for photo in photos]
    for extent in (
        n for n in part(case, "word/document.xml").iter() if str(n.tag).endswith("}extent")
    ):
        assert 0 < int(extent.get("cx")) <= 156.1 * 36000
        assert 0 < int(extent.get("cy")) <= 120.1 * 36000


def written(*blocks: object, sent: Sent | None = None) -> str:
    writing = Writing(Package(OFFICIAL, ""), OFFICIAL, lambda _: b"", sent)
    notes = [b for b in blocks if isinstance(b, Footnotes)]
    writing.begin(_document(tuple(notes)))
    writing.blocks(blocks)
    return words_in(writing.package.packed(writing.body, writing.footnotes))


def _document(blocks: tuple[Footnotes, ...]) -> Page:
    return Page("/a/", "case", "甲", "", Masthead("甲"), (), blocks)


def test_words_stay_words() -> None:
    """案例里的字不会变成标签；站外的链接写出网址。"""
    for hostile in HOSTILE:
        said = written(Paragraph((hostile, Strong((hostile,)), Code(hostile))))
        plain = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\n]", "", hostile)
        assert said == plain * 3
    assert written(Paragraph((Link("https://a.cn", ("甲",)),))) == "甲（https://a.cn）"


def test_notes_of_an_article_are_footnotes() -> None:
    note = Footnotes((Footnote("a", 2, (Paragraph(("注的话",)),)),))
    said = Paragraph(("一", NoteMark("a", 1, 1), "二", NoteMark("a", 1, 2)))
    assert written(said, note).count("注的话") == 1


def test_a_table_inside_a_cell_and_deep_lists_are_kept() -> None:
    table = Table((TableCell(("甲",)),), ((TableCell(("乙",), "right"),),))
    deep = Listed(((Paragraph(("一",)), Listed(((Paragraph(("二",)), table),), ordered=True)),))
    assert written(deep) == "· 一1. 二甲乙"


@pytest.mark.slow
def test_opened_22_lines_of_28_characters(tmp_path: Path) -> None:
    """真的打开排出来：一面 22 行，一行 28 字，字在版心里。"""
    writing = Writing(Package(OFFICIAL, ""), OFFICIAL, lambda _: b"")
    writing.begin(_document(()))
    writing.blocks([Paragraph(("社区治理" * 700,))])
    last = section(OFFICIAL, edges(writing.package, OFFICIAL), True)
    file = tmp_path / "a.docx"
    file.write_bytes(writing.package.packed([*writing.body, last], writing.footnotes))
    first, second, *_ = pages_of(opened_by_office(file, "pdf", tmp_path))
    lines = [line for line in second.split("\n") if "社" in line]
    assert [len(line) for line in lines] == [28] * 22
    assert len(first.split("\n")[0]) == 26  # 首行空两字
    assert second.replace(" ", "").endswith("—2—")


@pytest.mark.slow
def test_opened_whole(case: bytes, book: bytes, tmp_path: Path) -> None:
    """一条、整本书都打得开，页数不少，存一遍再读字不少。"""
    for name, data in (("case", case), ("book", book)):
        file = tmp_path / f"{name}.docx"
        file.write_bytes(data)
        pages = pages_of(opened_by_office(file, "pdf", tmp_path))
        assert len(pages) > (5 if name == "case" else 60)
        assert "待补充" in "".join(pages)
        saved = opened_by_office(file, "docx", tmp_path / "again").read_bytes()
        letters = re.sub(r"\W", "", words_in(data))
        assert len(re.sub(r"\W", "", words_in(saved))) >= len(letters) * 0.98
        assert len(Document(io.BytesIO(saved)).tables) == len(Document(io.BytesIO(data)).tables)


def test_command(tmp_path: Path) -> None:
    root = full_handbook(tmp_path / "book")
    done = run("export", "--docx", "甲.docx", f"cases/{NAME}.yml", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 条工作法" in done.stdout
    assert "楼下花园一起种" in words_in((root / "甲.docx").read_bytes())
    assert run("export", "--docx", "甲.doc", cwd=root).returncode == 2
    assert run("export", f"cases/{NAME}.yml", cwd=root).returncode == 2
    assert run("export", "--docx", "甲.docx", "--xlsx", "甲.xlsx", cwd=root).returncode == 2
    assert run("export", "--docx", "乙.docx", "content/preface.md", cwd=root).returncode == 1
    assert round(OFFICIAL.width / MM) == 156


def test_one_face_for_each_run() -> None:
    """套了几层的样子，一截字只有一个字体。"""
    writing = Writing(Package(OFFICIAL, ""), OFFICIAL, lambda _: b"")
    writing.begin(_document(()))
    with writing.paragraph() as inside:
        writing.inner(inside, (Strong((Emphasis(("甲",)),)),), ("hei",))
    (look,) = (one for one in writing.body[0].iter(W + "rPr"))
    assert [font.get(W + "eastAsia") for font in look.iter(W + "rFonts")] == ["楷体_GB2312"]


def test_long_tables_may_be_split(case: bytes) -> None:
    """只有表头、图名与下面的在一起；各行的名目不与下一行连着，不然整张表挪到下一页。"""
    styles = part(case, "word/styles.xml")
    kept = {s.get(W + "styleId") for s in styles if s.find(f"{W}pPr/{W}keepNext") is not None}
    for table in part(case, "word/document.xml").iter(W + "tbl"):
        for row in table.iter(W + "tr"):
            used = {s.get(W + "val") for s in row.iter(W + "pStyle")}
            head = row.find(f"{W}trPr/{W}tblHeader") is not None
            assert head or not used & kept


def test_big_photos_are_made_smaller() -> None:
    """整本书寄得出去：照片的长边至多 1200 点。"""
    photo = io.BytesIO()
    Image.effect_noise((3000, 2000), 60).save(photo, "JPEG")
    package = Package(OFFICIAL, "")
    _, width, height, _ = package.picture(photo.getvalue())
    assert (width, height) == (1200, 800)
    assert package.picture(photo.getvalue())[0] == "rId1"
    writing = Writing(package, OFFICIAL, lambda _: b"")
    assert len(package.packed(writing.body, writing.footnotes)) < len(photo.getvalue()) / 3
