"""一个值写进一格是什么：数字是数字，写到了日的日期是日期，别的是字。"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from casebook.model import FieldDescription
from casebook.model.dates import PartialDate
from casebook.model.periods import Period
from casebook.model.scalars import NO, YES
from casebook.model.statements import Citation
from casebook.model.values import Amount

Value = str | int | float | date | None
"""一格里的值。"""
_EXACT = 15
"""表格软件的数字至多准到十五位，再长的写成字。"""


def cell_value(value: Any) -> Value:
    """模型里的一个值写进一格是什么；没有写的空着。"""
    match value:
        case None | "" | ():
            return None
        case bool():
            return YES if value else NO
        case int():
            return value
        case Amount():
            return number(value.low) if value.high is None else str(value)
        case Decimal():
            return number(value)
        case PartialDate():
            return day(value)
        case Period():
            return period(value)
        case Citation():
            return f"{value.source}，{value.locator}" if value.locator else value.source
        case tuple():
            each = "\n" if any(isinstance(one, Citation) for one in value) else "、"
            return each.join(str(cell_value(one)) for one in value)
    return str(value)


def number(value: Decimal) -> Value:
    """一个数。"""
    if len(value.as_tuple().digits) > _EXACT:
        return str(value)
    return int(value) if value == value.to_integral_value() else float(value)


def day(value: PartialDate) -> Value:
    """写到了日的，是日期；只到年、月的，带“约”的，照手册里的写法。"""
    return value.first if value.day and not value.about else _written(value)


def _written(value: PartialDate) -> str:
    return f"{'约' * value.about}{value.iso}"


def period(value: Period) -> str:
    """一段时间，照手册里的写法。"""
    if value.part:
        return f"{value.year}{value.part}"
    start = _written(value.start)
    return f"{start}起" if value.since else f"{start} 至 {_written(value.end)}"


def register_cells(record: Any, fields: Sequence[FieldDescription]) -> list[Value]:
    """登记簿的一条：一栏一格；没有写的是否栏空着。"""
    values = (getattr(record, field.name) for field in fields)
    return [None if value is False else cell_value(value) for value in values]
