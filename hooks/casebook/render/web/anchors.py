"""一页上有哪些锚点：写出来看，与成品一个不差。"""

import html
import re

from casebook.bind import Book
from casebook.compose import Documents
from casebook.compose.edition import Edition
from casebook.render.web.page import WebPage
from casebook.render.web.site import Site, case_page

_ID = re.compile(r'<[a-z][a-z0-9]*\b[^<>]*? id="([^"]+)"')
_NO_GAPS = {"number": "", "related": ""}


class Anchors:
    """写出 `book` 的一页来看；`documents` 是各条工作法的一页，`edition` 是要出的一版。"""

    def __init__(self, book: Book, documents: Documents, edition: Edition) -> None:
        self._book, self._documents, self._edition = book, documents, edition
        self._site = Site(book, documents, edition, "", {})
        self._plans = {plan.address: plan for plan in self._site.plans}

    def of(self, address: str) -> frozenset[str]:
        """`address` 这一页的锚点；没有这一页时为空。"""
        plan = self._plans.get(address)
        if plan is None or plan.moved_to:
            return frozenset()
        if plan.method is None:
            return _ids(self._site.page(plan))
        document = self._documents(plan.method.id)
        page = case_page(document, self._book.handbook, self._edition, _NO_GAPS)
        return _ids(page) | frozenset(_ID.findall(self._site.related(plan.method)))


def _ids(page: WebPage) -> frozenset[str]:
    return frozenset(map(html.unescape, _ID.findall(page.hero + page.body)))
