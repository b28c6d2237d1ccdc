"""列出来的 → Word，一种块一个函数。"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from casebook.compose.blocks import (
    Bibliography,
    Grid,
    Leaders,
    Listing,
    Matrix,
    MatrixCell,
    Paragraph,
)
from casebook.compose.words import word
from casebook.render.docx.records import recorded
from casebook.render.docx.tables import grid, inside, said, weight

if TYPE_CHECKING:
    from casebook.render.docx.writing import Writing


def _listing(writing: "Writing", block: Listing) -> None:
    for item in block.items:
        writing.say((f"{item.label} {item.plate} {item.title}".strip(),), "Item")
        writing.styled("Item", item.c)


def _leaders(writing: "Writing", block: Leaders) -> None:
    for one in block.items:
        writing.say((one.told,) if one.told else (), name=f"{format(one.name)}　")
        writing.blocks(one.c)


def _matrix(writing: "Writing", block: Matrix) -> None:
    """一格里是列出来的几条的题。"""

    def told(cell: MatrixCell) -> str:
        names = (*(item.title for item in cell.items), *filter(None, (cell.more,)))
        return "、".join(names) or block.none

    heads = [said((block.heads[0],)), *(said((who.name,)) for who in block.columns)]
    rows = [
        [said((one.name,), "CellName"), *(said((told(cell),)) for cell in one.cells)]
        for one in block.rows
    ]
    writing.say((block.title,), "Caption")
    grid(writing, [1] * len(heads), [heads, *rows])
    if block.remark:
        writing.say((block.remark,), "Small")


def _grid(writing: "Writing", block: Grid) -> None:
    if block.caption:
        writing.say((block.caption,), "Caption")
    if not block.rows:
        writing.say((block.none,))
        return

    heads = [said((head,)) for head in block.heads]
    rows = [[said(one.head), *map(inside, one.cells)] for one in block.rows]
    weights = [weight(one.head for one in block.rows)]
    for n in range(len(block.heads) - 1):
        cells = (b.c for one in block.rows for b in one.cells[n] if isinstance(b, Paragraph))
        weights.append(weight(cells))
    grid(writing, weights, [heads, *rows])


def _bibliography(writing: "Writing", block: Bibliography) -> None:
    for n, work in enumerate(block.items, 1):
        writing.say((recorded(work.reference), f" {work.kind}"), "Source", before=f"[{n}] ")
        for note in work.notes:
            writing.styled("Source", note)
        if work.uses:
            writing.say(work.uses, "Source")


def sources(writing: "Writing", cited: bool) -> None:
    """一页的来源：`cited` 为真时全列；不然只列没有脚注的。一条也没有就没有这一节。"""
    found = writing.references(cited)
    if not found:
        return
    name = (
        "text.references" if cited or len(found) == len(writing.references(True)) else "docx.also"
    )
    writing.heading(2, (word(name),))
    for ref in found:
        writing.say((recorded(ref),), "Source", before=f"[{ref.n}] " if cited else "")


LISTED: Final[dict[type, Callable[["Writing", Any], None]]] = {
    Listing: _listing,
    Leaders: _leaders,
    Matrix: _matrix,
    Grid: _grid,
    Bibliography: _bibliography,
}
"""列出来的，一种一个函数。"""
