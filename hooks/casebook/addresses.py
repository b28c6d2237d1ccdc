"""全站有哪些地址：站内的链接照它查。"""

from collections import Counter

from casebook.bind import Book
from casebook.check.addresses import PAGED
from casebook.read import Library
from casebook.render.web import NETWORK, plans


def all_addresses(library: Library, book: Book) -> frozenset[str]:
    """全部页面的地址，没发布的、没读成的条目也算，免得别处的链接跟着报错。"""
    unread = [
        f"/{register}/{entry_id}/" for register in PAGED for entry_id in library.ids(register)
    ]
    if not library.handbook.whole:  # 有没有这一页，要看它写的“网络”
        unread.append(NETWORK)
    aliases = (alias for card in library.cards.values() for alias in card.aliases)
    cases = [f"/cases/{name}/" for name in (*library.case_ids, *aliases)]
    return frozenset([*(plan.address for plan in plans(book)), *unread, *cases])


def twice(book: Book) -> frozenset[str]:
    """两页都要用的地址。"""
    counts = Counter(plan.address for plan in plans(book))
    return frozenset(address for address, n in counts.items() if n > 1)


def draft_addresses(library: Library) -> frozenset[str]:
    """没发布的案例的地址，曾用地址也算。"""
    drafts = (card for card in library.cards.values() if card.draft)
    names = (name for card in drafts for name in (card.id, *card.aliases))
    return frozenset(f"/cases/{name}/" for name in names)
