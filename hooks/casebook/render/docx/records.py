"""工作法与登记簿的块 → Word，一种块一个函数。画的图在 Word 里写成表、写成话。"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from casebook.compose import Reference
from casebook.compose.blocks import (
    Attachments,
    Components,
    Events,
    Facts,
    Figure,
    Gaps,
    Numbers,
    Parts,
    Photo,
    Plaque,
    Steps,
    Supports,
    Terms,
)
from casebook.compose.words import word
from casebook.render.docx.pictures import drawn
from casebook.render.docx.tables import grid, inside, length, said

if TYPE_CHECKING:
    from casebook.render.docx.writing import Writing


def _facts(writing: "Writing", block: Facts | Gaps) -> None:
    """两栏；一行也没有就不写。"""
    if block.rows:
        names = max(length((row.name,)) for row in block.rows)
        rows = [[said((row.name,), "CellName"), said(row.c)] for row in block.rows]
        grid(writing, (min(max(names, 4), 10), 26), rows, head=False)


def _gaps(writing: "Writing", block: Gaps) -> None:
    _facts(writing, block)
    writing.say(block.on_paper)


def _figure(writing: "Writing", block: Figure) -> None:
    """五社的图写成一张表；时间线下面就是各件事，不必再说；别的图写出替代文字。"""
    if block.kind == "five":
        writing.say((f"{block.title}",), "Caption")
        _five(writing, block)
        writing.say((word("docx.five"),), "Small")
    elif block.kind != "time":
        writing.say((word("docx.figure", title=block.title, alt=block.alt),), "Small")


def _five(writing: "Writing", block: Figure) -> None:
    data = block.data
    names = [said(("".join(role["label"]),)) for role in data["roles"]]
    deeds = [said(("\n".join(role["lines"]),)) for role in data["roles"]]
    names.append(said((data["residents_name"],)))
    deeds.append(said((data["residents"] or data["not_told"],)))
    grid(writing, [1] * len(names), [names, deeds])


def _events(writing: "Writing", block: Events) -> None:
    for event in block.items:
        writing.say(event.c, name=f"{event.date}　")


def _parts(writing: "Writing", block: Parts) -> None:
    heads = [said((head,)) for head in block.heads]
    rows = [
        [said((row.who.name,), "CellName"), said(row.role), inside(row.deed)] for row in block.rows
    ]
    writing.say((block.title,), "Caption")
    grid(writing, (7, 8, 22), [heads, *rows])


def _steps(writing: "Writing", block: Steps) -> None:
    for step in block.items:
        writing.heading(3, (step.title,))
        if step.who:
            who = "、".join(format(one.name) for one in step.who)
            writing.say((who,), name=word("docx.who"))
        writing.blocks(step.c)


def _supports(writing: "Writing", block: Supports) -> None:
    for one in block.items:
        writing.say(one.c, name=f"{one.kind}　")
        writing.blocks(one.said)


def _photo(writing: "Writing", block: Photo) -> None:
    with writing.paragraph("Picture") as inside:
        picture = drawn(writing, block.file, block.alt)
        if picture is not None:
            inside.append(picture)
    # 没有图注的，写看不见图的人读到的话：与书一样，审的人也看得到
    writing.say((f"{format(block.caption or block.alt)}　{block.credit}",), "Caption")
    if picture is None and block.caption:
        writing.say((block.alt,), "Small")


def _attachments(writing: "Writing", block: Attachments) -> None:
    for one in block.items:
        licence = word("case.licence", licence=one.licence) if one.licence else ""
        writing.say((f"{format(one.name)}（{one.kind}）　{licence}".rstrip("　"),), "Item")
    writing.say((word("docx.files"),), "Small")


def _numbers(writing: "Writing", block: Numbers) -> None:
    for one in block.items:
        writing.say((f"{one.amount}，{one.date}", *one.marks), name=f"{format(one.name)}：")
        writing.blocks(one.note)


def _entries(writing: "Writing", block: Components | Terms) -> None:
    for one in block.items:
        writing.say((), name=format(one.name))
        writing.blocks(one.c)


def _plaque(writing: "Writing", block: Plaque) -> None:
    writing.heading(3, (f"{block.plate} {format(block.title)}".strip(),))
    writing.blocks(block.c)


def recorded(ref: Reference) -> str:
    """一条著录。"""
    words = f"{ref.before}{format(ref.title)}{ref.after}{ref.url}{ref.end}"
    if ref.missing:
        names = word("text.said-missing", words="、".join(ref.missing))
        words += f" {names}{word('text.missing')}。"
    places = f"（{word('text.places', places=ref.places)}）" if ref.places else ""
    return words + places


RECORDS: Final[dict[type, Callable[["Writing", Any], None]]] = {
    Facts: _facts,
    Gaps: _gaps,
    Figure: _figure,
    Events: _events,
    Parts: _parts,
    Steps: _steps,
    Supports: _supports,
    Photo: _photo,
    Attachments: _attachments,
    Numbers: _numbers,
    Components: _entries,
    Terms: _entries,
    Plaque: _plaque,
}
"""工作法与登记簿的，一种一个函数。"""
