"""照一份单子做 Word 文件：段落、列表、表、图，投稿表里填什么；都是仿写的。"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.shared import Cm
from PIL import Image

from casebook.bind import Book, bind
from casebook.compose.form import questions
from casebook.editing import Examiner
from casebook.intake import Package, Taken, examined, take
from casebook.render.docx import blank_form

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = {
    "w": W,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
NAMES = " ".join(f"xmlns:{name}='{url}'" for name, url in _NAMES.items())
"""写 XML 时用得着的命名空间。"""


def picture(kind: str = "JPEG", colour: tuple[int, int, int] = (90, 120, 60)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(made, kind)
    return made.getvalue()


def word_file(blocks: Iterable[Mapping[str, Any]]) -> bytes:
    """{标题, 级}、{段}（** 是加粗）、{项}、{号}、{表}、{图}、{页眉}、{xml}。"""
    document = Document()
    for block in blocks:
        match block:
            case {"标题": text}:
                document.add_heading(text, block.get("级", 1))
            case {"段": text}:
                paragraph = document.add_paragraph()
                for n, part in enumerate(text.split("**")):
                    paragraph.add_run(part).bold = n % 2 == 1
            case {"项": text}:
                document.add_paragraph(text, style="List Bullet")
            case {"号": text}:
                document.add_paragraph(text, style="List Number")
            case {"表": rows}:
                table = document.add_table(len(rows), max(map(len, rows)))
                for r, row in enumerate(rows):
                    for c, words in enumerate(row):
                        table.cell(r, c).text = words
            case {"图": kind}:
                document.add_picture(io.BytesIO(picture(kind)), width=Cm(4))
            case {"页眉": text}:
                document.sections[0].header.paragraphs[0].text = text
            case {"xml": xml}:
                body = document.element.body
                body.insert(
                    len(body) - 1, parse_xml(re.sub(r"(?<=^<w:p)|(?<=^<w:tbl)", f" {NAMES}", xml))
                )
    return saved(document)


def filled(book: Book, filling: Mapping[str, Any]) -> bytes:
    """填好的投稿表：一栏一句话；小表是一行行的格子；{图} 是插一张图。"""
    document = Document(io.BytesIO(blank_form(book.handbook.title, questions(book))))
    tables = {_named(table.cell(0, 0)): table for table in document.tables}
    rows = {_named(r.cells[0]): r for t in document.tables for r in t.rows if len(r.cells) == 2}
    for key, value in filling.items():
        if isinstance(value, str):
            rows[key].cells[1].text = value
            continue
        for n, cells in enumerate(value, 2):
            table = tables[key]
            row = table.rows[n] if n < len(table.rows) else table.add_row()
            for cell, words in zip(row.cells, cells, strict=False):
                if words == "图":
                    run = cell.paragraphs[0].add_run()
                    run.add_picture(io.BytesIO(picture()), width=Cm(2))
                elif words:
                    cell.text = words
    return saved(document)


def filled_table(book: Book, table: str, xml: str) -> bytes:
    """投稿表的小表 `table`，第一行第一格里写着 `xml` 的各块。"""
    document = Document(io.BytesIO(filled(book, {"标题": "社区书房"})))
    found = next(t for t in document.tables if _named(t.cell(0, 0)).startswith(table))
    cell = found.rows[2].cells[0]._tc
    cell.remove(cell.p_lst[0])
    cell.extend(parse_xml(f"<w:tc {NAMES}>{xml}</w:tc>"))
    return saved(document)


def _named(cell: Any) -> str:
    return str(cell.paragraphs[0].text).replace("（要填）", "")


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def repacked(data: bytes, more: Mapping[str, bytes]) -> bytes:
    """压缩包里添几件、换几件。"""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            if name not in more:
                new.writestr(name, old.read(name))
        for name, content in more.items():
            new.writestr(name, content)
    return made.getvalue()


_STRICT = {
    "schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties": (
        "purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties"
    ),
    **{
        f"schemas.openxmlformats.org/{family}/2006": f"purl.oclc.org/ooxml/{family}"
        for family in ("wordprocessingml", "spreadsheetml", "drawingml", "officeDocument")
    },
}


def strictly(data: bytes) -> bytes:
    """存成“Strict Open XML”的样子。"""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            inside = old.read(name)
            for ordinary, strict in _STRICT.items():
                inside = inside.replace(ordinary.encode(), strict.encode())
            new.writestr(name, inside)
    return made.getvalue()


class Desk:
    """一本手册，和收稿子要的。"""

    def __init__(self, root: Path) -> None:
        self.examiner = Examiner(root)
        self.book = bind(self.examiner.library)
        self.asked = questions(self.book)

    def take(self, data: bytes | Package, name: str = "稿.docx") -> Taken:
        package = examined(name, data) if isinstance(data, bytes) else data
        return take(package, self.examiner, self.book, self.asked, set())
