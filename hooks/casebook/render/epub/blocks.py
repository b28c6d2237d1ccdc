"""块 → 电子书，一种块一个函数（工作法与登记簿的在 `records.py`，列出来的在 `lists.py`）。"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from casebook.compose.blocks import (
    Block,
    Cell,
    Comparison,
    Details,
    Footnotes,
    FormSlot,
    Heading,
    Listed,
    Note,
    Pager,
    Pair,
    Paragraph,
    Preformatted,
    Quote,
    Remark,
    Rule,
    Screenshot,
    Section,
    Table,
    Uses,
)
from casebook.compose.words import word
from casebook.render.epub.lists import LISTED
from casebook.render.epub.markup import Element, Nodes, backs, el
from casebook.render.epub.records import RECORDS, fitted

if TYPE_CHECKING:
    from casebook.render.epub.writing import Writing

LEFT_OUT: Final[Mapping[type, str]] = {
    Pager: "翻页的链接，电子书自己会翻",
    FormSlot: "表单在网站上填",
    Comparison: "选哪几条，要在网站上选",
}
"""电子书里没有的块 → 为什么。"""


def _paragraph(writing: "Writing", block: Paragraph) -> Nodes:
    return [el("p", *writing.words(block.c))]


def _small(writing: "Writing", block: Remark | Uses) -> Nodes:
    return [el("p", *writing.words(block.c), class_="small")]


def _heading(writing: "Writing", block: Heading) -> Nodes:
    return writing.heading(block.level, writing.words(block.c), block.id)


def _listed(writing: "Writing", block: Listed) -> Nodes:
    inside = writing.flow if block.tight else writing.blocks
    items = (el("li", *inside(item)) for item in block.items)
    if block.ordered:
        return [el("ol", *items, start=block.start if block.start != 1 else None)]
    return [el("ul", *items)]


def _table(writing: "Writing", block: Table) -> Nodes:
    """栏多的，手机上放不下：一行写成一组，一栏一行，左边是栏名。"""
    if len(block.head) > _MOST_COLUMNS:
        groups = (_group(writing, block.head, row) for row in block.rows)
        return [el("table", *groups)]
    head = el("thead", _row(writing, block.head, "th"))
    rows = (_row(writing, row, "td") for row in block.rows)
    return [fitted(el("table", head, el("tbody", *rows)))]


_MOST_COLUMNS: Final = 5
"""手机上一行放得下几栏。"""


def _row(writing: "Writing", row: Iterable[Cell], tag: str) -> Element:
    scope = "col" if tag == "th" else None
    cells = (el(tag, *writing.words(one.c), class_=one.align, scope=scope) for one in row)
    return el("tr", *cells)


def _group(writing: "Writing", head: tuple[Cell, ...], row: tuple[Cell, ...]) -> Element:
    cells = (
        el("tr", el("th", *writing.words(name.c), scope="row"), el("td", *writing.words(one.c)))
        for name, one in zip(head[1:], row[1:], strict=True)
    )
    first = el("th", *writing.words(row[0].c), scope="rowgroup", colspan=2)
    return el("tbody", el("tr", first), *cells)


def _quote(writing: "Writing", block: Quote) -> Nodes:
    return [el("blockquote", *writing.blocks(block.c))]


def _note(writing: "Writing", block: Note | Details) -> Nodes:
    title = [el("p", block.title, class_="title")] if block.title else []
    return [el("div", *title, *writing.blocks(block.c), class_="note")]


def _screenshot(writing: "Writing", block: Screenshot) -> Nodes:
    shown = writing.picture(block.file, block.alt)
    if shown is None:
        return [el("p", block.caption or block.alt, class_="small")]
    told = [el("figcaption", block.caption)] if block.caption else []
    return [el("figure", shown, *told)]


def _footnotes(writing: "Writing", block: Footnotes) -> Nodes:
    return [
        el(
            "aside",
            *writing.blocks(note.c),
            el("p", word("text.note-mark", n=n), " ", *backs(_marks(n, note.marks)), class_="back"),
            id=f"fn-{n}",
            epub__type="footnote",
            role="doc-footnote",
        )
        for n, note in enumerate(block.items, 1)
    ]


def _marks(n: int, marks: int) -> list[str]:
    return [f"fnref-{n}-{nth}" for nth in range(1, marks + 1)]


def _section(writing: "Writing", block: Section) -> Nodes:
    lead = [el("p", *writing.words(block.lead))] if block.lead else []
    titled = writing.heading(block.level, writing.text(block.title), block.id, block.address)
    return [el("section", *titled, *lead, *writing.blocks(block.c))]


def _pair(writing: "Writing", block: Pair) -> Nodes:
    return writing.blocks((*block.first, *block.second))


def _nothing(_: "Writing", block: Block) -> Nodes:
    return []


WRITERS: Final[Mapping[type, Callable[["Writing", Any], Nodes]]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    Listed: _listed,
    Table: _table,
    Quote: _quote,
    Note: _note,
    Details: _note,
    Rule: lambda _, block: [el("hr")],
    Preformatted: lambda _, block: [el("pre", el("code", block.words))],
    Screenshot: _screenshot,
    Footnotes: _footnotes,
    Section: _section,
    Remark: _small,
    Uses: _small,
    Pair: _pair,
    **RECORDS,
    **LISTED,
    **dict.fromkeys(LEFT_OUT, _nothing),
}
"""块，一种一个函数。"""
