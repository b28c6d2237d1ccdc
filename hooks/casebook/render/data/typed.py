"""写好的 CSV 读回来，照各列的类型：Excel 里数是数，字是字。"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from casebook.model.scalars import NO, YES
from casebook.render.data.columns import Column
from casebook.render.data.table import FORMULA


def typed(text: str, listed: Sequence[Column]) -> list[list[Any]]:
    """写好的几行读回来，照各列的类型：Excel 里数是数，是非写“是”“否”，没有写的空着。"""
    read = [_READ.get(column.type, _unguarded) for column in listed]
    return [
        [one(cell) if cell else None for one, cell in zip(read, row, strict=True)]
        for row in csv.reader(io.StringIO(text, newline=""))
    ]


def _number(cell: str) -> int | float:
    return float(cell) if "." in cell else int(cell)


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell, 1) else cell


_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "boolean": lambda cell: YES if cell == "true" else NO,
    "integer": int,
    "number": _number,
}
