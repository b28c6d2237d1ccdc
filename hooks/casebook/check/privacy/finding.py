"""一段文字里有哪些私人的号码与住处。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casebook.check.privacy.kind import Kind
from casebook.check.privacy.kinds import KINDS
from casebook.check.privacy.plain import plain
from casebook.check.privacy.proofs import PROOFS

ADDRESSES = (
    "(?:https?://|www[.]|mailto:|doi:? ?10[.]|(?<![0-9.])10[.][0-9]{4,9}/)"
    """[^ \n<>"'()，,。、；;]+"""
)
"""网址与 DOI：里面的数字不算。"""
BEFORE = 48
"""前面看几个字。"""


@dataclass(frozen=True, order=True)
class Found:
    """找到的一处：从第 `start` 个字到第 `end` 个字之前（从 0 数起）。"""

    start: int
    end: int
    code: str


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """用到时才编：清白的手册用不着，大的写法编起来也费时。"""
    return re.compile(pattern)


def find(text: str) -> list[Found]:
    """`text` 里的各处，照先后。断开的行先接起来（`plain.joined`）。"""
    written = _compiled(ADDRESSES).sub(lambda found: " " * len(found[0]), plain(text))
    there: dict[str, bool] = {}
    found: list[Found] = []
    for kind in KINDS:
        for need in kind.needs:
            if need not in there:
                there[need] = bool(_compiled(need).search(written))
            if not there[need]:
                break
        else:
            each = _each(kind, written)
            found += [new for new in each if not any(_same(new, old) for old in found)]
    return sorted(found)


def _same(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _each(kind: Kind, text: str) -> Iterator[Found]:
    at, pattern = 0, _compiled(kind.pattern)
    while match := pattern.search(text, at):
        number = match[1] if pattern.groups else match[0]
        start = match.start() if kind.whole else match.end() - len(number)
        before = text[max(0, match.start() - BEFORE) : match.start()]
        if (
            PROOFS[kind.proof](number)
            and not (kind.unless and _compiled(kind.unless).search(before))
            and not (kind.then and _compiled(kind.then).match(text, match.end()))
        ):
            yield Found(start, match.end(), kind.code)
            at = match.end()
        else:
            at = match.start() + 1
