"""次序：读 → 查 → 连 → 写。写到磁盘上是 `deliver.py` 的事。"""

import contextlib
import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from casebook.bind import Book
from casebook.check.privacy import masked
from casebook.checked import CheckedHandbook, read_and_check
from casebook.compiled import Compiled
from casebook.compose.edition import Frozen
from casebook.editions import change_sets, committed_editions
from casebook.faults import Fault
from casebook.leaflets import check_leaflets
from casebook.model import REGISTERS
from casebook.outputs import BOOK_FORMATS, beside
from casebook.problems import Problem, Severity, has_errors, sort_problems
from casebook.program import program_digest
from casebook.progress import Progress, silent
from casebook.prose import read_prose
from casebook.publish.pages import ManyPages
from casebook.publish.photos import Pictures, small
from casebook.read import Library, picture_at
from casebook.read.revision import read_revision
from casebook.read.settings import in_editor_settings
from casebook.render.schema import FOLDER, choices_of, published, schema_files
from casebook.render.typeset import FORMATS
from casebook.render.web import Edition, Site, TemplateCache, environment, feeds
from casebook.store import Cache, Ledger, digest, put_files

CACHE = ".casebook-cache"
"""做过的东西放在哪里：账本、印件、照片、编好的网页模板。"""
SIZES = (*FORMATS, "none")
"""PDF 的开本：book（170 × 240 毫米）、a4，或 none（不排）。"""


class Faulty(Fault):
    """有错误，不能出版；`problems` 是全部问题，已排好。"""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} 个问题")
        self.problems = problems


class NoSuchSize(Fault):
    """没有这种开本。"""

    def __init__(self, size: object) -> None:
        sizes = "、".join(SIZES)
        super().__init__(f"mkdocs.yml 的 extra.print 只能写 {sizes}，现在是“{size}”")


@contextmanager
def unswept() -> Iterator[None]:
    """不扫垃圾：一万条案例的几百万个小东西都有用，一遍遍地扫白费工夫。"""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


@unswept()
def check_handbook(
    root: Path, progress: Progress = silent, refresh: bool = False, site_url: str = ""
) -> tuple[Problem, ...]:
    """读与查；返回全部问题，已排好。做到哪里了，告诉 `progress`。

    `refresh` 为真时，给编辑器用的模式文件跟着换，此外不写。没有错误时，另看各条的折页放不放得下：
    只在检查时说，不挡建网站；`site_url` 不空的，折页上有二维码。
    """
    _keep_templates(root)
    ledger = _ledger(root, "check")
    read = read_and_check(root, None, False, ledger, progress)
    if refresh:
        _refresh_schemas(read.library, ledger)
    ledger.settle()
    if has_errors(read.problems):
        return read.problems
    long = check_leaflets(read, root, site_url, ledger, progress)
    return sort_problems((*read.problems, *masked(long)))


@unswept()
def compile_handbook(
    root: Path,
    site_url: str = "",
    preview: bool = False,
    size: str = "book",
    search: bool = True,
    frozen: Mapping[str, Any] | None = None,
    progress: Progress = silent,
) -> Compiled:
    """编 `root` 的手册；有错误时抛 Faulty，网站什么也不写。给编辑器用的模式文件跟着换。

    `preview` 为真时连没发布的也编，有错误的，读得懂多少编多少；
    `size` 是开本：book（170 × 240 毫米）、a4，或 none（不排 PDF）；
    `search` 为假时不做查找的索引；`frozen` 写着在建哪一个定下来的一版（`Frozen` 的几样）。
    做到哪里了，告诉 `progress`。没有这种开本时抛 NoSuchSize。
    """
    if size not in SIZES:
        raise NoSuchSize(size)
    _keep_templates(root)
    ledger = _ledger(root, "preview" if preview else "build")
    revision = read_revision(root)
    edition = Edition(site_url, revision.epoch, revision.commit, size, search, formats=BOOK_FORMATS)
    read = read_and_check(root, edition, preview, ledger, progress)
    schemas = _schemas(read.library, ledger, drafts=preview)
    _refresh_schemas(read.library, ledger)
    ledger.settle()
    if not preview and has_errors(read.problems):
        raise Faulty(read.problems)
    editions = committed_editions(root, read.library.handbook.record)
    kept = () if preview or frozen else tuple(one for one in editions if one[1])
    own = Frozen(**frozen) if frozen else None
    edition = replace(edition, frozen=own, kept=tuple(one.number for one, _ in kept))
    changes = change_sets(root, editions, read.library, read.inputs, ledger)
    book = replace(read.book(preview), changes=changes)
    cards = {name: case.card_digest for name, case in read.cases.items()}
    site = Site(book, read.documents, edition, read.registers, cards)
    listed = feeds(book, edition, revision.changed)
    cases = {name: (case.key, case.sections) for name, case in read.cases.items()}
    assets = tuple(_assets(root, book, read.problems))
    pictures = Pictures(assets, Cache(root / CACHE), small)
    return Compiled(
        book=book,
        documents=read.documents,
        site=site,
        pages=tuple(site.page(plan) for plan in site.plans if plan.single),
        many=ManyPages(site, cases, ledger, partial(beside, pictures, revision)),
        assets=assets,
        attachments=tuple(_attachments(root, book, read.problems)),
        problems=read.problems,
        revision=revision,
        edition=edition,
        editions=kept,
        root=root,
        inputs=read.inputs,
        ledger=ledger,
        extras={**published(schemas, site_url), **site.files, **listed},
        read=read,
    )


def chosen(extra: Mapping[str, Any]) -> tuple[bool, Mapping[str, Any] | None]:
    """mkdocs.yml 的 extra 里的两样：做不做查找的索引，在建哪一个定下来的一版（平常没有）。"""
    return bool(extra.get("search", True)), extra.get("edition")


@unswept()
def read_with_drafts(root: Path, progress: Progress = silent) -> CheckedHandbook:
    """读与查 `root` 的手册，没有发布的也写成一页；有错误也不停，读得懂多少是多少。"""
    _keep_templates(root)
    ledger = _ledger(root, "preview")
    read = read_and_check(root, Edition(), True, ledger, progress)
    ledger.settle()
    return read


def _keep_templates(root: Path) -> None:
    """编好的模板留着，下次不必再编。查的时候也用：别处链接到的锚点，要写出那一页来看。"""
    environment().bytecode_cache = TemplateCache(root / CACHE / "templates")


def _schemas(library: Library, ledger: Ledger, drafts: bool) -> dict[str, bytes]:
    """全部模式文件：文件名 → 内容；`drafts` 为真时，没有发布的案例也列。"""
    listed = choices_of(library, drafts)
    key = digest(program_digest(), f"{listed}")
    name = "schema-drafts" if drafts else "schema"
    return ledger.made("extras", name, key, dict[str, bytes], lambda: schema_files(listed))


def _refresh_schemas(library: Library, ledger: Ledger) -> None:
    """给编辑器用的一份换成现在的，没有就写；没有发布的案例也列。

    编辑器的设置没有指着它、登记簿没有全读成，就不动。写不进去也不妨碍别的：编辑器少些提示而已。
    """
    whole = {name for name, register in library.registers.items() if register.whole}
    if in_editor_settings(library.root, f'"{FOLDER}/') and whole == REGISTERS.keys():
        with contextlib.suppress(OSError):
            put_files(library.root / FOLDER, _schemas(library, ledger, drafts=True))


def _ledger(root: Path, purpose: str) -> Ledger:
    """构建与预览各一本：网址不同，轮流用一本就每次都要重做。"""
    return Ledger(root / CACHE / f"{purpose}.sqlite")


def _unfit(problems: Iterable[Problem]) -> set[str]:
    """图片、附件有不对的文件（只有预览时有）：它的一样也不收。"""
    return {p.path for p in problems if p.severity is Severity.ERROR and p.code[0] in "IF"}


def _attachments(root: Path, book: Book, problems: Iterable[Problem]) -> Iterator[tuple[Path, str]]:
    """案例的附件。"""
    faulty = _unfit(problems)
    for method in book.methods:
        if f"cases/{method.id}.yml" not in faulty:
            for file in method.card.attachments:
                yield root / "cases" / method.id / file, f"cases/{method.id}/{file}"


def _assets(root: Path, book: Book, problems: Iterable[Problem]) -> Iterator[tuple[Path, str]]:
    """案例与文章的图片。"""
    faulty = _unfit(problems)
    for method in book.methods:
        if f"cases/{method.id}.yml" not in faulty:
            for file in method.card.photos:
                yield picture_at(root / "cases" / method.id / file), f"cases/{method.id}/{file}"
    for page in book.pages.values():
        if page.text.path not in faulty:
            for file, _ in read_prose(page.body, page=True).images:
                yield (
                    picture_at(root / page.folder / file),
                    f"{page.address}{file}".removeprefix("/"),
                )


__all__ = [
    "CACHE",
    "SIZES",
    "Faulty",
    "NoSuchSize",
    "check_handbook",
    "chosen",
    "compile_handbook",
    "unswept",
]
