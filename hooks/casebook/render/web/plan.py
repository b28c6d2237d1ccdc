"""全站有哪些页，各用哪个模板、要哪些东西。"""

from collections.abc import Iterator

from casebook.bind import Book, Loom, Method, Shelf, loom, scale_bar, timeline
from casebook.compose.figures import scale_figure
from casebook.model import Policy
from casebook.render.web.fixed import fixed_pages, single
from casebook.render.web.planned import Plan
from casebook.render.web.sheets import sheets
from casebook.render.web.templating import LIMIT, SITE_NAME, UNKNOWN_STREET

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
        yield from _method(method)
    for register, title, noun, shelves in (
        ("fields", "按领域", "领域", book.by_field),
        ("actors", "按五社", "五社", book.by_actor),
        ("directions", "按方向", "方向", book.by_direction),
    ):
        yield from _shelves(register, title, noun, dict(shelves))
    for shelf in book.by_organisation.values():
        yield from _shelf_pages("organisations", shelf, "工作法", "organisation.html")
    for shelf in book.by_street.values():
        yield from _shelf_pages("streets", shelf, "街镇", "street.html")
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
    summary = book.pages["/"].head.summary if "/" in book.pages else SITE_NAME
    first = {}
    for method in book.methods[:2]:
        bar = scale_bar(method)
        first[method.id] = (scale_figure(bar) if bar else None, timeline(method))
    context = {"loom": woven, "figures": first}
    return Plan("/", SITE_NAME, summary, "首页", "home.html", context, single=True)


def _all_methods(book: Book) -> Iterator[Plan]:
    for sheet in sheets(book.methods, "/cases/"):
        yield Plan(
            sheet.address,
            sheet.titled("全部工作法"),
            f"收录的 {len(book.methods)} 条工作法，可按领域、五社、方向、街镇查。",
            "工作法",
            "methods.html",
            {"sheet": sheet},
            lists=sheet.items,
            also=f"{sheet.range} {len(book.without_street)}",
            single=sheet.number == 1,
        )


def _method(method: Method) -> Iterator[Plan]:
    notice = f"预览：这一条还在“{method.card.status}”，没有发布。" if method.draft else ""
    yield Plan(
        method.address,
        method.title,
        method.card.summary or method.title,
        "工作法",
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
            "工作法",
            "moved.html",
            {"method": method},
            moved_to=method.address,
            lists=(method,),
        )


def _shelves(register: str, title: str, noun: str, shelves: dict[str, Shelf]) -> Iterator[Plan]:
    context = {"register": register, "noun": noun, "shelves": shelves, "index_title": title}
    long = sum(len(shelf.methods) for shelf in shelves.values()) > LIMIT
    shown = {**context, "most": _FOLDED if long else LIMIT}
    yield single(f"/{register}/", title, f"{title}查工作法。", "工作法", "shelves.html", shown)
    for shelf in shelves.values():
        for sheet in sheets(shelf.methods, f"/{register}/{shelf.term.id}/"):
            yield Plan(
                sheet.address,
                sheet.titled(shelf.term.name),
                f"{noun}“{shelf.term.name}”收录的工作法与区级机制。",
                "工作法",
                "shelf.html",
                {**context, "shelf": shelf, "sheet": sheet},
                lists=sheet.items,
                also=sheet.range,
            )


def _shelf_pages(register: str, shelf: Shelf, section: str, template: str) -> Iterator[Plan]:
    name = shelf.term.name
    for sheet in sheets(shelf.methods, f"/{register}/{shelf.term.id}/"):
        yield Plan(
            sheet.address,
            sheet.titled(name),
            f"{name}的工作法。",
            section,
            template,
            {"shelf": shelf, "sheet": sheet},
            lists=sheet.items,
            also=sheet.range,
        )


def _without_street(book: Book) -> Iterator[Plan]:
    """街镇待核的，多了自己有页，少的列在“按街镇看”里。"""
    if len(book.without_street) <= LIMIT:
        return
    for sheet in sheets(book.without_street, UNKNOWN_STREET):
        yield Plan(
            sheet.address,
            sheet.titled("街镇待核"),
            "来源没有写明属于哪个街镇的工作法。",
            "街镇",
            "unknown-street.html",
            {"sheet": sheet},
            lists=sheet.items,
            also=sheet.range,
        )


def _policy(book: Book, policy: Policy) -> Iterator[Plan]:
    for sheet in sheets(book.policy_uses.get(policy.id, ()), f"/policies/{policy.id}/"):
        yield Plan(
            sheet.address,
            sheet.titled(policy.name),
            f"{policy.name}：要求做什么，哪些工作法用到。",
            "机制",
            "policy.html",
            {"policy": policy, "sheet": sheet},
            lists=(),
            also=f"{sheet.range} {sheet.items}",
        )
