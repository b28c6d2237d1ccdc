"""编好的一切，与要排的印件。"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from casebook.bind import Book
from casebook.bind.prints import print_count
from casebook.checked import CheckedHandbook
from casebook.compose import Documents
from casebook.editions import Committed
from casebook.problems import Problem
from casebook.publish import PrintOrder
from casebook.publish.pages import ManyPages
from casebook.read.revision import Revision
from casebook.render.typeset import PrintJob, VolumeSet
from casebook.render.web import Edition, Site, WebPage, written_date
from casebook.store import Ledger


@dataclass(frozen=True)
class Compiled:
    """编好的一切：书、主机要写的网页、套外壳的网页、图片（源文件 → 站内路径）、问题。

    出版的，`problems` 里只有提醒；预览的，错误也在里面。
    `editions` 是网站上另留着的、定下来的各版；`extras` 是另外的文件：站内路径 → 内容；
    `read` 是读与查的结果。
    """

    book: Book
    documents: Documents
    site: Site
    pages: tuple[WebPage, ...]
    many: ManyPages
    assets: tuple[tuple[Path, str], ...]
    attachments: tuple[tuple[Path, str], ...]
    problems: tuple[Problem, ...]
    revision: Revision
    edition: Edition
    editions: Committed
    root: Path
    inputs: str
    ledger: Ledger
    extras: Mapping[str, bytes]
    read: CheckedHandbook

    @property
    def base(self) -> str:
        """网站在域名下的路径。"""
        return urlsplit(self.edition.site_url or "/").path or "/"

    @property
    def published(self) -> tuple[str, ...]:
        """公开的案例的编号。"""
        return tuple(method.id for method in self.book.methods)

    @property
    def order(self) -> PrintOrder:
        """要排的全部印件。"""
        return self.order_of(self.prints, print_count(self.book))

    def order_of(
        self, jobs: Callable[[], Iterable[PrintJob | VolumeSet]], count: int, *more: object
    ) -> PrintOrder:
        """要排的一些印件；`more` 是它们另由什么算出来。"""
        photos = tuple(source for source, to in self.assets if to.startswith("cases/"))
        parts = (self.inputs, self.edition, sorted(self.revision.changed.items()), *more)
        return PrintOrder(jobs, repr(parts), self.root / "cases", photos, count)

    @property
    def meta(self) -> dict[str, Any]:
        """印在书上的：书名、版次、日期、网址等。"""
        handbook = self.book.handbook
        colophon = self.book.pages.get("/colophon/")
        return {
            "title": handbook.title,
            "title-parts": ("".join(handbook.cover[:-1]), handbook.cover[-1]),
            "author": [*handbook.editors] or [*filter(None, [handbook.owner("host")])],
            "about": handbook.region,
            "keywords": [
                handbook.district,
                handbook.names.unit,
                handbook.names.actors,
                *(field.name for field in self.book.fields),
            ],
            "edition": colophon.head.edition or "" if colophon else "",
            "date": self.edition.date if self.edition.epoch else "",
            "commit": self.edition.commit[:12],
            "site_url": self.edition.site_url,
            "streets": len(self.book.streets),
        }

    def prints(self) -> Iterator[PrintJob | VolumeSet]:
        """要排的印件；开本写了 none 时没有。"""
        if not self.edition.printed:
            return iter(())
        from casebook.render.typeset.jobs import print_jobs  # 没有变就不算，不必装载

        changed = {
            m.id: seconds
            for m in self.book.methods
            if (seconds := self.revision.changed.get(f"cases/{m.id}.yml"))
        }
        dates = {m: (seconds, written_date(seconds)) for m, seconds in changed.items()}
        size = self.edition.size
        return print_jobs(self.book, self.documents, self.meta, self.edition.epoch, dates, size)
