"""别处转贴时的卡片：整本书一张，每条工作法一张（https://ogp.me/#structured）。"""

from typing import Any

from casebook.bind import Book, Method
from casebook.compose import Document
from casebook.compose.blocks import Figure
from casebook.compose.walk import walk


def book_card(book: Book) -> dict[str, Any]:
    """整本书的：书名、首页的摘要。"""
    own, home = book.handbook, book.pages.get("/")
    return _card(own.title, home.head.summary if home else "", own.title, "", None)


def method_card(book: Book, method: Method, document: Document) -> dict[str, Any]:
    """一条工作法的：门牌、题、一句话、谁参与了（照它自己的图，实底的写明参与）。"""
    figures = (b for b in walk(document.blocks) if isinstance(b, Figure) and b.kind == "five")
    roles = next((figure.data["roles"] for figure in figures), ())
    tiles = [{"c": role["tile"], "on": role["on"]} for role in roles]
    plate = {"number": method.number, "tiles": tiles}
    above = document.masthead.above
    return _card(document.title, document.summary, book.handbook.title, above, plate)


def _card(title: str, said: str, book: str, place: str, method: Any) -> dict[str, Any]:
    shown = said if said != title else ""
    return {"title": title, "said": shown, "book": book, "place": place, "method": method}
