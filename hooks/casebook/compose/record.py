"""版本记录：书的版权页上一行行的事实。"""

from collections.abc import Iterator

from casebook.bind import Book
from casebook.compose.blocks import Fact
from casebook.compose.inlines import Inlines, Link
from casebook.compose.owner import owner_facts
from casebook.compose.words import word
from casebook.compose.writer import MISSING
from casebook.model import Handbook


def record_facts(
    handbook: Handbook,
    title: str,
    edition: str,
    date: str,
    commit: str,
    counts: str,
    size: tuple[int, int] | None,
    url: str,
    *,
    press: bool = False,
) -> tuple[Fact, ...]:
    """栏名与内容；不知道的是待补充。

    `size` 是开本的宽与高，毫米；电子书没有。`press` 是付印的：网址、内容更新、内容版本没有的，
    不写这一行，印出来补不上了。
    """
    rows: list[tuple[str, Inlines]] = [
        ("title", (title,)),
        *([] if handbook.publication.stated.get("impression") else [("edition", (edition,))]),
        *_known("updated", date, press),
        *_known("commit", commit, press),
        ("counts", (counts,)),
        *_stated(handbook),
        *_size(size),
        ("licence", (word("record.licence-value"),)),
        *_known("address", url and Link(url, (url,)), press),
        ("errata", (word("record.errata-value"),)),
    ]
    facts = tuple(Fact(word(f"record.{name}"), value) for name, value in rows)
    return (*facts, *owner_facts(handbook, printed=True))


def _known(name: str, value: str | Link, press: bool) -> Iterator[tuple[str, Inlines]]:
    if value or not press:
        yield name, (value or MISSING,)


def _size(size: tuple[int, int] | None) -> Iterator[tuple[str, Inlines]]:
    if size:
        width, height = size
        yield "size", (word("record.size-value", width=width, height=height),)


def _stated(handbook: Handbook) -> Iterator[tuple[str, Inlines]]:
    """出版信息里写了的；没有准印证、又还没有书号的，书号是待补充。"""
    told = handbook.publication
    if not (told.isbn or told.internal):
        yield "isbn", (MISSING,)
    for name, value in told.stated.items():
        yield name, (value,)
    if told.internal:
        yield "kind", (word("record.internal"),)


def counts(book: Book) -> str:
    """整本书收录多少。"""
    return word(
        "record.counts-value",
        **book.handbook.words,
        methods=len(book.methods),
        policies=len(book.policies),
        sources=len(book.sources),
    )
