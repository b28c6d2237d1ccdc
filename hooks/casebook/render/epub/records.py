"""工作法与登记簿的块 → 电子书，一种块一个函数。"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from casebook.compose.blocks import (
    Attachments,
    CheckGroup,
    Checklist,
    Components,
    Events,
    Facts,
    Figure,
    File,
    Gaps,
    Numbers,
    Part,
    Parts,
    Photo,
    Plaque,
    Step,
    Steps,
    Supports,
    Terms,
    Who,
)
from casebook.compose.words import word
from casebook.render.epub.drawings import drawn
from casebook.render.epub.markup import Element, Nodes, el

if TYPE_CHECKING:
    from casebook.render.epub.writing import Writing


def _facts(writing: "Writing", block: Facts | Gaps) -> Nodes:
    """一行也没有就不写。"""
    rows = (
        part for row in block.rows for part in (el("dt", row.name), el("dd", *writing.words(row.c)))
    )
    return [el("dl", *rows, class_="facts")] if block.rows else []


def _gaps(writing: "Writing", block: Gaps) -> Nodes:
    return [*_facts(writing, block), el("p", *writing.words(block.tell))]


def _figure(writing: "Writing", block: Figure) -> Nodes:
    """画得出的画；画不出的，图注后面写替代文字。"""
    name = writing.figure_name()
    shown = drawn(block, f"fig-{writing.figures}")
    told = " ".join((*block.legend, block.caption or block.alt))
    rest = [] if shown is not None or not block.caption else [block.alt]
    caption = el("figcaption", el("b", f"{name} {block.title}。"), *writing.text(told), *rest)
    return [el("figure", *([shown] if shown is not None else []), caption)]


def _events(writing: "Writing", block: Events) -> Nodes:
    items = (
        el("li", el("b", event.date), " ", *writing.words(event.c), value=event.n)
        for event in block.items
    )
    return [el("ol", *items, class_="events")]


def _parts(writing: "Writing", block: Parts) -> Nodes:
    rows = (_part(writing, row) for row in block.rows)
    return [table(block.title, block.heads, rows)]


def _part(writing: "Writing", part: Part) -> Element:
    who = el("th", *_who(writing, part.who), scope="row")
    role, deed = writing.words(part.role), writing.flow(part.deed)
    return el("tr", who, el("td", *role), el("td", *deed))


def _who(writing: "Writing", who: Who) -> Nodes:
    return writing.text(who.name)


def table(title: str, heads: Iterable[str], rows: Iterable[Element]) -> Element:
    """有题、有栏名的表。"""
    caption = [el("caption", title)] if title else []
    head = el("tr", *(el("th", one, scope="col") for one in heads))
    return fitted(el("table", *caption, el("thead", head), el("tbody", *rows)))


def fitted(whole: Element) -> Element:
    """短的一张表不拆到两页上。"""
    if sum(len(part) for part in whole) <= _SHORT:
        whole.set("class", "short")
    return whole


_SHORT: Final = 7
"""连同栏名，几行以内算短的。"""


def _steps(writing: "Writing", block: Steps) -> Nodes:
    items = (_step(writing, n, step) for n, step in enumerate(block.items, 1))
    return [el("ol", *items, class_="steps")]


def _step(writing: "Writing", n: int, step: Step) -> Element:
    who: Nodes = []
    for one in step.who:
        who += ["、", *_who(writing, one)] if who else _who(writing, one)
    label = f"{word('case.checklist.who')}："
    doers = [el("p", label, *who, class_="small")] if who else []
    titled = writing.heading(3, writing.text(step.title), f"step-{n}")
    return el("li", *titled, *writing.blocks(step.c), *doers)


def _supports(writing: "Writing", block: Supports) -> Nodes:
    items = (
        el("li", el("b", one.kind), " ", *writing.words(one.c), *writing.blocks(one.said))
        for one in block.items
    )
    return [el("ul", *items)]


def _checklist(writing: "Writing", block: Checklist) -> Nodes:
    missing = [el("p", *writing.words(block.missing))] if block.missing else []
    titled = writing.heading(2, writing.text(block.title), block.id)
    groups = (part for group in block.groups for part in _group(writing, group))
    return [el("section", *titled, el("p", block.lead, class_="small"), *groups, *missing)]


def _group(writing: "Writing", group: CheckGroup) -> Nodes:
    title = el("p", group.title, class_="title")
    if not group.items:
        return [title, *writing.blocks(group.c)]
    items = (el("li", *writing.words(item)) for item in group.items)
    return [title, el("ol" if group.ordered else "ul", *items, class_="check")]


def _photo(writing: "Writing", block: Photo) -> Nodes:
    """没有这张图的，写出替代文字。"""
    shown = writing.picture(block.file, block.alt)
    told = [*writing.text(block.caption), " "] if block.caption else []
    caption = el("figcaption", *told, block.credit)
    return [el("figure", shown if shown is not None else el("p", block.alt), caption)]


def _attachments(writing: "Writing", block: Attachments) -> Nodes:
    """附件在网站上取。"""

    def one(file: File) -> Element:
        href = writing.beside(file.file)
        name = el("a", file.name, href=href) if href else el("span", file.name)
        licence = word("case.licence", licence=file.licence) if file.licence else ""
        return el("li", name, f" {file.kind} {licence}".rstrip())

    return [el("ul", *map(one, block.items))]


def _numbers(writing: "Writing", block: Numbers) -> Nodes:
    out: Nodes = []
    for one in block.items:
        told = el("p", one.amount, "，", one.date, *writing.words(one.marks))
        name = el("dt", *writing.text(one.name), id=one.id if block.full else None)
        out += [name, el("dd", told, *writing.blocks(one.note))]
    return [el("dl", *out)] if out else []


def _entries(writing: "Writing", block: Components | Terms) -> Nodes:
    out: Nodes = []
    for one in block.items:
        out += [el("dt", *writing.text(one.name), id=one.id)]
        out += [el("dd", *writing.blocks(one.c))]
    return [el("dl", *out)] if out else []


def _plaque(writing: "Writing", block: Plaque) -> Nodes:
    label = f"{block.label} {block.plate}　" if block.plate else ""
    titled = writing.heading(3, [label, *writing.text(block.title)], block.id)
    return [el("section", *titled, *writing.blocks(block.c))]


RECORDS: Final[dict[type, Callable[["Writing", Any], Nodes]]] = {
    Facts: _facts,
    Gaps: _gaps,
    Figure: _figure,
    Events: _events,
    Parts: _parts,
    Steps: _steps,
    Supports: _supports,
    Checklist: _checklist,
    Photo: _photo,
    Attachments: _attachments,
    Numbers: _numbers,
    Components: _entries,
    Terms: _entries,
    Plaque: _plaque,
}
"""工作法与登记簿的，一种一个函数。"""
