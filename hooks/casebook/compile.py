"""次序：读 → 查 → 连 → 写。整条流水线在这一屏里。"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.bind import Book, bind
from casebook.check import check_library
from casebook.check.addresses import check_addresses
from casebook.problems import Problem, Severity, sort_problems
from casebook.read import Library, read_library
from casebook.read.revision import Revision, read_revision
from casebook.render.web import Edition, WebPage, render_site, site_addresses


@dataclass(frozen=True)
class Compiled:
    """编好的一切：书、网页、案例的图片（源文件 → 站内路径）、提醒。"""

    book: Book
    pages: tuple[WebPage, ...]
    assets: tuple[tuple[Path, str], ...]
    warnings: tuple[Problem, ...]
    revision: Revision

    @property
    def published(self) -> tuple[str, ...]:
        """公开的案例的编号。"""
        return tuple(method.id for method in self.book.methods)


class Faulty(Exception):
    """有错误，不能出版；`problems` 是全部问题，已排好。"""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} 个问题")
        self.problems = problems


def check_handbook(root: Path) -> tuple[Problem, ...]:
    """读与查，不写；返回全部问题，已排好。"""
    return _checked(root)[1]


def compile_handbook(root: Path, site_url: str = "", preview: bool = False) -> Compiled:
    """编 `root` 的手册；有错误时抛 Faulty，什么也不写。`preview` 为真时连没发布的也编。"""
    library, problems = _checked(root)
    if any(p.severity is Severity.ERROR for p in problems):
        raise Faulty(problems)
    book = bind(library, preview)
    revision = read_revision(root)
    pages = render_site(book, Edition(site_url, revision.epoch, revision.commit))
    return Compiled(book, tuple(pages), tuple(_assets(root, book)), problems, revision)


def _checked(root: Path) -> tuple[Library, tuple[Problem, ...]]:
    library, problems = read_library(root)
    problems += check_library(library)
    public, everything = (_addresses(library, preview) for preview in (False, True))
    problems += check_addresses(library, public, everything)
    return library, sort_problems(problems)


def _addresses(library: Library, preview: bool) -> frozenset[str]:
    """全部页面的地址；没读成的条目也算，免得别处的链接跟着报错。"""
    unread = [
        f"/{register}/{entry_id}/"
        for register in ("fields", "actors", "directions", "organisations", "streets", "policies")
        for entry_id in library.ids(register)
    ] + [f"/cases/{case_id}/" for case_id in library.case_ids - library.cases.keys()]
    return frozenset([*site_addresses(bind(library, preview)), *unread])


def _assets(root: Path, book: Book) -> Iterator[tuple[Path, str]]:
    for method in book.methods:
        for image in method.case.images:
            yield root / "cases" / method.id / image.file, f"cases/{method.id}/{image.file}"
