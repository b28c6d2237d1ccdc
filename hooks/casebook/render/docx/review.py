"""送审稿的 Word：行有号，右边写意见，全部来源，与上一版比，签名的表；各段记着写在哪一栏。"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from casebook.bind import Book, Method
from casebook.compose import Document, Documents
from casebook.compose.changes import NONE, Changes
from casebook.compose.words import word
from casebook.render.docx.lists import sources
from casebook.render.docx.sent import Sent
from casebook.render.docx.styles import REVIEW
from casebook.render.docx.tables import grid, said
from casebook.render.docx.volume import Volume
from casebook.render.docx.writing import Pictures, Writing


class Reviewed(NamedTuple):
    """写好的一份：Word 文件，里面记着的。"""

    data: bytes
    sent: Sent


_ROWS = {True: 4, False: 2}
"""签名的表有几行：整本书的，一条的。"""
_TALL = 1100
"""一行至少多高：签得下名。"""


def review_case(
    method: Method,
    documents: Documents,
    pictures: Pictures,
    version: str,
    files: Mapping[str, str],
    changes: Changes = NONE,
) -> Reviewed:
    """一条；`version` 是页眉上的话，`files` 是各文件的指纹。"""
    sent = Sent(str(method.title), files, (version, word("docx.review.how")))
    made = _volume(str(method.title), pictures, version, sent, changes)
    made.case(method, documents(method.id))
    _signed(made.writing, word("print.review-of-method", title=method.title), whole=False)
    return _packed(made, sent)


def review_book(
    book: Book,
    documents: Documents,
    pictures: Pictures,
    version: str,
    files: Mapping[str, str],
    changes: Changes = NONE,
) -> Reviewed:
    """整本书；末尾一张签名的表。"""
    title = str(book.handbook.title)
    sent = Sent(title, files, (version, word("docx.review.how")))
    made = _volume(title, pictures, version, sent, changes)
    made.book(book, documents)
    _signed(made.writing, word("print.review-of-book"), whole=True)
    return _packed(made, sent)


def _volume(title: str, pictures: Pictures, version: str, sent: Sent, changes: Changes) -> Volume:
    def after(writing: Writing, document: Document) -> None:
        sources(writing, cited=True)
        if changed := changes.get(document.address):
            writing.heading(2, (word("print.review-changes"),))
            writing.blocks(changed)

    return Volume(REVIEW, title, pictures, after, version, sent)


def _signed(writing: Writing, title: str, whole: bool) -> None:
    """签名的表。"""
    writing.heading(2, (title,))
    heads = ("unit", "opinion", "signature", "date")
    choices = "\n".join(f"□{word(f'print.review-{name}')}" for name in ("yes", "after", "no"))
    rows: list[Sequence[str]] = [("", choices, "", "")] * _ROWS[whole]
    first = [said((word(f"print.review-{name}"),)) for name in heads]
    lines = [[said((one,)) for one in row] for row in rows]
    grid(writing, (3, 2.2, 2, 2), [first, *lines], height=_TALL)


def _packed(made: Volume, sent: Sent) -> Reviewed:
    made.package.keep(sent.kept())
    return Reviewed(made.packed(), sent)
