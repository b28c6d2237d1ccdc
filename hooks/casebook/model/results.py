"""做成了什么：成效、历年的数字、前后对比、居民的话、荣誉，和来源自己的说法。"""

from typing import Self

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from casebook.model.dates import DateText
from casebook.model.periods import PeriodText
from casebook.model.statements import (
    Citations,
    Noted,
    Qualifier,
    Quantity,
    Record,
    Statement,
    field,
    fits_range,
    require_proof,
)
from casebook.model.values import Line, Number, Prose, YesNo
from casebook.model.vocabulary import HonourLevel
from casebook.model.walk import key_of


class Outcome(Statement, Quantity):
    """一项成效；写了数值就必须有来源，写明是什么时候的。"""

    @model_validator(mode="after")
    def _is_proven(self) -> Self:
        if not self.text and not self.missing:
            raise PydanticCustomError("M11", "这一条既没有“内容”，也没有“待补充”")
        lost = [key_of(Outcome, name) for name in ("qualifier", "unit") if getattr(self, name)]
        if self.value is None and lost:  # 只有它们，印不出来
            written = "”“".join(lost)
            raise PydanticCustomError("M24", "写了“{lost}”，没有写“数值”", {"lost": written})
        require_proof(self, self.text or self.missing or "")
        return self


class YearValue(Record):
    """历年里的一期。"""

    period: PeriodText = field("时段", "哪一年、哪一段，如 2023、2021上半年")
    value: Number = field("数值", "阿拉伯数字")
    qualifier: Qualifier | None = field("修饰", "来源里的“约”“多”“不超过”等字", None)

    _range = field_validator("qualifier")(fits_range)


class Series(Noted):
    """同一个数字，一期一期的。"""

    name: Line = field("名称", "这些数字数的是什么")
    unit: Line = field("单位", "米、家、人次……")
    counted: Line | None = field("口径", "怎样数的，如 日均、累计", None)
    values: tuple[YearValue, ...] = field("各期", "早的在前，一期一项")


class Comparison(Noted):
    """一样东西，做以前怎样，做以后怎样。"""

    name: Line = field("名称", "比的是什么，如 路面、停车位")
    before: Line = field("之前", "做以前怎样")
    after: Line = field("之后", "做以后怎样")


class Voice(Noted):
    """居民自己说的话。登过报的写来源；自己访到的，说话的人要同意刊登。"""

    words: Prose = field("原话", "一字不改；不写姓名、住处、病情")
    speaker: Line = field("谁说的", "说话的人同意怎样称呼就怎样写，如 一位居民、楼组长")
    consent: YesNo | None = field("同意", "自己访到的：说话的人同意刊登了吗", None)


class Honour(Noted):
    """外面给的荣誉：本书没有登记的评选，谁评的、什么级别、哪一年。"""

    name: Line = field("名称", "荣誉的全名")
    giver: Line | None = field("颁发", "谁评的", None)
    level: HonourLevel | None = field("级别", "国家级到街镇级，或行业；不知道就不写", None)
    year: DateText | None = field("时间", "哪一年、哪一天", None)


class Claim(Record):
    """来源自己的说法：“全市第一个”“最大”……书里只转述，写明是谁说的。"""

    words: Line = field("说法", "来源的原话，不加引号")
    sources: Citations = field("来源", "谁这样说：来源编号，可加位置")
