"""查证各页：书中的数字、术语、来源。"""

from casebook.compose.blocks import (
    Bibliography,
    Entry,
    Remark,
    Section,
    Terms,
    Work,
)
from casebook.compose.document import Document
from casebook.compose.inlines import To
from casebook.compose.lists import mention_link
from casebook.compose.page import Page
from casebook.compose.register import numbers_block, terms_block
from casebook.compose.writer import joined, listed
from casebook.model import Source, Term

_USES = 12
"""一个来源底下最多列几处引用它的。"""


def figures_page(page: Page) -> Document:
    """书里的数字，数的是哪里，一处一节。"""
    note = page.note("indicators")
    scopes = dict.fromkeys(i.scope for i in page.book.indicators)
    sections = tuple(
        Section(
            f"scope-{n}",
            scope,
            (
                numbers_block(
                    [i for i in page.book.indicators if i.scope == scope], page.writer, full=True
                ),
            ),
        )
        for n, scope in enumerate(scopes, 1)
    )
    return page.document("figures", (*note, *sections), lead=page.paragraph("pages.figures.lead"))


def glossary_page(page: Page) -> Document:
    """术语，各自可以接着看的一处。"""
    note, terms = page.note("terms"), page.book.terms
    entries = terms_block(terms, page.writer).items
    blocks = Terms(tuple(_see_also(e, t, page) for e, t in zip(entries, terms, strict=True)))
    return page.document("glossary", (*note, blocks))


def _see_also(entry: Entry, term: Term, page: Page) -> Entry:
    title = page.whole.titles.get((term.see or "").partition("#")[0])
    if not (term.see and title):  # 书里没有那一页
        return entry
    see = Remark((page.word("pages.glossary.see"), To(term.see, (title,))))
    return Entry(entry.name, (*entry.c, see), entry.id)


def sources_page(page: Page) -> Document:
    """引用的全部来源。"""
    sources = page.book.sources
    lead = page.paragraph("pages.sources.lead", count=len(sources))
    note = page.note("sources")
    works = Bibliography(tuple(_work(source, page) for source in sources.values()))
    return page.document("sources", (*note, works), lead=lead)


def _work(source: Source, page: Page) -> Work:
    uses = page.book.source_uses.get(source.id, ())
    links = joined([(mention_link(m, page),) for m in uses[:_USES]], "、")
    key = "pages.sources.uses-more" if len(uses) > _USES else "pages.sources.uses"
    return Work(
        reference=listed(source),
        kind=source.kind,
        notes=tuple(page.writer.said(note) for note in source.note),
        uses=page.line(key, links=links, count=len(uses)) if uses else (),
    )
