"""写出网页。一页由什么写成，先算指纹：指纹没有变的，正文就不必再写。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from casebook.bind import Book, Method, RelatedLink
from casebook.compose import Document, Documents
from casebook.model import Handbook
from casebook.render.web.blocks import Html
from casebook.render.web.form_files import form_files
from casebook.render.web.page import TocEntry, WebPage
from casebook.render.web.plan import plans
from casebook.render.web.planned import Plan
from casebook.render.web.templating import environment
from casebook.render.web.writer import Page, PageWriter
from casebook.store import digest


@dataclass(frozen=True)
class Edition:
    """这一次出版：网址（没有定就为空）、内容的时间（秒，自 1970 年起）、内容的版本号。

    `size` 是 PDF 的开本，`none` 是不排；排的，页面上有它们的链接。`search` 是也做查找的索引。
    """

    site_url: str = ""
    epoch: int = 0
    commit: str = ""
    size: str = "none"
    search: bool = True

    @property
    def printed(self) -> bool:
        """也排 PDF。"""
        return self.size != "none"

    @property
    def date(self) -> str:
        """内容更新的日子，世界协调时。"""
        return written_date(self.epoch)

    @property
    def undated(self) -> "Edition":
        """每条工作法的一页看得到的：不写内容到什么时候，也不写是哪一种开本。"""
        return Edition(self.site_url, size="book" if self.printed else "none")


def written_date(epoch: int) -> str:
    """秒 → `2026 年 11 月 23 日`，世界协调时。"""
    day = datetime.fromtimestamp(epoch, UTC)
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


class Site:
    """全站的网页：有哪些，各由什么写成；正文要时才写。

    `documents` 是各条工作法的一页；`registers` 是登记簿、文章、模板与设置的指纹；
    `cards` 是案例的编号 → 卡片的指纹。
    """

    def __init__(
        self,
        book: Book,
        documents: Documents,
        edition: Edition,
        registers: str,
        cards: Mapping[str, str],
    ) -> None:
        self.book = book
        self.plans = tuple(plans(book))
        self._documents = documents
        self.edition = edition
        self._cards = cards
        self._registers = registers
        self._titles = {plan.address: plan.title for plan in self.plans}

    @property
    def addresses(self) -> list[str]:
        """公开列出的地址，换了地址的不算。"""
        return sorted(plan.address for plan in self.plans if not plan.moved_to)

    @property
    def files(self) -> dict[str, bytes]:
        """网页之外的文件：站内路径 → 内容。"""
        return {TITLE_CSS: title_css(self.book.handbook), **form_files(self.book)}

    def key(self, plan: Plan) -> str:
        """套外壳的一页的正文由什么写成；案例自己的不在这里算。"""
        listed = [(m.number, self._cards[m.id]) for m in plan.lists]
        return digest(self.record_key(plan), listed)

    def record_key(self, plan: Plan) -> str:
        """套外壳的一页的查找条目由什么写成：列的工作法不进条目。"""
        return digest(self._registers, plan.address, plan.title, plan.description, plan.also)

    def page(self, plan: Plan) -> WebPage:
        """写出一页；案例自己的一页由 `case_page` 写。"""
        shared = {"book": self.book, "edition": self.edition, "titles": self._titles}
        writer = PageWriter(self.book, plan.address, _macros())
        own = {"p": writer, "address": plan.address, "title": plan.title, "names": writer.names}
        context = {**shared, **own, "documents": self._documents, **plan.context}
        hero = (
            environment().get_template("hero.html").render(context) if plan.address == "/" else ""
        )
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

    def related(self, method: Method) -> str:
        """一条工作法末尾的相关；没有时为空。"""
        links = (method.related, method.mentioned_by)
        return related_links(self.book.handbook, method.address, *links)


def related_links(
    handbook: Handbook,
    address: str,
    related: Sequence[RelatedLink],
    mentioned_by: Sequence[RelatedLink],
) -> str:
    """工作法 `address` 末尾的相关：它列的、提到它的；都没有时为空。"""
    if not (related or mentioned_by):
        return ""
    context = {"p": Page(address, handbook), "related": related, "mentioned_by": mentioned_by}
    return environment().get_template("related.html").render(context)


def _macros() -> object:
    """大的块怎样写。"""
    return environment().get_template("_blocks.html").module


TITLE_CSS = "assets/stylesheets/title.css"
"""打印网页时页眉上的书名，在网站里的路径：@page 里取不到页面上的字。"""


def title_css(handbook: Handbook) -> bytes:
    """书名写成 CSS 的字符串（https://www.w3.org/TR/css-syntax-3/#consume-string-token）。"""
    escaped = "".join(f"\\{ord(c):x} " if c in '"\\<' else c for c in handbook.title)
    return f'@page {{ @top-left {{ content: "{escaped}" }} }}\n'.encode()


def case_page(
    document: Document, handbook: Handbook, edition: Edition, gaps: Mapping[str, str]
) -> WebPage:
    """写出案例自己的一页。编号与相关要看别的案例，`gaps` 是先占着位置的字：number、related。"""
    page = Page(document.address, handbook)
    context = {
        "p": page,
        "r": Html(page.url, _macros()),
        "page": document,
        "id": document.address.split("/")[-2],
        "edition": edition,
        "handbook": handbook,
        **gaps,
    }
    return WebPage(
        address=document.address,
        title=document.title,
        description=document.summary,
        section=handbook.names.unit,
        body=environment().get_template("case.html").render(context),
        css_class="cn-case",
        toc=tuple(TocEntry(escape(title, quote=False), i) for title, i in document.contents),
    )
