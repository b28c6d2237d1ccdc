"""订阅：工作法的 Atom 种子（RFC 4287），新改的在前；变更的种子，新定的版、更正、撤下。"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from html import escape
from typing import NamedTuple

from casebook.bind import Book
from casebook.compose.changes import CHANGES
from casebook.compose.edition import Edition
from casebook.compose.words import word
from casebook.prose import plain_text, read_prose

FEED = "feed.xml"
CHANGES_FEED = "changes.xml"
_MOST = 50
"""至多几条：更早的到“全部”里找。"""


class _Entry(NamedTuple):
    """一条：编号（网址，可以带锚点）、题、指到哪里、什么时候（秒）、摘要。"""

    id: str
    title: str
    address: str
    at: int
    summary: str


def feeds(book: Book, edition: Edition, changed: Mapping[str, int]) -> dict[str, bytes]:
    """种子，站内路径 → 内容；没有网址、不知道是什么时候的没有：都要写全。

    `changed` 是文件 → 最后一次提交的时间；不知道的（没有提交过的）算内容更新的时间。
    """
    if not edition.followed:
        return {}
    methods = [
        _Entry(
            m.address,
            m.title,
            m.address,
            changed.get(f"cases/{m.id}.yml", edition.epoch),
            plain_text(read_prose(m.card.summary)) or m.title,
        )
        for m in book.methods
    ]
    title = book.handbook.title
    told = word("pages.changes.feed", title=title)
    return {
        FEED: _feed(book, edition, FEED, "/", title, methods),
        CHANGES_FEED: _feed(book, edition, CHANGES_FEED, CHANGES, told, _changes(book, edition)),
    }


def _changes(book: Book, edition: Edition) -> Iterator[_Entry]:
    """定下来的版、更正、撤下。"""
    for number, one in enumerate(book.handbook.editions, 1):
        address = f"/editions/{number}/" if number in edition.kept else CHANGES
        told = one.note or word("pages.changes.fixed", name=one.name, on=one.on)
        yield _Entry(f"{CHANGES}#edition-{number}", one.name, address, _at(f"{one.on.first}"), told)
    for method in book.methods:
        for number, fixed in enumerate(method.card.corrections, 1):
            own = f"{method.address}#correction-{number}"
            title = word("pages.changes.corrected", title=method.title)
            told = f"{fixed.what} {fixed.why}"
            yield _Entry(own, title, method.address, _at(fixed.day), told)
    for card in book.withdrawn:
        if gone := card.withdrawn:
            own, title = f"/cases/{card.id}/", word("pages.withdrawn.title", title=card.title)
            yield _Entry(f"{own}#withdrawn", title, own, _at(gone.day), gone.why)


def _at(day: str) -> int:
    return int(datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).timestamp())


def _feed(
    book: Book, edition: Edition, path: str, page: str, title: str, entries: Iterable[_Entry]
) -> bytes:
    """`page` 一页的种子，放在 `path`；同一时候的照次序。

    更新的时间是内容的时间，撤下了最新的一条也不倒退；写着更晚的日子的，照那一天。
    """
    base, own = edition.site_url.rstrip("/"), book.handbook
    listed = sorted(entries, key=lambda one: -one.at)[:_MOST]
    by = own.editors or (own.owner("host") or own.title,)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">\n'
        f"<id>{escape(base + page)}</id>\n<title>{escape(title)}</title>\n"
        f"<updated>{_stamp(max([edition.epoch, *(one.at for one in listed)]))}</updated>\n"
        f"{''.join(f'<author><name>{escape(who)}</name></author>' for who in by)}\n"
        f'<link href="{escape(base + page)}"/>\n<link rel="self" href="{escape(base)}/{path}"/>\n'
    )
    return f"{head}{''.join(_written(one, base) for one in listed)}</feed>\n".encode()


def _written(entry: _Entry, base: str) -> str:
    own, address = escape(base + entry.id), escape(base + entry.address)
    return (
        f"<entry><id>{own}</id><title>{escape(entry.title)}</title>"
        f'<link href="{address}"/><updated>{_stamp(entry.at)}</updated>'
        f"<summary>{escape(entry.summary)}</summary></entry>\n"
    )


def _stamp(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
