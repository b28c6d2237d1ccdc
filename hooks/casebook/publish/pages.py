"""把不经过主机的页（案例、各领域、各街镇……）套上外壳写进网站。

由同样的东西写成、上一版里有的页不再写，换版时接过来。
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from casebook.compose import Document
from casebook.model import Handbook
from casebook.publish.verify import Checked, PageFacts, Target, facts_of, page_faults, repeated
from casebook.publish.written import Written
from casebook.render.text import search_entries
from casebook.render.web import (
    Edition,
    Plan,
    Shape,
    Shells,
    Site,
    TocEntry,
    WebPage,
    case_links,
    case_page,
    related_links,
    relative,
    search_record,
)
from casebook.store import Ledger, digest, digest_of_bytes, shared_out

_FEW, _BATCH = 400, 100


class Body(NamedTuple):
    """做好的一页：标题、摘要，正文的几段（之间空着编号与相关），本页目录，正文里的锚点与链接。"""

    title: str
    description: str
    pieces: tuple[str, ...]
    toc: tuple[tuple[str, str], ...]
    facts: PageFacts


Record = tuple[bytes, ...]
"""一页的查找条目，编号的地方断开。"""


class ManyPages:
    """有多少条目就有多少的页。

    `cases` 是案例的编号 → 它的正文由什么写成（见 casebook.cases）；`document` 是一条工作法的一页，
    从给的账本里取，账上没有就重写。
    """

    def __init__(
        self,
        site: Site,
        cases: Mapping[str, str],
        ledger: Ledger,
        document: Callable[[str, Ledger], Document],
    ) -> None:
        self._site = site
        self._ledger = ledger
        self._document = document
        keys = (
            (plan, cases[plan.method.id] if plan.method else site.key(plan))
            for plan in site.plans
            if not plan.single
        )
        self._plans = {
            f"{plan.address[1:]}index.html": (plan, key, _shape(plan, key)) for plan, key in keys
        }
        self.shells = Shells(shape for _, _, shape in self._plans.values())

    @property
    def record_keys(self) -> dict[str, str]:
        """各页的地址 → 查找条目由什么写成。"""
        return {plan.address: self._record_key(plan, key) for plan, key, _ in self._plans.values()}

    def _record_key(self, plan: Plan, key: str) -> str:
        return key if plan.method else self._site.record_key(plan)

    def write(self, folder: Path, written: Written, base: str) -> None:
        """写进 `folder`，记在 `written`；上一版里没有变的留用。`base` 是网站在域名下的路径。"""
        before = {path: kept.ids for path, (_, kept) in written.last.files.items()}
        checked = Checked(kept=written.kept.keys(), before=before, facts=self.facts)
        written.checked, todo = checked, []
        for path, made in self._plans.items():
            if kept := written.keep(path, self._whole(*made)):
                checked.ids[path] = kept.ids
            else:
                todo.append(path)
        frames = {shape: self._frame(shape) for shape in self.shells.shapes} if todo else {}

        def some(paths: Sequence[str]) -> "_Batch":
            ledger = Ledger(self._ledger.path)
            done = _Batch(self, ledger, folder, base, frames)
            for path in paths:
                done.write(path, *self._plans[path])
            ledger.close()
            return done

        for batch in shared_out(some, todo, _FEW, _BATCH):
            written.digests |= batch.digests
            checked.ids |= batch.ids
            checked.targets |= batch.targets
            checked.faults += batch.faults
        gone = self._ledger.keys("pages").keys() - {p.address for p, _, _ in self._plans.values()}
        self._ledger.drop("pages", gone)
        self._ledger.drop("records", gone)
        self._ledger.settle()

    @property
    def paths(self) -> list[str]:
        """各页的文件。"""
        return [*self._plans]

    def __contains__(self, path: str) -> bool:
        return path in self._plans

    def page(self, path: str) -> WebPage:
        """`path` 一页，正文里的空已经填好，还没有套外壳。"""
        plan, key, _ = self._plans[path]
        return _filled(plan, self.body(plan, key, self._ledger), self.related(plan))

    def prepare(self) -> None:
        """各页的查找条目都写好，记在账上；还不写网页。"""
        known, wanted = self._ledger.keys("records"), self.record_keys
        for plan, key, _ in self._plans.values():
            if known.get(plan.address) != wanted[plan.address]:
                self.body(plan, key, self._ledger)
        self._ledger.settle()

    def write_one(self, path: str, folder: Path) -> None:
        """只写 `path` 一页。自己开账本，别的线程也能用。"""
        plan, key, shape = self._plans[path]
        ledger = Ledger(self._ledger.path)
        page = _filled(plan, self.body(plan, key, ledger), self.related(plan))
        ledger.close()
        _write(folder / path, self.shells.of(shape).fill(page).encode())

    def facts(self, path: str) -> PageFacts:
        """`path` 一页正文里的锚点与链接。"""
        plan, key, _ = self._plans[path]
        body = self.body(plan, key, self._ledger)
        return _with_related(body.facts, plan)

    def body(self, plan: Plan, key: str, ledger: Ledger) -> Body:
        """一页的正文：账上有的照用，没有的写出来记上。"""
        made = ledger.get("pages", plan.address, key, Body)
        return self._made(plan, key, ledger)[0] if made is None else made

    def record(self, plan: Plan) -> Record:
        """一页的查找条目，账上的不能用时重做。"""
        key = self._plans[f"{plan.address[1:]}index.html"][1]
        _, record = self._made(plan, key, self._ledger)
        self._ledger.settle()
        return record

    def _made(self, plan: Plan, key: str, ledger: Ledger) -> tuple[Body, Record]:
        if method := plan.method:
            document = self._document(method.id, ledger)
            return keep_case(document, self._site.book.handbook, self._site.edition, key, ledger)
        page = self._site.page(plan)
        record = (search_record(page),)
        facts, record_key = facts_of(page.body.encode()), self._site.record_key(plan)
        return _keep(page, (page.body,), facts, key, record, record_key, ledger)

    def related(self, plan: Plan) -> str:
        """案例末尾的相关；别的页没有。"""
        return self._site.related(plan.method) if plan.method else ""

    def _whole(self, plan: Plan, key: str, shape: Shape) -> str:
        """整页由什么写成：正文、编号、相关、外壳。"""
        parts = [key, self.shells.of(shape).digest]
        if method := plan.method:
            parts += [method.number, str(len(method.related))]
            for link in (*method.related, *method.mentioned_by):
                parts += (link.id, link.number, link.title, link.reason, str(link.derived))
        return digest(*parts)

    def _frame(self, shape: Shape) -> PageFacts:
        """外壳自己的锚点与链接：填上空的正文来看。"""
        toc = (TocEntry("", ""),) * shape.toc
        blank = WebPage(
            f"/{shape.folder}/" + "x/" * (shape.depth - 1), "", "", shape.section, "", toc=toc
        )
        return facts_of(self.shells.of(shape).fill(blank).encode())


class _Batch:
    """一批页：写了哪些，里面有什么。"""

    def __init__(
        self,
        pages: ManyPages,
        ledger: Ledger,
        folder: Path,
        base: str,
        frames: Mapping[Shape, PageFacts],
    ) -> None:
        self.digests: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        self.targets: set[Target] = set()
        self.faults: list[str] = []
        self._given = (pages, ledger, folder, base, frames)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_given"}

    def write(self, path: str, plan: Plan, key: str, shape: Shape) -> None:
        """写一页。"""
        pages, ledger, folder, base, frames = self._given
        body = pages.body(plan, key, ledger)
        filled = _filled(plan, body, pages.related(plan))
        content = pages.shells.of(shape).fill(filled).encode()
        _write(folder / path, content)
        self.digests[path] = digest_of_bytes(content)
        self._check(path, _with_related(body.facts, plan), base, frames[shape])

    def _check(self, path: str, facts: PageFacts, base: str, frame: PageFacts) -> None:
        ids = (*frame.ids, *facts.ids)
        own = frozenset(ids)
        self.ids[path] = "\n".join(ids)
        self.faults += repeated(path, ids)

        def missing(target: Target) -> str:
            if target[0] != path:
                self.targets.add(target)
            elif target[1] and target[1] not in own:
                return "没有这个锚点"
            return ""

        self.faults += page_faults(path, facts, base, missing)


def keep_case(
    document: Document, handbook: Handbook, edition: Edition, key: str, ledger: Ledger
) -> tuple[Body, Record]:
    """写出一条工作法自己的一页，记在账上；编号与相关的地方断开。"""
    # 占着位置的字：案例里不会有由它算出来的指纹
    gaps = {"number": f"xq{key[:24]}n", "related": f"xq{key[:24]}r"}
    number, related = gaps.values()
    page = case_page(document, handbook, edition, gaps)
    before, rest = page.body.split(number)
    label = f"{handbook.names.unit} {number}"
    record = search_entries(document, label) if edition.search else ""
    pieces = (before, *rest.split(related))
    facts = PageFacts(*case_links(document, edition.printed))
    return _keep(page, pieces, facts, key, tuple(record.split(number)), key, ledger)


def _keep(
    page: WebPage,
    pieces: tuple[str, ...],
    facts: PageFacts,
    key: str,
    record: tuple[str, ...],
    record_key: str,
    ledger: Ledger,
) -> tuple[Body, Record]:
    """把写好的 `page` 记在账上：分了段的正文与查找条目，各由什么写成。"""
    toc = tuple((entry.text, entry.id) for entry in page.toc)
    body = Body(page.title, page.description, pieces, toc, facts)
    found = tuple(part.encode() for part in record)
    ledger.put("pages", [(page.address, key, body)])
    ledger.put("records", [(page.address, record_key, found)])
    return body, found


def _with_related(facts: PageFacts, plan: Plan) -> PageFacts:
    """正文的锚点与链接，加上末尾相关的；别的页没有相关。"""
    if not plan.method:
        return facts
    return PageFacts(*(a + b for a, b in zip(facts, related_links(plan.method), strict=True)))


def page_key(digest: str, toc: int) -> str:
    """正文由什么写成，连同本页目录有几项：挑外壳时要知道。"""
    return f"{digest}:{toc}"


def _shape(plan: Plan, key: str) -> Shape:
    folder, depth = plan.address.split("/")[1], plan.address.count("/") - 1
    kind = (plan.section, plan.css_class, bool(plan.notice), bool(plan.moved_to))
    return Shape(folder, depth, int(key.partition(":")[2] or 0), *kind)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _filled(plan: Plan, body: Body, related: str) -> WebPage:
    """正文里的空填上，可以套外壳了。"""
    gaps: Iterator[str] = iter((plan.method.number, related) if plan.method else ())
    text = body.pieces[0] + "".join(next(gaps) + piece for piece in body.pieces[1:])
    return WebPage(
        address=plan.address,
        title=body.title,
        description=body.description,
        section=plan.section,
        body=text,
        css_class=plan.css_class,
        notice=plan.notice,
        moved_to=relative(plan.address, plan.moved_to) if plan.moved_to else "",
        toc=tuple(TocEntry(*entry) for entry in body.toc),
    )
