"""不经过主机的页（案例、各领域、各街镇……）：有多少条目就有多少，套上外壳写。"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import astuple, replace
from functools import cache, lru_cache, partial
from typing import NamedTuple

from casebook.compose import Document
from casebook.compose.blocks import Listing
from casebook.compose.methods import related_list
from casebook.model import Handbook
from casebook.publish.artefact import Artefact, Input, Output, artefact, derived, kept
from casebook.publish.build import Batches
from casebook.publish.documents import Beside, handbook_of
from casebook.publish.facts import PageFacts, facts_of
from casebook.publish.records import Records
from casebook.publish.search import record_file
from casebook.render.web import (
    Edition,
    Plan,
    Shape,
    Shell,
    Shells,
    Site,
    TocEntry,
    WebPage,
    case_page,
    linked_data,
    list_page,
    page_links,
    related_html,
    related_links,
    relative,
)
from casebook.store import Ledger, digest

BATCHES = Batches(few=400, size=100, window=4000)


class Body(NamedTuple):
    """一页的正文：标题、摘要，几段 HTML（之间空着编号与相关），本页目录，锚点与链接。"""

    title: str
    description: str
    pieces: tuple[str, ...]
    toc: tuple[tuple[str, str], ...]
    facts: PageFacts


class Head(NamedTuple):
    """一页自己的地址、横幅、转去的相对链接。"""

    address: str
    notice: str
    moved_to: str


class Frame(NamedTuple):
    """外壳，和它自己的锚点；它的链接，主机写的各页上都有，已经验过。"""

    shell: Shell
    ids: tuple[str, ...]


# 占着位置的字：谁也猜不到，案例里不会有
_NUMBER, _RELATED = (f"xq{secrets.token_hex(12)}{gap}" for gap in "nr")
_GAPS = {"number": _NUMBER, "related": _RELATED}


class ManyPages:
    """有多少条目就有多少的页。

    `cases` 是案例的编号 → 由什么做成、本页目录有几项；`beside` 列出一页旁边的文件。
    """

    def __init__(
        self, site: Site, cases: Mapping[str, tuple[str, int]], ledger: Ledger, beside: Beside
    ) -> None:
        self._site, self._cases, self._ledger, self._beside = site, cases, ledger, beside
        self.records = Records(site, {name: key for name, (key, _) in cases.items()}, ledger)
        self._handbook = handbook_of(site)
        names = site.book.handbook.words
        self._names = Input(digest(repr(names)), lambda: names)
        self._undated = site.edition.undated
        self._edition = Input(digest(astuple(self._undated)), lambda: self._undated)
        self._plans = {
            f"{plan.address[1:]}index.html": plan for plan in site.plans if not plan.single
        }
        # 一页的网页与 Markdown 前后写，只取一次
        self._document_of = lru_cache(maxsize=1)(site.document)
        self._frame = cache(self._frame_of)
        self.shells = Shells(self._shape(plan) for plan in self._plans.values())

    def __iter__(self) -> Iterator[Artefact]:
        """各页，接着是它旁边的，要时才列：一万条时，全列着要一百多兆。外壳收齐了才有。"""
        return (one for path, plan in self._plans.items() for one in self._files(path, plan))

    def find(self, path: str) -> Artefact | None:
        """`path` 是这里的一件时，是哪一件。"""
        page = f"{path.rpartition('/')[0]}/index.html"
        files = self._files(page, self._plans[page]) if page in self._plans else ()
        return next((one for one in files if one.path == path), None)

    @property
    def paths(self) -> list[str]:
        """各页的文件。"""
        return [*self._plans]

    def page(self, path: str) -> WebPage:
        """`path` 一页，正文里的空已经填好，还没有套外壳。"""
        plan = self._plans[path]
        related = (one := self._related(plan)) and one.get()
        page = _filled(self._body(plan).get(), _head(plan), plan.number, related)
        page = replace(page, unlisted=plan.unlisted, has_data=plan.data)
        return replace(page, section=plan.section, css_class=plan.css_class)

    def forget(self) -> None:
        """账上没有了的页，正文不要了。"""
        gone = self._ledger.keys("pages").keys() - {p.address for p in self._plans.values()}
        self._ledger.drop("pages", gone)
        self.records.forget()

    def _files(self, path: str, plan: Plan) -> Iterator[Artefact]:
        shape = self._shape(plan)
        frame = Input(self.shells.of(shape).digest, lambda: self._frame(shape))
        inputs = (self._body(plan), frame, _head(plan), plan.number)
        yield artefact(path, page_file, *inputs, related := self._related(plan))
        if not plan.unlisted:
            given = (self._document(plan), self._handbook, self._undated)
            yield from self._beside(plan, *given, related)
            if self._site.edition.search or plan.method:  # 工作法的，对照时也看
                folder = path.removesuffix("index.html")
                record = self.records.of(plan, self._document(plan))
                yield record_file(folder, record, plan.number)

    def _document(self, plan: Plan) -> Input:
        """一页说什么。"""
        key = self._cases[plan.method.id][0] if plan.method else self._site.key(plan)
        return Input(key, partial(self._document_of, plan))

    def _body(self, plan: Plan) -> Input:
        document = self._document(plan)
        if plan.method:
            body = derived(case_body, document, self._handbook, self._edition)
        else:
            body = derived(list_body, document, self._handbook, self._edition)
        return kept(self._ledger, "pages", plan.address, Body, body)

    def _related(self, plan: Plan) -> Input | None:
        if method := plan.method:
            return derived(related_list, method.related, method.mentioned_by, self._names)
        return None

    def _shape(self, plan: Plan) -> Shape:
        folder, depth = plan.address.split("/")[1], plan.address.count("/") - 1
        toc = self._cases[plan.method.id][1] if plan.method else 0
        kind = (plan.section, plan.css_class, bool(plan.notice), bool(plan.moved_to))
        return Shape(folder, depth, toc, *kind, plan.unlisted, plan.data)

    def _frame_of(self, shape: Shape) -> Frame:
        """外壳自己的锚点：填上空的正文来看。"""
        address = f"/{shape.folder}/" + "x/" * (shape.depth - 1)
        shell = self.shells.of(shape)
        blank = WebPage(address, "", "", shape.section, "", toc=(TocEntry("", ""),) * shape.toc)
        return Frame(shell, facts_of(shell.fill(blank).encode()).ids)


def case_body(document: Document, handbook: Handbook, edition: Edition) -> Body:
    """一条工作法的正文；编号与相关要看整本书，空着。"""
    page = case_page(document, handbook, edition, _GAPS)
    before, rest = page.body.split(_NUMBER)
    rest += linked_data(document, handbook, edition)
    facts = PageFacts(*page_links(document, edition.printed))
    return _body_of(page, (before, *rest.split(_RELATED)), facts)


def list_body(document: Document, handbook: Handbook, edition: Edition) -> Body:
    """一页列表的正文。"""
    page = list_page(document)
    body = page.body + linked_data(document, handbook, edition)
    return _body_of(page, (body,), PageFacts(*page_links(document)))


def page_file(body: Body, frame: Frame, head: Head, number: str, related: Listing | None) -> Output:
    """一页网页。"""
    page = _filled(body, head, number, related)
    own = body.facts
    if related:
        links = PageFacts(*related_links(head.address, related))
        own = PageFacts(*(one + other for one, other in zip(own, links, strict=True)))
    facts = own._replace(ids=frame.ids + own.ids)
    return Output((frame.shell.fill(page).encode(),), facts)


def _body_of(page: WebPage, pieces: tuple[str, ...], facts: PageFacts) -> Body:
    toc = tuple((entry.text, entry.id) for entry in page.toc)
    return Body(page.title, page.description, pieces, toc, facts)


def _head(plan: Plan) -> Head:
    return Head(plan.address, plan.notice, plan.moved_to and relative(plan.address, plan.moved_to))


def _filled(body: Body, head: Head, number: str, related: Listing | None) -> WebPage:
    """正文里的空填上，可以套外壳了。"""
    before, *rest = body.pieces
    gaps = zip((number, related_html(head.address, related)), rest, strict=True) if rest else ()
    return WebPage(
        address=head.address,
        title=body.title,
        description=body.description,
        section="",
        body=before + "".join(gap + piece for gap, piece in gaps),
        notice=head.notice,
        moved_to=head.moved_to,
        toc=tuple(TocEntry(*entry) for entry in body.toc),
    )
