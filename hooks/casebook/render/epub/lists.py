"""列出来的 → 电子书，一种块一个函数；著录也在这里。"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from casebook.compose import Reference
from casebook.compose.blocks import (
    Bibliography,
    Feature,
    Features,
    Filtered,
    Grid,
    GridRow,
    Item,
    Leaders,
    Links,
    Listing,
    Matrix,
    MatrixCell,
    MatrixRow,
    Work,
)
from casebook.compose.inlines import To
from casebook.compose.words import word
from casebook.render.epub.drawings import drawn
from casebook.render.epub.markup import Element, Nodes, el
from casebook.render.epub.records import table

if TYPE_CHECKING:
    from casebook.render.epub.writing import Writing


def _listing(writing: "Writing", block: Listing) -> Nodes:
    items = (el("li", *_item(writing, item)) for item in block.items)
    return [el("ul", *items)] if block.items else []


def _item(writing: "Writing", item: Item) -> Nodes:
    label = f"{item.label} {item.plate} ".lstrip()
    title = writing.words((To(item.address, (item.title,)),))
    return [label, *title, *writing.blocks(item.c)]


def _filtered(writing: "Writing", block: Filtered) -> Nodes:
    told = [el("p", *writing.words(block.told))] if block.told else []
    return [*told, *writing.blocks(block.c)]


def _features(writing: "Writing", block: Features) -> Nodes:
    return [part for one in block.items for part in _feature(writing, one)]


def _feature(writing: "Writing", one: Feature) -> Nodes:
    shown = drawn(one.figure) if one.figure else None
    told = (el("p", f"{e.date} ", *writing.words(e.c)) for e in one.events)
    figure = [el("figure", shown)] if shown is not None else []
    return [el("div", *_item(writing, one.item), el("p", one.item.place), *figure, *told)]


def _leaders(writing: "Writing", block: Leaders) -> Nodes:
    out: Nodes = []
    for one in block.items:
        out.append(el("dt", *writing.words((To(one.address, (one.name,)),))))
        told = [el("p", one.told, class_="small")] if one.told else []
        out.append(el("dd", *writing.blocks(one.c), *told))
    return [el("dl", *out)] if out else []


def _matrix(writing: "Writing", block: Matrix) -> Nodes:
    """同印本：有记载的一格一行，窄的屏幕放得下。"""
    rows = [part for row in block.rows for part in _crossings(writing, block, row)]
    return [table(block.title, block.heads, rows)] if rows else []


def _crossings(writing: "Writing", block: Matrix, row: MatrixRow) -> Nodes:
    name = To(row.address, (row.name,))
    return [
        el(
            "tr",
            el("th", *writing.words((name,)), scope="row"),
            el("td", who.name),
            el("td", *_crossing(writing, cell)),
        )
        for who, cell in zip(block.columns, row.cells, strict=True)
        if cell.items
    ]


def _crossing(writing: "Writing", cell: MatrixCell) -> Nodes:
    out: Nodes = []
    for item in cell.items:
        out += ["、"] if out else []
        out += writing.words((To(item.address, (item.title,)),))
    return [*out, *(["、", cell.more] if cell.more else [])]


def _grid(writing: "Writing", block: Grid) -> Nodes:
    if not block.rows:
        told = " ".join(filter(None, (block.caption, block.none)))
        return [el("p", told)] if told else []

    def one(row: GridRow) -> Element:
        cells = (el("td", *writing.flow(cell)) for cell in row.cells)
        return el("tr", el("th", *writing.words(row.head), scope="row"), *cells, id=row.id)

    return [table(block.caption, block.heads, map(one, block.rows))]


def _links(writing: "Writing", block: Links) -> Nodes:
    """本页各节，目录里有。"""
    if block.kind == "contents":
        return []
    items = (el("li", *writing.words((to,))) for to in block.items)
    return [el("ul", *items)]


def _bibliography(writing: "Writing", block: Bibliography) -> Nodes:
    """照书里的号排；没有引用过的，号接着排。"""
    works = writing.in_order(block.items)
    items = (_work(writing, n, work) for n, work in works)
    return [el("ol", *items, class_="works")]


def _work(writing: "Writing", n: int, work: Work) -> Element:
    out: Nodes = [*recorded(work.reference), " ", el("span", work.kind, class_="tag")]
    out += (part for note in work.notes for part in writing.blocks(note))
    out += [el("p", *writing.words(work.uses), class_="small")] if work.uses else []
    return el("li", *out, id=work.reference.source, value=n)


def recorded(ref: Reference) -> Nodes:
    """一条著录，网址点得开。"""
    out: Nodes = [f"{ref.before}{ref.title}{ref.after}"]
    if ref.url:
        out.append(el("a", ref.url, href=ref.url, class_="url"))
    out.append(ref.end)
    if ref.missing:
        out.append(f" {word('text.said-missing', words='、'.join(ref.missing))}")
        out += [el("span", word("text.missing"), class_="tbd"), "。"]
    return out


LISTED: Final[dict[type, Callable[["Writing", Any], Nodes]]] = {
    Listing: _listing,
    Filtered: _filtered,
    Features: _features,
    Leaders: _leaders,
    Matrix: _matrix,
    Grid: _grid,
    Links: _links,
    Bibliography: _bibliography,
}
"""列出来的，一种一个函数。"""
