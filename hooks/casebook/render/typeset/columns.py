"""表的一列至少要多宽、最好多宽：排版机照它分列宽、缩小、换行，字才不会叠在一起。"""

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

from casebook.compose import word
from casebook.render.typeset.breaking import AFTER_MARK

Data = dict[str, Any]

_UNBROKEN = re.compile(
    r"(?:(?:[\u3400-\u9fff]\u2060)+|[\u3400-\u9fff]{0,5})〔[0-9]{4}〕第?[0-9]+[ \u00a0]?号"
    r"|[0-9]+(?:\u00a0[年月]\u00a0[0-9]{1,2})+\u00a0[月日]"
    r"|(?:第\u00a0)?(?:\u2060[—–]\u2060|[^\s\u2e80-\uffef—…“”‘’\u200b\u2060])+"
    r"(?:\u2060[—–～]|\u00a0[\u3400-\u9fff])?"
)
"""排版机不断行的一串：文号，日期，数字连同它的单位，见 breaking.py。"""
_MEETING = re.compile(r"(?<=[\u3040-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u3040-\u9fff])")
"""汉字与西文、数字之间，排版机空四分之一字。"""
_WIDE = frozenset("mwMW@%") | frozenset(map(chr, range(0x2000, 0x3000)))
_NARROW = frozenset(" \u00a0.,:;'!|iljIf-()[]{}/\\")
_SHORT = (4.0, 3.0)
"""两种折行的办法里，一列汉字至少多宽。"""
_ENOUGH = 24.0
"""多宽的一格一行放得下；再长的反正要折行，占的宽照方根长。"""
_INSET = 0.7
"""一格两边的空。"""
_FIRST = 6.0
"""头一列让给末一列，至少留多宽。"""


def with_column_widths(data: Any) -> Any:
    """给 `data` 里的每一张表（原地）写上 `fit`，每一格写上 `wide`；返回 `data`。

    `wide` 是这一格排在一行里有多宽。
    `fit` 是各列的宽度，单位是这张表的一个字：`best` 一行放下，长的照多长分；
    `least` 是两种折行的办法各要多宽：不拆数字与西文的词；在横线、斜线、句点之后可以拆。
    """
    for n, table in enumerate(_tables(data)):
        table["n"] = n
        rows = [table["head"], *table["rows"]]
        said = [[_pieces(cell["c"], head=row is table["head"]) for cell in row] for row in rows]
        for cell, pieces in zip(chain(*rows), chain(*said), strict=True):
            cell["wide"] = _length(pieces)
        columns = [*zip(*rows, strict=True)]
        table["fit"] = {
            "best": [_best(max(cell["wide"] for cell in column)) for column in columns],
            "least": [
                [_least(column, level) for column in zip(*said, strict=True)]
                for level in range(len(_SHORT))
            ],
        }
    return data


def width_of(parts: list[Any]) -> float:
    """一串话排在一行里有多宽，单位是一个字；宁可多算一点。"""
    return _length(_pieces(parts))


def leading(rows: list[list[Data]], most: Iterable[float]) -> list[float | None]:
    """前几列照最长的一格，各不超过 `most` 个字；末一列是剩下的，见 `rooms`。"""
    cells = [[width_of(cell["c"]) for cell in row] for row in rows]
    longest = [max(column) for column in zip(*cells, strict=True)] or [0.0, 0.0, 0.0]
    given = zip(longest, most, strict=False)
    return [*(min(limit, max(4.0, wide + _INSET)) for wide, limit in given), None]


def rooms(columns: list[float | None], room: float) -> list[float]:
    """表宽 `room` 个字，各列放得下多少字：照比例分；末一列是 None 的，别的列照写的宽，剩下的归它。

    剩下的不到一半，头一列让出来。模板里照同样的分（tables.typ 的 column-widths）。
    """
    *given, last = columns
    if last is None:
        wide = [one or 0.0 for one in given]
        wide[0] = min(wide[0], max(_FIRST, wide[0] - sum(wide) + room / 2))
        return [one - _INSET for one in (*wide, room - sum(wide))]
    share = [one or 0.0 for one in columns]
    return [room * one / sum(share) - _INSET for one in share]


def _best(longest: float) -> float:
    return longest if longest <= _ENOUGH else math.sqrt(_ENOUGH * longest)


def _tables(node: Any) -> Iterator[Data]:
    stack = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if item.get("t") == "table":
                yield item
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)


def _pieces(parts: list[Any], head: bool = False) -> list[str | float]:
    """一格里的话：文字，和不能拆的东西（活字、待补充、标签、“见第几页”）有多宽。

    `head`：表头里的脚注，注文写在括号里。
    """
    out: list[str | float] = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
            continue
        match part["t"]:
            case "tbd":
                out.append(3.1)
            case "whole":
                out.append(_length(_pieces(part["c"])))
            case "tile":
                out.append(2.2)
            case "tag":
                out.append(_length(_pieces(part["c"])) + 1)  # 折页上的与格子里的字一样大
            case "fn" if head:
                out += ["（", *_pieces(part["c"]), "）"]
            case "cite" | "fn":
                # 出处的号与前面的字连着不断行，有两个字母那么宽；注文在页脚，不在格子里
                if out and isinstance(out[-1], str):
                    out[-1] += "nn"
                else:
                    out.append(1.4)
            case "idx":
                continue
            case _:
                out += _pieces(part["c"], head) if isinstance(part.get("c"), list) else []
                out += _told(part)
    return out


def _told(part: Data) -> Iterator[str | float]:
    """纸上多印的：网址，见第几页（不拆），见第几册，和后面的标点。"""
    if "print" in part:
        yield f"（{part['print']}）"
    if "at" in part:
        yield _width(word("print.see-page", page=100) + part.get("then", ""))
        return
    if "elsewhere" in part:
        place = part["elsewhere"]["place"]  # 第几法，或者一章的名
        place = "第一百法" if isinstance(place, int) else f"“{place}”"
        yield word("print.see-volume", volume="一", place=place)
    yield part.get("then", "")


def _length(pieces: list[str | float]) -> float:
    return sum(piece if isinstance(piece, float) else _width(piece) for piece in pieces)


@lru_cache(maxsize=4096)
def _width(text: str) -> float:
    """黑体的粗体里多宽，几种字各算最宽的一个，宁可多算一点。"""
    wide = 0.0
    for char in text.replace("\u200b", "").replace("\u2060", ""):
        if char >= "\u2e80" or char in _WIDE:
            wide += 1
        elif char in _NARROW:
            wide += 0.39
        elif char.isdigit():
            wide += 0.59
        else:
            wide += 0.77 if char.isupper() else 0.64
    return wide + 0.25 * len(_MEETING.findall(text))


def _least(column: Iterable[list[str | float]], level: int) -> float:
    """一列至少多宽：最宽的一串；短的整格放下，汉字不至于一字一行。"""
    widest = max((_widest(pieces, level) for pieces in column), default=0.0)
    longest = max(map(_length, column), default=0.0)
    return max(widest, min(longest, _SHORT[level]))


def _widest(pieces: list[str | float], level: int) -> float:
    widest = 0.0
    for piece in pieces:
        if isinstance(piece, float):
            widest = max(widest, piece)
        else:
            for run in _UNBROKEN.findall(piece):
                parts = AFTER_MARK.split(run) if level else [run]
                widest = max(widest, max(map(_width, parts)))
    return widest
