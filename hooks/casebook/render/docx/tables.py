"""表：各列多宽照字的多少来分，头一行是表头，下一页再印一遍。"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from casebook.compose.blocks import Blocks
from casebook.compose.inlines import Inlines
from casebook.model.told import Following
from casebook.render.docx.markup import Element, row

if TYPE_CHECKING:
    from casebook.render.docx.writing import Writing

Inside = Callable[["Writing"], None]
"""一格里写什么。"""
_LEAST, _MOST = 4, 26
HEAD_SHADE = "F2F2F2"


def weight(said: Iterable[Inlines]) -> float:
    """一列占几份：最长的一格有几个字，太少、太多的不照实算。"""
    return min(max(_LEAST, *map(length, said)), _MOST)


def length(said: Inlines) -> int:
    """一格有几个字。"""
    whole = 0
    for one in said:
        words = one if isinstance(one, str) else getattr(one, "words", "")
        whole += sum(len(piece) for piece, _ in Following().pieces(words))
        whole += length(getattr(one, "c", ()))
    return whole


def grid(
    writing: "Writing",
    weights: Sequence[float],
    rows: Sequence[Sequence[Inside]],
    head: bool = True,
    height: int = 0,
) -> None:
    """一张表；`head` 为真时头一行是表头；`height` 是别的行至少多高。"""
    writing.table(
        weights,
        [partial(_row, writing, one, head and not n, height) for n, one in enumerate(rows)],
    )


def _row(
    writing: "Writing", insides: Sequence[Inside], head: bool, height: int, widths: Sequence[int]
) -> Element:
    cells: list[Element] = []
    for inside, width in zip(insides, widths, strict=True):
        style, shade = ("CellHead", HEAD_SHADE) if head else ("Cell", "")
        with writing.cell(cells, width, style, shade):
            inside(writing)
    return row(cells, head, 0 if head else height)


def inside(blocks: Blocks) -> Inside:
    """一格里几块。"""
    return lambda writing: writing.blocks(blocks)


def said(words: Inlines, style: str = "") -> Inside:
    """一格里一段话。"""
    return lambda writing: writing.say(words, style)
