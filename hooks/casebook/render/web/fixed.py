"""地址固定的页：一本书各有一页，由主机写。"""

from collections.abc import Callable, Iterator
from functools import partial

from casebook.bind import Book, Crosstab
from casebook.compose import Document, word
from casebook.compose.about import book_page
from casebook.compose.categories import organisations_page, streets_page
from casebook.compose.changes import CHANGES, changes_page
from casebook.compose.comparison import comparison_page
from casebook.compose.data import data_page
from casebook.compose.evidence import figures_page, glossary_page, sources_page
from casebook.compose.guide import codes_page, fields_page, vocabularies_page
from casebook.compose.mechanism import mechanism_page, network_page, policies_page
from casebook.compose.page import Page
from casebook.compose.support import support_page
from casebook.compose.words import chinese_number
from casebook.render.web.planned import Plan

NETWORK = "/network/"
"""工作网络；手册没有写“网络”的，没有这一页。"""


def fixed_pages(book: Book, table: Crosstab) -> Iterator[Plan]:
    """地址固定的页。"""
    own, names = book.handbook, book.handbook.words
    mechanism, evidence = word("sections.mechanism"), word("sections.evidence")
    about, guide = word("sections.about"), word("sections.guide")
    yield single(
        "/organisations/",
        word("pages.organisations.title"),
        word("pages.organisations.summary", **names),
        names["unit"],
        organisations_page,
    )
    yield single(
        "/streets/",
        word("pages.streets.title", **names),
        word("pages.streets.summary", **names),
        names["streets"],
        streets_page,
    )
    yield single(
        "/compare/",
        word("pages.comparison.title"),
        word("pages.comparison.summary", **names),
        names["unit"],
        comparison_page,
    )
    counts = {
        "directions_count": chinese_number(len(book.directions)),
        "fields_count": chinese_number(len(book.fields)),
    }
    yield single(
        "/mechanism/",
        own.mechanism,
        word("pages.mechanism.summary", **names, **counts),
        mechanism,
        partial(mechanism_page, table),
    )
    if own.network:
        title, summary = own.network.title, own.network.summary
        yield single(NETWORK, title, summary, mechanism, partial(network_page, own.network))
    yield single(
        "/policies/",
        word("titles.policies"),
        word("pages.policies.summary", **names),
        mechanism,
        policies_page,
    )
    yield single("/support/", word("titles.support"), own.support, mechanism, support_page)
    yield single(
        "/figures/", word("titles.figures"), word("pages.figures.summary"), evidence, figures_page
    )
    yield single("/book/", word("pages.book.title"), word("pages.book.summary"), about, book_page)
    yield single(
        CHANGES, word("pages.changes.title"), word("pages.changes.summary"), about, changes_page
    )
    yield single("/data/", word("pages.data.title"), word("pages.data.summary"), about, data_page)
    yield single(
        "/glossary/",
        word("titles.glossary"),
        word("pages.glossary.summary"),
        evidence,
        glossary_page,
    )
    yield single(
        "/sources/", word("titles.sources"), word("pages.sources.summary"), evidence, sources_page
    )
    yield single(
        "/guide/codes/", word("pages.codes.title"), word("pages.codes.summary"), guide, codes_page
    )
    yield single(
        "/guide/fields/",
        word("pages.fields.title"),
        word("pages.fields.summary"),
        guide,
        fields_page,
    )
    yield single(
        "/guide/vocabularies/",
        word("pages.vocabularies.title"),
        word("pages.vocabularies.summary"),
        guide,
        vocabularies_page,
    )


def single(
    address: str, title: str, summary: str, section: str, compose: Callable[[Page], Document]
) -> Plan:
    """由主机写的一页。"""
    return Plan(address, title, summary, section, compose, single=True)
