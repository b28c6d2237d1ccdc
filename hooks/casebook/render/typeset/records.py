"""一页的骨架与工作法的块 → 印刷用的树。"""

import re
from collections.abc import Callable, Iterable, Iterator
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from casebook.compose import word
from casebook.compose.blocks import (
    Attachments,
    Events,
    Facts,
    Figure,
    File,
    Gaps,
    Part,
    Parts,
    Photo,
    Section,
    Steps,
    Supports,
    Who,
)
from casebook.render.typeset.breaking import foldable, kept_words
from casebook.render.typeset.columns import leading, width_of
from casebook.render.typeset.inlines import Data, Tree, label_of
from casebook.render.typeset.lengths import line_count

if TYPE_CHECKING:
    from casebook.render.typeset.blocks import Typeset

_LONG_STEP, _LONG_FIRST = 5, 3
"""一步的话超过这么多行，可以跨页；短的不拆。第一步还连着一节的标题。"""
_LONG_SLIP = 4
"""还缺什么，超过这么多行可以跨页。"""
_WHOLE = re.compile("〕第?[0-9]+ ?号|[0-9] 日")
"""文号，到日的日期：都不拆，一段里有两样的，两端对齐会把字拉开。"""
_SLIP_WIDTH = 28
"""还缺什么，旁边有二维码的，一行多少字。"""


def _figure(t: "Typeset", block: Figure) -> list[Data]:
    return [
        {
            "t": "figure",
            "kind": block.kind,
            "title": foldable(block.title),
            "caption": [*t.marks(block.title, *_written(block.data)), *t.text(block.caption)],
            "alt": block.alt,
            "data": block.data,
        }
    ]


def _written(node: Any) -> Iterator[str]:
    """图上的字。"""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list | tuple | dict):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from _written(inner)


def _facts(t: "Typeset", block: Facts) -> list[Data]:
    """接成一段：栏名：内容；栏名：内容。篇名页上的另排，见 method.py。"""
    words: Tree = []
    for fact in block.rows:
        words += [*(["；"] if words else []), f"{fact.name}：", *t.words(fact.c)]
    return [{"t": "p", "c": [*words, "。"], "ragged": len(_WHOLE.findall(str(words))) > 1}]


def _events(t: "Typeset", block: Events) -> list[Data]:
    items = [
        [{"t": "p", "c": [{"t": "strong", "c": [event.date]}, " ", *t.words(event.c)]}]
        for event in block.items
    ]
    return [{"t": "list", "ordered": True, "start": 1, "items": items}]


def _parts(t: "Typeset", block: Parts) -> list[Data]:
    rows = [_part(t, part) for part in block.rows]
    return [titled_table(block.title, leading(rows, (12, 9.5)), block.heads, rows)]


def titled_table(
    title: str, columns: list[float | None], heads: Iterable[str], rows: list[list[Data]]
) -> Data:
    """有题的表；`columns` 是各列的宽，照比例分；末一列是 None 的，见 columns.py 的 `rooms`。"""
    head = [{"c": [name]} for name in heads]
    return {"t": "table", "title": title, "columns": columns, "head": head, "rows": rows}


def _part(t: "Typeset", part: Part) -> list[Data]:
    who = [_tile(part.who), *t.text(part.who.name)]
    return [
        {"c": who},
        {"c": t.words(part.role, links=False)},
        {"c": t.said(part.deed, links=False)},
    ]


def _tile(who: Who) -> Data:
    tile = {"t": "tile", "c": who.tile, "on": who.present}
    return {**tile, "round": True} if who.round else tile


def _gaps(t: "Typeset", block: Gaps) -> list[Data]:
    items = [[row.name, t.words(row.c)] for row in block.rows]
    long = len(block.rows) > _LONG_SLIP
    told = t.words(block.on_paper)
    wide = width_of([part for name, words in items for part in (name, *words)])
    lines = ceil(wide / _SLIP_WIDTH) + ceil(width_of(told) / _SLIP_WIDTH)
    return [{"t": "slip", "items": items, "c": told, "long": long, "lines": lines}]


def _steps(t: "Typeset", block: Steps) -> list[Data]:
    items = [
        {
            "title": foldable(step.title),
            "marks": t.marks(step.title, *(who.name for who in step.who)),
            "c": (words := t.blocks(step.c)),
            "long": line_count(words) > (_LONG_STEP if n else _LONG_FIRST),
            "who": [
                {
                    "tile": who.tile,
                    "round": who.round,
                    "on": who.present,
                    "name": foldable(who.name),
                }
                for who in step.who
            ],
        }
        for n, step in enumerate(block.items)
    ]
    return [{"t": "steps", "items": items}]


def _supports(t: "Typeset", block: Supports) -> list[Data]:
    items: list[list[Data]] = []
    for support in block.items:
        words = [{"t": "strong", "c": [support.kind]}, " ", *t.words(support.c)]
        said = t.said(support.said)
        items.append([{"t": "p", "c": words}, *([{"t": "p", "c": said}] if said else [])])
    return [{"t": "list", "ordered": False, "start": 1, "items": items}]


def _photo(t: "Typeset", block: Photo) -> list[Data]:
    return [
        {
            "t": "photo",
            "file": t.folder + block.file,
            "alt": block.alt,
            "title": foldable((block.caption or block.alt).rstrip("。")),
            "caption": [*t.marks(block.caption or block.alt), *t.text(f"。{block.credit}")],
        }
    ]


def _attachments(t: "Typeset", block: Attachments) -> list[Data]:
    """纸上取不走：说名称与去哪里取。"""

    def told(file: File) -> Tree:
        licence = [f" {word('case.licence', licence=file.licence)}"] if file.licence else []
        return [*t.text(file.name), word("print.attachment", kind=file.kind), *licence]

    items = [[{"t": "p", "c": told(file)}] for file in block.items]
    return [{"t": "list", "ordered": False, "start": 1, "items": items}]


def _section(t: "Typeset", block: Section) -> list[Data]:
    label = label_of(block.address or t.anchor(block.id))
    title = {"t": "h", "l": block.level, "c": kept_words(t.text(block.title)), "label": label}
    inner = t.blocks(block.c)
    for data in inner:  # 一节里的词条，标题比这一节的低一级
        if data["t"] == "h":
            data["l"] = max(data["l"], block.level + 1)
    return [title, *inner]


RECORDS: Final[dict[type, Callable[["Typeset", Any], list[Data]]]] = {
    Figure: _figure,
    Events: _events,
    Parts: _parts,
    Gaps: _gaps,
    Steps: _steps,
    Supports: _supports,
    Photo: _photo,
    Attachments: _attachments,
    Section: _section,
    Facts: _facts,
}
"""骨架与工作法的块，一种一个函数。"""
