"""撤下的、从登记簿里拿掉的、改了编号的登记：原来的网址还打得开。"""

from collections.abc import Iterator
from functools import partial

from casebook.bind import Book
from casebook.bind.addresses import OWN_PAGE, REGISTER_PAGES
from casebook.compose import word
from casebook.compose.methods import moved_page, removed_page, withdrawn_page
from casebook.compose.words import quoted
from casebook.render.web.planned import Plan


def gone_pages(book: Book) -> Iterator[Plan]:
    """全部这样的页；工作法的曾用地址跟着它自己的一页（`plan.py`）。"""
    yield from _withdrawn(book)
    yield from _former(book)


def _withdrawn(book: Book) -> Iterator[Plan]:
    """撤下的，原来的网址、印出去的二维码还打得开：说撤下了，为什么。"""
    by_id = {method.id: method for method in book.methods}
    for card in book.withdrawn:
        into = card.withdrawn.into if card.withdrawn else ""
        made = partial(withdrawn_page, card, by_id.get(into))
        title = word("pages.withdrawn.title", title=card.title)
        told, unit = word("pages.withdrawn.summary"), book.handbook.names.unit
        for name in (card.id, *card.aliases):
            lists = (by_id[into],) if into in by_id else ()
            yield Plan(
                f"/cases/{name}/",
                title,
                told,
                unit,
                made,
                lists=lists,
                also=str(card.withdrawn),
                unlisted=True,
            )


def _former(book: Book) -> Iterator[Plan]:
    """登记簿里改了的、拿掉的编号，原来有一页的，网址还打得开。"""
    for kind in sorted(OWN_PAGE & book.registers.keys()):
        register, label = book.registers[kind], book.handbook.labels[kind]
        above, named = (label, REGISTER_PAGES[kind]), {e.id: e for e in register.entries}
        for old in register.former:
            address = f"{REGISTER_PAGES[kind]}{old.id}/"
            if entry := named.get(old.now or ""):
                to = f"{REGISTER_PAGES[kind]}{entry.id}/"
                title, made = entry.name, partial(moved_page, entry.name, to, above)
                told = word("pages.moved.summary", title=quoted(title))
            else:
                title, to = word("pages.removed.title", id=old.id), ""
                told = word("pages.removed.summary")
                made = partial(removed_page, old.id, old.why or "", above)
            yield Plan(address, title, told, label, made, moved_to=to, unlisted=True)
