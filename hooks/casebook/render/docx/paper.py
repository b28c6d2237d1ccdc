"""写 Word 的一张纸：样式、表、格子；存出来没有日期、没有作者，同样的内容一个字节也不差。"""

import io
from datetime import UTC, datetime
from typing import Any

from casebook.office import settled

_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_SONG, _HEI = "宋体", "黑体"
_LINE = 0.8
"""空的一行至少高几厘米。"""
_GREY, _SHADE = "595959", "EEF2F5"


class Paper:
    """一份文件，从上往下写。"""

    def __init__(self, title: str) -> None:
        from docx import Document
        from docx.shared import Cm

        self._doc: Any = Document()
        section = self._doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.8)
        self._style("Normal", _SONG, 10.5)
        self._style("Title", _HEI, 18, "000000")
        core = self._doc.core_properties
        core.author = core.last_modified_by = core.comments = core.keywords = ""
        core.title, core.language, core.revision = title, "zh-CN", 1
        core.created = core.modified = _DAY
        self._doc.add_paragraph(title, style="Title")

    def say(self, words: str) -> None:
        """一段说明。"""
        self._small(self._doc.add_paragraph(), words)

    def table(self, rows: int, widths: tuple[float, ...]) -> Any:
        """一张画了线的表；`widths` 是各列宽几厘米。"""
        from docx.shared import Cm, Pt

        self._doc.add_paragraph().paragraph_format.space_after = Pt(0)
        table = self._doc.add_table(rows, len(widths), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            row.height = Cm(_LINE)
            self._mark(row, "w:cantSplit")
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
                cell.paragraphs[0].paragraph_format.space_before = Pt(2)
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        return table

    def head(self, table: Any, row: int, words: tuple[str, ...]) -> None:
        """表头：一格一个名字；到了下一页再印一遍。"""
        for number in range(row + 1):
            self._mark(table.rows[number], "w:tblHeader")
        for cell, one in zip(table.rows[row].cells, words, strict=True):
            self._bold(cell.paragraphs[0], one)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            self._shade(cell)

    def label(self, cell: Any, name: str, *told: str) -> None:
        """我们印的一格：名字，下面是说明与例子；与下面的格子在同一页上。"""
        self._bold(cell.paragraphs[0], name)
        self._shade(cell)
        for words in told:
            if words:
                self._small(cell.add_paragraph(), words)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True

    def write(self, cell: Any, words: str) -> None:
        """先写好的一格。"""
        cell.paragraphs[0].add_run(words)

    @property
    def data(self) -> bytes:
        """存成的文件。"""
        packed = io.BytesIO()
        self._doc.save(packed)
        return settled(packed.getvalue())

    def _style(self, name: str, font: str, size: float, colour: str = "") -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        style = self._doc.styles[name]
        style.font.size, style.font.name = Pt(size), "Times New Roman"
        if colour:
            style.font.color.rgb = RGBColor.from_string(colour)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        fonts.set(qn("w:eastAsia"), font)

    def _bold(self, paragraph: Any, words: str) -> None:
        from docx.oxml.ns import qn

        run = paragraph.add_run(words)
        run.bold = True
        run.font.name = "Times New Roman"
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _HEI)

    def _small(self, paragraph: Any, words: str) -> None:
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(words)
        run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(_GREY)
        paragraph.paragraph_format.space_after = Pt(2)

    def _shade(self, cell: Any) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
            shade.set(qn(f"w:{key}"), value)
        cell._element.get_or_add_tcPr().append(shade)

    def _mark(self, row: Any, name: str) -> None:
        from docx.oxml import OxmlElement

        found = row._tr.get_or_add_trPr()
        if found.find(name, found.nsmap) is None:
            found.append(OxmlElement(name))
