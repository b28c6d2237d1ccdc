"""改正一个文件：先改让 YAML 读不成的笔误，再改值与栏目名，最后从头查一遍。

只换有错的几个字，一行还是一行；只有贴来的表格、写在一起的量，一行会变成几行。改了会有新问题的行照原样。
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from casebook.editing.encoding import Undecodable, decode
from casebook.editing.examiner import Examiner
from casebook.editing.lines import mend_lines
from casebook.editing.rewriting import mend_keys, mend_values
from casebook.editing.tables import mend_tables
from casebook.problems import CATALOGUE, Problem
from casebook.read.written import LineEdit

_ROUNDS = 3
"""改了一处标点，才认得出下一处的，再看几遍。"""


@dataclass(frozen=True)
class Change:
    """第 `line` 行（从 1 数起，0 是整个文件）改了什么。"""

    line: int
    what: str


@dataclass(frozen=True)
class Mended:
    """一个文件改正的结果；`left` 是还要人来改的问题。

    `before` 与 `after` 一行对一行；一行变成几行的，`after` 里那一项当中有换行。
    """

    path: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    old: bytes = b""
    data: bytes = b""
    changes: tuple[Change, ...] = ()
    left: tuple[Problem, ...] = ()


def mend(path: str, data: bytes, examiner: Examiner) -> Mended:
    """改正 `path`（相对手册）的内容 `data`；没有能改的时 `changes` 为空，`data` 照原样。"""
    try:
        content, notes = decode(path, data)
    except Undecodable as failed:
        return Mended(path, old=data, data=data, left=(failed.problem,))
    raw = content.split("\n")
    start = [unicodedata.normalize("NFC", line) for line in raw]
    before = examiner.problems(path, content)
    frozen: set[int] = set()
    while True:
        lines, whats = _mended(path, start, examiner, frozen)
        changed = {n for n, (old, new) in enumerate(zip(start, lines, strict=True)) if old != new}
        after = [lines[n] if n in changed else line for n, line in enumerate(raw)]
        left = examiner.problems(path, "\n".join(after)) if changed else before
        there = _at_old_lines(left, after)
        worse = {p.line - 1 for p in _new(before, there) if _blames(p)} & changed
        if not worse:
            break
        frozen |= worse  # 改了会有新的问题：这几行照原样，别的照改
    if not changed and not notes:
        return Mended(path, old=data, data=data, left=tuple(before))
    whole = tuple(Change(0, note) for note in notes)
    changes = whole + tuple(_changes(changed, before, there, whats, start))
    written = "\n".join(after).encode()
    return Mended(path, tuple(raw), tuple(after), data, written, changes, tuple(left))


def _at_old_lines(problems: list[Problem], after: list[str]) -> list[Problem]:
    """改好的文件里的问题，行数换回原来的。"""
    old = [n for n, line in enumerate(after, 1) for _ in line.split("\n")]
    return [replace(p, line=old[p.line - 1]) if p.line <= len(old) else p for p in problems]


def _new(before: Iterable[Problem], after: Iterable[Problem]) -> Iterator[Problem]:
    known = {(p.line, p.code) for p in before}
    return (p for p in after if (p.line, p.code) not in known)


def _blames(problem: Problem) -> bool:
    """说的是这一行写得不对；不是因为读得懂了才看出来的缺这少那。"""
    return problem.code[0] in "FYMR" and problem.code not in ("M02", "M11", "M12")


@dataclass(frozen=True)
class _Sheet:
    """改到现在的各行，和各自原来是第几行（从 0 数起）。"""

    lines: list[str]
    origins: list[int]

    def grown(self, lines: list[str]) -> "_Sheet":
        """换成 `lines`；有的一行里有换行，拆开来。"""
        pairs = zip(lines, self.origins, strict=True)
        parts = [(part, origin) for line, origin in pairs for part in line.split("\n")]
        return _Sheet([part for part, _ in parts], [origin for _, origin in parts])

    def held(self, frozen: Collection[int]) -> set[int]:
        """原来的 `frozen` 几行现在是哪几行。"""
        return {n for n, origin in enumerate(self.origins) if origin in frozen}

    def folded(self) -> list[str]:
        """一行对一行：原来的一行变成了几行的，当中有换行。"""
        whole: dict[int, list[str]] = {}
        for line, origin in zip(self.lines, self.origins, strict=True):
            whole.setdefault(origin, []).append(line)
        return ["\n".join(parts) for _, parts in sorted(whole.items())]


def _mended(
    path: str, start: list[str], examiner: Examiner, frozen: Collection[int]
) -> tuple[list[str], dict[int, list[str]]]:
    """改好的各行，`frozen` 的几行照原样；每一行（从 0 数起）改了哪些值与栏目名。"""
    whats: dict[int, list[str]] = {}
    sheet = _Sheet(start, [*range(len(start))])
    for step in (mend_tables, _mend_slips, mend_keys, *(mend_values,) * _ROUNDS):
        lines, edits = step(path, sheet.lines, examiner, sheet.held(frozen))
        for edit in sorted(edits, key=lambda e: (e.line, e.start)):
            said = whats.setdefault(sheet.origins[edit.line], [])
            if edit.what not in said:
                said.append(edit.what)
        sheet = sheet.grown(lines)
    return sheet.folded(), whats


def _mend_slips(
    _path: str, lines: list[str], _examiner: Examiner, frozen: Collection[int]
) -> tuple[list[str], list[LineEdit]]:
    """让 YAML 读不成的笔误；改了什么，看问题少了哪些就知道。"""
    mended = mend_lines(lines)
    return [lines[n] if n in frozen else line for n, line in enumerate(mended)], []


def _changes(
    changed: set[int],
    before: list[Problem],
    left: list[Problem],
    whats: dict[int, list[str]],
    start: list[str],
) -> Iterator[Change]:
    """每一行改了什么：改掉的笔误，值与栏目名，行尾的空格。"""
    then, now = (Counter((p.line, p.code) for p in some) for some in (before, left))
    gone = {found for found in then - now if found[1][0] in "FY"}
    for number in sorted(changed):
        codes = sorted(code for line, code in gone if line == number + 1)
        said = [f"{code} {CATALOGUE[code].title}" for code in codes] + whats.get(number, [])
        tabs = "制表符换成空格" if "\t" in start[number] else "去掉行尾的空格"
        for what in said or [tabs]:
            yield Change(number + 1, what)
