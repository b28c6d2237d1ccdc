"""一段文字写成网页是什么样；一本手册的各页。"""

from functools import partial
from pathlib import Path

from casebook.bind import Binder, Book, bind
from casebook.compose import Document, Writer, case_document
from casebook.compose.edition import Edition
from casebook.read import read_library
from casebook.render.web import Site, relative
from casebook.render.web.blocks import Html

ADDRESS = "/cases/x/"


def on_page(text: str, book: Book, page: bool = False) -> str:
    """写在 `ADDRESS` 一页上；`page` 为真时是一整篇文章。"""
    return str(html_at(ADDRESS).blocks(Writer(book.sources).blocks(text, page=page)))


def html_at(address: str) -> Html:
    return Html(partial(relative, address))


def site_of(root: Path, edition: Edition) -> Site:
    """`root` 的网站，公开的各页。"""
    library, problems = read_library(root)
    assert problems == []
    book, binder = bind(library), Binder(library)

    def document(case_id: str) -> Document:
        bound = binder.bound(library.cases[case_id].record, library.cards[case_id])
        return case_document(bound, book.sources, book.handbook.words)

    return Site(book, document, edition, "", {})
