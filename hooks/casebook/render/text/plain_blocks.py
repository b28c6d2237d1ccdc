"""块 → 念得出来的话，一种块一个函数（列出来的与登记簿的在 `plain_lists.py`）。"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from casebook.compose.blocks import (
    Attachments,
    Block,
    Details,
    Events,
    Facts,
    Figure,
    Footnotes,
    Gaps,
    Heading,
    Listed,
    Note,
    Pair,
    Paragraph,
    Parts,
    Photo,
    Preformatted,
    Quote,
    Remark,
    Rule,
    Screenshot,
    Section,
    Steps,
    Supports,
    Table,
    Uses,
)
from casebook.compose.words import word
from casebook.render.text.plain_lists import LEFT_OUT, LISTED
from casebook.render.text.spoken import picture

if TYPE_CHECKING:
    from casebook.render.text.plain import Plain


def _words(plain: "Plain", block: Paragraph | Remark | Uses) -> None:
    plain.say(plain.words(block.c))


def _heading(plain: "Plain", block: Heading) -> None:
    if block.id:
        plain.begin(block.id, plain.words(block.c))
    else:
        plain.say(plain.words(block.c))


def _listed(plain: "Plain", block: Listed) -> None:
    for item in block.items:
        plain.blocks(item)


def _table(plain: "Plain", block: Table) -> None:
    for row in (block.head, *block.rows):
        plain.say("，".join(filter(None, (plain.words(cell.c) for cell in row))))


def _inside(plain: "Plain", block: Quote) -> None:
    plain.blocks(block.c)


def _pair(plain: "Plain", block: Pair) -> None:
    """对着看的图不编号。"""
    for one in block.first:
        if isinstance(one, Figure):
            plain.say(*(one.legend or (f"{one.title}。{one.caption or one.alt}",)))
        else:
            plain.blocks((one,))
    plain.blocks(block.second)


def _note(plain: "Plain", block: Note | Details) -> None:
    plain.named(block.title, block.c)


def _rule(_: "Plain", block: Block) -> None:
    """没有话。"""


def _preformatted(plain: "Plain", block: Preformatted) -> None:
    plain.say(*block.words.split("\n"))


def _screenshot(plain: "Plain", block: Screenshot) -> None:
    plain.say(picture(block))


def _footnotes(plain: "Plain", block: Footnotes) -> None:
    for note in block.items:
        plain.blocks(note.c)


def _section(plain: "Plain", block: Section) -> None:
    plain.begin(block.id, block.title)
    plain.say(plain.words(block.lead))
    plain.blocks(block.c)


def _facts(plain: "Plain", block: Facts) -> None:
    plain.say(*(f"{row.name}：{plain.words(row.c)}" for row in block.rows))


def _figure(plain: "Plain", block: Figure) -> None:
    plain.say(f"{plain.figure_name()} {block.title}。{block.caption or block.alt}")


def _events(plain: "Plain", block: Events) -> None:
    plain.say(*(f"{event.date} {plain.words(event.c)}" for event in block.items))


def _parts(plain: "Plain", block: Parts) -> None:
    plain.say(block.title)
    for row in block.rows:
        plain.say(f"{row.who.name}，{plain.words(row.role)}：{plain.flat(row.deed)}")


def _gaps(plain: "Plain", block: Gaps) -> None:
    plain.say(*(f"{row.name}：{plain.words(row.c)}" for row in block.rows), plain.words(block.tell))


def _steps(plain: "Plain", block: Steps) -> None:
    for n, step in enumerate(block.items, 1):
        plain.begin(f"step-{n}", step.title)
        plain.blocks(step.c)
        plain.say("、".join(who.name for who in step.who))


def _supports(plain: "Plain", block: Supports) -> None:
    for item in block.items:
        plain.named(f"{item.kind} {plain.words(item.c)}", item.said)


def _photo(plain: "Plain", block: Photo) -> None:
    """照片：看不见图的人读到的话，图注，谁拍的。"""
    plain.say(f"{block.alt.rstrip('。')}。{block.caption} {block.credit}")


def _attachments(plain: "Plain", block: Attachments) -> None:
    for one in block.items:
        licence = word("case.licence", licence=one.licence) if one.licence else ""
        plain.say(f"{one.name} {one.kind} {licence}".strip())


WRITERS: Final[Mapping[type, Callable[["Plain", Any], None]]] = {
    Paragraph: _words,
    Heading: _heading,
    Listed: _listed,
    Table: _table,
    Quote: _inside,
    Note: _note,
    Rule: _rule,
    Preformatted: _preformatted,
    Screenshot: _screenshot,
    Footnotes: _footnotes,
    Section: _section,
    Facts: _facts,
    Figure: _figure,
    Events: _events,
    Parts: _parts,
    Gaps: _gaps,
    Steps: _steps,
    Supports: _supports,
    Remark: _words,
    Photo: _photo,
    Attachments: _attachments,
    Uses: _words,
    Pair: _pair,
    Details: _note,
    **LISTED,
    **dict.fromkeys(LEFT_OUT, _rule),
}
"""块，一种一个函数。"""
