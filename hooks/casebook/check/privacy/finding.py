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


@dataclass(frozen=True)
class _Ready:
    kind: Kind
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    then: re.Pattern[str] | None


@cache
def _ready() -> tuple[_Ready, ...]:
    """用到时才编：清白的手册用不着。"""

    def compiled(pattern: str) -> re.Pattern[str] | None:
        return re.compile(pattern) if pattern else None

    return tuple(
        _Ready(kind, re.compile(kind.pattern), compiled(kind.unless), compiled(kind.then))
        for kind in KINDS
    )


@cache
def _addresses() -> re.Pattern[str]:
    return re.compile(ADDRESSES)


def find(text: str) -> list[Found]:
    """`text` 里的各处，照先后。断开的行先接起来（`plain.joined`）。"""
    written = _addresses().sub(lambda found: " " * len(found[0]), plain(text))
    found: list[Found] = []
    for one in _ready():
        found += [new for new in _each(one, written) if not any(_same(new, old) for old in found)]
    return sorted(found)


def _same(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _each(one: _Ready, text: str) -> Iterator[Found]:
    at, kind = 0, one.kind
    while match := one.pattern.search(text, at):
        number = match[1] if one.pattern.groups else match[0]
        start = match.start() if kind.whole else match.end() - len(number)
        if (
            PROOFS[kind.proof](number)
            and not (
                one.unless
                and one.unless.search(text[max(0, match.start() - BEFORE) : match.start()])
            )
            and not (one.then and one.then.match(text, match.end()))
        ):
            yield Found(start, match.end(), kind.code)
            at = match.end()
        else:
            at = match.start() + 1
