"""工作法与登记簿的块 → 公众号，一种块一个函数。"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from casebook.compose.blocks import (
    Attachments,
    Components,
    Events,
    Facts,
    Figure,
    File,
    Gaps,
    Grid,
    Numbers,
    Parts,
    Photo,
    Plaque,
    Step,
    Steps,
    Supports,
    Terms,
)
from casebook.compose.words import word
from casebook.render.share.markup import Part, el, joined, table, titled

if TYPE_CHECKING:
    from casebook.render.share.blocks import Writing


def _facts(writing: "Writing", block: Facts | Gaps) -> Part:
    """两栏；一行也没有就不写。"""
    rows = [
        el("tr", "", el("td", "name", row.name), el("td", "td", writing.inner(row.c)))
        for row in block.rows
    ]
    return table(rows) if rows else ""


def _gaps(writing: "Writing", block: Gaps) -> Part:
    return _facts(writing, block) + el("p", "p", writing.inner(block.on_paper))


def _figure(writing: "Writing", block: Figure) -> Part:
    """五社的图写成一行五格的表；别的图画不进去，写出图名、说明与替代文字。"""
    name = el("strong", "strong", f"{writing.figure_name()} {block.title}。")
    caption = " ".join((*block.legend, block.caption))
    if block.kind == "five":
        return _five(block) + el("p", "small", name, caption)
    return el("p", "small", name, caption, word("text.see-web", alt=block.alt))


def _five(block: Figure) -> Markup:
    cells = (
        el(
            "td",
            "five",
            el("span", "on" if role["on"] else "off", role["tile"]),
            el("br", ""),
            "".join(role["label"]),
            *(() if role["on"] else (el("br", ""), block.data["not_told"])),
        )
        for role in block.data["roles"]
    )
    said = block.data["residents"] or block.data["not_told"]
    residents = el("p", "p", word("share.said", name=block.data["residents_name"], said=said))
    return table((el("tr", "", *cells),)) + residents


def _events(writing: "Writing", block: Events) -> Part:
    return joined(
        el("p", "p", el("strong", "strong", event.date), " ", writing.inner(event.c))
        for event in block.items
    )


def _parts(writing: "Writing", block: Parts) -> Part:
    rows = (
        el(
            "tr",
            "",
            el("td", "name", row.who.name),
            el("td", "role", writing.inner(row.role)),
            el("td", "td", writing.run_in(row.deed)),
        )
        for row in block.rows
    )
    return titled(3, block.title) + table(rows, *block.heads)


def _steps(writing: "Writing", block: Steps) -> Part:
    return joined(part for n, step in enumerate(block.items, 1) for part in _step(writing, n, step))


def _step(writing: "Writing", n: int, step: Step) -> Iterator[Part]:
    yield el("p", "step", el("span", "plate", str(n)), " ", step.title)
    yield writing.blocks(step.c)
    if step.who:
        yield el("p", "small", word("share.who", who="、".join(who.name for who in step.who)))


def _supports(writing: "Writing", block: Supports) -> Part:
    return joined(
        el("p", "p", el("strong", "strong", one.kind), " ", writing.inner(one.c))
        + writing.blocks(one.said)
        for one in block.items
    )


def _photo(writing: "Writing", block: Photo) -> Part:
    said = el("section", "picture", writing.picture(block.file, block.alt))
    return said + el("p", "small", f"{block.caption} {block.credit}".strip())


def _attachments(_: "Writing", block: Attachments) -> Part:
    """文件贴不进去：写出名字，说在网页上取。"""

    def one(file: File) -> Markup:
        licence = word("case.licence", licence=file.licence) if file.licence else ""
        return el("li", "li", f"{file.name} {file.kind} {licence}".rstrip())

    items = map(one, block.items)
    return el("ul", "list", *items) + el("p", "small", word("share.files"))


def _numbers(writing: "Writing", block: Numbers) -> Part:
    return joined(
        el(
            "p",
            "p",
            el("strong", "strong", number.name),
            f"：{number.amount}，{number.date}",
            writing.inner(number.marks),
        )
        + writing.blocks(number.note)
        for number in block.items
    )


def _entries(writing: "Writing", block: Components | Terms) -> Part:
    return joined(el("p", "step", entry.name) + writing.blocks(entry.c) for entry in block.items)


def _plaque(writing: "Writing", block: Plaque) -> Part:
    return titled(3, f"{block.plate} {block.title}".strip()) + writing.blocks(block.c)


def _grid(writing: "Writing", block: Grid) -> Part:
    rows = [
        el(
            "tr",
            "",
            el("td", "td", writing.inner(row.head)),
            *(el("td", "td", writing.run_in(cell)) for cell in row.cells),
        )
        for row in block.rows
    ]
    caption = el("p", "step", block.caption) if block.caption else ""
    return joined((caption, table(rows, *block.heads) if rows else el("p", "p", block.none)))


RECORDS: Final[dict[type, Callable[["Writing", Any], Part]]] = {
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
    Grid: _grid,
}
"""工作法与登记簿的，一种一个函数。"""
