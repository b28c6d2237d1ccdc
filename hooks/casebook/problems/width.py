"""宽窄：占几格，太宽的留哪一截，在哪里断行。终端里的，文字版的。"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_PIECE = re.compile(r"https?://[!-~]+|[\w./:#@+%=&-]+|〔注?\d+〕|.", re.A | re.S)
"""不能拆的：网址，连着的字母数字（A4、2.0+），出处的号。"""
_NOT_FIRST = frozenset("，。；：、？！）》〉」』】〕”’…—%‰,.;:?!)]}")
_NOT_LAST = frozenset("（《〈「『【〔“‘([{")


def cells(text: str, full: str = "WF") -> int:
    """占几格：汉字两格，叠加的符号不占；`full` 是哪几种宽窄（UAX #11）算两格。"""
    return sum(_cells(char, full) for char in text)


def _cells(char: str, full: str) -> int:
    if unicodedata.combining(char):  # 叠在前一个字上
        return 0
    return 2 if unicodedata.east_asian_width(char) in full else 1


CHINESE: Final = "WFA"
"""中文字体与盲文里两格的：引号、破折号、省略号（A，两可的）也是；终端里它们一格。"""


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


def wrapped(text: str, width: int, cut: bool = True, full: str = "WF") -> list[str]:
    """断成几行，每行不超过 `width` 格：字母数字不拆开，标点不放在行首，前括号不放在行尾。

    `cut` 是比一行还长的字母数字也拆；不拆的（要拷出来用的网址）自成一行，宽出去。
    `full` 同 `cells`。
    """
    lines: list[list[str]] = [[]]
    for piece in _pieces(text, width, full) if cut else _PIECE.findall(text):
        line = lines[-1]
        if piece == "\n":
            lines.append([])
        elif (
            not line
            or cells("".join((*line, piece)), full) <= width
            or (
                piece in _NOT_FIRST and cells(line[0], full) > width  # 跟在自成一行的网址后面
            )
        ):
            line.append(piece)
        elif not "".join(line).strip():  # 空着的开头，不自成一行
            lines[-1] = [piece]
        else:
            carried = _carried(line, piece)
            if cells("".join((*carried, piece)), full) > width:  # 一行都是标点，带不走
                carried = []
            del line[len(line) - len(carried) :]
            lines.append([*carried, piece] if carried or piece != " " else [])
    return ["".join(line).rstrip() for line in lines]


def _carried(line: list[str], piece: str) -> list[str]:
    """`piece` 到下一行去，要带走这一行末尾的哪几样。"""
    kept = len(line)
    while kept > 1 and ((*line[kept:], piece)[0] in _NOT_FIRST or line[kept - 1] in _NOT_LAST):
        kept -= 1
    return line[kept:]


def _pieces(text: str, width: int, full: str) -> Iterator[str]:
    """一个个不能拆的；比一行还长的字母数字只好拆。"""
    for piece in _PIECE.findall(text):
        if cells(piece, full) > width:
            yield from piece
        else:
            yield piece
