"""全站有哪些页，各用哪个模板、要哪些东西。"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from casebook.bind import Book, Loom, Method, Shelf, loom, scale_bar, timeline
from casebook.compose import word
from casebook.compose.figures import scale_figure
from casebook.model import REGISTERS, Policy, ProgrammeKind
from casebook.model.manual import manual, section_of
from casebook.problems import CATALOGUE
from casebook.problems.families import FAMILIES
from casebook.render.web.sheets import sheets
from casebook.render.web.templating import LIMIT, SITE_NAME, UNKNOWN_STREET
from casebook.render.web.vocabularies import vocabularies

_ABOUT = ("关于", "/about/")
"""不是编写指南的文章，在哪一版块。"""
_OWN_TEMPLATES = {"/colophon/": "colophon.html", "/submit/": "submit.html"}
"""文章之外还有别的东西的页。"""
_FOLDED = 5
"""分了页的，在上一层的一览里各列几条。"""


@dataclass(eq=False)  # 一万页：不冻住，建得快
class Plan:
    """一页的打算。

    `context` 是模板要的东西，`description` 里可以有 Markdown。`method` 有的是工作法自己的一页，
    不用 `template`。`single` 的页由主机写，要看整本书；别的页有多少条目就有
    多少，套外壳写，只看登记簿、`lists` 里列的工作法和 `also`（由别的案例来的几个数）。
    """

    address: str
    title: str
    description: str
    section: str
    template: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    css_class: str = ""
    notice: str = ""
    moved_to: str = ""
    method: Method | None = None
    lists: tuple[Method, ...] = ()
    also: str = ""
    single: bool = False


def plans(book: Book) -> Iterator[Plan]:
    """全部页面，曾用地址也算。"""
    woven = loom(book)
    yield _home(book, woven)
    yield from _all_methods(book)
    yield from _fixed(book, woven)
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


def _fixed(book: Book, woven: Loom) -> Iterator[Plan]:
    """地址固定的页。"""
    yield _one(
        "/organisations/",
        "按组织",
        "书里提到的社会组织，以及它们参与的工作法。",
        "工作法",
        "organisations.html",
    )
    yield _one("/streets/", "按街镇看", "长宁区各街镇的收录情况。", "街镇", "streets.html")
    yield _one(
        "/mechanism/",
        word("titles.mechanism"),
        "五社、五个方向与四个领域，谁在哪个方向上有记载。",
        "机制",
        "mechanism.html",
        {"loom": woven},
    )
    yield _one(
        "/network/",
        word("titles.network"),
        "区级中心、各街镇“两会一中心”与各社区社会组织。",
        "机制",
        "network.html",
    )
    yield _one(
        "/policies/",
        word("titles.policies"),
        "社会组织参与社区治理的政策文件：要求做什么，哪些工作法用到。",
        "机制",
        "policies.html",
    )
    yield _one(
        "/support/",
        word("titles.support"),
        "公益创投、专项资金、人才计划、公益伙伴月、五个“十优”、区级目录。",
        "机制",
        "support.html",
        {"groups": _support_groups(book)},
    )
    yield _one(
        "/figures/",
        word("titles.figures"),
        "书里的数字，每一个都有截止日期和来源。",
        "查证",
        "figures.html",
    )
    yield _one("/book/", "全书与打印", "整本书、分册与折页的 PDF。", "关于", "book.html")
    yield _one(
        "/glossary/", word("titles.glossary"), "书里的说法是什么意思。", "查证", "glossary.html"
    )
    yield _one(
        "/sources/",
        word("titles.sources"),
        "书里引用的全部来源，按 GB/T 7714 著录。",
        "查证",
        "sources.html",
    )
    yield _one(
        "/guide/codes/",
        "检查代码",
        "编辑写案例时，检查程序会说的每一句话：是什么意思，怎样改。",
        "编写",
        "codes.html",
        {"entries": tuple(CATALOGUE.values()), "families": FAMILIES},
    )
    yield _one(
        "/guide/fields/",
        "栏目说明",
        "案例、文章、登记簿的每一栏：写什么，怎样写，举个例子。",
        "编写",
        "guide-fields.html",
        {"parts_of_manual": manual(), "section_of": section_of, "labels_of_registers": REGISTERS},
    )
    yield _one(
        "/guide/vocabularies/",
        "词表与编号",
        "写案例时要照抄的词和编号，怎样加一条。",
        "编写",
        "guide-vocabularies.html",
        {"groups": tuple(vocabularies(book))},
    )


def _one(*parts: Any) -> Plan:
    return replace(Plan(*parts), single=True)


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
    yield _one(f"/{register}/", title, f"{title}查工作法。", "工作法", "shelves.html", shown)
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
