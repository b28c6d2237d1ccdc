"""照 `Document` 写成的文件：每一页旁边的，整本书的。写成什么样由给的函数定。"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from functools import partial
from typing import Any

from casebook.bind import Book
from casebook.bind.citing import Cited
from casebook.bind.prints import book_path, case_path
from casebook.compose import Document, Documents
from casebook.compose.blocks import Listing
from casebook.compose.citation import book_cited, cited_case
from casebook.compose.edition import Edition
from casebook.model import Handbook
from casebook.publish.artefact import Artefact, Input, Output, derived
from casebook.publish.photos import Pictures
from casebook.render.epub import Printed
from casebook.render.web import Plan, Site
from casebook.store import digest

PageWriter = Callable[[Document, Handbook, str, Listing | None, str], bytes]
"""写一页：它说什么、哪一本手册、工作法这一版的编号、末尾的相关、网站的网址。"""
CitationWriter = Callable[[Sequence[Cited]], bytes]
"""写给人引用的：一条在先，再是它的各幅图。"""
Beside = Callable[[Plan, Input, Input, Edition, Input | None], Iterator[Artefact]]
"""一页旁边的各件：哪一页、它说什么、哪一本手册、哪一次出版、末尾的相关。"""
BookWriter = Callable[[Book, Documents], Iterable[bytes]]
"""写整本书，一段一段给。"""
EbookWriter = Callable[[Book, Documents, Edition, Pictures, Printed], Iterable[bytes]]
"""写整本的电子书：另要哪一次出版、图、印出来的书。"""
CaseBookWriter = Callable[[Document, Handbook, Edition, str, Listing | None, int, Pictures], bytes]
"""写一条工作法的电子书：它说什么、哪一本手册、哪一次出版、编号、末尾的相关、最后改动的时间、图。"""


def page_files(
    writers: Mapping[str, PageWriter],
    plan: Plan,
    document: Input,
    handbook: Input,
    site_url: str,
    related: Input | None = None,
) -> Iterator[Artefact]:
    """`plan` 一页旁边的（文件名 → 怎样写）；`document` 是它说什么，`related` 是末尾的相关。"""
    for name, write in writers.items():
        one = derived(write, document, handbook, plan.number, related, site_url)
        yield Artefact(f"{plan.address[1:]}{name}", one.key, partial(_page, one))


def citation_files(
    writers: Mapping[str, CitationWriter],
    plan: Plan,
    document: Input,
    handbook: Input,
    edition: Edition,
) -> Iterator[Artefact]:
    """一条工作法旁边、给人引用的（扩展名 → 怎样写）。"""
    given = Input(digest(astuple(edition)), lambda: edition)
    cited = derived(cited_case, document, handbook, given)
    for suffix, write in writers.items():
        one = derived(write, cited)
        yield Artefact(_beside(plan, suffix), one.key, partial(_page, one))


def case_books(
    writers: Mapping[str, CaseBookWriter],
    plan: Plan,
    document: Input,
    handbook: Input,
    edition: Edition,
    related: Input | None,
    modified: int,
    pictures: Pictures,
) -> Iterator[Artefact]:
    """一条工作法的电子书（扩展名 → 怎样写）。"""
    given = Input(digest(astuple(edition)), lambda: edition)
    taken = Input("", lambda: pictures)  # 它的图换了，`document` 的指纹就不同
    for suffix, write in writers.items():
        told = (document, handbook, given, plan.number, related, modified, taken)
        one = derived(write, *told)
        yield Artefact(_beside(plan, suffix), one.key, partial(_page, one))


def _beside(plan: Plan, suffix: str) -> str:
    return case_path(plan.address.split("/")[-2], suffix)


def book_citations(writers: Mapping[str, CitationWriter], site: Site) -> Iterator[Artefact]:
    """整本书怎样引用（扩展名 → 怎样写）。"""
    book, edition = site.book, site.edition.undated
    given = Input(digest(astuple(edition)), lambda: edition)
    cited = derived(book_cited, handbook_of(site), given)
    for suffix, write in writers.items():
        one = derived(write, cited)
        yield Artefact(book_path(book, suffix), one.key, partial(_page, one))


def handbook_of(site: Site) -> Input:
    """哪一本手册。"""
    handbook = site.book.handbook
    return Input(digest(repr(handbook)), lambda: handbook)


def single_page_files(
    writers: Mapping[str, PageWriter], site: Site, inputs: str
) -> Iterator[Artefact]:
    """主机写的各页旁边的。它们要看整本书：`inputs` 是全部内容的指纹。"""
    handbook, url = handbook_of(site), site.edition.site_url
    for plan in site.plans:
        if plan.single:
            document = Input(digest(inputs, plan.address), partial(site.document, plan))
            yield from page_files(writers, plan, document, handbook, url)


def book_files(
    writers: Mapping[str, BookWriter], book: Book, documents: Documents, inputs: str
) -> Iterator[Artefact]:
    """整本书的文件（扩展名 → 怎样写）；`inputs` 是全部内容的指纹。"""
    return _books(writers, book, Input(inputs, lambda: book), Input(inputs, lambda: documents))


def ebook_files(
    writers: Mapping[str, EbookWriter],
    book: Book,
    documents: Documents,
    edition: Edition,
    inputs: str,
    pictures: Pictures,
    printed: Input,
) -> Iterator[Artefact]:
    """整本的电子书（扩展名 → 怎样写）；`inputs` 是全部内容与出版的指纹，`printed` 是印出来的书。"""
    everything = (book, documents, edition, pictures)
    given = (Input(inputs, partial(_same, one)) for one in everything)
    return _books(writers, book, *given, printed)


def _books(writers: Mapping[str, Any], book: Book, *given: Input) -> Iterator[Artefact]:
    for suffix, write in writers.items():
        one = derived(write, *given)
        yield Artefact(book_path(book, suffix), one.key, partial(_book, one))


def _same(one: Any) -> Any:
    return one


def _page(one: Input) -> Output:
    return Output((one.get(),))


def _book(one: Input) -> Output:
    return Output(one.get())
