"""读与查整本手册：读、编各条案例、查整本。"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from casebook.addresses import all_addresses, draft_addresses, twice
from casebook.bind import Book, bind
from casebook.cases import CaseCompiler, CompiledCase, compile_cases
from casebook.check import check_overdue, check_shared, check_whole
from casebook.check.addresses import check_addresses, check_taken
from casebook.check.privacy import masked
from casebook.check.withdrawn import check_kept
from casebook.compose import Documents
from casebook.editions import no_longer_public
from casebook.problems import Problem, abridged, sort_problems
from casebook.progress import Progress
from casebook.read import File, Library, read_case, read_file, read_shared
from casebook.render.web import UNKNOWN_STREET, Anchors, Edition
from casebook.store import Ledger, digest
from casebook.unchanged import SETTLED
from casebook.written import CaseData, case_documents, data_of_cases


@dataclass(frozen=True)
class CheckedHandbook:
    """读与查的结果。

    `registers` 是登记簿、文章、程序与设置的指纹，`inputs` 是全部内容的指纹；`documents`、`data` 是
    各条工作法的一页、数据；`book` 给出连好的书，没有发布的收不收。
    """

    library: Library
    problems: tuple[Problem, ...]
    cases: dict[str, CompiledCase]
    registers: str
    inputs: str
    documents: Documents
    data: CaseData
    book: Callable[[bool], Book]


def read_and_check(
    root: Path, edition: Edition | None, preview: bool, ledger: Ledger, progress: Progress
) -> CheckedHandbook:
    """读与查 `root` 的手册；`edition` 为空时只查。"""
    library, files, problems = read_shared(root)
    compiler = CaseCompiler(library, edition is not None, preview)
    problems += _register_problems(library, compiler.registers, ledger)
    cases = compile_cases(compiler, files, ledger, progress)
    problems += cases.problems
    for case_id in {Path(p.path).stem for p in cases.problems} & files.keys():
        _open(library, files[case_id])  # 有问题的留着全文，后面的检查要看
    library.cards.update({name: case.card for name, case in cases.compiled.items()})
    problems += check_whole(library)
    problems += check_kept(library, no_longer_public(root, library, ledger))
    if edition is None or preview:  # 到了日子才有的提醒，不挡以前的一版重建
        problems += check_overdue(library)
    everything = all_addresses(library, compiler.book)
    problems += check_taken(library, twice(compiler.book), (UNKNOWN_STREET,))
    settings = edition and (edition.site_url, edition.printed, edition.search)
    registers = digest(compiler.registers, settings)
    digests = sorted((name, case.digest) for name, case in cases.compiled.items())
    inputs = digest(registers, preview, digests)
    documents = case_documents(compiler, files, cases, ledger)
    any_draft = any(card.draft for card in library.cards.values())
    bound = cache(lambda drafts: bind(library, drafts))

    def book(drafts: bool) -> Book:
        return bound(drafts and any_draft)

    anchors = _known_anchors(
        lambda: Anchors(book(True), documents, edition or Edition()), inputs, ledger
    )
    public = everything - draft_addresses(library)
    problems += check_addresses(library, public, everything, anchors)
    return CheckedHandbook(
        library=library,
        problems=sort_problems(masked(abridged(sort_problems(problems)))),
        cases=cases.compiled,
        registers=registers,
        inputs=inputs,
        documents=documents,
        data=data_of_cases(compiler, files, cases, ledger),
        book=book,
    )


def _open(library: Library, file: File) -> None:
    read = read_file(library.root, file.path)
    library.texts[file.path] = read[0]
    entry, _ = read_case(read)
    if entry:
        library.cases[file.id] = entry


def _register_problems(library: Library, registers: str, ledger: Ledger) -> list[Problem]:
    """登记簿与文章的问题；没有问题的记在账上，下次不再查。

    `registers` 是它们与程序合起来的指纹；另看文章的图片与案例的编号变了没有。
    """
    stats = [(path, _stat(library.root / path)) for path in library.pictures]
    seen = [(path, s and (s.st_mode, s.st_size, s.st_mtime_ns)) for path, s in stats]
    key = digest(registers, seen, sorted(library.case_ids))
    if ledger.get("extras", "registers", key, tuple[()]) is not None:
        return []
    problems = check_shared(library)
    latest = max((s.st_mtime_ns for _, s in stats if s), default=0)
    if not problems and time.time_ns() - latest > SETTLED:
        ledger.put("extras", [("registers", key, ())])
    return problems


def _stat(path: Path) -> os.stat_result | None:
    """刚刚删掉的为 None。"""
    try:
        return path.lstat()
    except OSError:
        return None


def _known_anchors(
    make: Callable[[], Anchors], inputs: str, ledger: Ledger
) -> Callable[[str], frozenset[str]]:
    """一页上的锚点：账上记着的就不必写出那一页来。`inputs` 是全部内容、程序与设置的指纹。"""
    anchors = cache(make)

    @cache
    def of(address: str) -> frozenset[str]:
        name = f"anchors {address}"
        return frozenset(
            ledger.made("extras", name, inputs, list[str], lambda: sorted(anchors().of(address)))
        )

    return of
