"""用空格对齐的几列：空格会收成一个，几行会接成一段。列要写成表。"""

import re
from collections.abc import Sequence
from itertools import pairwise

from casebook.prose.tree import Fault

_WIDE = re.compile(r"(?<=[^\s。！？；]) *(?:\u3000+| {2,})[ \u3000]*(?=\S)")
_GAP = re.compile(r" +")
_STOPS = re.compile(r"[，。；：！？、,;:!?|]")
# 平常的文字里不空格的地方：汉字与汉字、数字与数字当中
_TELLING = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])|(?<=\d) (?=\d)")


def column_fault(lines: Sequence[tuple[int, str]]) -> Fault | None:
    """T27：一段里接连两行都隔成几列；`lines` 是各行：第几行，写着什么。"""
    for (number, text), (_, below) in pairwise(lines):
        if columned(text, below):
            head = columns(text)
            right = f"| {' | '.join(head)} |，下一行 {'|---' * len(head)}|"
            message = f"用空格对齐的列，印出来接成一段。写成表：{right}"
            return Fault("T27", number, message, head[0])
    return None


def columned(text: str, below: str) -> bool:
    """接连的两行都用空格隔成几列：空得很宽，或格数一样、空在平常不空的地方。"""
    rows = text.strip(), below.strip()
    if all(map(_WIDE.search, rows)):
        return True
    if not all(map(_TELLING.search, rows)) or any(map(_STOPS.search, rows)):
        return False
    return len(_GAP.findall(rows[0])) == len(_GAP.findall(rows[1]))


def columns(text: str) -> list[str]:
    """一行里的各列。"""
    bare = text.strip()
    return (_WIDE if _WIDE.search(bare) else _GAP).split(bare)
