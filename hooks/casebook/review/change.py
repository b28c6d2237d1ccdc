"""一处改动；改的几个字写在哪一栏。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.render.docx.sent import Line, Span, upper

LONG = 4000
"""一段至多比几个字：再多就要等很久。"""
MARKS = re.compile(r"〔〕|\s")


@dataclass(frozen=True)
class Change:
    """一处：`at` 是哪个文件的哪一栏（没有归到哪一栏的为空），`where` 是在哪一节；原来、现在。

    `kind` 是改了、删去、添上、挪了、分段、并段、批注等等；`who` 是改它的人，不知道的为空。
    """

    at: str
    where: str
    kind: str
    before: str
    after: str
    who: str = ""


def plain(words: str) -> str:
    """要比的字：各种空白不分。与原来的一样长。"""
    return re.sub(r"\s", " ", words)


def owners(line: Line, start: int, end: int) -> Iterator[tuple[str, Span | None]]:
    """从 `start` 到 `end` 的字写在哪几栏；夹在几栏当中的（数、日期），归到它们的那一项。"""
    if start == end:  # 添的字：接在一栏末尾的，归那一栏
        inside = [one for one in line.spans if one.start < start <= one.end]
        inside = inside or [one for one in line.spans if one.start == start]
    else:
        inside = [one for one in line.spans if one.start < end and start < one.end]
    if inside:
        yield from ((one.at, one) for one in inside)
        return
    before = [one for one in line.spans if one.end <= start]
    if before and start == end and not MARKS.sub("", line.text[before[-1].end : start]):
        yield before[-1].at, before[-1]  # 隔着的只是出处的号：还是接在它后面
        return
    near = before[-1] if before else next(iter(line.spans), None)
    yield (upper(near.at) if near else "", None)


def whole(line: Line) -> str:
    """`line` 的头一栏；一栏也没有的为空。"""
    return line.spans[0].at if line.spans else ""
