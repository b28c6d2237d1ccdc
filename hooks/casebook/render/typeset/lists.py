"""列出来的与登记簿的块 → 印刷用的树。"""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from casebook.compose import word
from casebook.compose.blocks import (
    Bibliography,
    Components,
    Grid,
    Item,
    Leaders,
    Listing,
    Matrix,
    Number,
    Numbers,
    Terms,
)
from casebook.render.typeset.columns import leading
from casebook.render.typeset.inlines import Data, Tree, label_of
from casebook.render.typeset.records import titled_table
from casebook.render.typeset.references import reference_inlines

if TYPE_CHECKING:
    from casebook.render.typeset.blocks import Typeset


_SHORT_AMOUNT = 10
"""几个字以内的量，不折行。"""


def _numbers(t: "Typeset", block: Numbers) -> list[Data]:
    """一个数字一段；连口径一起列的排成表。"""
    if block.full:
        return _numbers_table(t, block) if block.items else []
    return [{"t": "p", "c": _amount(t, number) + t.said(number.note)} for number in block.items]


def _grid(t: "Typeset", block: Grid) -> list[Data]:
    """变更对照。别的不印：政策、各笔资金各成一节，街镇见图。"""
    if block.kind != "changes":
        return []
    rows = [
        [{"c": t.words(row.head)}, *({"c": t.said(c)} for c in row.cells)] for row in block.rows
    ]
    return [titled_table(block.caption, [3, 8, 8], [*block.heads], rows)]


def _amount(t: "Typeset", number: Number) -> Tree:
    strong = {"t": "strong", "c": [*t.text(number.name), f"：{number.amount}"]}
    end = "。" if number.note else ""  # 后面接着说的，另是一句
    return [strong, word("case.dated", when=number.date) + end, *t.words(number.marks)]


def _numbers_table(t: "Typeset", block: Numbers) -> list[Data]:
    rows = [
        [
            {"c": [number.scope]},
            {"c": [*t.text(number.name), *t.words(number.marks)]},
            {"c": _whole(number.amount)},
            {"c": [number.date]},
            {"c": t.said(number.note) or [word("register.numbers.none")]},
        ]
        for number in block.items
    ]
    heads = [word(f"register.numbers.{h}") for h in ("scope", "name", "amount", "as-of", "note")]
    return [titled_table(word("register.numbers.title"), [3, 5, 4, 4, 7], heads, rows)]


def _whole(amount: str) -> Tree:
    """数与单位在窄的一栏里不拆；太长的照样折行。"""
    return [{"t": "whole", "c": [amount]}] if len(amount) <= _SHORT_AMOUNT else [amount]


def _components(t: "Typeset", block: Components) -> list[Data]:
    items = [
        [{"t": "p", "c": [{"t": "strong", "c": t.text(entry.name)}, "：", *t.said(entry.c)]}]
        for entry in block.items
    ]
    return [{"t": "list", "ordered": False, "start": 1, "items": items}]


def _terms(t: "Typeset", block: Terms) -> list[Data]:
    return [
        data
        for entry in block.items
        for data in (
            {"t": "h", "l": 2, "c": t.text(entry.name), "label": label_of(t.anchor(entry.id))},
            *t.blocks(entry.c),
        )
    ]


def _leaders(t: "Typeset", block: Leaders) -> list[Data]:
    """不连说明的只是去处，书里见目录。"""
    items: list[list[Data]] = []
    for leader in block.items if block.full else ():
        name = [
            {"t": "tile", "c": leader.tile, "on": True},
            {"t": "strong", "c": t.text(leader.name)},
        ]
        items.append([{"t": "p", "c": [*name, "：", *t.said(leader.c)]}])
    return [{"t": "list", "ordered": False, "start": 1, "items": items}] if block.full else []


def _listing(t: "Typeset", block: Listing) -> list[Data]:
    """小字与标题：书里有它本身，别的不必写。小字一样的几条接成一段。"""
    return [
        {"t": "p", "c": [*t.text(f"{label}："), *_linked(t, items)]}
        for label, items in groupby(block.items, lambda item: item.label)
    ]


def _linked(t: "Typeset", items: Iterable[Item]) -> Tree:
    """几条的题，顿号隔开。"""
    links: Tree = []
    for item in items:
        links += ["、", _to(t, item)] if links else [_to(t, item)]
    return links


def _to(t: "Typeset", item: Item) -> Data:
    return {"t": "to", "to": item.address, "c": t.text(item.title)}


def _matrix(t: "Typeset", block: Matrix) -> list[Data]:
    """纸上放不下那么宽：有记载的一格一行；题旁的小字，题里已经说了。"""
    rows: list[list[Data]] = []
    for row in block.rows:
        for who, cell in zip(block.columns, row.cells, strict=True):
            if links := _linked(t, cell.items):
                rows.append([{"c": t.text(row.name)}, {"c": t.text(who.name)}, {"c": links}])
    return [titled_table(block.title, leading(rows, (7, 11)), block.heads, rows)] if rows else []


def _bibliography(t: "Typeset", block: Bibliography) -> list[Data]:
    items = [
        {
            "n": n,  # 书里照全书的号另编，见 notes.py
            "marked": False,
            "source": work.reference.source,
            "c": [
                *reference_inlines(work.reference),
                *(words for note in work.notes for words in (" ", *t.said(note))),
                {"t": "tag", "c": [work.kind]},
            ],
        }
        for n, work in enumerate(block.items, 1)
    ]
    return [{"t": "references", "items": items}]


LISTS: Final[dict[type, Callable[["Typeset", Any], list[Data]]]] = {
    Numbers: _numbers,
    Grid: _grid,
    Components: _components,
    Terms: _terms,
    Leaders: _leaders,
    Listing: _listing,
    Matrix: _matrix,
    Bibliography: _bibliography,
}
"""列出来的与登记簿的，一种一个函数。"""
