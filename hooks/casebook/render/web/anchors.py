"""各页上有哪些锚点。"""

from casebook.bind import Book
from casebook.compose import Documents
from casebook.compose.edition import Edition
from casebook.render.web.links import ids_of, related_links
from casebook.render.web.site import Site


class Anchors:
    """`book` 各页的锚点；`documents` 是各条工作法的一页，`edition` 是要出的一版。"""

    def __init__(self, book: Book, documents: Documents, edition: Edition) -> None:
        self._site = Site(book, documents, edition, "", {})
        self._plans = {plan.address: plan for plan in self._site.plans}

    def of(self, address: str) -> frozenset[str]:
        """`address` 这一页的锚点；没有这一页时为空。"""
        plan = self._plans.get(address)
        if plan is None or plan.moved_to:
            return frozenset()
        ids = ids_of(self._site.document(plan))
        if plan.method:
            ids += related_links(address, self._site.related(plan.method)).ids
        return frozenset(ids)
