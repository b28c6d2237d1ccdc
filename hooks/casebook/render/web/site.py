"""全站有哪些页，各用哪个模板。"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from casebook.bind import Book, Method, loom, scale_bar, timeline
from casebook.bind.bind import programme_address
from casebook.model import ProgrammeKind
from casebook.problems import CATALOGUE
from casebook.render.web.page import WebPage
from casebook.render.web.templating import SITE_NAME, environment
from casebook.render.web.writer import PageWriter


@dataclass(frozen=True)
class Edition:
    """这一次出版：网址（没有定就为空）、内容的时间（秒，自 1970 年起）、内容的版本号。"""

    site_url: str = ""
    epoch: int = 0
    commit: str = ""

    @property
    def date(self) -> str:
        """内容更新的日子，世界协调时。"""
        day = datetime.fromtimestamp(self.epoch, UTC)
        return f"{day.year} 年 {day.month} 月 {day.day} 日"


@dataclass(frozen=True)
class _Plan:
    """一页的打算：地址、标题、摘要、栏目、模板、模板要的东西。"""

    address: str
    title: str
    description: str
    section: str
    template: str
    context: dict[str, Any]
    css_class: str = ""
    notice: str = ""


def site_addresses(book: Book) -> list[str]:
    """全部页面的站内地址（曾用地址也算）。"""
    return [plan.address for plan in _plans(book)]


def render_site(book: Book, edition: Edition) -> list[WebPage]:
    """写出全部页面。"""
    return [_render(plan, book, edition) for plan in _plans(book)]


def _plans(book: Book) -> Iterator[_Plan]:
    first = {m.id: (scale_bar(m), timeline(m)) for m in book.methods[:2]}
    yield _Plan(
        "/", SITE_NAME, _page_summary(book, "/"), "首页", "home.html",
        {"loom": loom(book), "figures": first},
    )  # fmt: skip
    yield _Plan(
        "/cases/", "全部工作法", f"收录的 {len(book.methods)} 条工作法，可按领域、五社、方向、街镇筛选。",
        "工作法", "methods.html", {},
    )  # fmt: skip
    for method in book.methods:
        yield _method_plan(method)
        for alias in method.case.aliases:
            yield _Plan(
                f"/cases/{alias}/", method.title, f"“{method.title}”已改到新的地址。", "工作法",
                "moved.html", {"method": method},
            )  # fmt: skip
    for key, title, noun, shelves in (
        ("fields", "按领域", "领域", book.by_field),
        ("actors", "按五社", "五社", book.by_actor),
        ("directions", "按方向", "方向", book.by_direction),
    ):
        context = {"register": key, "noun": noun, "shelves": shelves}
        yield _Plan(f"/{key}/", title, f"{title}查工作法。", "工作法", "shelves.html", context)
        for shelf in shelves.values():
            yield _Plan(
                f"/{key}/{shelf.term.id}/", shelf.term.name,
                f"{noun}“{shelf.term.name}”收录的工作法与区级机制。", "工作法", "shelf.html",
                {**context, "shelf": shelf, "index_title": title},
            )  # fmt: skip
    yield _Plan("/organisations/", "按组织", "书里提到的社会组织，以及它们参与的工作法。", "工作法", "organisations.html", {})
    for shelf in book.by_organisation.values():
        yield _Plan(
            f"/organisations/{shelf.term.id}/", shelf.term.name,
            f"{shelf.term.name}参与的工作法。", "工作法", "organisation.html", {"shelf": shelf},
        )  # fmt: skip
    yield _Plan("/streets/", "按街镇看", "长宁区十个街镇的收录情况。", "街镇", "streets.html", {})
    for shelf in book.by_street.values():
        yield _Plan(
            f"/streets/{shelf.term.id}/", shelf.term.name, f"{shelf.term.name}收录的工作法。",
            "街镇", "street.html", {"shelf": shelf},
        )  # fmt: skip
    yield _Plan(
        "/mechanism/", "五社联动", "五社、五个方向与四个领域，谁在哪个方向上有记载。", "机制",
        "mechanism.html", {"loom": loom(book)},
    )  # fmt: skip
    yield _Plan("/network/", "“1+10+n”工作网络", "区级中心、十个街镇“两会一中心”与各社区社会组织。", "机制", "network.html", {})
    yield _Plan("/policies/", "政策", "社会组织参与社区治理的政策文件：要求做什么，哪些工作法用到。", "机制", "policies.html", {})
    for policy in book.policies:
        yield _Plan(
            f"/policies/{policy.id}/", policy.name, f"{policy.name}：要求做什么，哪些工作法用到。",
            "机制", "policy.html", {"policy": policy},
        )  # fmt: skip
    yield _Plan(
        "/support/", "支持与荣誉", "公益创投、专项资金、人才计划、公益伙伴月、五个“十优”、区级目录。", "机制",
        "support.html", {"groups": _support_groups(book)},
    )  # fmt: skip
    yield _Plan("/figures/", "数字", "书里的数字，每一个都有截止日期和来源。", "查证", "figures.html", {})
    yield _Plan("/glossary/", "术语", "书里的说法是什么意思。", "查证", "glossary.html", {})
    yield _Plan("/sources/", "来源", "书里引用的全部来源，按 GB/T 7714 著录。", "查证", "sources.html", {})
    yield _Plan(
        "/guide/codes/", "检查代码", "编辑写案例时，检查程序会说的每一句话：是什么意思，怎样改。", "关于",
        "codes.html", {"entries": tuple(CATALOGUE.values())},
    )  # fmt: skip
    for address, page in book.pages.items():
        if address != "/":
            template = "colophon.html" if address == "/colophon/" else "prose.html"
            yield _Plan(address, page.head.title, page.head.summary, "关于", template, {"page": page})


def _method_plan(method: Method) -> _Plan:
    return _Plan(
        method.address,
        method.title,
        method.case.summary.text or method.title,
        "工作法",
        "method.html",
        {"method": method, "scale": scale_bar(method), "timeline": timeline(method)},
        css_class="cn-case",
        notice=f"预览：这一条还在“{method.case.status}”，没有发布。" if method.draft else "",
    )


def _page_summary(book: Book, address: str) -> str:
    return book.pages[address].head.summary if address in book.pages else SITE_NAME


_SUPPORT = (
    ("projects", "项目", ProgrammeKind.PROJECT),
    ("funds", "资金", ProgrammeKind.FUND),
    ("talent", "人才", ProgrammeKind.TALENT),
    ("honours", "荣誉与品牌", ProgrammeKind.HONOUR),
    ("catalogues", "政府购买服务", ProgrammeKind.CATALOGUE),
    ("processes", "工作流程", ProgrammeKind.PROCESS),
)


def _support_groups(book: Book) -> list[tuple[str, str, list[Any]]]:
    groups = [
        (
            key,
            title,
            [
                p
                for p in book.programmes
                if p.kind is kind and programme_address(p).startswith("/support/")
            ],
        )
        for key, title, kind in _SUPPORT
    ]
    return [group for group in groups if group[2]]


def _render(plan: _Plan, book: Book, edition: Edition) -> WebPage:
    writer = PageWriter(book, plan.address)
    context = {
        "p": writer, "book": book, "edition": edition, "address": plan.address,
        "title": plan.title, **plan.context,
    }  # fmt: skip
    hero = environment().get_template("hero.html").render(context) if plan.address == "/" else ""
    return WebPage(
        address=plan.address,
        title=plan.title,
        description=writer.plain(plan.description),
        section=plan.section,
        body=environment().get_template(plan.template).render(context),
        css_class=plan.css_class,
        hero=hero,
        notice=plan.notice,
        listed=plan.template != "moved.html",
    )
