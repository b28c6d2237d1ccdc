"""文字里的块 → 印刷用的树。"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from casebook.compose import word
from casebook.compose.blocks import (
    Cell,
    Footnotes,
    Heading,
    Listed,
    Note,
    Paragraph,
    Preformatted,
    Quote,
    Remark,
    Rule,
    Screenshot,
    Table,
)
from casebook.render.typeset.breaking import LONG, LONG_IN_CELL
from casebook.render.typeset.inlines import Data
from casebook.render.typeset.lengths import line_count
from casebook.render.typeset.run_in import seen_on_the_web

if TYPE_CHECKING:
    from casebook.render.typeset.blocks import Typeset

_LONG_NOTE = 10
"""提示框里的话超过这么多行，可以跨页；短的不拆。"""


def _paragraph(t: "Typeset", block: Paragraph) -> list[Data]:
    return [{"t": "p", "c": t.words(block.c)}]


def _remark(t: "Typeset", block: Remark) -> list[Data]:
    words = {"t": "p", "c": t.words(block.c)}
    return [{**words, "amount": True} if block.amount else words]


def _heading(t: "Typeset", block: Heading) -> list[Data]:
    return [{"t": "h", "l": block.level, "c": t.words(block.c)}]


def _listed(t: "Typeset", block: Listed) -> list[Data]:
    items = [t.blocks(item) or [{"t": "p", "c": []}] for item in block.items]
    return [{"t": "list", "ordered": block.ordered, "start": block.start, "items": items}]


def _table(t: "Typeset", block: Table) -> list[Data]:
    t.long = LONG_IN_CELL
    head, *rows = [[_cell(t, cell) for cell in row] for row in (block.head, *block.rows)]
    t.long = LONG
    return [{"t": "table", "head": head, "rows": rows}]


_AMOUNT = re.compile(r"[\u4e00-\u9fff]?[0-9][0-9.,]{0,9}\s?[\u4e00-\u9fff]{1,4}")
"""一格里只有一个数与它的单位：不拆。"""


def _cell(t: "Typeset", cell: Cell) -> Data:
    words = t.words(cell.c)
    if words and isinstance(words[0], str) and _AMOUNT.fullmatch(words[0]):
        words = [{"t": "whole", "c": words[:1]}, *words[1:]]
    return {"align": cell.align or "left", "c": words}


def _quote(t: "Typeset", block: Quote) -> list[Data]:
    return [{"t": "quote", "c": t.blocks(block.c)}]


def _note(t: "Typeset", block: Note) -> list[Data]:
    words = t.blocks(block.c)
    return [
        {"t": "note", "title": _titled(block), "c": words, "long": line_count(words) > _LONG_NOTE}
    ]


def _titled(block: Note) -> str:
    """提示框的题；没有题的，印出来是编者按。"""
    return block.title or word("case.editors-note")


def _rule(_: "Typeset", block: Rule) -> list[Data]:
    return [{"t": "rule"}]


def _preformatted(t: "Typeset", block: Preformatted) -> list[Data]:
    lines = block.words.split("\n")
    code = [{"t": "code", "c": t.text(line.replace(" ", "\u00a0"))} for line in lines]
    return [{"t": "p", "c": [part for one in code for part in (one, {"t": "br"})][:-1]}]


def _screenshot(t: "Typeset", block: Screenshot) -> list[Data]:
    return [{"t": "p", "c": t.text(seen_on_the_web(block))}]


def _footnotes(_: "Typeset", block: Footnotes) -> list[Data]:
    return []  # 写在用到的地方


PROSE: Final[dict[type, Callable[["Typeset", Any], list[Data]]]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    Listed: _listed,
    Table: _table,
    Quote: _quote,
    Note: _note,
    Rule: _rule,
    Preformatted: _preformatted,
    Screenshot: _screenshot,
    Footnotes: _footnotes,
    Remark: _remark,
}
"""文字里的块，一种一个函数。"""
