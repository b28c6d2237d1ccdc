"""次序：读 → 查 → 连 → 写。写到磁盘上是 `deliver.py` 的事。"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casebook.addresses import all_addresses, draft_addresses, twice
from casebook.bind import Book, bind
from casebook.cases import Desk, gather
from casebook.check import check_overdue, check_whole
from casebook.check.addresses import check_addresses, check_taken
from casebook.check.privacy import masked
from casebook.compiled import Compiled
from casebook.documents import CaseDocuments
from casebook.faults import Fault
from casebook.problems import Problem, Severity, abridged, has_errors, sort_problems
from casebook.progress import Progress, silent
from casebook.prose import read_prose
from casebook.publish.pages import ManyPages
from casebook.publish.schemas import made_schemas, refresh_schemas
from casebook.publish.shelves import checked_shelves, known_anchors
from casebook.read import File, Library, picture_at, read_case, read_file, read_shared
from casebook.read.revision import read_revision
from casebook.render.schema import published
from casebook.render.typeset import FORMATS
from casebook.render.web import (
    UNKNOWN_STREET,
    Anchors,
    Edition,
    Site,
    TemplateCache,
    environment,
)
from casebook.store import Ledger, digest

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
    root: Path, progress: Progress = silent, refresh: bool = False
) -> tuple[Problem, ...]:
    """读与查；返回全部问题，已排好。做到哪里了，告诉 `progress`。

    `refresh` 为真时，给编辑器用的模式文件跟着换，此外不写。
    """
    _keep_templates(root)
    ledger = _ledger(root, "check")
    read = _read(root, None, False, ledger, progress)
    if refresh:
        refresh_schemas(read.library, ledger)
    return read.problems


@unswept()
def compile_handbook(
    root: Path,
    site_url: str = "",
    preview: bool = False,
    size: str = "book",
    search: bool = True,
    progress: Progress = silent,
) -> Compiled:
    """编 `root` 的手册；有错误时抛 Faulty，网站什么也不写。给编辑器用的模式文件跟着换。

    `preview` 为真时连没发布的也编，有错误的，读得懂多少编多少；
    `size` 是开本：book（170 × 240 毫米）、a4，或 none（不排 PDF）；
    `search` 为假时不做查找的索引。做到哪里了，告诉 `progress`。没有这种开本时抛 NoSuchSize。
    """
    if size not in SIZES:
        raise NoSuchSize(size)
    _keep_templates(root)
    ledger = _ledger(root, "preview" if preview else "build")
    revision = read_revision(root)
    edition = Edition(site_url, revision.epoch, revision.commit, size, search)
    read = _read(root, edition, preview, ledger, progress)
    schemas = made_schemas(read.library, ledger, drafts=preview)
    refresh_schemas(read.library, ledger)
    if not preview and has_errors(read.problems):
        raise Faulty(read.problems)
    book = bind(read.library, preview)
    site = Site(book, read.documents, edition, read.shelves, read.cards)
    return Compiled(
        book=book,
        documents=read.documents,
        site=site,
        pages=tuple(site.page(plan) for plan in site.plans if plan.single),
        many=ManyPages(site, read.pages, ledger, read.documents.of),
        assets=tuple(_assets(root, book, read.problems)),
        problems=read.problems,
        revision=revision,
        edition=edition,
        root=root,
        inputs=read.inputs,
        ledger=ledger,
        extras={**published(schemas, site_url), **site.files},
    )


@dataclass(frozen=True)
class _Read:
    """读与查的结果。

    `cards` 是卡片的指纹，`pages` 是案例的正文由什么写成；`shelves` 是登记簿、文章与设置的指纹，
    `inputs` 是全部内容的指纹；`documents` 是各条工作法的一页。
    """

    library: Library
    problems: tuple[Problem, ...]
    cards: dict[str, str]
    pages: dict[str, str]
    shelves: str
    inputs: str
    documents: CaseDocuments


def _read(
    root: Path, edition: Edition | None, preview: bool, ledger: Ledger, progress: Progress
) -> _Read:
    library, files, problems = read_shared(root)
    desk = Desk(library, edition, preview)
    problems += checked_shelves(library, desk.shelves, ledger)
    gathered = gather(desk, files, ledger, progress)
    problems += gathered.problems
    for case_id in {Path(p.path).stem for p in gathered.problems} & files.keys():
        _open(library, files[case_id])  # 有问题的留着全文，后面的检查要看
    library.cards.update({name: made.card for name, made in gathered.made.items()})
    problems += check_whole(library)
    if edition is None or preview:  # 到了日子才有的提醒，不挡以前的一版重建
        problems += check_overdue(library)
    everything = all_addresses(library, desk.book)
    problems += check_taken(library, twice(desk.book), (UNKNOWN_STREET,))
    shelves = desk.shelves
    digests = sorted((name, made.digest) for name, made in gathered.made.items())
    inputs = digest(shelves, preview, digests)
    documents = CaseDocuments(desk, files, gathered.made, ledger)
    anchors = known_anchors(
        lambda: Anchors(bind(library, True), documents, edition or Edition()), inputs, ledger
    )
    public = everything - draft_addresses(library)
    problems += check_addresses(library, public, everything, anchors)
    return _Read(
        library=library,
        problems=sort_problems(masked(abridged(sort_problems(problems)))),
        cards={name: made.card_digest for name, made in gathered.made.items()},
        pages={name: made.page for name, made in gathered.made.items()},
        shelves=shelves,
        inputs=inputs,
        documents=documents,
    )


def _open(library: Library, file: File) -> None:
    read = read_file(library.root, file.path)
    library.texts[file.path] = read[0]
    entry, _ = read_case(read)
    if entry:
        library.cases[file.id] = entry


def _keep_templates(root: Path) -> None:
    """编好的模板留着，下次不必再编。查的时候也用：别处链接到的锚点，要写出那一页来看。"""
    environment().bytecode_cache = TemplateCache(root / CACHE / "templates")


def _ledger(root: Path, purpose: str) -> Ledger:
    """构建与预览各一本：网址不同，轮流用一本就每次都要重做。"""
    return Ledger(root / CACHE / f"{purpose}.sqlite")


def _assets(root: Path, book: Book, problems: Iterable[Problem]) -> Iterator[tuple[Path, str]]:
    """案例的图片；有的图片不对的案例（只有预览时有）一张也不收。"""
    faulty = {p.path for p in problems if p.severity is Severity.ERROR and p.code[0] in "IF"}
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
    "compile_handbook",
    "unswept",
]
