"""表格的写法：一行一行，格子用竖线隔开，第二行是 `|---|---|`。

格子里要写竖线，写成 `\\|`，或放在反引号里。
"""

import re
from collections.abc import Sequence

from casebook.prose.tree import Fault

_CELL = re.compile(r"\\.|(`+)(?:(?!\1).)*\1(?!`)|[^|]", re.S)
_DASHES = re.compile(r":?-+:?")
_ALIGNS = {(True, True): "center", (True, False): "left", (False, True): "right"}


def cells(row: str) -> list[str]:
    """一行里的各格；两头的竖线不算。"""
    bare = row.strip()
    found, at, start = [], 0, 0
    while at < len(bare):
        if bare[at] == "|":
            found.append(bare[start:at])
            start = at = at + 1
        else:
            part = _CELL.match(bare, at)
            at = part.end() if part else at + 1
    found.append(bare[start:])
    if bare.startswith("|"):
        del found[0]
    if found and not found[-1].strip() and start and len(bare) == start:
        del found[-1]
    return [words.strip() for words in found]


def alignments(lines: Sequence[tuple[int, str]]) -> list[str]:
    """`lines` 的头两行若是表头与分隔行，各列的对齐（没有写的为空）；不是表时为空列表。"""
    if len(lines) < 2 or "|" not in lines[0][1] or "-" not in lines[1][1]:
        return []
    dashes = cells(lines[1][1])
    if "|" not in lines[1][1] or not all(map(_DASHES.fullmatch, dashes)):
        return []
    if len(cells(lines[0][1])) != len(dashes):
        return []
    return [_ALIGNS.get((one.startswith(":"), one.endswith(":")), "") for one in dashes]


def row_fault(number: int, written: Sequence[str], width: int) -> Fault | None:
    """第 `number` 行写了 `written` 这几格，表头有 `width` 格：不一样多时的毛病。"""
    if len(written) == width:
        return None
    extra = len(written) - width
    if extra > 0:
        words = f"多 {extra} 格，“{written[width] or '空格子'}”没有地方放。格子里要写竖线，写成 \\|"
    else:
        words = f"少 {-extra} 格。空着的格子也要写竖线：| |"
    part = written[width] if extra > 0 else ""
    return Fault("T13", number, f"表的这一行有 {len(written)} 格，表头有 {width} 格：{words}", part)


def table_like(lines: Sequence[tuple[int, str]]) -> Fault | None:
    """`lines` 的头两行看着像表却不成表时的毛病：分隔行写得不对，或没有分隔行。"""
    if len(lines) < 2 or not all(_barred(text) for _, text in lines[:2]):
        return None
    head, below = (cells(text) for _, text in lines[:2])
    if all(re.fullmatch(r"[:：\s\-－—–―_=]+", one) for one in below):
        if len(head) != len(below):
            words = f"表头有 {len(head)} 格，下面的分隔行有 {len(below)} 格，要一样多"
        else:
            words = "表头下面的分隔行只用半角的短横：|---|---|"
    else:
        words = f"看着像表，表头下面要有一行分隔行：{'|---' * len(head)}|"
    return Fault("T14", lines[1][0], words)


def _barred(text: str) -> bool:
    """两头都是竖线的一行。"""
    bare = text.strip()
    return len(bare) > 2 and bare.startswith("|") and bare.endswith("|")
