"""订阅：工作法的 Atom 种子（RFC 4287），新改的在前。"""

from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape

from casebook.bind import Book, Method
from casebook.compose.edition import Edition

FEED = "feed.xml"
_MOST = 50
"""至多几条：更早的到“全部”里找。"""


def feed(book: Book, edition: Edition, changed: Mapping[str, int]) -> dict[str, bytes]:
    """种子，站内路径 → 内容；没有网址时没有：编号与链接都要写全。

    `changed` 是文件 → 最后一次提交的时间；不知道的（没有提交过的）算内容更新的时间。
    """
    if not edition.site_url:
        return {}
    base, own = edition.site_url.rstrip("/"), book.handbook
    dated = [(changed.get(f"cases/{m.id}.yml", edition.epoch), m) for m in book.methods]
    dated.sort(key=lambda one: -one[0])  # 同一天的照编号
    who = own.owner("editor") or own.owner("host") or own.title
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">\n'
        f"<id>{escape(base)}/</id>\n<title>{escape(own.title)}</title>\n"
        f"<updated>{_stamp(dated[0][0] if dated else edition.epoch)}</updated>\n"
        f"<author><name>{escape(who)}</name></author>\n"
        f'<link href="{escape(base)}/"/>\n<link rel="self" href="{escape(base)}/{FEED}"/>\n'
    )
    entries = "".join(_entry(method, at, base) for at, method in dated[:_MOST])
    return {FEED: f"{head}{entries}</feed>\n".encode()}


def _entry(method: Method, at: int, base: str) -> str:
    address = escape(base + method.address)
    return (
        f"<entry><id>{address}</id><title>{escape(method.title)}</title>"
        f'<link href="{address}"/><updated>{_stamp(at)}</updated>'
        f"<summary>{escape(method.card.summary or method.title)}</summary></entry>\n"
    )


def _stamp(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
