"""全站有哪些页，各用哪个模板、要哪些东西。"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from casebook.bind import Book, Method, Shelf, loom, scale_bar, timeline
from casebook.model import ProgrammeKind
from casebook.problems import CATALOGUE
from casebook.render.web.templating import SITE_NAME


@dataclass(frozen=True)
class Plan:
    """一页的打算；`context` 是模板要的东西，`description` 里可以有 Markdown。"""

    address: str
    title: str
    description: str
    section: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    css_class: str = ""
    notice: str = ""
    moved_to: str = ""


def plans(book: Book) -> Iterator[Plan]:
    """全部页面，曾用地址也算。"""
    yield _home(book)
    yield from _fixed(book)
    for method in book.methods:
        yield from _method(method)
    for register, title, noun, shelves in (
        ("fields", "按领域", "领域", book.by_field),
        ("actors", "按五社", "五社", book.by_actor),
        ("directions", "按方向", "方向", book.by_direction),
    ):
        yield from _shelves(register, title, noun, dict(shelves))
    for shelf in book.by_organisation.values():
        yield _shelf_page("organisations", shelf, "工作法", "organisation.html")
    for shelf in book.by_street.values():
        yield _shelf_page("streets", shelf, "街镇", "street.html")
    for policy in book.policies:
        yield Plan(
            f"/policies/{policy.id}/",
            policy.name,
            f"{policy.name}：要求做什么，哪些工作法用到。",
            "机制",
            "policy.html",
            {"policy": policy},
        )
    for address, page in book.pages.items():
        if address != "/":
            template = "colophon.html" if address == "/colophon/" else "prose.html"
            head = page.head
            yield Plan(address, head.title, head.summary, "关于", template, {"page": page})


def _home(book: Book) -> Plan:
    summary = book.pages["/"].head.summary if "/" in book.pages else SITE_NAME
    first = {m.id: (scale_bar(m), timeline(m)) for m in book.methods[:2]}
    context = {"loom": loom(book), "figures": first}
    return Plan("/", SITE_NAME, summary, "首页", "home.html", context)


def _fixed(book: Book) -> Iterator[Plan]:
    """地址固定的页。"""
    yield Plan(
        "/cases/",
        "全部工作法",
        f"收录的 {len(book.methods)} 条工作法，可按领域、五社、方向、街镇筛选。",
        "工作法",
        "methods.html",
    )
    yield Plan(
        "/organisations/",
        "按组织",
        "书里提到的社会组织，以及它们参与的工作法。",
        "工作法",
        "organisations.html",
    )
    yield Plan("/streets/", "按街镇看", "长宁区各街镇的收录情况。", "街镇", "streets.html")
    yield Plan(
        "/mechanism/",
        "五社联动",
        "五社、五个方向与四个领域，谁在哪个方向上有记载。",
        "机制",
        "mechanism.html",
        {"loom": loom(book)},
    )
    yield Plan(
        "/network/",
        "“1+10+n”工作网络",
        "区级中心、各街镇“两会一中心”与各社区社会组织。",
        "机制",
        "network.html",
    )
    yield Plan(
        "/policies/",
        "政策",
        "社会组织参与社区治理的政策文件：要求做什么，哪些工作法用到。",
        "机制",
        "policies.html",
    )
    yield Plan(
        "/support/",
        "支持与荣誉",
        "公益创投、专项资金、人才计划、公益伙伴月、五个“十优”、区级目录。",
        "机制",
        "support.html",
        {"groups": _support_groups(book)},
    )
    yield Plan(
        "/figures/",
        "数字",
        "书里的数字，每一个都有截止日期和来源。",
        "查证",
        "figures.html",
    )
    yield Plan("/book/", "全书与打印", "整本书、分册与折页的 PDF。", "关于", "book.html")
    yield Plan("/glossary/", "术语", "书里的说法是什么意思。", "查证", "glossary.html")
    yield Plan(
        "/sources/",
        "来源",
        "书里引用的全部来源，按 GB/T 7714 著录。",
        "查证",
        "sources.html",
    )
    yield Plan(
        "/guide/codes/",
        "检查代码",
        "编辑写案例时，检查程序会说的每一句话：是什么意思，怎样改。",
        "关于",
        "codes.html",
        {"entries": tuple(CATALOGUE.values())},
    )


def _method(method: Method) -> Iterator[Plan]:
    notice = f"预览：这一条还在“{method.card.status}”，没有发布。" if method.draft else ""
    yield Plan(
        method.address,
        method.title,
        method.card.summary or method.title,
        "工作法",
        "method.html",
        {"method": method, "scale": scale_bar(method), "timeline": timeline(method)},
        css_class="cn-case",
        notice=notice,
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
        )


def _shelves(register: str, title: str, noun: str, shelves: dict[str, Shelf]) -> Iterator[Plan]:
    context = {"register": register, "noun": noun, "shelves": shelves, "index_title": title}
    yield Plan(f"/{register}/", title, f"{title}查工作法。", "工作法", "shelves.html", context)
    for shelf in shelves.values():
        yield Plan(
            f"/{register}/{shelf.term.id}/",
            shelf.term.name,
            f"{noun}“{shelf.term.name}”收录的工作法与区级机制。",
            "工作法",
            "shelf.html",
            {**context, "shelf": shelf},
        )


def _shelf_page(register: str, shelf: Shelf, section: str, template: str) -> Plan:
    name = shelf.term.name
    address = f"/{register}/{shelf.term.id}/"
    return Plan(address, name, f"{name}的工作法。", section, template, {"shelf": shelf})


_SUPPORT = (
    ("projects", "项目", ProgrammeKind.PROJECT),
    ("funds", "资金", ProgrammeKind.FUND),
    ("talent", "人才", ProgrammeKind.TALENT),
    ("honours", "荣誉与品牌", ProgrammeKind.HONOUR),
    ("catalogues", "政府购买服务", ProgrammeKind.CATALOGUE),
    ("processes", "工作流程", ProgrammeKind.PROCESS),
)


def _support_groups(book: Book) -> list[tuple[str, str, list[Any]]]:
    here = book.programmes_on("support")
    groups = [(key, title, [p for p in here if p.kind is kind]) for key, title, kind in _SUPPORT]
    return [group for group in groups if group[2]]
