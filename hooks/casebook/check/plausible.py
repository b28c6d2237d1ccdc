"""数字：看得出不可能的，和少了单位的。"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from casebook.check.entries import Entries
from casebook.model import Case, Record, Status
from casebook.model.statements import Quantity
from casebook.problems import Problem
from casebook.read import Entry, Library

_QUOTED = re.compile(r"[“”‘’\"'「」『』《》]+")
_PERCENT = re.compile(r"[％﹪]|百分(?:之|比|率|数|号)|percent|per cent|pct\.?", re.I)
_GROWTH = "增长 增幅 完成 收益 回报 周转"
_SHARE = re.compile("".join(f"(?<!{word})" for word in _GROWTH.split()) + "率|占|比例|比重|覆盖面")
_MAY_EXCEED = re.compile(r"[增升涨翻倍]|提高|同比|环比|完成|超额|超出|达成|收益|回报|相当于")

_BELOW_ZERO = ("℃", "度", "摄氏度", "%", "‰", "个百分点")
_CHANGE = re.compile(r"[增减升降差]|变化|净|同比|环比|温")
"""说的是变化、温度的，可以是负的。"""


def check_plausible(_: Library, entries: Entries) -> Iterator[Problem]:
    """E09 比例超过 100%；E13 数量是负的；E10 没有单位；M18 百分号写成了字；Y17 单位带着引号。"""
    for entry in entries:
        written = not isinstance(entry.record, Case) or entry.record.status is Status.PUBLISHED
        for loc, record in entry.parts:
            if _counts(type(record)) and getattr(record, "value", None) is not None:
                yield from _quantity(entry, loc, record, written)


@cache
def _counts(kind: type[Record]) -> bool:
    return issubclass(kind, Quantity)


def _quantity(entry: Entry[Any], loc: Any, quantity: Any, written: bool) -> Iterator[Problem]:
    unit = quantity.unit or ""
    if not unit:
        if written and not entry.document.pruned(*entry.base, *loc, "单位"):
            message = f"{quantity.number} 什么？写上“单位”：米、户、人次、万元……"
            yield entry.problem("E10", message, *loc, "数值")
        return
    if _QUOTED.match(unit) or _QUOTED.search(unit, len(unit) - 1):
        bare = _QUOTED.sub("", unit)
        message = "引号会照样印出来。单位不加引号"
        yield entry.problem("Y17", message, *loc, "单位", hint=f"单位: {_plain(bare)}")
        unit = bare
    if (
        quantity.value.low < 0
        and unit not in _BELOW_ZERO
        and not _CHANGE.search(
            getattr(quantity, "name", None) or getattr(quantity, "text", None) or ""
        )
    ):
        message = (
            f"{quantity.number}{unit}：数量不会是负的。核对数字；是减少的，写正数，在话里写明“减少”"
        )
        yield entry.problem("E13", message, *loc, "数值")
    if unit != "%" and _PERCENT.fullmatch(unit):
        message = f"“{unit}”写成 %，印出来才连得上数字"
        yield entry.problem("M18", message, *loc, "单位", hint='单位: "%"')
        unit = "%"
    words = getattr(quantity, "name", None) or getattr(quantity, "text", None) or ""
    if (
        unit == "%"
        and (quantity.value.high or quantity.value.low) > 100
        and (_SHARE.search(words) or not _MAY_EXCEED.search(words))
    ):
        message = f"{quantity.number}% 超过了 100%。是增长的，在话里写明“增长”；不是，就核对数字"
        yield entry.problem("E09", message, *loc, "数值")


def _plain(unit: str) -> str:
    """单位写成 YAML：% 开头的要加引号。"""
    return f'"{unit}"' if unit[:1] in "%@`" or not unit else unit
