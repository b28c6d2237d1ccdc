"""一本书由哪些编、哪些章接成，照书里的次序：整本书，分册。"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from casebook.bind import Book, Category, Method
from casebook.compose.about import prose_page
from casebook.compose.changes import CHANGES, changes_chapter
from casebook.compose.chapters import (
    figures_chapter,
    mechanism_chapter,
    network_chapter,
    organisations_chapter,
    policies_chapter,
    references_chapter,
    support_chapter,
)
from casebook.compose.document import Document, Documents
from casebook.compose.edition import Edition
from casebook.compose.evidence import glossary_page
from casebook.compose.inlines import Inlines, To
from casebook.compose.page import Page, Whole
from casebook.compose.words import word
from casebook.compose.writer import joined

_Planned = tuple[str, str, Callable[[Page], Document]]
"""要写的一章：它在网站上的地址，章名，怎样写。"""


@dataclass(frozen=True)
class Part:
    """一编：题，先是各章，再是各条工作法（它们各自的一页用到时再取）。

    `elsewhere` 是归在这一编、排在别的编里的：一条只排一次，可以归几个领域。
    """

    title: str
    chapters: tuple[Document, ...] = ()
    methods: tuple[Method, ...] = ()
    elsewhere: tuple[Method, ...] = ()

    def told(self, names: Mapping[str, str]) -> Inlines:
        """题下的一行：收录几条，同网站上这一类的一样；排在别的编里的是哪几条。总论说讲什么。"""
        count = len(self.methods) + len(self.elsewhere)
        if not count:
            return (word("print.part-general", **names),) if self.chapters else ()
        told: Inlines = (word("print.part-count", **names, count=count),)
        if not self.elsewhere:
            return told
        links: list[Inlines] = [(To(m.address, (m.title,)),) for m in self.elsewhere]
        lead = word("print.part-elsewhere", **names, count=len(links))
        if not self.methods:
            lead = word("print.part-elsewhere-all", **names)
        return (*told, lead, *joined(links, "、"), "。")


@dataclass(frozen=True)
class Contents:
    """一本书：前面的文章，各编，附录各章。"""

    front: tuple[Document, ...]
    parts: tuple[Part, ...]
    back: tuple[Document, ...]


def book_contents(book: Book, documents: Documents) -> Contents:
    """整本书：前言、凡例、总论、按领域的工作法、附录。"""
    front = [*_prose(book, "/preface/", "/conventions/")]
    general, back = [*_general(book)], [*_back(book)]
    titles = {address: title for address, title, _ in (*front, *general, *back)}
    titles |= {method.address: method.title for method in book.methods}
    whole = Whole(book, Edition(), documents, titles)
    parts = (Part(word("titles.general"), _written(general, whole)), *_by_first_field(book))
    return Contents(_written(front, whole), parts, _written(back, whole))


def booklet_contents(book: Book, category: Category, documents: Documents) -> Contents:
    """一个领域或一个街镇的分册：它的工作法，引用的来源。"""
    cited = {ref.source for m in category.methods for ref in documents(m.id).references}
    sources = [source for source in book.sources if source in cited]
    back = _written([_references(sources)], Whole(book, Edition(), documents, {}))
    return Contents((), (Part(category.term.name, methods=category.methods),), back)


def _general(book: Book) -> Iterator[_Planned]:
    network = book.handbook.network
    yield "/mechanism/", book.handbook.mechanism, mechanism_chapter
    if network:
        yield "/network/", network.title, partial(network_chapter, network)
    yield "/support/", word("titles.support"), support_chapter


def _back(book: Book) -> Iterator[_Planned]:
    yield "/policies/", word("titles.policies"), policies_chapter
    yield "/organisations/", word("titles.organisations"), organisations_chapter
    yield "/figures/", word("titles.figures"), figures_chapter
    yield "/glossary/", word("titles.glossary"), glossary_page
    if book.changes or any(method.card.corrections for method in book.methods):
        yield CHANGES, word("titles.changes"), changes_chapter
    yield _references(book.sources)
    yield from _prose(book, "/submit/")


def _prose(book: Book, *addresses: str) -> Iterator[_Planned]:
    """content/ 里的文章；没有写的没有。"""
    for address in addresses:
        if own := book.pages.get(address):
            yield address, own.head.title, partial(prose_page, own, ())


def _references(sources: Iterable[str]) -> _Planned:
    return "/sources/", word("titles.references"), partial(references_chapter, sources)


def _written(planned: Iterable[_Planned], whole: Whole) -> tuple[Document, ...]:
    return tuple(write(Page(whole, address, title, "")) for address, title, write in planned)


def _by_first_field(book: Book) -> Iterator[Part]:
    """每条工作法在书里只排一次，排在它的第一个领域下；它的别的领域，说一声排在哪里。"""
    placed: dict[str, list[Method]] = {field.name: [] for field in book.fields}
    elsewhere: dict[str, list[Method]] = {}
    for method in book.methods:
        first, *others = [c.term.name for c in method.fields] or [word("titles.unclassified")]
        placed.setdefault(first, []).append(method)
        for name in others:
            elsewhere.setdefault(name, []).append(method)
    for name, methods in placed.items():
        if methods or name in elsewhere:
            yield Part(name, methods=tuple(methods), elsewhere=tuple(elsewhere.get(name, ())))
