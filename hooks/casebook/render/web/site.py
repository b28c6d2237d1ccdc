"""写出全部网页。"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from casebook.bind import Book
from casebook.render.web.page import WebPage
from casebook.render.web.plan import Plan, plans
from casebook.render.web.templating import environment
from casebook.render.web.writer import PageWriter


@dataclass(frozen=True)
class Edition:
    """这一次出版：网址（没有定就为空）、内容的时间（秒，自 1970 年起）、内容的版本号。

    `size` 是 PDF 的开本，`none` 是不排；排的，页面上有它们的链接。
    """

    site_url: str = ""
    epoch: int = 0
    commit: str = ""
    size: str = "none"

    @property
    def printed(self) -> bool:
        """也排 PDF。"""
        return self.size != "none"

    @property
    def date(self) -> str:
        """内容更新的日子，世界协调时。"""
        return written_date(self.epoch)


def written_date(epoch: int) -> str:
    """秒 → `2026 年 11 月 23 日`，世界协调时。"""
    day = datetime.fromtimestamp(epoch, UTC)
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def site_addresses(book: Book) -> list[str]:
    """全部页面的站内地址（曾用地址也算）。"""
    return [plan.address for plan in plans(book)]


def render_site(book: Book, edition: Edition) -> list[WebPage]:
    """写出全部页面。"""
    planned = list(plans(book))
    titles = {plan.address: plan.title for plan in planned}
    shared = {"book": book, "edition": edition, "titles": titles}
    return [_render(plan, shared) for plan in planned]


def _render(plan: Plan, shared: dict[str, Any]) -> WebPage:
    writer = PageWriter(shared["book"], plan.address)
    own = {"p": writer, "address": plan.address, "title": plan.title}
    context = {**shared, **own, **plan.context}
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
        moved_to=writer.url(plan.moved_to) if plan.moved_to else "",
    )
