"""全站有哪些页，各由什么写成。"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from casebook.bind import (
    Book,
    Category,
    Crosstab,
    Facet,
    Method,
    crosstab,
    happenings,
    places,
)
from casebook.compose import Document, word
from casebook.compose.about import colophon_page, prose_page, submit_page
from casebook.compose.categories import (
    UNKNOWN_STREET,
    categories_page,
    category_page,
    organisation_page,
    street_page,
    unknown_street_page,
)
from casebook.compose.home import home_page
from casebook.compose.mechanism import policy_page
from casebook.compose.methods import methods_page, moved_page
from casebook.compose.page import Page
from casebook.compose.sheets import Sheet, sheets
from casebook.compose.ways import YEARS, places_page, years_page
from casebook.compose.words import quoted
from casebook.model import Policy
from casebook.read import ProsePage
from casebook.render.web.fixed import fixed_pages, single
from casebook.render.web.gone import gone_pages
from casebook.render.web.planned import Plan

SUBMIT = "/submit/"


def plans(book: Book) -> Iterator[Plan]:
    """全部页面，曾用地址也算。"""
    table, names = crosstab(book), book.handbook.names
    yield _home(book, table)
    yield from _all_methods(book)
    yield from fixed_pages(book, table)
    for method in book.methods:
        yield from _method(method, book)
    for facet in book.facets:
        if facet.register != "streets":  # 街镇的一览是图，另写
            yield from _categories(facet, book)
    for category in book.by_organisation.values():
        yield from _category("organisations", category, names.unit, organisation_page, book)
    for category in book.by_street.values():
        yield from _category("streets", category, names.streets, street_page, book)
    yield from gone_pages(book)
    yield from _without_street(book)
    yield from _places(book)
    yield from _years(book)
    for policy in book.policies:
        yield from _policy(book, policy)
    yield from (_prose(own) for address, own in book.pages.items() if address != "/")


def _home(book: Book, table: Crosstab) -> Plan:
    title = book.handbook.title
    summary = book.pages["/"].head.summary if "/" in book.pages else title
    return single("/", title, summary, word("sections.home"), partial(home_page, table))


def _sheets(
    items: Sequence[Any],
    base: str,
    title: str,
    summary: str,
    section: str,
    compose: Callable[[Sheet, Page], Document],
    book: Book,
) -> Iterator[tuple[Sheet, Plan]]:
    """`items` 的一列，分成几页。"""
    for sheet in sheets(items, base, book.handbook.page_size):
        made = partial(compose, sheet)
        plan = Plan(sheet.address, sheet.titled(title), summary, section, made, also=sheet.range)
        yield sheet, plan


def _all_methods(book: Book) -> Iterator[Plan]:
    own = book.handbook
    ways, count = "、".join(facet.label for facet in book.facets), len(book.methods)
    title = word("pages.methods.title", **own.words)
    summary = word("pages.methods.summary", **own.words, count=count, ways=ways)
    counts = [len(c.methods) for facet in book.facets for c in facet.categories.values()]
    pages = _sheets(book.methods, "/cases/", title, summary, own.names.unit, methods_page, book)
    for sheet, plan in pages:
        plan.lists, plan.single = sheet.items, sheet.number == 1
        plan.also = f"{sheet.range} {len(book.without_street)}"
        plan.numbers = str(counts)
        yield plan


def _method(method: Method, book: Book) -> Iterator[Plan]:
    unit, notice = book.handbook.names.unit, ""
    if method.draft:
        names = book.handbook.words
        notice = word("pages.method.preview", **names, status=method.card.status)
    yield Plan(
        method.address,
        method.title,
        method.card.summary or method.title,
        unit,
        css_class="cn-case",
        notice=notice,
        method=method,
        lists=(method,),
        data=True,
    )
    for alias in method.card.aliases:
        yield Plan(
            f"/cases/{alias}/",
            method.title,
            word("pages.moved.summary", title=quoted(method.title)),
            unit,
            partial(moved_page, method.title, method.address, (unit, "/cases/")),
            moved_to=method.address,
            lists=(method,),
            unlisted=True,
        )


def _categories(facet: Facet, book: Book) -> Iterator[Plan]:
    names = {**book.handbook.words, "label": facet.label}
    unit, title = names["unit"], word("pages.categories.title", **names)
    summary = word("pages.categories.summary", **names)
    yield single(facet.address, title, summary, unit, partial(categories_page, facet))
    for category in facet.categories.values():
        name, base = category.term.name, f"{facet.address}{category.term.id}/"
        told = word("pages.category.summary", **names, name=name)
        compose = partial(category_page, facet, category)
        for sheet, plan in _sheets(category.methods, base, name, told, unit, compose, book):
            plan.lists, plan.data = sheet.items, sheet.number == 1
            yield plan


def _category(
    register: str,
    category: Category,
    section: str,
    compose: Callable[[Category, Sheet, Page], Document],
    book: Book,
) -> Iterator[Plan]:
    name, base = category.term.name, f"/{register}/{category.term.id}/"
    summary = word("pages.street.summary", **book.handbook.words, name=name)
    own = partial(compose, category)
    for sheet, plan in _sheets(category.methods, base, name, summary, section, own, book):
        plan.lists, plan.data = sheet.items, sheet.number == 1
        yield plan


def _without_street(book: Book) -> Iterator[Plan]:
    """街镇待核的，多了自己有页，少的列在“按街镇看”里。"""
    own, items = book.handbook, book.without_street
    if len(items) <= own.page_size:
        return
    summary = word("pages.unknown-street.summary", **own.words)
    title, section, made = own.unknown_street, own.names.streets, unknown_street_page
    for sheet, plan in _sheets(items, UNKNOWN_STREET, title, summary, section, made, book):
        plan.lists = sheet.items
        yield plan


def _places(book: Book) -> Iterator[Plan]:
    names, items, made = book.handbook.words, places(book), places_page
    title, summary = word("pages.places.title"), word("pages.places.summary", **names)
    for sheet, plan in _sheets(items, "/places/", title, summary, names["unit"], made, book):
        plan.single, plan.lists = (
            sheet.number == 1,
            _once(m for p in sheet.items for m in p.methods),
        )
        plan.also += f" {[(p.name, p.street, [_told(m) for m in p.methods]) for p in sheet.items]}"
        yield plan


def _years(book: Book) -> Iterator[Plan]:
    names, items = book.handbook.words, happenings(book)
    title, summary = word("pages.years.title"), word("pages.years.summary", **names)
    made = partial(years_page, items)
    for sheet, plan in _sheets(items, YEARS, title, summary, names["unit"], made, book):
        plan.single, plan.lists = sheet.number == 1, _once(one.method for one in sheet.items)
        plan.also += f" {[(one.date, one.event, _told(one.method)) for one in sheet.items]}"
        yield plan


def _told(method: Method) -> tuple[str, str, str]:
    """列出来时写到、念到的：编号（文件名）、题、一句话。"""
    return method.id, method.title, str(method.summary)


def _once(methods: Iterable[Method]) -> tuple[Method, ...]:
    return tuple({method.id: method for method in methods}.values())


def _policy(book: Book, policy: Policy) -> Iterator[Plan]:
    uses, base = book.policy_uses.get(policy.id, ()), f"/policies/{policy.id}/"
    summary = word("pages.policy.summary", **book.handbook.words, name=policy.name)
    section, made = word("sections.mechanism"), partial(policy_page, policy)
    for sheet, plan in _sheets(uses, base, policy.name, summary, section, made, book):
        plan.also, plan.data = f"{sheet.range} {sheet.items}", sheet.number == 1
        yield plan


def _prose(own: ProsePage) -> Plan:
    """content/ 里的一篇；版权页、投稿在文章之外还有别的东西。"""
    guide = own.address.startswith("/guide/")
    name = word("sections.guide" if guide or own.address == SUBMIT else "sections.about")
    above = (word("titles.guide"), "/guide/") if guide else (name, "/about/")
    trail = (above,) if own.address != above[1] else ()
    made = {"/colophon/": colophon_page, SUBMIT: submit_page}.get(own.address)
    compose = partial(made, own) if made else partial(prose_page, own, trail)
    return single(own.address, own.head.title, own.head.summary, name, compose)
