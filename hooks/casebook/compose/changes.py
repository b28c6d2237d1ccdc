"""变更：定下来的各版，从那以来改了什么，发布以后更正过、撤下过什么。"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Final

from casebook.bind.changes import ChangeSet, EntryChanges, What
from casebook.bind.differences import Change, Step
from casebook.compose.blocks import (
    Block,
    Blocks,
    Grid,
    GridRow,
    Listed,
    Paragraph,
    Section,
)
from casebook.compose.document import Document
from casebook.compose.inlines import Break, Inline, Inlines, To
from casebook.compose.page import Page
from casebook.compose.words import word
from casebook.read.card import Withdrawn

CHANGES = "/changes/"
"""变更一页的地址。"""
Changes = Mapping[str, Blocks]
"""工作法的站内地址 → 与上一版比，改了什么。"""
NONE: Final[Changes] = MappingProxyType({})
"""没有上一版，或一条也没有改。"""


def changes_page(page: Page) -> Document:
    """变更：网页。"""
    lead = page.paragraph("pages.changes.lead")
    above = [(word("sections.about"), "/about/")]
    blocks = (*_editions(page), *_sets(page), *_corrections(page), *_withdrawn(page))
    return page.document("changes", blocks, above, lead=lead)


def changes_chapter(page: Page) -> Document:
    """变更对照：书里的一章。"""
    return page.document("changes", (*_sets(page), *_corrections(page)))


def changed_since(changes: Iterable[ChangeSet]) -> Changes:
    """从最近定下来的一版到现在，各条工作法改了什么。"""
    return {
        entry.address: (_grid(entry),)
        for one in changes
        if not one.until
        for entry in one.entries
        if entry.register == "cases" and entry.what is What.CHANGED
    }


def difference_document(page: Page) -> Document:
    """只是一段时间里改了什么：给人看、交给别人的一份。"""
    return page.document("changes", _sets(page))


# —— 各版 ——


def _editions(page: Page) -> Iterator[Section]:
    """定下来的各版，近的在先；网站上另留着的，指到那里。"""
    listed = [*enumerate(page.book.handbook.editions, 1)][::-1]
    items = []
    for number, one in listed:
        kept = number in page.edition.kept
        name: Inlines = (To(f"/editions/{number}/", (one.name,)),) if kept else (one.name,)
        told = page.word("pages.changes.edition", on=one.on)
        items.append((Paragraph((*name, told, *((one.note,) if one.note else ()))),))
    blocks: Blocks = (Listed(tuple(items)),) if items else (page.paragraph("pages.changes.none"),)
    how = (page.remark("pages.changes.kept"),) if page.edition.kept else ()
    yield page.section("editions", "pages.changes.editions", *how, *blocks)


def _sets(page: Page) -> Iterator[Section]:
    for number, one in enumerate(page.book.changes, 1):
        key = "pages.changes.between" if one.until else "pages.changes.since"
        title = page.word(key, since=one.since, until=one.until)
        yield Section(f"changes-{number}", title, tuple(_of(one, number, page)))


def _of(changes: ChangeSet, number: int, page: Page) -> Iterator[Block]:
    """一段时间里的：各本各一节；先列名字，改的再一条一张表。"""
    more = {name: word(f"pages.changes.{name}") for name in ("pages", "handbook")}
    labels = {**page.book.handbook.labels, **more}
    for register, entries in groupby(changes.entries, lambda one: one.register):
        listed, own = [*entries], f"changes-{number}-{register}"
        inside: list[Block] = [*_named(listed, page)]
        inside += [_grid(one) for one in listed if one.what is What.CHANGED]
        yield Section(own, labels.get(register, register), tuple(inside), level=3)


def _named(entries: Iterable[EntryChanges], page: Page) -> Iterator[Block]:
    """各条怎样了，一样一句；撤下的一条一句，连同哪天、为什么。"""
    some = [*entries]
    for what in What:
        own = [one for one in some if one.what is what and one.title]
        if not own:
            continue
        lead = word(f"pages.changes.{what}", count=len(own))
        if what is What.WITHDRAWN:
            yield Paragraph((lead,))
            yield Listed(
                tuple((Paragraph(_gone(one.title, one.id, one.why, page)),) for one in own)
            )
        else:
            yield Paragraph((lead, *_joined([_link(one) for one in own]), "。"))


def _link(entry: EntryChanges) -> Inline:
    return To(entry.address, (entry.title,)) if entry.address else entry.title


def _joined(names: list[Inline]) -> Iterator[Inline]:
    for n, name in enumerate(names):
        yield from ((name,) if n == 0 else ("、", name))


# —— 一条的对照 ——


def _grid(entry: EntryChanges) -> Block:
    key = "pages.changes.caption" if entry.title else "pages.changes.caption-register"
    caption = word(key, title=entry.title)
    rows = (
        GridRow("", (_place(one),), ((Paragraph(was),), (Paragraph(now),)))
        for one in entry.changes
        for was, now in (_sides(one),)
    )
    return Grid("changes", caption, _heads(), tuple(rows))


def _heads() -> tuple[str, str, str]:
    return (
        word("pages.changes.where"),
        word("pages.changes.before"),
        word("pages.changes.after"),
    )


def _place(change: Change) -> str:
    steps = " · ".join(map(_step, change.place))
    return steps or word("pages.changes.paragraph")


def _step(step: Step) -> str:
    if step.number < 0:
        return word("pages.changes.order", key=step.key)
    if not step.number:
        return step.key
    key = "pages.changes.named" if step.name else "pages.changes.item"
    return word(key, key=step.key, number=step.number, name=step.name)


def _sides(change: Change) -> tuple[Inlines, Inlines]:
    if change.before == change.after:
        return _lines(change.before), (word("pages.changes.swapped"),)
    return _lines(change.before), _lines(change.after)


def _lines(text: str) -> Inlines:
    """几行的字；没有的写“（无）”。"""
    if not text:
        return (word("pages.changes.nothing"),)
    parts: list[Inline] = []
    for n, one in enumerate(text.splitlines()):
        parts += [one] if n == 0 else [Break(), one]
    return tuple(parts)


# —— 更正与撤下 ——


def _corrections(page: Page) -> Iterator[Section]:
    found = [(one, m) for m in page.book.methods for one in m.card.corrections]
    found.sort(key=lambda pair: pair[0].day, reverse=True)
    items = (
        page.line(
            "pages.changes.correction",
            title=method.title,
            id=method.id,
            on=one.on,
            what=one.what.rstrip("。"),
            why=one.why.rstrip("。"),
        )
        for one, method in found
    )
    if listed := tuple((Paragraph(item),) for item in items):
        yield page.section("corrections", "pages.changes.corrections", Listed(listed))


def _withdrawn(page: Page) -> Iterator[Section]:
    items = tuple(
        (Paragraph(_gone(card.title, card.id, card.withdrawn, page)),)
        for card in page.book.withdrawn
    )
    if items:
        yield page.section("withdrawn", "pages.changes.withdrawn-list", Listed(items))


def _gone(title: str, name: str, gone: Withdrawn | None, page: Page) -> Inlines:
    """撤下的一条：哪天，为什么。"""
    if gone is None:
        return (To(f"/cases/{name}/", (title,)), "。")
    why = gone.why.rstrip("。")
    return page.line("pages.changes.gone", title=title, id=name, on=gone.on, why=why)
