"""列出来的与登记簿的 → 念得出来的话，一种块一个函数。"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from casebook.compose.blocks import (
    Bibliography,
    Checklist,
    Comparison,
    Components,
    Features,
    Filtered,
    FormSlot,
    Grid,
    Item,
    Leaders,
    Links,
    Listing,
    Matrix,
    MatrixCell,
    Numbers,
    Pager,
    Paragraph,
    Plaque,
    Reference,
    Terms,
)
from casebook.compose.words import word
from casebook.render.text.spoken import plated

if TYPE_CHECKING:
    from casebook.render.text.plain import Plain

LEFT_OUT: Final[Mapping[type, str]] = {
    Pager: "翻页的链接，没有话",
    Comparison: "是哪几条，读者自己选；各条的话在各自的一页",
}
"""没有话可念的块 → 为什么。"""


def _numbers(plain: "Plain", block: Numbers) -> None:
    for number in block.items:
        told = f"{number.amount}，{number.date}{plain.words(number.marks)}"
        if block.full:
            plain.begin(number.id, number.name)
            plain.named(told, number.note)
        else:
            plain.named(f"{number.name}：{told}", number.note)


def _entries(plain: "Plain", block: Components | Terms) -> None:
    for entry in block.items:
        if entry.id:
            plain.begin(entry.id, entry.name)
            plain.blocks(entry.c)
        else:
            plain.named(entry.name, entry.c)


def _checklist(plain: "Plain", block: Checklist) -> None:
    plain.begin(block.id, block.title)
    plain.say(block.lead)
    for group in block.groups:
        plain.say(group.title, *map(plain.words, group.items))
        plain.blocks(group.c)
    plain.say(plain.words(block.missing))


def _listing(plain: "Plain", block: Listing) -> None:
    """列出来的工作法各有自己的一页，不再念。"""
    if block.kind in ("programmes", "related"):
        for item in block.items:
            _item(plain, item)


def _item(plain: "Plain", item: Item) -> None:
    plain.named(f"{item.label} {item.plate} {item.title}", item.c)


def _filtered(plain: "Plain", block: Filtered) -> None:
    plain.say(plain.words(block.told))
    plain.blocks(block.c)


def _features(plain: "Plain", block: Features) -> None:
    for one in block.items:
        item, figure = one.item, one.figure
        plain.begin(f"feat-{item.id}", item.title)
        plain.blocks(item.c)
        plain.say(item.place)
        plain.say(*(f"{event.date} {plain.words(event.c)}" for event in one.events))
        if figure and not one.events:
            plain.say(f"{figure.title}。{figure.caption}")


def _leaders(plain: "Plain", block: Leaders) -> None:
    for one in block.items:
        plain.named(one.name, one.c)
        plain.say(one.told)


def _matrix(plain: "Plain", block: Matrix) -> None:
    plain.say(f"{block.caption} {block.remark}")
    for row in block.rows:
        cells = zip(block.columns, row.cells, strict=True)
        told = "；".join(f"{who.name} {crossing(block, cell)}" for who, cell in cells)
        plain.say(f"{row.name}：{told}")


def crossing(block: Matrix, cell: MatrixCell) -> str:
    """交点上的一格。"""
    told = "、".join((*(item.title for item in cell.items), *filter(None, (cell.more,))))
    return told or block.none


def _grid(plain: "Plain", block: Grid) -> None:
    plain.say(block.caption, *(() if block.rows else (block.none,)))
    for row in block.rows:
        plain.say(plain.words(row.head))
        for name, cell in zip(block.heads[1:], row.cells, strict=False):
            if block.kind == "changes":  # 前后两格，不说是哪一格就听不出来
                plain.say(
                    *(f"{name}：{plain.words(b.c)}" for b in cell if isinstance(b, Paragraph))
                )
            else:
                plain.blocks(cell)


def _links(plain: "Plain", block: Links) -> None:
    """本页各节的题就在下面，不念两遍。"""
    if block.kind != "contents":
        plain.say("，".join(plain.words(to.c) for to in block.items))


def _plaque(plain: "Plain", block: Plaque) -> None:
    plain.begin(block.id, f"{plated(block.label, block.plate)} {block.title}".strip())
    plain.blocks(block.c)


def _bibliography(plain: "Plain", block: Bibliography) -> None:
    for work in block.items:
        plain.say(f"{recorded(work.reference)} {work.kind}")
        for note in work.notes:
            plain.blocks(note)
        plain.say(plain.words(work.uses))


def recorded(ref: Reference) -> str:
    """一条著录。"""
    said = f"{ref.before}{ref.title}{ref.after}{ref.url}{ref.end}"
    if ref.missing:
        missing = word("text.said-missing", words="、".join(ref.missing))
        said += f" {missing}{word('text.missing')}。"
    return said


def _form(plain: "Plain", _: FormSlot) -> None:
    plain.begin("form", word("web.form.title"))
    plain.say(word("web.form.how"), word("web.form.kept"))


LISTED: Final[dict[type, Callable[["Plain", Any], None]]] = {
    Checklist: _checklist,
    Numbers: _numbers,
    Components: _entries,
    Terms: _entries,
    Listing: _listing,
    Filtered: _filtered,
    Features: _features,
    Leaders: _leaders,
    Matrix: _matrix,
    Grid: _grid,
    Links: _links,
    Plaque: _plaque,
    Bibliography: _bibliography,
    FormSlot: _form,
}
"""列出来的与登记簿的，一种一个函数。"""
