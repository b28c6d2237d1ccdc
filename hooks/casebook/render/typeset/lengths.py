"""几块话排出来大约几行：长的一步、一框可以拆到两页，短的不拆。宁可多算：一页放不下又不拆的，字会叠在一起。"""

from math import ceil
from typing import Any

from casebook.render.typeset.columns import width_of

Data = dict[str, Any]

_ROOM = 30.0
"""一行多少字。"""
_STACKED = 5
"""这么多列以上的表，也许改成竖排：一格一行。"""


def line_count(blocks: list[Data]) -> int:
    """几块一共几行。"""
    return sum(map(_lines, blocks))


def _lines(block: Data) -> int:
    match block["t"]:
        case "list":
            return sum(map(line_count, block["items"]))
        case "quote" | "note":  # 上下各空一行
            return line_count(block["c"]) + 2
        case "table":
            return sum(map(_row, (block["head"], *block["rows"])))
        case _:
            return _text(block.get("c", []), _ROOM)


def _text(parts: list[Any], room: float) -> int:
    """一段，写明换行的各起一行。"""
    broken = sum(1 for part in parts if isinstance(part, dict) and part["t"] == "br")
    return max(1, ceil(width_of(parts) / room)) + broken


def _row(row: list[Data]) -> int:
    """表的一行：各列一样宽的，最高的一格；竖排的，一格接一格。"""
    level = max(_text(cell["c"], max(3, _ROOM / len(row))) for cell in row)
    stacked = sum(_text(cell["c"], _ROOM) for cell in row) if len(row) >= _STACKED else 0
    return max(level, stacked)
