"""Excel 的一页 → 一行一行的字；竖着合并的格子，下面各行也算写了；藏起来的照样看，说一声。"""

from typing import Any

from casebook.intake.cells import read_cell
from casebook.intake.filled import Left
from casebook.intake.packages import Refused

_ROWS, _COLUMNS = 5000, 60
_LISTED = 6
"""至多列几个。"""


def read_grid(page: Any, left: list[Left]) -> list[list[str]]:
    """各格的字；没有收的，记在 `left` 里。太多行的，抛 Refused。"""
    rows = min(page.max_row or 0, _ROWS)
    columns = min(page.max_column or 0, _COLUMNS)
    written = (row for (row, _), cell in page._cells.items() if cell.value is not None)
    if (last := max(written, default=0)) > _ROWS:  # 只有样子、没有字的行不算
        raise Refused(f"“{page.title}”页有 {last} 行，太多了，一次至多 {_ROWS} 行")
    named = f"“{page.title.strip()}”页"
    grid = [
        [read_cell(cell, f"{named}第 {cell.row} 行", left) for cell in row]
        for row in page.iter_rows(min_row=1, max_row=rows, max_col=columns)
    ]
    for merged in page.merged_cells.ranges:
        if merged.min_row > rows or merged.min_col > columns:
            continue
        text = grid[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row, min(merged.max_row, rows)):
            grid[row][merged.min_col - 1] = text
    if any(any(row) for row in grid):
        left += _hidden(page, grid, named)
    left += _beyond(page, named)
    return grid


def _hidden(page: Any, grid: list[list[str]], named: str) -> list[Left]:
    """藏起来的页、行、列：看不见的也收了，要人知道。"""
    from openpyxl.utils import column_index_from_string

    told = []
    if page.sheet_state != "visible":
        told.append(Left(named, "这一页是藏起来的，照样看了"))
    rows = [n for n, row in enumerate(grid, 1) if any(row) and page.row_dimensions[n].hidden]
    if rows:
        told.append(Left(named, f"藏起来的行照样看了：第 {_some(rows)} 行"))
    columns: set[int] = set()
    for letter, one in page.column_dimensions.items():
        if one.hidden:
            first = one.min or column_index_from_string(letter)
            columns |= {*range(first, min(one.max or first, _COLUMNS) + 1)}
    shown = sorted(n for n in columns if any(len(row) >= n and row[n - 1] for row in grid))
    if shown:
        told.append(Left(named, f"藏起来的列照样看了：第 {_some(shown)} 列"))
    return told


def _beyond(page: Any, named: str) -> list[Left]:
    """太靠右的列没有看。"""
    cells = [cell for (_, column), cell in page._cells.items() if column > _COLUMNS]
    said = [f"{one.value}" for one in cells if one.value is not None]
    if not said:
        return []
    told = f"第 {_COLUMNS} 列右边的 {len(said)} 格没有收，如“{said[0][:20]}”。请挪到左边"
    return [Left(named, told)]


def _some(numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:_LISTED]))
    return f"{shown}……一共 {len(numbers)}" if len(numbers) > _LISTED else shown
