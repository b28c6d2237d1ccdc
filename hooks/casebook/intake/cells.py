"""Excel 的各格 → 字：日期、数字照格子的种类与样子；竖着合并的格子，下面各行也算写了。

批注、划掉的字记下来。
"""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from casebook.editing.literal import tidied
from casebook.intake.filled import Left
from casebook.intake.packages import Refused
from casebook.model.scalars import NO, YES

_ROWS, _COLUMNS = 5000, 60
_LINK = re.compile(r'=HYPERLINK\(\s*"([^"]+)"', re.I)
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
"""日期的样子里，不是年月日的。"""


def read_grid(page: Any, left: list[Left]) -> list[list[str]]:
    """各格的字；竖着合并的，下面各行照第一行；批注与划掉的字记在 `left` 里。"""
    rows = min(page.max_row or 0, _ROWS + 1)
    columns = min(page.max_column or 0, _COLUMNS)
    if (page.max_row or 0) > _ROWS:
        last = next((n for n in range(page.max_row, _ROWS, -1) if _written(page, n, columns)), 0)
        if last:
            raise Refused(f"“{page.title}”页有 {last} 行，太多了，一次至多 {_ROWS} 行")
    cells = page.iter_rows(min_row=1, max_row=rows, max_col=columns)
    grid = [[_read(cell, left) for cell in row] for row in cells]
    for merged in page.merged_cells.ranges:
        if merged.min_row > rows or merged.min_col > columns:
            continue
        text = grid[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row, min(merged.max_row, rows)):
            grid[row][merged.min_col - 1] = text
    return grid


def _read(cell: Any, left: list[Left]) -> str:
    """一格里的字，照看见的样子；批注、划掉的字记下来。"""
    place = f"“{cell.parent.title.strip()}”页第 {cell.row} 行"
    if getattr(cell, "comment", None):
        left.append(Left(place, f"批注：{tidied(cell.comment.text).strip()}"))
    if cell.value is None:
        return ""
    text = text_of(cell.value)
    if isinstance(cell.value, datetime | date):
        text = _shown(cell.value, cell.number_format) or text
    elif isinstance(cell.value, int | float) and "%" in _NOT_SHOWN.sub("", cell.number_format):
        text = f"{text_of(float(Decimal(repr(cell.value)) * 100))}%"
    if cell.font.strike:
        left.append(Left(place, f"划掉的字，没有收：{text}"))
        return ""
    return text


def _shown(day: date, look: str) -> str:
    """只显示到年、到月的日期，就写到年、到月。"""
    marks = _NOT_SHOWN.sub("", look).lower()
    if "y" not in marks or "d" in marks:
        return ""
    return f"{day.year:04}-{day.month:02}" if "m" in marks else f"{day.year:04}"


def _written(page: Any, row: int, columns: int) -> bool:
    return any(page.cell(row, n).value is not None for n in range(1, columns + 1))


def text_of(value: Any) -> str:
    """一格里的值写成字。"""
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case datetime() | date():
            return value.strftime("%Y-%m-%d") if value.year > 999 else str(value)
        case int():
            return str(value)
        case float():
            return f"{Decimal(repr(value)):f}".removesuffix(".0")
    return tidied(str(value)).strip()


def links_of(cell: Any, formula: Any) -> list[str]:
    """格子连到外面的哪里。"""
    told = cell.hyperlink.target if cell.hyperlink else None
    found = _LINK.match(formula) if isinstance(formula, str) else None
    return [one for one in (told, found and found[1]) if one]
