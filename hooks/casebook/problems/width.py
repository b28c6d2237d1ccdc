"""终端里的宽窄：占几格，太宽的留哪一截，在哪里断行。"""

import re
import unicodedata
from collections.abc import Iterator

_PIECE = re.compile(r"[\w./:#@-]+|.", re.A | re.S)
_NOT_FIRST = frozenset("，。；：、？！）》〉」』】〕”’…—%‰,.;:?!)]}")
_NOT_LAST = frozenset("（《〈「『【〔“‘([{")


def cells(text: str) -> int:
    """在终端里占几格：汉字两格，叠加的符号不占。"""
    return sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.combining(char):  # 叠在前一个字上
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def window(line: str, at: int, width: int) -> tuple[str, int]:
    """太宽的行只留 `at` 前后的一截，不超过 `width` 格；返回（这一截, `at` 在其中的位置）。"""
    at = min(at, len(line))
    if cells(line) < width:
        return line, at
    room = max(width - 5, 8)  # 两头各两格的省略号，末尾给 ^ 留一格
    start = end = at
    while cells(line[start:end]) < room and (start > 0 or end < len(line)):
        before = start > 0 and (end >= len(line) or at - start <= end - at)
        wider = line[start - 1 : end] if before else line[start : end + 1]
        if cells(wider) > room:
            break
        start, end = (start - 1, end) if before else (start, end + 1)
    head, tail = "…" * 2 * (start > 0), "…" * 2 * (end < len(line))
    return f"{head}{line[start:end]}{tail}", at - start + len(head)


def wrapped(text: str, width: int, cut: bool = True) -> list[str]:
    """断成几行，每行不超过 `width` 格：字母数字不拆开，标点不放在行首，前括号不放在行尾。

    `cut` 是比一行还长的字母数字也拆；不拆的（要拷出来用的网址）自成一行，宽出去。
    """
    lines: list[list[str]] = [[]]
    for piece in _pieces(text, width) if cut else _PIECE.findall(text):
        line = lines[-1]
        if piece == "\n":
            lines.append([])
        elif line and cells("".join(line)) + cells(piece) > width:
            carried: list[str] = []
            while len(line) > 1 and (
                (carried or [piece])[0] in _NOT_FIRST or line[-1] in _NOT_LAST
            ):
                carried.insert(0, line.pop())
            lines.append([*carried, piece] if carried or piece != " " else [])
        else:
            line.append(piece)
    return ["".join(line).rstrip() for line in lines]


def _pieces(text: str, width: int) -> Iterator[str]:
    """一个个不能拆的；比一行还长的字母数字只好拆。"""
    for piece in _PIECE.findall(text):
        if cells(piece) > width:
            yield from piece
        else:
            yield piece
