"""站内地址 → 电子书里的哪里；书里没有的，是网站上的网址。"""

from collections.abc import Callable, Collection, Iterable, Iterator

from casebook.compose import Document
from casebook.compose.blocks import Section
from casebook.compose.edition import Edition
from casebook.compose.walk import walk


def file_of(address: str) -> str:
    """一页写在哪个文件。"""
    return f"{address.strip('/').replace('/', '-')}.xhtml"


class Places:
    """`pages` 是书里的各页，`anchors` 是地址 → 那一页里写了哪些锚点，用到才问。"""

    def __init__(
        self,
        pages: Iterable[str],
        sections: Iterable[tuple[str, str]],
        anchors: Callable[[str], Collection[str]],
        edition: Edition,
    ) -> None:
        self._pages = {*pages}
        self._sections = dict(sections)
        self._anchors = anchors
        self._edition = edition

    def href(self, address: str) -> str:
        """链接；书里没有、网站的网址又没有定的为空。"""
        page, _, anchor = address.partition("#")
        if own := self._sections.get(page):  # 书里的一节，网站上另有一页
            page, _, anchor = own.partition("#")
        if page not in self._pages:
            return self._edition.url(address)
        if anchor and anchor in self._anchors(page):
            return f"{file_of(page)}#{anchor}"
        return file_of(page)


def sections_of(document: Document) -> Iterator[tuple[str, str]]:
    """网站上另有一页的各节：那一页的地址 → 它在书里的地址。"""
    for one in walk(document.blocks):
        if isinstance(one, Section) and one.address:
            yield one.address, f"{document.address}#{one.id}"
