"""用制表符对齐的几行，是一张表：不然一行里的几格接在一起，分不清。"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from casebook.intake.blocks import Block, Cell, Paragraph, Run, Table

_TABS = re.compile(r"\t+")


def tabbed(blocks: Iterable[Block]) -> list[Block]:
    """挨着的几段，格数一样的，换成表；别的照原样。"""
    said: list[Block] = []
    for width, some in groupby(blocks, _width):
        rows = [*some]
        if width and len(rows) > 1:
            cells = (_cells(one) for one in rows if isinstance(one, Paragraph))
            said.append(Table(rows[0].place, tuple(cells)))
        else:
            said += rows
    return said


def _width(block: Block) -> int:
    """有几格；不是一行格子的为 0。"""
    if not isinstance(block, Paragraph) or block.item or block.level or block.pictures:
        return 0
    text = block.text.strip()
    return len(_TABS.split(text)) if "\t" in text and "\n" not in text else 0


def _cells(row: Paragraph) -> tuple[Cell, ...]:
    parts: list[list[Run]] = [[]]
    for run in row.runs:
        first, *more = _TABS.split(run.text)
        parts[-1].append(replace(run, text=first))
        parts += [[replace(run, text=one)] for one in more]
    cells = [tuple(one for one in part if one.text.strip()) for part in parts]
    made = [replace(row, runs=part) for part in cells if part]
    return tuple(Cell(row.place, (one,)) for one in made)
