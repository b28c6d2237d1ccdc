"""一类一类的工作法：按领域、五社、方向、组织、街镇。"""

from casebook.bind import Category, Facet
from casebook.bind.prints import category_paths
from casebook.compose.blocks import (
    Block,
    Blocks,
    Grid,
    GridRow,
    Heading,
    Links,
    Pair,
    Paragraph,
    Section,
)
from casebook.compose.document import NO_FACTS, Document, Masthead
from casebook.compose.figures import streets_figure
from casebook.compose.inlines import Aside, Inlines, Tag, To
from casebook.compose.lists import downloads, leaders, method_list, paged, programme_list
from casebook.compose.page import Page
from casebook.compose.register import organisation_facts, terms_block
from casebook.compose.sheets import Sheet
from casebook.compose.words import chinese_number, word
from casebook.compose.writer import joined
from casebook.model import Actor

UNKNOWN_STREET = "/streets/unknown-street/"
"""不知道在哪个街镇的，多了单列在这里。"""
_FOLDED = 5
"""分了页的，在上一层的一览里各列几条；街镇一览的表里，一处也只列几条。"""


def _methods(page: Page) -> tuple[str, str]:
    return page.names["unit"], "/cases/"


def _organisations() -> tuple[str, str]:
    return word("pages.organisations.title"), "/organisations/"


def _streets(page: Page) -> tuple[str, str]:
    return page.names["streets"], "/streets/"


def categories_page(facet: Facet, page: Page) -> Document:
    """一种查法的一览：各有多少条，各列出来；太多了各列几条。"""
    categories = facet.categories.values()
    limit = page.book.handbook.page_size
    most = _FOLDED if sum(len(category.methods) for category in categories) > limit else limit
    # 先列出来，读者要找的是它；这几个词从哪里来，放在后面
    blocks: list[Block] = [leaders(categories, facet.address, page), *page.note(facet.register)]
    if page.book.is_open(facet.register):
        blocks.append(page.remark("pages.categories.open", label=facet.label))
    blocks += [
        Section(s.term.id, s.term.name, _categorised(facet, s, most, page))
        for s in categories
        if s.methods or s.programmes
    ]
    heading = page.word("pages.categories.heading", label=facet.label)
    return page.document("categories", blocks, [_methods(page)], heading=heading)


def _categorised(facet: Facet, category: Category, most: int, page: Page) -> Blocks:
    term, count = category.term, len(category.methods)
    blocks: list[Block] = []
    if category.methods:
        blocks.append(method_list(category.methods[:most], page))
    if count > most:
        all_of = page.word("pages.categories.all", name=term.name, count=count)
        blocks.append(Links((To(f"{facet.address}{term.id}/", (all_of,)),)))
    if category.programmes:
        title = (word("titles.district-programmes"), Tag(word("case.editorial")))
        blocks.append(Heading(3, title, f"{term.id}-programmes"))
        blocks.append(programme_list(category.programmes, page))
    return tuple(blocks)


def category_page(facet: Facet, category: Category, sheet: Sheet, page: Page) -> Document:
    """一个领域、一社、一个方向：说明，收录的工作法，归入的机制与支持。"""
    term, first = category.term, sheet.number == 1
    about = page.about(term.description) if first else ()
    told = page.section("methods", "titles.collected", *_collected(facet, category, sheet, page))
    blocks: list[Block] = [*about, told]
    if category.programmes and first:
        blocks.append(
            page.section(
                "programmes",
                "titles.district-programmes",
                page.remark("pages.category.editorial", label=facet.label),
                programme_list(category.programmes, page),
            )
        )
    above = (
        _methods(page),
        (page.word("pages.categories.title", label=facet.label), facet.address),
    )
    tile = term.tile if isinstance(term, Actor) else ""
    return page.document(
        "category", blocks, above, here=term.name, masthead=Masthead(page.title, tile=tile)
    )


def _collected(facet: Facet, category: Category, sheet: Sheet, page: Page) -> Blocks:
    if not sheet.total:
        return (page.paragraph("pages.category.none"),)
    actors = facet.register == "actors"
    key = "pages.category.count" if actors else "pages.category.count-editorial"
    told = page.remark(key, count=sheet.total, label=facet.label)
    blocks: Blocks = (told, method_list(sheet.items, page), *paged(sheet))
    if page.edition.printed and facet.register == "fields":
        blocks += (_booklet(facet.register, facet.label, category, page),)
    return blocks


def _booklet(register: str, label: str, category: Category, page: Page) -> Links:
    """这一类的分册。"""
    return downloads(
        category_paths(page.book, register, category), word("lists.booklet", label=label)
    )


def organisations_page(page: Page) -> Document:
    """按组织：书里提到的各家，组织的类型。"""
    book = page.book
    blocks = (
        *page.note("organisations"),
        leaders(book.by_organisation.values(), "/organisations/", page),
        page.section(
            "kinds",
            "register.organisation.kinds",
            *page.note("organisation-kinds"),
            terms_block(book.kinds, page.writer),
        ),
    )
    return page.document(
        "organisations",
        blocks,
        [_methods(page)],
        heading=page.word("pages.organisations.heading"),
        lead=page.paragraph("pages.organisations.lead", count=len(book.organisations)),
    )


def organisation_page(category: Category, sheet: Sheet, page: Page) -> Document:
    """一家组织：是哪一家，参与的工作法。"""
    own, facts = category.term, NO_FACTS
    about: Blocks = ()
    if sheet.number == 1:
        facts = organisation_facts(own, page.names["streets"], page.writer)
        about = page.writer.statements(own.description)
    listed: Blocks = (page.paragraph("lists.none-yet"),)
    if sheet.total:
        listed = (method_list(sheet.items, page), *paged(sheet))
    methods = page.section("methods", "register.organisation.methods", *listed)
    above = (_methods(page), _organisations())
    return page.document("organisation", (*about, methods), above, here=own.name, facts=facts)


def streets_page(page: Page) -> Document:
    """各街镇：图与表，街镇待核的，全区的机制与支持。"""
    book, names = page.book, page.names
    filled = sum(1 for category in book.by_street.values() if category.methods)
    kinds = "、".join(
        word("pages.streets.kind", count=chinese_number(count), kind=kind)
        for kind, count in book.street_kinds
    )
    left = len(book.streets) - filled
    key = "pages.streets.lead" if left > 0 else "pages.streets.lead-all"
    plated = [p for p in book.programmes if p.plate]
    blocks = [
        page.remark("pages.streets.none-is"),
        Pair((streets_figure(book),), (_streets_grid(page),)),
        *page.note("streets"),
        *_unknown(page),
        page.section("district", "titles.whole-district", programme_list(plated, page)),
    ]
    return page.document(
        "streets",
        blocks,
        here=names["streets"],
        heading=page.word("pages.streets.title"),
        lead=page.paragraph(key, kinds=kinds, filled=filled, left=left),
    )


def _streets_grid(page: Page) -> Grid:
    heads = (page.names["streets"], word("pages.streets.collected"), word("titles.entries"))
    rows = tuple(_street_row(category) for category in page.book.by_street.values())
    return Grid("streets", page.word("pages.streets.caption"), heads, rows)


def _street_row(category: Category) -> GridRow:
    links = joined([(To(m.address, (m.title,)),) for m in category.methods[:_FOLDED]], "、")
    listed: Inlines = links or (Aside((word("lists.none"),)),)
    if len(category.methods) > _FOLDED:
        listed = (*listed, word("lists.and-more"))
    head = (To(f"/streets/{category.term.id}/", (category.term.name,)),)
    cells = ((Paragraph((str(len(category.methods)),)),), (Paragraph(listed),))
    return GridRow(category.term.id, head, cells)


def _unknown(page: Page) -> Blocks:
    """街镇待核的；多了只列几条，其余在自己的页里。"""
    methods, limit = page.book.without_street, page.book.handbook.page_size
    count = len(methods)
    if not methods:
        return ()
    shown = method_list(methods[: _FOLDED if count > limit else limit], page)
    blocks: Blocks = (page.paragraph("pages.streets.unknown-is"), shown)
    if count > limit:
        every = page.word("pages.streets.all-unknown", count=count)
        blocks += (Links((To(UNKNOWN_STREET, (every,)),)),)
    return (page.section("unknown", "titles.unknown-count", *blocks, count=count),)


def street_page(category: Category, sheet: Sheet, page: Page) -> Document:
    """一个街镇：收录的工作法，它的说明。"""
    term, label = category.term, page.names["streets"]
    lead = page.paragraph("lists.none-yet")
    blocks: list[Block] = [page.paragraph("pages.street.none", name=term.name)]
    if sheet.total:
        lead = page.paragraph("pages.street.lead", count=sheet.total)
        blocks = [method_list(sheet.items, page), *paged(sheet)]
        if page.edition.printed:
            blocks.append(_booklet("streets", label, category, page))
    if term.description and sheet.number == 1:
        about = page.about(term.description)
        blocks.append(page.section("about", "titles.about", *about, name=term.name))
    after = (Links((To("/streets/", (page.word("pages.street.all"),)),)),)
    above = [_streets(page)]
    return page.document("street", blocks, above, here=term.name, lead=lead, after=after)


def unknown_street_page(sheet: Sheet, page: Page) -> Document:
    """不知道在哪个街镇的。"""
    return page.document(
        "unknown-street",
        (method_list(sheet.items, page), *paged(sheet)),
        [_streets(page)],
        here=page.names["unknown_street"],
        lead=page.paragraph("pages.unknown-street.lead", count=sheet.total),
    )
