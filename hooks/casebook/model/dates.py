"""带精度的日期：只知道年就只写年，不补月日。"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from casebook.model.scalars import SCALARS, Kind
from casebook.model.values import brief, half_width, refused

OTHERWISE = re.compile(
    r"(?P<about>约)?(?P<year>[0-9]{4})"
    r"(?:(?P<cut>[-/.年])(?P<month>[0-9]{1,2})"
    r"(?:(?P<then>[-/.月])(?P<day>[0-9]{1,2})日?|月)?|年)?"
)
"""别的写法：2024/5/1、2024.05.01、2023年6月……"""
_RUN = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_THEN = {"-": "-", "/": "/", ".": ".", "年": "月"}


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
        written = text.strip()
        if not SCALARS[Kind.DATE].fits(written):
            raise ValueError(text)
        year, month, day, *_ = (*map(int, written.removeprefix("约").split("-")), None, None)
        return cls(year or 0, month, day, written.startswith("约"))

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
        raise not_a_date(value, Kind.DATE, meant_date(value)) from None


def not_a_date(value: str, kind: Kind, right: str) -> PydanticCustomError:
    """不是 `kind`：`right` 是认得出的该怎样写；没有这一天的，说没有。"""
    if right:
        return refused(kind, value, right)
    parts = _parts(value)
    if kind is Kind.PERIOD and SCALARS[kind].fits(value.strip()):
        message = "“{value}”里，后面的比前面的早。请核对"
        return PydanticCustomError("M05", message, {"value": brief(value)})
    if parts and _lost_a_zero(parts):
        message = (
            "“{value}”看不出是 {year} 年 1 月还是 10 月：表格软件会丢掉末尾的 0。"
            "请核对，写成 {year}-01 或 {year}-10"
        )
        return PydanticCustomError("M05", message, {"value": brief(value), "year": parts["year"]})
    if parts and not _sound(_joined(parts)):
        said = " ".join(
            f"{int(parts[k])} {unit}"
            for k, unit in zip(("year", "month", "day"), "年月日", strict=True)
            if parts.get(k)
        )
        message = "没有 {said}。请核对“{value}”"
        return PydanticCustomError("M05", message, {"value": brief(value), "said": said})
    return refused(kind, value)


def meant_date(text: str) -> str:
    """年月日写得清清楚楚、只是写法不对的，该怎样写；拿不准、没有这一天时为空。

    检查的“改成”与 `casebook fix` 都用它。
    """
    parts = _parts(text)
    if not parts or _lost_a_zero(parts):
        return ""
    narrow = re.sub(r"\s", "", half_width(text))
    if parts.get("day") and parts.get("cut") and parts.get("then") != _THEN[parts["cut"]]:
        return ""  # 2024-5/1：两种写法混着，不猜
    if parts.get("cut") == "年" and not narrow.endswith(("月", "日")) and not parts.get("day"):
        return ""  # 2023年6：少了字
    right = _joined(parts)
    return right if _sound(right) else ""


def _parts(text: str) -> dict[str, str]:
    """`text` 里的年、月、日与当中的记号；不像日期时为空。"""
    narrow = re.sub(r"\s", "", half_width(text))
    found = OTHERWISE.fullmatch(narrow) or _RUN.fullmatch(narrow)
    return {key: part for key, part in found.groupdict().items() if part} if found else {}


def _lost_a_zero(parts: dict[str, str]) -> bool:
    """2021.1：是 1 月，也可以是 10 月——表格软件把 2021.10 当作数字，丢了末尾的 0。"""
    return parts.get("cut") == "." and parts.get("month") == "1" and not parts.get("day")


def _joined(parts: dict[str, str]) -> str:
    numbers = [parts["year"], *(parts[k].zfill(2) for k in ("month", "day") if k in parts)]
    return parts.get("about", "") + "-".join(numbers)


def _sound(written: str) -> bool:
    try:
        PartialDate.parse(written)
    except ValueError:
        return False
    return True


DateText = Annotated[PartialDate, BeforeValidator(_from_text), Kind.DATE]
"""模型里的日期栏：YAML 里是文字，读进来是 `PartialDate`。"""

__all__ = ["DateText", "PartialDate", "meant_date", "not_a_date"]
