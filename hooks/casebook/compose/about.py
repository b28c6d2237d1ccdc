"""文章各页；版权页；全书与打印；投稿。"""

from casebook.bind import Facet
from casebook.bind.prints import (
    BOOKLETS,
    book_path,
    book_paths,
    case_path,
    category_paths,
    leaflet_path,
)
from casebook.compose.blocks import (
    Block,
    Blocks,
    Fact,
    Facts,
    FormSlot,
    Leader,
    Leaders,
    Links,
    Listed,
    Paragraph,
    Section,
)
from casebook.compose.citation import CITED, book_cited, cited_as
from casebook.compose.document import Document
from casebook.compose.inlines import Code, Inline, To
from casebook.compose.lists import downloads, volumes
from casebook.compose.owner import owner_facts, submission_line
from casebook.compose.page import Page
from casebook.compose.record import counts
from casebook.compose.terms import Glossary
from casebook.compose.words import word
from casebook.compose.writer import MISSING
from casebook.read import ProsePage

_COMMIT = 12
"""内容版本写几位。"""


def _about() -> tuple[str, str]:
    return word("sections.about"), "/about/"


def prose_page(own: ProsePage, above: tuple[tuple[str, str], ...], page: Page) -> Document:
    """一篇文章；写给编者的几篇不标术语。"""
    glossary = Glossary(() if own.address.startswith("/guide/") else page.book.terms)
    blocks, terms = glossary.marked(page.writer.blocks(own.body, page=True))
    return page.document("prose", blocks, above, terms=terms)


def submit_page(own: ProsePage, page: Page) -> Document:
    """怎样投稿，与表单。"""
    mail = submission_line(page.book.handbook)
    blocks = (*page.writer.blocks(own.body, page=True), *mail, FormSlot())
    return page.document("submit", blocks, [_about()])


def colophon_page(own: ProsePage, page: Page) -> Document:
    """版权页：版本记录，文章。"""
    edition, commit = page.edition, page.edition.commit[:_COMMIT]
    rows: tuple[tuple[str, Inline], ...] = (
        ("title", page.book.handbook.title),
        ("edition", own.head.edition or MISSING),
        ("counts", counts(page.book)),
        ("updated", edition.date or MISSING),
        ("commit", Code(commit) if commit else MISSING),
    )
    facts = Facts(tuple(Fact(word(f"record.{name}"), (value,)) for name, value in rows))
    owner = Facts(owner_facts(page.book.handbook))
    contact = page.section("contact", "pages.colophon.contact", owner)
    blocks = (*page.writer.blocks(own.body, page=True), contact)
    return page.document("colophon", blocks, [_about()], facts=facts)


def book_page(page: Page) -> Document:
    """全书与打印：整本书、分册、折页的 PDF。"""
    blocks: Blocks = tuple(_prints(page))
    if not page.edition.printed:
        blocks = (page.paragraph("pages.book.preview"),)
    elif not page.book.methods:
        blocks = (page.paragraph("pages.book.none"),)
    blocks = (*blocks, _how_to_cite(page))
    return page.document("book", blocks, [_about()], lead=page.paragraph("pages.book.lead"))


def _how_to_cite(page: Page) -> Section:
    """引用整本书：几种写法，给文献管理软件的文件。"""
    (cited,) = book_cited(page.book.handbook, page.edition)
    files = (To(f"/{book_path(page.book, suffix)}", (name,)) for suffix, name in CITED.items())
    return page.section("cite", "pages.book.cite", cited_as(cited), Links(tuple(files)))


def _prints(page: Page) -> list[Block]:
    book = page.book
    size = "pages.book.size-a4" if page.edition.size == "a4" else "pages.book.size-book"
    booklets = [
        Section(
            f"by-{facet.register.removesuffix('s')}",
            word("pages.categories.title", label=facet.label),
            (_booklets(facet, page),),
            level=3,
        )
        for facet in book.facets
        if facet.register in BOOKLETS
    ]
    return [
        page.section(
            "whole",
            "pages.book.whole",
            page.paragraph("pages.book.about", size=word(size)),
            downloads(book_paths(book), word("pages.book.pdf")),
            *(block for suffix in page.edition.books for block in _written(suffix, page)),
        ),
        page.section("booklets", "pages.book.booklets", *booklets),
        page.section(
            "leaflets", "pages.book.leaflets", page.paragraph("pages.book.leaflet"), _leaflets(page)
        ),
    ]


def _written(suffix: str, page: Page) -> Blocks:
    """整本书的另一种样子。"""
    named = downloads([book_path(page.book, suffix)], word(f"book-formats.{suffix}"))
    return (page.paragraph(f"book-formats-about.{suffix}"), named)


def _booklets(facet: Facet, page: Page) -> Leaders:
    """各领域、各街镇的分册；没有收录的没有。"""
    return Leaders(
        tuple(
            Leader(name, f"/{path}", page.word("lists.count", count=len(category.methods)))
            for category in facet.categories.values()
            if category.methods
            for path, name in volumes(
                category_paths(page.book, facet.register, category),
                category.term.name,
                "pages.book.volume",
            )
        )
    )


def _leaflets(page: Page) -> Block:
    """每一条的折页、大字版与电子书；太多了，到各条的页上去找。"""
    methods = page.book.methods
    if len(methods) > page.book.handbook.page_size:
        return page.paragraph("pages.book.leaflets-there")
    rows = (
        page.line(
            "pages.book.leaflet-of",
            title=method.title,
            small=leaflet_path(method.id),
            large=leaflet_path(method.id, True),
            ebook=case_path(method.id, "epub"),
        )
        for method in methods
    )
    return Listed(tuple((Paragraph(row),) for row in rows))
