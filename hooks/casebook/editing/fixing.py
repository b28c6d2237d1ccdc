"""改正一个文件：先改让 YAML 读不成的笔误，再改值与栏目名，最后从头查一遍。

只换有错的几个字，一行还是一行；改了会有新问题的行照原样。
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from casebook.editing.encoding import Undecodable, decode
from casebook.editing.examiner import Examiner
from casebook.editing.lines import mend_lines
from casebook.editing.rewriting import mend_keys, mend_values
from casebook.problems import CATALOGUE, Problem

_ROUNDS = 3
"""改了一处标点，才认得出下一处的，再看几遍。"""


@dataclass(frozen=True)
class Change:
    """第 `line` 行（从 1 数起，0 是整个文件）改了什么。"""

    line: int
    what: str


@dataclass(frozen=True)
class Mended:
    """一个文件改正的结果；`left` 是还要人来改的问题。"""

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
        worse = {p.line - 1 for p in _new(before, left) if _blames(p)} & changed
        if not worse:
            break
        frozen |= worse  # 改了会有新的问题：这几行照原样，别的照改
    if not changed and not notes:
        return Mended(path, old=data, data=data, left=tuple(before))
    whole = tuple(Change(0, note) for note in notes)
    changes = whole + tuple(_changes(changed, before, left, whats, start))
    written = "\n".join(after).encode()
    return Mended(path, tuple(raw), tuple(after), data, written, changes, tuple(left))


def _new(before: Iterable[Problem], after: Iterable[Problem]) -> Iterator[Problem]:
    known = {(p.line, p.code) for p in before}
    return (p for p in after if (p.line, p.code) not in known)


def _blames(problem: Problem) -> bool:
    """说的是这一行写得不对；不是因为读得懂了才看出来的缺这少那。"""
    return problem.code[0] in "FYMR" and problem.code not in ("M02", "M11", "M12")


def _mended(
    path: str, start: list[str], examiner: Examiner, frozen: Collection[int]
) -> tuple[list[str], dict[int, list[str]]]:
    """改好的各行，`frozen` 的几行照原样；每一行（从 0 数起）改了哪些值与栏目名。"""
    lines = mend_lines(start)
    whats: dict[int, list[str]] = {}
    lines = [start[n] if n in frozen else line for n, line in enumerate(lines)]
    for step in (mend_keys, *(mend_values,) * _ROUNDS):
        lines, edits = step(path, lines, examiner, frozen)
        for edit in sorted(edits, key=lambda e: (e.line, e.start)):
            said = whats.setdefault(edit.line, [])
            if edit.what not in said:
                said.append(edit.what)
    return lines, whats


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
        for what in said or ["去掉行尾的空格"]:
            yield Change(number + 1, what)
