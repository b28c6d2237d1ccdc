"""只有字的：每一页的 Markdown，放在网页旁边；整本书的 `.txt`。"""

from collections.abc import Iterator
from functools import partial

from casebook.bind import Book
from casebook.bind.prints import text_path
from casebook.compose import Document, Documents
from casebook.compose.blocks import Listing
from casebook.publish.artefact import Artefact, Input, Output, artefact
from casebook.render.text import book_text, page_markdown
from casebook.render.web import Plan, Site


def markdown_file(
    plan: Plan, document: Input, site: Site, related: Input | None = None
) -> Artefact:
    """`plan` 一页的 Markdown；`document` 是它说什么，`related` 是工作法末尾的相关。"""
    number = plan.method.number if plan.method else ""
    book, url = site.book.handbook.title, site.edition.site_url
    return artefact(f"{plan.address[1:]}index.md", page_file, document, book, url, number, related)


def single_files(site: Site, inputs: str) -> Iterator[Artefact]:
    """主机写的各页的 Markdown。它们要看整本书：`inputs` 是全部内容的指纹。"""
    for plan in site.plans:
        if plan.single:
            document = Input(inputs, partial(site.document, plan))
            yield markdown_file(plan, document, site)


def book_file(book: Book, documents: Documents, inputs: str) -> Artefact:
    """整本书的文字版；`inputs` 是全部内容的指纹。"""
    given = Input(inputs, lambda: (book, documents))
    return artefact(text_path(book), whole_book, given)


def whole_book(given: tuple[Book, Documents]) -> Output:
    """整本书的文字版，一边写一边给。"""
    return Output(book_text(*given))


def page_file(
    document: Document, book: str, url: str, number: str, related: Listing | None
) -> Output:
    """一页 Markdown。"""
    return Output((page_markdown(document, book, number, related, url),))
