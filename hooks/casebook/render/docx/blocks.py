"""块 → Word，一种块一个函数（工作法与登记簿的在 `records.py`，列出来的在 `lists.py`）。"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from casebook.compose.blocks import (
    Block,
    Cell,
    Checklist,
    Comparison,
    Details,
    Features,
    Filtered,
    Footnotes,
    FormSlot,
    Heading,
    Links,
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
from casebook.render.docx.lists import LISTED
from casebook.render.docx.pictures import drawn
from casebook.render.docx.records import RECORDS
from casebook.render.docx.tables import grid, weight

if TYPE_CHECKING:
    from casebook.render.docx.writing import Writing

LEFT_OUT: Final[Mapping[type, str]] = {
    Checklist: "步骤、各方、条件上面都有；打勾的清单在网页上",
    Links: "纸上点不了；接着可以做的在网页上",
    Pager: "翻页的链接，纸上没有",
    FormSlot: "表单在网站上填",
    Filtered: "筛选要在网页上，书里没有",
    Comparison: "对照要在网页上，书里没有",
    Features: "只有首页有",
    Footnotes: "写在各页的下面，用到时就写了",
    Rule: "公文里没有分隔线",
}
"""Word 里没有的块 → 为什么。"""


def _listed(writing: "Writing", block: Listed) -> None:
    """号是写的字：换一个软件打开，号不会变。"""
    for n, item in enumerate(block.items, block.start):
        mark = f"{n}. " if block.ordered else "· "
        first, *rest = item or (Paragraph(()),)
        style = "Item" if writing.style in ("Normal", "Item") else writing.style
        if isinstance(first, Paragraph):
            writing.say(first.c, style, before=mark)
        else:
            writing.styled(style, (first,))
        writing.styled(style, tuple(rest))


def _table(writing: "Writing", block: Table) -> None:
    rows = (block.head, *block.rows)
    weights = [weight(row[n].c for row in rows) for n in range(len(block.head))]

    def cell(one: Cell) -> Callable[["Writing"], None]:
        return lambda writing: writing.say(one.c, _aligned(writing.style, one.align))

    grid(writing, weights, [[cell(one) for one in row] for row in rows])


def _aligned(style: str, align: str) -> str:
    return f"{style}{align.capitalize()}" if align in ("center", "right") else style


def _quote(writing: "Writing", block: Quote) -> None:
    writing.styled(_inside(writing, "Quotation"), block.c)


def _note(writing: "Writing", block: Note | Details) -> None:
    if block.title:
        writing.say((block.title,), _inside(writing, "NoteTitle"))
    writing.styled(_inside(writing, "Note"), block.c)


def _inside(writing: "Writing", style: str) -> str:
    """格子、注里照那里的样子。"""
    return style if writing.into is writing.body else writing.style


def _screenshot(writing: "Writing", block: Screenshot) -> None:
    with writing.paragraph("Picture") as inside:
        picture = drawn(writing, block.file, block.alt)
        if picture is not None:
            inside.append(picture)
    if said := block.caption or ("" if picture is not None else block.alt):
        writing.say((said,), "Caption")


def _section(writing: "Writing", block: Section) -> None:
    writing.heading(block.level, (block.title,))
    if block.lead:
        writing.say(block.lead)
    writing.blocks(block.c)


def _pair(writing: "Writing", block: Pair) -> None:
    writing.blocks((*block.first, *block.second))


def _said(writing: "Writing", block: Paragraph | Remark | Uses) -> None:
    writing.say(block.c)


def _preformatted(writing: "Writing", block: Preformatted) -> None:
    writing.say((block.words,), _inside(writing, "Plain"))


def _nothing(_: "Writing", block: Block) -> None:
    """不写。"""


WRITERS: Final[Mapping[type, Callable[["Writing", Any], None]]] = {
    Paragraph: _said,
    Heading: lambda writing, block: writing.heading(block.level, block.c),
    Listed: _listed,
    Table: _table,
    Quote: _quote,
    Note: _note,
    Details: _note,
    Preformatted: _preformatted,
    Screenshot: _screenshot,
    Section: _section,
    Remark: _said,
    Uses: _said,
    Pair: _pair,
    **RECORDS,
    **LISTED,
    **dict.fromkeys(LEFT_OUT, _nothing),
}
"""块，一种一个函数。"""
