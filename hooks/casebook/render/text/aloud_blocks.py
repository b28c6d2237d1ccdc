"""块 → 整本书的 `.txt`，一种块一个函数；不在这里的照 `plain_blocks.py`。"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from casebook.compose.blocks import (
    Bibliography,
    CheckGroup,
    Checklist,
    Components,
    Details,
    Events,
    Figure,
    Footnotes,
    Grid,
    Leaders,
    Listed,
    Listing,
    Matrix,
    Note,
    Parts,
    Quote,
    Steps,
    Supports,
    Table,
    Terms,
)
from casebook.compose.words import word
from casebook.render.text.plain_lists import crossing, recorded

if TYPE_CHECKING:
    from casebook.render.text.aloud import Aloud

BULLET: Final = "• "
_ENDED = re.compile(r"[。！？…；：](?:[”’》]|（[^（）]*）|）|〔注?\d+〕)*$")


def source_mark(n: int) -> str:
    """出处的号。"""
    return f"〔{n}〕"


def ended(words: str) -> str:
    """说完一句。"""
    return words if _ENDED.search(words) else f"{words}。"


def _listed(aloud: "Aloud", block: Listed) -> None:
    for n, content in enumerate(block.items, block.start):
        aloud.item(f"{n}. " if block.ordered else BULLET, blocks=content)


def _table(aloud: "Aloud", block: Table) -> None:
    heads = [aloud.words(cell.c) for cell in block.head]
    aloud.table("", heads, len(block.rows))
    for row in block.rows:
        first, *others = (aloud.words(cell.c) for cell in row)
        aloud.record(first, zip(heads[1:], others, strict=True))


def _grid(aloud: "Aloud", block: Grid) -> None:
    if not block.rows:
        aloud.say(block.caption, block.none)
        return
    aloud.table(block.caption, block.heads, len(block.rows))
    for row in block.rows:
        cells = zip(block.heads[1:], map(aloud.flat, row.cells), strict=False)
        aloud.record(aloud.words(row.head), cells)


def _matrix(aloud: "Aloud", block: Matrix) -> None:
    aloud.say(f"{block.caption} {block.remark}")
    for row in block.rows:
        told = (crossing(block, cell) for cell in row.cells)
        aloud.record(row.name, zip((who.name for who in block.columns), told, strict=True))


def _parts(aloud: "Aloud", block: Parts) -> None:
    aloud.table(block.title, block.heads, len(block.rows))
    for row in block.rows:
        told = (aloud.words(row.role), aloud.flat(row.deed))
        aloud.record(row.who.name, zip(block.heads[1:], told, strict=True))


def _note(aloud: "Aloud", block: Note | Details) -> None:
    aloud.enclosed(block.title or word("text.note"), block.c)


def _quote(aloud: "Aloud", block: Quote) -> None:
    aloud.enclosed(word("text.quote"), block.c)


def _footnotes(aloud: "Aloud", block: Footnotes) -> None:
    for n, note in enumerate(block.items, 1):
        aloud.item(word("text.note-mark", n=n), blocks=note.c)


def _figure(aloud: "Aloud", block: Figure) -> None:
    """看不见图的人，要听图上画的是什么。"""
    told = (f"{aloud.figure_name()} {block.title}", block.alt, *block.legend, block.caption)
    aloud.say("".join(map(ended, filter(None, told))))


def _events(aloud: "Aloud", block: Events) -> None:
    for event in block.items:
        aloud.item(f"{event.n}. ", f"{event.date} {aloud.words(event.c)}")


def _steps(aloud: "Aloud", block: Steps) -> None:
    for n, step in enumerate(block.items, 1):
        aloud.begin(f"step-{n}", word("text.step", n=n, title=step.title))
        aloud.blocks(step.c)
        if step.who:
            who = "、".join(one.name for one in step.who)
            aloud.say(f"{word('case.checklist.who')}：{who}")


def _supports(aloud: "Aloud", block: Supports) -> None:
    for one in block.items:
        aloud.item(BULLET, f"{one.kind}：{aloud.words(one.c)}", one.said)


def _checklist(aloud: "Aloud", block: Checklist) -> None:
    aloud.begin(block.id, block.title)
    aloud.say(block.lead)
    for group in block.groups:
        aloud.say(group.title)
        for marker, words in zip(_markers(group), group.items, strict=False):
            aloud.item(marker, aloud.words(words))
        aloud.blocks(group.c)
    aloud.say(aloud.words(block.missing))


def _markers(group: CheckGroup) -> Iterator[str]:
    yield from (f"{n}. " if group.ordered else BULLET for n in range(1, len(group.items) + 1))


def _listing(aloud: "Aloud", block: Listing) -> None:
    for one in block.items:
        name = " ".join(filter(None, (one.label, one.plate, one.title)))
        aloud.entry("，".join(filter(None, (name, one.place, one.state))), one.c)


def _leaders(aloud: "Aloud", block: Leaders) -> None:
    for one in block.items:
        aloud.entry("，".join(filter(None, (one.name, one.told))), one.c)


def _entries(aloud: "Aloud", block: Components | Terms) -> None:
    for entry in block.items:
        if entry.id:
            aloud.begin(entry.id, entry.name)
            aloud.blocks(entry.c)
        else:
            aloud.entry(entry.name, entry.c)


def _bibliography(aloud: "Aloud", block: Bibliography) -> None:
    """照书里的号排；没有引用过的，号接着排。"""
    listed = ((aloud.number(work.reference.source, 0), work) for work in block.items)
    for n, work in sorted(listed, key=lambda one: one[0]):
        aloud.item(source_mark(n), f"{recorded(work.reference)} {work.kind}")
        for note in work.notes:
            aloud.blocks(note)
        aloud.say(aloud.words(work.uses))


ALOUD: Final[Mapping[type, Callable[["Aloud", Any], None]]] = {
    Listed: _listed,
    Table: _table,
    Grid: _grid,
    Matrix: _matrix,
    Parts: _parts,
    Note: _note,
    Details: _note,
    Quote: _quote,
    Footnotes: _footnotes,
    Figure: _figure,
    Events: _events,
    Steps: _steps,
    Supports: _supports,
    Checklist: _checklist,
    Listing: _listing,
    Leaders: _leaders,
    Components: _entries,
    Terms: _entries,
    Bibliography: _bibliography,
}
"""说得不一样的块。"""
