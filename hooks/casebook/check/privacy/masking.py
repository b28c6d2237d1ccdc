"""遮住：报告里看得出是哪一处，看不到号码。流水线的日志、截图发出去，谁都看得到。"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from casebook.check.privacy.finding import Found, find
from casebook.check.privacy.kind import NUMERALS
from casebook.check.privacy.plain import joined, passage, plain
from casebook.check.privacy.sieve import stops, suspicious
from casebook.problems import Problem

MASK = "*"
_LONG = 11
_NUMERALS = re.compile(f"[0-9a-z十百{NUMERALS}]")
_WORDS = re.compile("[0-9a-z〇\u3400-\u9fff]")


def covered(text: str, found: Found) -> list[int]:
    """`found` 里要遮的是第几个字。

    长的号码留头三尾四，短的留头两位；门牌、生日的数字全遮；人只留一个姓。
    """
    kind = _WORDS if found.code == "P10" else _NUMERALS
    written = plain(text[found.start : found.end])
    places = [found.start + at for at, char in enumerate(written) if kind.match(char)]
    match found.code:
        case "P03" | "P09":
            return places
        case "P04" | "P10":
            return places[1:]
    return places[3:-4] if len(places) >= _LONG else places[2:]


@lru_cache(maxsize=256)  # 一行里有许多问题，都引这一行
def mask(text: str) -> str:
    """`text` 遮住以后的样子。"""
    lines = text.split("\n")
    _, hidden = seek(lines)
    return "\n".join(hide(line, hidden[number]) for number, line in enumerate(lines, 1))


def seek(lines: Sequence[str]) -> tuple[list[tuple[int, int, str]], Mapping[int, set[int]]]:
    """各处的（行，列，代码），与各行要遮的是第几个字（从 0 数起）。"""
    found: list[tuple[int, int, str]] = []
    hidden: dict[int, set[int]] = defaultdict(set)
    for inside in _doubtful(lines):
        written, places = joined(lines, inside)
        for one in find(written):
            found.append((*places[one.start], one.code))
            for at in covered(written, one):
                line, column = places[at]
                hidden[line].add(column - 1)
    return found, hidden


def _doubtful(lines: Sequence[str]) -> list[range]:
    """要细看的各段话。"""
    ends = [*accumulate(len(line) + 1 for line in lines)]
    doubtful, seen = list[range](), set[int]()
    for stop in stops("\n".join(lines)):
        at = bisect_right(ends, stop)
        if at not in seen:
            doubtful.append(passage(lines, at))
            seen.update(doubtful[-1])
    return sorted(doubtful, key=lambda inside: inside.start)


def hide(text: str, places: Iterable[int]) -> str:
    """`text` 的第几个字画成星号。"""
    hidden = set(places)
    return "".join(MASK if at in hidden else char for at, char in enumerate(text))


def masked(problems: Iterable[Problem]) -> Iterator[Problem]:
    """别的问题也会引那一行、那个值：一样遮住；改法里有号码的，不给改法。"""
    found = list(problems)
    lines = {(p.path, p.line): p.line_text for p in found if p.code.startswith("P")}
    for problem in found:
        line = lines.get((problem.path, problem.line)) or _mask(problem.line_text)
        # 那一行看过没有的，说明从那一行引的也没有：写成链接的邮箱可以登
        seen = problem.line_text if line == problem.line_text else ""
        message, hint = _mask(problem.message, seen), problem.hint
        if _mask(hint, seen) != hint:
            hint = ""
        if (line, message, hint) == (problem.line_text, problem.message, problem.hint):
            yield problem
        else:
            yield replace(problem, line_text=line, message=message, hint=hint)


def _mask(text: str, seen: str = "") -> str:
    if not suspicious(text) or (seen and all(text[f.start : f.end] in seen for f in find(text))):
        return text
    return mask(text)
