"""写出网页：一页先写成 Document，再由模板排。由什么写成，先算指纹：没有变的，正文就不必再写。"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from html import escape

from casebook.bind import Book, Method
from casebook.bind.qr import qr_path
from casebook.compose import Document, Documents, word
from casebook.compose.blocks import Listing
from casebook.compose.edition import Edition
from casebook.compose.form import Question, questions
from casebook.compose.methods import related_list
from casebook.compose.page import Page, Whole
from casebook.model import Handbook
from casebook.render.web.blocks import Html
from casebook.render.web.citing import citing
from casebook.render.web.form_files import form_files
from casebook.render.web.imprint import Imprint
from casebook.render.web.linked_data import linked_data
from casebook.render.web.page import TocEntry, WebPage
from casebook.render.web.plan import plans
from casebook.render.web.planned import Plan
from casebook.render.web.relative import relative
from casebook.render.web.templating import environment
from casebook.store import digest

_MANY_SECTIONS = 5
"""有这么多节的长页，旁边列出本页目录。"""
_LAYOUTS = {"home": "home.html", "methods": "methods.html", "submit": "submit.html"}
"""有自己的排法的页；别的都照 page.html。"""


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
        self.edition = edition
        self._cards = cards
        self._registers = registers
        titles = {plan.address: plan.title for plan in self.plans}
        self._whole = Whole(book, edition, documents, titles)
        self._singles: dict[str, Document] = {}

    @property
    def addresses(self) -> list[str]:
        """公开列出的地址，换了地址的、撤下的不算；写给编者的排在最后。"""
        listed = (plan.address for plan in self.plans if not plan.unlisted)
        return sorted(listed, key=lambda address: (address.startswith("/guide/"), address))

    @property
    def surroundings(self) -> dict[str, object]:
        """外壳的模板里用得到的：哪一本手册、哪一版、给读者看的话。"""
        return {"handbook": self.book.handbook, "imprint": self._imprint, "word": word}

    @cached_property
    def _imprint(self) -> Imprint:
        return Imprint.of(self.book, self.edition, frozenset(self.addresses))

    def reported(self, page: WebPage) -> dict[str, str]:
        """“这一页有错”要的：给模板的，已转义、已编码。"""
        return {
            "report": escape(self._imprint.report(page.title, page.address)),
            "encoded_title": page.encoded_title,
            "encoded_address": page.encoded_address,
        }

    @property
    def files(self) -> dict[str, bytes]:
        """网页之外的文件：站内路径 → 内容。"""
        own = self.book.handbook
        files = {TITLE_CSS: title_css(own), MANIFEST: manifest(own), **form_files(self.book)}
        return files | (robots(self.edition.site_url) if self.edition.site_url else {})

    def key(self, plan: Plan) -> str:
        """套外壳的一页的正文由什么写成；案例自己的不在这里算。"""
        listed = [(m.number, self._cards[m.id]) for m in plan.lists]
        return digest(self.record_key(plan), listed, plan.numbers)

    def record_key(self, plan: Plan) -> str:
        """套外壳的一页的查找条目由什么写成：列的工作法不进条目。"""
        return digest(self._registers, plan.address, plan.title, plan.description, plan.also)

    def document(self, plan: Plan) -> Document:
        """一页说什么。主机写的页只写一遍：网页、查找、Markdown 都要用。"""
        if plan.method:
            return self._whole.documents(plan.method.id)
        if plan.single and plan.address in self._singles:
            return self._singles[plan.address]
        assert plan.compose  # noqa: S101 - 不是工作法的，都有
        document = plan.compose(Page(self._whole, plan.address, plan.title, plan.description))
        if plan.single:
            self._singles[plan.address] = document
        return document

    def page(self, plan: Plan) -> WebPage:
        """写出一页；案例自己的一页由 `case_page` 写。"""
        document = self.document(plan)
        asked = questions(self.book) if document.kind == "submit" else ()
        written = list_page(document, asked)
        return replace(
            written,
            body=written.body + linked_data(document, self.book.handbook, self.edition),
            section=plan.section,
            css_class=plan.css_class,
            notice=plan.notice,
            moved_to=relative(plan.address, plan.moved_to) if plan.moved_to else "",
            unlisted=plan.unlisted,
            has_data=plan.data,
        )

    def related(self, method: Method) -> Listing | None:
        """一条工作法末尾的相关；没有时为 None。"""
        names = self.book.handbook.words
        return related_list(method.related, method.mentioned_by, names)


def list_page(document: Document, asked: Sequence[Question] = ()) -> WebPage:
    """写出案例以外的一页；`asked` 是投稿的表单问什么。"""
    context = {"page": document, "r": _html(document.address), "asked": asked}
    plain = document.kind not in _LAYOUTS
    return WebPage(
        toc=_toc(document) if plain and len(document.contents) >= _MANY_SECTIONS else (),
        address=document.address,
        title=document.title,
        description=document.summary,
        section="",
        body=_render(_LAYOUTS.get(document.kind, "page.html"), context),
        hero=_render("hero.html", context) if document.cover else "",
    )


def blocks_html(document: Document) -> str:
    """只有它的块：夹在别的页里的一段。"""
    return str(_html(document.address).blocks(document.blocks))


def _toc(document: Document) -> tuple[TocEntry, ...]:
    return tuple(TocEntry(escape(title, quote=False), i) for title, i in document.contents)


def related_html(address: str, listing: Listing | None) -> str:
    """工作法 `address` 末尾的相关；没有时为空。"""
    if listing is None:
        return ""
    return _render("related.html", {"listing": listing, "r": _html(address)})


def _render(template: str, context: Mapping[str, object]) -> str:
    return environment().get_template(template).render(context)


def _html(address: str, anchored: bool = False) -> Html:
    """写 `address` 一页的块；大的块的写法在 `_blocks.html` 里。"""
    macros = environment().get_template("_blocks.html").module
    return Html(partial(relative, address), macros, anchored)


TITLE_CSS = "assets/stylesheets/title.css"
"""打印网页时页眉上的书名，在网站里的路径：@page 里取不到页面上的字。"""


def title_css(handbook: Handbook) -> bytes:
    """书名写成 CSS 的字符串（https://www.w3.org/TR/css-syntax-3/#consume-string-token）。"""
    escaped = "".join(f"\\{ord(c):x} " if c in '"\\<' else c for c in handbook.title)
    return f'@page {{ @top-left {{ content: "{escaped}" }} }}\n'.encode()


MANIFEST = "manifest.webmanifest"


def manifest(handbook: Handbook) -> bytes:
    """放到手机桌面上时叫什么、用哪个图标（https://www.w3.org/TR/appmanifest/）。"""
    icons = [
        {"src": f"assets/images/icon-{n}.png", "sizes": f"{n}x{n}", "type": "image/png"}
        for n in (192, 512)
    ]
    told = {
        "name": handbook.title,
        "short_name": handbook.short,
        "lang": "zh-Hans",
        "start_url": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#17407f",
        "icons": icons,
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def robots(site_url: str) -> dict[str, bytes]:
    """告诉搜索引擎网站地图在哪里（RFC 9309、https://www.sitemaps.org/protocol.html）。"""
    address = f"{site_url.rstrip('/')}/sitemap.xml"
    return {"robots.txt": f"User-agent: *\nAllow: /\nSitemap: {address}\n".encode()}


def case_page(
    document: Document, handbook: Handbook, edition: Edition, gaps: Mapping[str, str]
) -> WebPage:
    """写出案例自己的一页。编号与相关要看别的案例，`gaps` 是先占着位置的字：number、related。"""
    url = edition.url(document.address)
    context = {
        "page": document,
        "r": _html(document.address, anchored=True),
        "id": document.address.split("/")[-2],
        "printed": edition.printed,
        "qr": qr_path(url) if url else None,
        "print_this": word("web.print", measure=handbook.names.measure),
        "citing": citing(document, handbook, edition),
        **gaps,
    }
    return WebPage(
        address=document.address,
        title=document.title,
        description=document.summary,
        section=handbook.names.unit,
        body=_render("case.html", context),
        css_class="cn-case",
        toc=_toc(document),
    )
