"""一段文字写成网页是什么样。"""

from functools import partial

from casebook.bind import Book
from casebook.compose import Writer
from casebook.render.web import relative
from casebook.render.web.blocks import Html

ADDRESS = "/cases/x/"


def on_page(text: str, book: Book, page: bool = False) -> str:
    """写在 `ADDRESS` 一页上；`page` 为真时是一整篇文章。"""
    return str(html_at(ADDRESS).blocks(Writer(book.sources).blocks(text, page=page)))


def html_at(address: str) -> Html:
    return Html(partial(relative, address))
