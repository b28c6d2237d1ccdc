"""YAML 里折成几行的文字：折行处两边都是汉字的、在中文标点旁边的，不留空格。

列表、表格、分段不许折没了。YAML 把折行读成一个空格，一个空行读成换行（YAML 1.2.2 第 6.5 节）。
英文要那个空格，汉字不要；竖线 | 写的不折，由 prose 来接。
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from casebook.prose.columns import columned
from casebook.prose.lists import list_like
from casebook.prose.spaces import is_wide

_ITEM = re.compile(r"(?:[-*+]|\d{1,3}\.) +\S")
_SURE = re.compile(r"[-*+] +(?=[^\s\d])|\d{1,3}\. +\S|> ?(?=[^\s\d>=])|!!! ?\w")
_STOPS = "，。；：？！、"
_ROW = re.compile(r"\|.*\|")


class Swallowed(NamedTuple):
    """第 `line` 行（从 0 数起）的 `kind`（列表、表格、分段……）折没了。"""

    line: int
    kind: str


def unfolded(
    value: str, written: Sequence[str], quoted: bool = False
) -> tuple[str, Swallowed | None]:
    """`value` 是读出来的，`written` 是文件里的各行（不含引号与 >）；对不上的照原样。

    返回接好的文字，和第一处折没了的。`quoted` 为真是写在引号里的：那里的空行是别的程序写的换行。
    """
    lines = [line.strip() for line in written]
    swallowed: Swallowed | None = None
    for number, at in _folds(value, lines):
        if lines[number + 1] or not quoted:
            swallowed = swallowed or _swallowed(lines, number, value[at : at + 2])
    for number, at in reversed([*_folds(value, lines)]):
        below = lines[number + 1]
        if below and value[at] == " " and _joined(value[at - 1], below[0]):
            value = value[:at] + value[at + 1 :]
    return value, swallowed


def _joined(before: str, after: str) -> bool:
    """当中的折行不是空格：两边都是全角的，或在中文的标点旁边。"""
    return (is_wide(before) and is_wide(after)) or before in _STOPS or after in _STOPS


def _folds(value: str, lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """折行处：在第几行（从 0 数起）的末尾，是 `value` 的第几个字。"""
    at = 0
    for number, (line, below) in enumerate(pairwise(lines)):
        if not line:
            continue
        found = value.find(line, at)
        if found < 0:  # 写着转义，长短对不上：只认行尾的几个字
            line = line[-4:]
            found = value.find(line, at)
        if found < 0:
            continue
        at = found + len(line)
        if value[at : at + 1] == (" " if below else "\n"):
            following = value[at + 1 : at + 2]
            if not below or following == below[0]:
                yield number, at


def _swallowed(lines: Sequence[str], number: int, fold: str) -> Swallowed | None:
    """第 `number` 行与下面的折到一起，下面的若是列表、表格、另一段，就没有了。"""
    above, below = lines[number], lines[number + 1]
    if not below:  # 一个空行只换行；两个才是另一段
        after = lines[number + 2] if number + 2 < len(lines) else ""
        block = not after or _ITEM.match(after) or _SURE.match(after) or _ROW.fullmatch(after)
        if block or fold[1:] == "\n" or _ROW.fullmatch(above):
            return None
        return Swallowed(number + 2, "分段")
    if _ROW.fullmatch(below) or columned(above, below):
        return Swallowed(number + 1, "表格")
    item = _ITEM.match(below) and _ITEM.match(above)
    if item or _SURE.match(below) or (list_like(above) and list_like(below)):
        return Swallowed(number + 1, "引文" if below[0] == ">" else "列表")
    return None
