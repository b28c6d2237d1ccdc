"""带精度的日期：只知道年就只写年，不补月日。"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from casebook.model.scalars import Kind, brief, half_width

WRITTEN = re.compile(
    r"(?P<about>约)?(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
)
"""日期的写法。"""


OTHERWISE = re.compile(
    r"(?P<about>约)?\s*(?P<year>[0-9]{4})\s*(?:[-/.年]\s*"
    r"(?:(?P<month>[0-9]{1,2})\s*(?:[-/.月]\s*(?:(?P<day>[0-9]{1,2})\s*日?)?)?)?)?"
)
"""别的写法：2024/5/1、2024.05.01、2023年6月……"""
_WANTED = "“{value}”不是日期。请写成 2023、2023-06、2023-06-14，或 约2021"


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """一个日期，精确到年、月或日；`about` 表示“约”。"""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> "PartialDate":
        """读 `2023`、`2023-06`、`2023-06-14`、`约2021`；写法不对或没有这一天时抛 ValueError。"""
        found = WRITTEN.fullmatch(text.strip())
        if not found:
            raise ValueError(text)
        year, month, day = (int(found[k]) if found[k] else None for k in ("year", "month", "day"))
        assert year is not None  # noqa: S101 - 正则保证有年份
        date(year, 1 if month is None else month, 1 if day is None else day)
        return cls(year, month, day, bool(found["about"]))

    @property
    def first(self) -> date:
        """可能的最早一天。"""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """可能的最晚一天。"""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """ISO 8601 写法，精度不足时截短：`2023`、`2023-06`。"""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    def __str__(self) -> str:
        text = f"{self.year} 年"
        if self.month:
            text += f" {self.month} 月"
        if self.day:
            text += f" {self.day} 日"
        return f"约 {text}" if self.about else text

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.first, self.last) < (other.first, other.last)


def _from_text(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return PartialDate.parse(value)
    except ValueError:
        raise _not_a_date(value) from None


def _not_a_date(value: str) -> PydanticCustomError:
    """不是日期：认得出年月日的，说出该怎样写；没有这一天的，说没有。"""
    found = OTHERWISE.fullmatch(half_width(value).strip())
    parts = [found[k] for k in ("year", "month", "day") if found[k]] if found else []
    right = "-".join([part.zfill(2) for part in parts])
    if found and found["about"]:
        right = f"约{right}"
    try:
        PartialDate.parse(right)
    except ValueError:
        if right:
            said = " ".join(f"{int(p)} {unit}" for p, unit in zip(parts, "年月日", strict=False))
            message = "没有 {said}。请核对“{value}”"
            return PydanticCustomError("M05", message, {"value": brief(value), "said": said})
        return PydanticCustomError("M05", _WANTED, {"value": brief(value)})
    return PydanticCustomError("M05", _WANTED, {"value": brief(value), "right": right})


DateText = Annotated[PartialDate, BeforeValidator(_from_text), Kind.DATE]
"""模型里的日期栏：YAML 里是文字，读进来是 `PartialDate`。"""

__all__ = ["DateText", "PartialDate"]
