"""一格里的值：日期、一段时间、数字、是否、写在一起的量、历年的各期。认不出的照写，由检查来说。"""

import re
from collections.abc import Sequence
from typing import Any

from casebook.compose.form import Widget
from casebook.editing.literal import one_line
from casebook.intake.said import Said, Told
from casebook.model.dates import meant_date
from casebook.model.periods import meant_period
from casebook.model.quantities import split_quantity
from casebook.model.results import YearValue
from casebook.model.scalars import NO, YES, Kind
from casebook.model.values import half_width, meant_number, meant_yes_no
from casebook.model.walk import key_of

_PARTS = ("value", "qualifier", "unit")
_YEARLY = re.compile(r"^(?P<period>.+?)[：:]\s*(?P<amount>.+)$")
AGREED = ("同意", "已同意", "都同意", "√", "✓")
_EACH = re.compile(r"[;；\n]|、(?=\s*\d{4})")


def convert(widget: Widget, said: Said, options: Sequence[str]) -> Told:
    """`said` 写进案例里是什么。"""
    text = one_line(said.plain)
    match widget:
        case Widget.PROSE:
            return Told(said.prose, said.place)
        case Widget.DATE:
            text = meant_date(text) or text
        case Widget.PERIOD:
            text = meant_period(text) or text
        case Widget.NUMBER:
            text = _number(text)
        case Widget.CHOICE if {*options} == {YES, NO}:
            text = YES if text in AGREED else meant_yes_no(text) or text
    return Told(text, said.place)


def _number(text: str) -> str:
    return meant_number(Kind.NUMBER, re.sub(r"\s", "", half_width(text))) or text


def split_amount(item: dict[str, Any]) -> dict[str, Any]:
    """写在“数值”里的一个量，拆成数值、修饰、单位；拆不开的照写。"""
    said = item.get("value")
    if not said:
        return item
    found = split_quantity(one_line(said.plain))
    parts = (found.value, found.qualifier, found.unit) if found else (_number(said.plain.strip()),)
    pairs = zip(_PARTS, parts, strict=False)
    return {**item, **{n: Said(part, part, said.place) for n, part in pairs if part}}


def yearly(said: Said) -> list[dict[str, Told]]:
    """“2023：12；2024：20” → 一期一项；认不出的一期照写在时段里，由检查来说。"""
    period, value, qualifier = (key_of(YearValue, n) for n in ("period", "value", "qualifier"))
    items = []
    for part in filter(None, map(str.strip, _EACH.split(said.plain))):
        pair = _YEARLY.match(part)
        when, amount = (pair["period"], pair["amount"]) if pair else (part, "")
        made = {period: Told(meant_period(when) or one_line(when), said.place)}
        found = split_quantity(one_line(amount))
        number = found.value if found and not found.unit else _number(one_line(amount))
        if number:
            made[value] = Told(number, said.place)
        if found and found.qualifier and not found.unit:
            made[qualifier] = Told(found.qualifier, said.place)
        items.append(made)
    return items
