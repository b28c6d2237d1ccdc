"""写 Excel 的一册：一张表一页，表头冻住，列宽照字数；字就是字，不会当成公式。"""

import io
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import UTC, date, datetime
from typing import Any

from casebook.office import need_office, settled
from casebook.problems.width import cells
from casebook.render.xlsx.cells import Value

_NARROW, _WIDE = 6, 48
_DAY = "yyyy-mm-dd"
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767
"""一格至多几个字；占两个码元的字算两个。"""
_CUT = "……（太长，一格放不下，后面的没有写）"


class Workbook:
    """一册，一页一页地添；`cut` 是哪几格放不下、没有写全。"""

    def __init__(self, title: str) -> None:
        need_office()
        import openpyxl

        self._book: Any = openpyxl.Workbook()
        self._book.remove(self._book.active)
        self.cut: list[str] = []
        properties = self._book.properties
        properties.creator, properties.title = None, title
        properties.created = properties.modified = _MADE

    def sheet(
        self, title: str, head: Sequence[str], rows: Iterable[Sequence[Value]], wrap: bool = True
    ) -> None:
        """一页：第一行是表头，冻住，可以筛选。`wrap` 为假的，长的字不折行：写得快两倍。"""
        from openpyxl.styles import Alignment, Font, PatternFill
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        page = self._book.create_sheet(title)
        widths = [cells(name) + 4 for name in head]
        aligned: dict[bool, Any] = {}
        for column, name in enumerate(head, 1):
            cell = page.cell(1, column)
            _write(cell, name)
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="EEF2F5")
        for number, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                if value is None:
                    continue
                cell = page.cell(number, column)
                if wrap and (long := isinstance(value, str)) not in aligned:
                    cell.alignment = Alignment(vertical="top", wrap_text=long)
                    aligned[long] = copy(cell._style)
                if wrap:
                    cell._style = copy(aligned[long])  # 每格另算一遍对齐，慢两倍
                if not _write(cell, value):
                    self.cut.append(f"“{title}”第 {number} 行的“{head[column - 1]}”")
                if widths[column - 1] < _WIDE:  # 再宽也只排这么宽
                    longest = max(map(cells, str(value).split("\n")))
                    widths[column - 1] = max(widths[column - 1], longest + 2)
        for column, width in enumerate(widths, 1):
            letter = get_column_letter(column)
            page.column_dimensions[letter].width = min(max(width, _NARROW), _WIDE)
        page.freeze_panes = "A2"
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
        page.print_title_rows = "1:1"
        page.auto_filter.ref = page.dimensions

    @property
    def data(self) -> bytes:
        """存成的文件：同样的内容一个字节也不差。"""
        packed = io.BytesIO()
        self._book.save(packed)
        return settled(packed.getvalue(), _dayless)


def _dayless(name: str, data: bytes) -> bytes:
    """存的那一刻写进去的日子换成固定的。"""
    if name != "docProps/core.xml":
        return data
    import re

    fixed = _MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + fixed, data)


def _write(cell: Any, value: Value) -> bool:
    """写一格；放不下、只写了前面一截的，返回假。"""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, str):
        short = len(value) <= _LONGEST // 2 and value.isprintable()
        whole = value if short else ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.value = whole if short else _fitted(whole)
        cell.data_type = "s"  # 以 = 开头的也是字
        if value.startswith(_FORMULA):
            cell.quotePrefix = True
        return bool(cell.value == whole)
    cell.value = value
    if isinstance(value, date):
        cell.number_format = _DAY
    return True


def _fitted(text: str) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * _LONGEST:
        return text
    kept = units[: 2 * (_LONGEST - len(_CUT))].decode("utf-16-le", "ignore")
    return kept + _CUT
