"""表的各格：日期、金额、钟点不从当中断开；短的一栏不让旁边长的挤成一字一行。

浏览器照各栏的字数分宽，一栏有几百字，旁边四五个字的一栏就只剩一个字宽；纸上又不能横着滚。
"""

import math
import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

_RUN = re.compile(
    r"<[^>]*>|&#?\w+;"
    r"|(?<![\w./:?=&-])(?P<run>[¥￥+−±-]?[0-9]+(?:[-./:,][0-9]+)*[%‰]?)(?![\w/=&-])"
)
"""标签与字符引用原样跳过；网址、编号里的一截不算。"""
_NOT_WORDS = re.compile(r"<[^>]*>|&#?\w+;|\s")
_HAN = "\u2e80"
_DIGIT = 0.58
_SHORT = 3
"""不到这么多个字的数字不必管。"""
_NARROW = 2
"""不到这么宽的一栏不必管。"""
_ROOM: Final = {False: 46, True: 68}
"""一张纸宽放得下多少个字：九列以上的横过来印。"""
_WIDE = 9
_SMALL = 16
"""一行一共这么多个字的表，手机上也放得下。"""
_LONG = 60
"""一格有这么多个字的一栏是长的。"""
_CAPS = ((6, 12), (6, 6), (5, 5), (4, 4), (3, 3), (2, 2))
"""短的、长的一栏至少留几个字宽，放不下就少留些；样式里各有一条（style.css 的 cn-w）。"""

Cells = Sequence[Sequence[str]]


def fitted(rows: Cells) -> tuple[Cells, Sequence[int]]:
    """`rows` 是各格的 HTML，头一行是表头 → 数字不断行的各格，各栏至少几个字宽（0 是不管）。

    本来就放得下的、一张纸放不下的，照旧。
    """
    columns = [*zip_longest(*rows, fillvalue="")]
    room = _ROOM[len(columns) >= _WIDE]
    numbers = [max(map(_number, column)) for column in columns]
    lengths = [max(map(_length, column)) for column in columns]
    if sum(lengths) <= _SMALL:
        return rows, [0] * len(columns)
    for short, long in _CAPS:
        least = [min(long if length > _LONG else short, length) for length in lengths]
        if sum(map(max, zip(numbers, least, strict=True))) + len(columns) / 2 <= room:
            kept = [[_RUN.sub(_kept, cell) for cell in row] for row in rows]
            return kept, [math.ceil(em) if em >= _NARROW else 0 for em in least]
    return rows, [0] * len(columns)


def _number(cell: str) -> float:
    return max((_DIGIT * len(found["run"] or "") for found in _RUN.finditer(cell)), default=0)


def _length(cell: str) -> float:
    return sum(1 if char >= _HAN else _DIGIT for char in _NOT_WORDS.sub("", cell))


def _kept(found: re.Match[str]) -> str:
    run = found["run"]
    return f'<span class="cn-n">{run}</span>' if run and len(run) >= _SHORT else found[0]
