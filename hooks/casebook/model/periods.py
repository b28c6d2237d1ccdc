"""一天、一月、一年，或一段时间：从哪天到哪天、上半年、某年度、某年起。"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from casebook.model.dates import PartialDate, meant_date, not_a_date
from casebook.model.scalars import PARTS_OF_YEAR, SCALARS, Kind
from casebook.model.values import half_width

_TO = " 至 "
_QUARTERS = "一二三四"
_SINCE = "起"
PARTS = {
    "年度": (1, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "第一季度": (1, 3),
    "第二季度": (4, 6),
    "第三季度": (7, 9),
    "第四季度": (10, 12),
}
"""一年里的一段 → 从几月到几月。"""
_PART = re.compile(rf"([0-9]{{4}})年?({PARTS_OF_YEAR})")
_QUARTER = re.compile(r"([0-9]{4})(?:年?第?([1-4一二三四])季度?|[-年]?Q([1-4]))", re.I)
_ENDS = re.compile(r"(.*?[0-9年月日])(?:至|到|—+|–|－|~|～|-{2,})(.+)")
_YEARS = re.compile(r"([12][0-9]{3})-([12][0-9]{3})")


@dataclass(frozen=True)
class Period:
    """从 `start` 到 `end` 的一段。

    `part` 是一年里哪一段的叫法；`since` 是从 `start` 起，没有写到哪天。
    """

    start: PartialDate
    end: PartialDate
    part: str = ""
    since: bool = False

    @classmethod
    def parse(cls, text: str) -> "Period | PartialDate":
        """读 `2020-09 至 2021-03`、`2021上半年`、`2019起`；只是一个日期的，就是那个日期。

        写法不对、后面的比前面的早，抛 ValueError。
        """
        written = text.strip()
        if not SCALARS[Kind.PERIOD].fits(written):
            raise ValueError(text)
        if found := _PART.fullmatch(written):
            year, (first, last) = int(found[1]), PARTS[found[2]]
            return cls(PartialDate(year, first), PartialDate(year, last), found[2])
        if written.endswith(_SINCE):
            day = PartialDate.parse(written.removesuffix(_SINCE))
            return cls(day, day, since=True)
        before, to, after = written.partition(_TO)
        start = PartialDate.parse(before)
        if not to:
            return start
        end = PartialDate.parse(after)
        if end.last < start.first:
            raise ValueError(text)
        return cls(start, end)

    @property
    def year(self) -> int:
        """从哪一年。"""
        return self.start.year

    @property
    def month(self) -> int | None:
        """从几月；没有写的为 None。"""
        return self.start.month

    @property
    def day(self) -> None:
        """一段时间不是确知的一天。"""

    @property
    def first(self) -> date:
        """可能的最早一天。"""
        return self.start.first

    @property
    def last(self) -> date:
        """可能的最晚一天。"""
        return self.end.last

    @property
    def iso(self) -> str:
        """ISO 8601-1:2019 5.5 的时段：`2020-09/2021-03`；没有写到哪天的 `2019/..`（8601-2）。"""
        return f"{self.start.iso}/{'..' if self.since else self.end.iso}"

    def __str__(self) -> str:
        if self.part:
            return f"{self.year} 年{'度' if self.part == '年度' else self.part}"
        return f"{self.start}起" if self.since else f"{self.start}至 {self.end}"


When = PartialDate | Period
"""一个日期，或一段时间。"""


def _from_text(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return Period.parse(value)
    except ValueError:
        raise not_a_date(value, Kind.PERIOD, meant_period(value)) from None


def meant_period(text: str) -> str:
    """年月日写得清清楚楚、只是写法不对的，该怎样写；拿不准的为空。"""
    if right := meant_date(text):
        return right
    narrow = re.sub(r"\s", "", half_width(text))
    if found := _QUARTER.fullmatch(narrow):
        number = found[2] or found[3]
        quarter = number if number in _QUARTERS else _QUARTERS[int(number) - 1]
        return f"{found[1]}第{quarter}季度"
    if found := _PART.fullmatch(narrow):
        return found[1] + found[2]
    if narrow.endswith(_SINCE):
        day = _meant_day(narrow.removesuffix(_SINCE))
        return f"{day}{_SINCE}" if day else ""
    found = _YEARS.fullmatch(narrow) or _ENDS.fullmatch(narrow)
    if not found:
        return ""
    before, after = found.groups()
    if before[4:5] == "年" and re.match(r"[0-9]{1,2}月", after):  # 2020年9月至12月
        after = before[:5] + after
    right = f"{_meant_day(before)}{_TO}{_meant_day(after)}"
    try:
        Period.parse(right)
    except ValueError:
        return ""
    return right


def _meant_day(text: str) -> str:
    return text if SCALARS[Kind.DATE].fits(text) else meant_date(text)


PeriodText = Annotated[When, BeforeValidator(_from_text), Kind.PERIOD]
"""模型里的时间栏：YAML 里是文字，读进来是 `PartialDate` 或 `Period`。"""
