"""全站有哪些页，各用哪个模板、要哪些东西。"""

from collections.abc import Iterator

from casebook.bind import Book, Facet, Loom, Method, Shelf, loom
from casebook.model import Policy
from casebook.render.web.fixed import fixed_pages, single
from casebook.render.web.planned import Plan
from casebook.render.web.sheets import sheets
from casebook.render.web.templating import UNKNOWN_STREET

_ABOUT = ("关于", "/about/")
"""不是编写指南的文章，在哪一版块。"""
_OWN_TEMPLATES = {"/colophon/": "colophon.html", "/submit/": "submit.html"}
"""文章之外还有别的东西的页。"""
_FOLDED = 5
"""分了页的，在上一层的一览里各列几条。"""


def plans(book: Book) -> Iterator[Plan]:
    """全部页面，曾用地址也算。"""
    woven = loom(book)
    yield _home(book, woven)
    yield from _all_methods(book)
    yield from fixed_pages(book, woven)
    for method in book.methods:
        yield from _method(method, book)
    for facet in book.facets:
        if facet.register != "streets":  # 街镇的一览是图，另写
            yield from _shelves(facet, book)
    names = book.handbook.names
    for shelf in book.by_organisation.values():
        yield from _shelf_pages("organisations", shelf, names.unit, "organisation.html", book)
    for shelf in book.by_street.values():
        yield from _shelf_pages("streets", shelf, names.streets, "street.html", book)
    yield from _without_street(book)
    for policy in book.policies:
        yield from _policy(book, policy)
    for address, page in book.pages.items():
        if address != "/":
            template = _OWN_TEMPLATES.get(address, "prose.html")
            head = page.head
            section, above = ("编写", "/guide/") if address.startswith("/guide/") else _ABOUT
            context = {"page": page, "trail": [(section, above)] if address != above else []}
            yield Plan(address, head.title, head.summary, section, template, context, single=True)


def _home(book: Book, woven: Loom) -> Plan:
    summary = book.pages["/"].head.summary if "/" in book.pages else book.handbook.title
    title, context = book.handbook.title, {"loom": woven}
    return Plan("/", title, summary, "首页", "home.html", context, single=True)


def _all_methods(book: Book) -> Iterator[Plan]:
    names = book.handbook.names
    ways = "、".join(facet.label for facet in book.facets)
    count = f"{len(book.methods)} {names.measure}{names.unit}"
    for sheet in sheets(book.methods, "/cases/", book.handbook.page_size):
        yield Plan(
            sheet.address,
            sheet.titled(f"全部{names.unit}"),
            f"收录的 {count}，可按{ways}查。",
            names.unit,
            "methods.html",
            {"sheet": sheet},
            lists=sheet.items,
            also=f"{sheet.range} {len(book.without_street)}",
            single=sheet.number == 1,
        )


def _method(method: Method, book: Book) -> Iterator[Plan]:
    names = book.handbook.names
    notice = (
        f"预览：这一{names.measure}还在“{method.card.status}”，没有发布。" if method.draft else ""
    )
    yield Plan(
        method.address,
        method.title,
        method.card.summary or method.title,
        names.unit,
        css_class="cn-case",
        notice=notice,
        method=method,
        lists=(method,),
    )
    for alias in method.card.aliases:
        moved = f"“{method.title}”换了地址。"
        yield Plan(
            f"/cases/{alias}/",
            method.title,
            moved,
            names.unit,
            "moved.html",
            {"method": method},
            moved_to=method.address,
            lists=(method,),
        )


def _shelves(facet: Facet, book: Book) -> Iterator[Plan]:
    unit, limit = book.handbook.names.unit, book.handbook.page_size
    title, shelves = f"按{facet.label}", facet.shelves.values()
    context = {"facet": facet, "index_title": title}
    long = sum(len(shelf.methods) for shelf in shelves) > limit
    shown = {**context, "most": _FOLDED if long else limit}
    yield single(facet.address, title, f"{title}查{unit}。", unit, "shelves.html", shown)
    for shelf in shelves:
        for sheet in sheets(shelf.methods, f"{facet.address}{shelf.term.id}/", limit):
            yield Plan(
                sheet.address,
                sheet.titled(shelf.term.name),
                f"{facet.label}“{shelf.term.name}”收录的{unit}与区级机制。",
                unit,
                "shelf.html",
                {**context, "shelf": shelf, "sheet": sheet},
                lists=sheet.items,
                also=sheet.range,
            )


def _shelf_pages(
    register: str, shelf: Shelf, section: str, template: str, book: Book
) -> Iterator[Plan]:
    name, base = shelf.term.name, f"/{register}/{shelf.term.id}/"
    for sheet in sheets(shelf.methods, base, book.handbook.page_size):
        yield Plan(
            sheet.address,
            sheet.titled(name),
            f"{name}的{book.handbook.names.unit}。",
            section,
            template,
            {"shelf": shelf, "sheet": sheet},
            lists=sheet.items,
            also=sheet.range,
        )


def _without_street(book: Book) -> Iterator[Plan]:
    """街镇待核的，多了自己有页，少的列在“按街镇看”里。"""
    own, limit = book.handbook, book.handbook.page_size
    if len(book.without_street) <= limit:
        return
    for sheet in sheets(book.without_street, UNKNOWN_STREET, limit):
        yield Plan(
            sheet.address,
            sheet.titled(own.unknown_street),
            f"来源没有写明属于哪个{own.names.streets}的{own.names.unit}。",
            own.names.streets,
            "unknown-street.html",
            {"sheet": sheet},
            lists=sheet.items,
            also=sheet.range,
        )


def _policy(book: Book, policy: Policy) -> Iterator[Plan]:
    uses = book.policy_uses.get(policy.id, ())
    for sheet in sheets(uses, f"/policies/{policy.id}/", book.handbook.page_size):
        yield Plan(
            sheet.address,
            sheet.titled(policy.name),
            f"{policy.name}：要求做什么，哪些{book.handbook.names.unit}用到。",
            "机制",
            "policy.html",
            {"policy": policy, "sheet": sheet},
            lists=(),
            also=f"{sheet.range} {sheet.items}",
        )
