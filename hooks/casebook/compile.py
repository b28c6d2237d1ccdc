"""次序：读 → 查 → 连 → 写。整条流水线在这一屏里。"""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casebook.bind import Book, bind
from casebook.bind.prints import VOLUME
from casebook.check import check_entries, check_whole
from casebook.check.addresses import check_addresses
from casebook.problems import Problem, Severity, sort_problems
from casebook.publish import PrintOrder, template_cache
from casebook.read import Library, read_library
from casebook.read.revision import Revision, read_revision
from casebook.render.typeset import PrintJob, TypesettingFailed, VolumeSet
from casebook.render.typeset.jobs import print_jobs
from casebook.render.typeset.volume import FORMATS
from casebook.render.web import (
    SITE_NAME,
    Edition,
    WebPage,
    environment,
    render_site,
    site_addresses,
    written_date,
)

TEMPLATES = ".casebook-cache/templates"
"""编好的网页模板放在哪里。"""
SIZES = (*FORMATS, "none")
"""PDF 的开本：book（170 × 240 毫米）、a4，或 none（不排）。"""


@dataclass(frozen=True)
class Compiled:
    """编好的一切：书、网页、案例的图片（源文件 → 站内路径）、提醒。"""

    book: Book
    pages: tuple[WebPage, ...]
    assets: tuple[tuple[Path, str], ...]
    warnings: tuple[Problem, ...]
    revision: Revision
    edition: Edition
    root: Path
    inputs: str

    @property
    def published(self) -> tuple[str, ...]:
        """公开的案例的编号。"""
        return tuple(method.id for method in self.book.methods)

    @property
    def order(self) -> PrintOrder:
        """要排的全部印件。"""
        photos = tuple(source for source, _ in self.assets)
        parts = (self.inputs, self.edition, sorted(self.revision.changed.items()))
        return PrintOrder(self.prints, repr(parts), self.root / "cases", photos)

    def prints(self, limit: int = VOLUME) -> Iterator[PrintJob | VolumeSet]:
        """要排的印件，书一册最多 `limit` 条工作法；开本写了 none 时没有。"""
        if not self.edition.printed:
            return iter(())
        colophon = self.book.pages.get("/colophon/")
        meta = {
            "title": SITE_NAME,
            "author": "",
            "edition": colophon.head.edition or "" if colophon else "",
            "date": self.edition.date if self.edition.epoch else "",
            "commit": self.edition.commit[:12],
            "site_url": self.edition.site_url,
            "streets": len(self.book.streets),
        }
        changed = {
            m.id: seconds
            for m in self.book.methods
            if (seconds := self.revision.changed.get(f"cases/{m.id}.yml"))
        }
        dates = {m: (seconds, written_date(seconds)) for m, seconds in changed.items()}
        size = self.edition.size
        return print_jobs(self.book, meta, self.edition.epoch, dates, size, limit)


class Faulty(Exception):
    """有错误，不能出版；`problems` 是全部问题，已排好。"""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} 个问题")
        self.problems = problems


def check_handbook(root: Path) -> tuple[Problem, ...]:
    """读与查，不写；返回全部问题，已排好。"""
    with _unswept():
        return _checked(root)[1]


@contextmanager
def _unswept() -> Iterator[None]:
    """不扫垃圾：读进来的几百万个小东西都有用，一遍遍地扫要花一半的时间。读完也不再扫它们。"""
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def compile_handbook(
    root: Path, site_url: str = "", preview: bool = False, size: str = "book"
) -> Compiled:
    """编 `root` 的手册；有错误时抛 Faulty，什么也不写。

    `preview` 为真时连没发布的也编；`size` 是开本：book（170 × 240 毫米）、a4，或 none（不排 PDF）。
    """
    with _unswept():
        library, problems = _checked(root)
    if any(p.severity is Severity.ERROR for p in problems):
        raise Faulty(problems)
    environment().bytecode_cache = template_cache(root / TEMPLATES)
    book = bind(library, preview)
    revision = read_revision(root)
    edition = Edition(site_url, revision.epoch, revision.commit, size)
    pages = tuple(render_site(book, edition))
    inputs = _inputs(library, preview)
    assets = tuple(_assets(root, book))
    return Compiled(book, pages, assets, problems, revision, edition, root, inputs)


def _inputs(library: Library, preview: bool) -> str:
    """读进来的全部文字的指纹。"""
    texts = (*library.texts.values(), *(page.text for page in library.pages.values()))
    digest = hashlib.sha256(repr(preview).encode())
    for text in sorted(texts, key=lambda text: text.path):
        digest.update(f"{text.path}\0{text.content}\0".encode())
    return digest.hexdigest()


def _checked(root: Path) -> tuple[Library, tuple[Problem, ...]]:
    library, problems = read_library(root)
    problems += check_entries(library, [*library.cases.values()])
    problems += check_whole(library)
    everything = _addresses(library)
    problems += check_addresses(library, everything - _draft_addresses(library), everything)
    return library, sort_problems(problems)


def _addresses(library: Library) -> frozenset[str]:
    """全部页面的地址，没发布的、没读成的条目也算，免得别处的链接跟着报错。"""
    unread = [
        f"/{register}/{entry_id}/"
        for register in ("fields", "actors", "directions", "organisations", "streets", "policies")
        for entry_id in library.ids(register)
    ] + [f"/cases/{case_id}/" for case_id in library.case_ids - library.cards.keys()]
    return frozenset([*site_addresses(bind(library, preview=True)), *unread])


def _draft_addresses(library: Library) -> frozenset[str]:
    """没发布的案例的地址，曾用地址也算。"""
    drafts = (card for card in library.cards.values() if card.draft)
    names = (name for card in drafts for name in (card.id, *card.aliases))
    return frozenset(f"/cases/{name}/" for name in names)


def _assets(root: Path, book: Book) -> Iterator[tuple[Path, str]]:
    for method in book.methods:
        for file in method.card.photos:
            yield root / "cases" / method.id / file, f"cases/{method.id}/{file}"


__all__ = [
    "SIZES",
    "TEMPLATES",
    "Compiled",
    "Faulty",
    "TypesettingFailed",
    "check_handbook",
    "compile_handbook",
]
