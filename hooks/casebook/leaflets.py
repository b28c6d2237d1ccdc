"""折页放不放得下：真的排一遍。放得下的不说，没有装排版机的也不说。"""

import contextlib
import math
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from casebook.bind import Book, Method
from casebook.cases import CompiledCase
from casebook.checked import CheckedHandbook
from casebook.compose import word
from casebook.problems import Problem
from casebook.progress import Progress, silent
from casebook.read import picture_at
from casebook.render.typeset import TypesettingFailed
from casebook.render.typeset.fitting import Fit, fit_jobs, installed, opened
from casebook.render.typeset.pdf import PdfWriter, tools_digest
from casebook.store import Ledger, digest, shared_out

_SURELY_SHORT = 1200
"""文件不到这么多字节、又没有照片的，不必排也知道放得下。"""
_AT_ONCE = 40
"""一次最多排这么多条，新改的在先，余下的下次再看：几千条的手册头一次检查，不能为一句建议等几分钟。"""
_WHAT = "看折页放不放得下"
_FEW, _BATCH = 24, 12
_LINE = 20
"""删掉一行，至少要删去多少字：一栏半页宽，短的一段也占一行。"""
_SAID = 3
"""说占得最多的几节。"""
_MOST = 0.5
"""要删去一半以上的字，有照片的，先说照片。"""
_SIDES = {False: "两", True: "四"}


def check_leaflets(
    read: CheckedHandbook, root: Path, site_url: str, ledger: Ledger, progress: Progress = silent
) -> list[Problem]:
    """T29 折页放不下：普通的两面，大字版四面。没有变的取上次的，没有看过的一次看一些。"""
    if not installed():
        return []
    rows = ledger.rows("leaflets", list[Fit])
    fits: dict[str, list[Fit]] = {}
    todo: list[tuple[str, str]] = []
    for name, case in read.cases.items():
        key = digest(case.key, tools_digest(), site_url)
        if _surely_short(root, name, case):
            continue
        if name in rows and rows[name][0] == key:
            fits[name] = rows[name][1]
        else:
            todo.append((name, key))
    ledger.drop("leaflets", rows.keys() - fits.keys())
    ledger.settle()
    todo = sorted(todo, key=lambda one: _changed(root, one[0]), reverse=True)[:_AT_ONCE]
    if todo:
        methods = {method.id: method for method in read.book(True).methods}
        work = partial(_typeset, read, root, methods, site_url, ledger)
        done = 0
        for batch in shared_out(work, todo, math.inf if opened() else _FEW, _BATCH):
            fits |= batch
            done += len(batch)
            progress(_WHAT, done, len(todo))
    return [
        problem
        for name, found in sorted(fits.items())
        for problem in _problems(f"cases/{name}.yml", found)
    ]


def _surely_short(root: Path, name: str, case: CompiledCase) -> bool:
    if case.card.photos:
        return False
    try:
        return (root / f"cases/{name}.yml").stat().st_size < _SURELY_SHORT
    except OSError:
        return True


def _changed(root: Path, name: str) -> float:
    try:
        return (root / f"cases/{name}.yml").stat().st_mtime
    except OSError:
        return 0


def _typeset(
    read: CheckedHandbook,
    root: Path,
    methods: dict[str, Method],
    site_url: str,
    ledger: Ledger,
    names: Sequence[tuple[str, str]],
) -> dict[str, list[Fit]]:
    """排一批，记在账上。"""
    book = read.book(True)
    out: dict[str, list[Fit]] = {}
    with PdfWriter() as writer:
        for name, key in names:
            if name not in methods:
                continue
            with contextlib.suppress(TypesettingFailed):  # 排不成的，建网站时会说
                out[name] = _fits(read, book, root, methods[name], site_url, writer)
                ledger.put("leaflets", [(name, key, out[name])])
    ledger.settle()
    return out


def _fits(
    read: CheckedHandbook, book: Book, root: Path, method: Method, site_url: str, writer: PdfWriter
) -> list[Fit]:
    """普通的；普通的放得下，再看大字版：改短了普通的，大字版也短了。"""
    fits: list[Fit] = []
    for job in fit_jobs(book, method, read.documents(method.id), site_url):
        photos = {name: picture_at(root / "cases" / name) for name in job.photos}
        fits.append(writer.fit(job, photos))
        if fits[-1].over > 0:
            break
    return fits


def _problems(path: str, fits: Iterable[Fit]) -> Iterable[Problem]:
    return (Problem(path, 1, 1, "T29", _message(fit)) for fit in fits if fit.over > 0)


def _message(fit: Fit) -> str:
    """排成几面，多出几行，哪几节占得多，删去多少字就放得下。"""
    lines = math.ceil(fit.over)
    longest = sorted(fit.sections, key=lambda part: -part[1])[:_SAID]
    said = "，".join(f"“{title}”占 {round(high)} 行" for title, high in longest)
    letters = math.ceil(fit.over * max(_LINE, fit.letters / fit.lines) / 10) * 10
    name = "大字版" if fit.large else "折页"
    told = f"{name}排成 {fit.sides} 面，多出约 {lines} 行：{said}。"
    pictures = dict(fit.sections).get(word("case.sections.images"), 0)
    if letters > fit.letters * _MOST and pictures >= 1:
        return f"{told}照片占 {round(pictures)} 行，只删字放不下，请少放几张"
    return f"{told}删去约 {letters} 字，就放得下{_SIDES[fit.large]}面"
