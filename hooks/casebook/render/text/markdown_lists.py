"""列出来的与登记簿的 → Markdown，一种块一个函数。"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from casebook.compose.blocks import (
    Attachments,
    Bibliography,
    Blocks,
    CheckGroup,
    Checklist,
    Comparison,
    Components,
    Facts,
    Feature,
    Features,
    File,
    Filtered,
    FormSlot,
    Gaps,
    Grid,
    Item,
    Leader,
    Leaders,
    Links,
    Listing,
    Matrix,
    MatrixCell,
    Numbers,
    Pager,
    Plaque,
    Reference,
    Terms,
    Work,
)
from casebook.compose.words import word
from casebook.render.text.escape import as_label, as_lines, bare, escaped, url
from casebook.render.text.layout import apart, item, items, strong, table, titled
from casebook.render.text.spoken import plated

if TYPE_CHECKING:
    from casebook.render.text.markdown import Markdown


def _numbers(md: "Markdown", block: Numbers) -> str:
    def one(name: str, said: str, note: Blocks) -> str:
        return item("-", apart((f"{strong(name, '：')}：{said}", md.blocks(note))))

    return items(
        one(
            number.name,
            f"{escaped(number.amount)}，{escaped(number.date)}{md.line(number.marks)}",
            number.note,
        )
        for number in block.items
    )


def _facts(md: "Markdown", block: Facts | Gaps) -> str:
    return items(item("-", f"{strong(row.name, '：')}：{md.line(row.c)}") for row in block.rows)


def _gaps(md: "Markdown", block: Gaps) -> str:
    return apart((_facts(md, block), md.words(block.tell)))


def _entries(md: "Markdown", block: Components | Terms) -> str:
    return items(item("-", apart((strong(e.name), md.blocks(e.c)))) for e in block.items)


def linked(md: "Markdown", words: str, address: str) -> str:
    """指到书里别处的链接。"""
    return f"[{as_label(escaped(words))}]({url(md.whole(address))})"


def _listing(md: "Markdown", block: Listing) -> str:
    return items(item("-", _item(md, one)) for one in block.items)


def _item(md: "Markdown", one: Item) -> str:
    told = md.flow(one.c)
    said = linked(md, f"{one.label} {one.plate} {one.title}", one.address)
    said += f"（{escaped(one.state)}）" if one.state else ""
    said += f"：{told}" if told else ""
    said += f"（{escaped(one.place)}）" if one.place else ""
    facts = (f"{strong(fact.name, '：')}：{md.line(fact.c)}" for fact in one.facts)
    return apart((said, items(item("-", fact) for fact in facts)))


def _filtered(md: "Markdown", block: Filtered) -> str:
    return apart((md.words(block.told), md.blocks(block.c)))


def _comparison(md: "Markdown", block: Comparison) -> str:
    """填什么，要脚本才知道：写比哪些栏。"""
    return items(item("-", escaped(row.name)) for row in block.rows)


def _features(md: "Markdown", block: Features) -> str:
    return apart(part for one in block.items for part in _feature(md, one))


def _feature(md: "Markdown", one: Feature) -> Iterator[str]:
    shown, figure = one.item, one.figure
    title = linked(md, f"{shown.label} {shown.plate} {shown.title}", shown.address)
    yield titled(3, title)
    yield as_lines(md.flow(shown.c))
    yield as_lines(escaped(shown.place))
    if one.events:
        yield items(
            item("-", f"{strong(event.date, ' ')} {md.line(event.c)}") for event in one.events
        )
    elif figure:
        yield f"{strong(f'{figure.title}。', ' ')} {escaped(figure.caption)}"


def _leaders(md: "Markdown", block: Leaders) -> str:
    return items(item("-", _leader(md, one)) for one in block.items)


def _leader(md: "Markdown", one: Leader) -> str:
    said = f"{linked(md, one.name, one.address)}：{escaped(one.told)}"
    return apart((said, md.blocks(one.c)))


def _matrix(md: "Markdown", block: Matrix) -> str:
    def cell(crossing: MatrixCell) -> str:
        names = [linked(md, one.title, one.address) for one in crossing.items]
        return "、".join((*names, *filter(None, (crossing.more,)))) or escaped(block.none)

    rows = ((linked(md, row.name, row.address), *map(cell, row.cells)) for row in block.rows)
    heads = ("", *(escaped(who.name) for who in block.columns))
    return apart((as_lines(escaped(f"{block.caption} {block.remark}")), table(heads, rows)))


def _grid(md: "Markdown", block: Grid) -> str:
    rows = [(md.line(row.head), *map(md.flow, row.cells)) for row in block.rows]
    listed = table([*map(escaped, block.heads)], rows) if rows else as_lines(escaped(block.none))
    return apart((strong(block.caption), listed))


def _links(md: "Markdown", block: Links) -> str:
    """本页各节的题就在下面，不再列。"""
    if block.kind == "contents":
        return ""
    return items(item("-", md.line((to,))) for to in block.items)


def _pager(md: "Markdown", block: Pager) -> str:
    turns = ((word("web.previous"), block.previous), (word("web.next"), block.next))
    return " ".join(linked(md, words, address) for words, address in turns if address)


def _plaque(md: "Markdown", block: Plaque) -> str:
    title = f"{plated(block.label, block.plate)} {block.title}".strip()
    return apart((titled(3, escaped(title)), md.blocks(block.c)))


def _attachments(md: "Markdown", block: Attachments) -> str:
    def one(file: File) -> str:
        licence = word("case.licence", licence=file.licence) if file.licence else ""
        about = escaped(f"{file.kind} {licence}".strip())
        return item("-", f"[{as_label(escaped(file.name))}]({url(file.file)}) {about}")

    return items(map(one, block.items))


def _bibliography(md: "Markdown", block: Bibliography) -> str:
    return items(item(f"{n}.", _work(md, work)) for n, work in enumerate(block.items, 1))


def _work(md: "Markdown", work: Work) -> str:
    notes: tuple[Blocks, ...] = work.notes
    said = f"{recorded(work.reference, escaped(work.reference.title))}（{escaped(work.kind)}）"
    return apart((said, *map(md.blocks, notes), md.words(work.uses)))


def _checklist(md: "Markdown", block: Checklist) -> str:
    def one(group: CheckGroup) -> str:
        numbers = (f"{n}." if group.ordered else "-" for n, _ in enumerate(group.items, 1))
        ticks = (
            item(number, f"{_BOX}{md.line(words)}")
            for number, words in zip(numbers, group.items, strict=True)
        )
        return apart((titled(3, escaped(group.title)), items(ticks), md.blocks(group.c)))

    head = titled(2, escaped(block.title)), as_lines(escaped(block.lead))
    return apart((*head, *map(one, block.groups), md.words(block.missing)))


_BOX = "[ ] "
"""打勾的方框：GitHub 等认得，不认得的看着也是一个框。"""


def recorded(ref: Reference, title: str) -> str:
    """一条著录；`title` 是写好的题名。"""
    if ref.url:
        said = f"{title}{escaped(ref.after)}{bare(ref.url)}{ref.end}"
    else:
        said = f"{title}{escaped(ref.after + ref.end)}"
    if ref.missing:
        missing = word("text.said-missing", words="、".join(ref.missing))
        said += f" {missing}【{word('text.missing')}】。"
    places = word("text.places", places=escaped(ref.places)) if ref.places else ""
    return f"{escaped(ref.before)}{said}{places and f'（{places}）'}"


def _form(md: "Markdown", _: FormSlot) -> str:
    title = linked(md, word("web.form.title"), "#form")
    return apart((titled(2, title), word("web.form.how"), word("web.form.kept")))


LISTED: Final[dict[type, Callable[["Markdown", Any], str]]] = {
    Facts: _facts,
    Gaps: _gaps,
    Checklist: _checklist,
    Numbers: _numbers,
    Components: _entries,
    Terms: _entries,
    Listing: _listing,
    Filtered: _filtered,
    Comparison: _comparison,
    Features: _features,
    Leaders: _leaders,
    Matrix: _matrix,
    Grid: _grid,
    Links: _links,
    Pager: _pager,
    Plaque: _plaque,
    Attachments: _attachments,
    Bibliography: _bibliography,
    FormSlot: _form,
}
"""列出来的与登记簿的，一种一个函数。"""
