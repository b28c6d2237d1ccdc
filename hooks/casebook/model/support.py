"""用到的钱、政策与项目。"""

from typing import Self

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from casebook.model.periods import PeriodText
from casebook.model.statements import Noted, Qualifier, Quantity, Statement, field, fits_range
from casebook.model.values import Line, Number, Reference
from casebook.model.vocabulary import MoneyUnit


class Funding(Noted):
    """一笔经费：多少、哪一年、谁出的、用在哪里。"""

    value: Number = field("数值", "阿拉伯数字；一段范围写成 30—40")
    qualifier: Qualifier | None = field("修饰", "来源里的“约”“多”“不超过”等字", None)
    unit: MoneyUnit = field("单位", "元、万元或亿元")
    period: PeriodText | None = field("时段", "哪一年、哪一段时间的钱", None)
    fund: Reference | None = field("资金", "从哪一笔资金、哪一个项目来：登记的编号", None)
    giver: Line | None = field("出资", "没有登记的，写谁出的，如 街道、居民自筹", None)
    use: Line | None = field("用途", "用在哪里", None)

    _range = field_validator("qualifier")(fits_range)

    @property
    def amount(self) -> str:
        """多少钱，如 `300 万元`。"""
        quantity = Quantity.model_construct(
            value=self.value, qualifier=self.qualifier, unit=str(self.unit)
        )
        return quantity.amount


class Support(Statement):
    """这件事用到的政策、项目、资金或荣誉，四者写一个编号。"""

    policy: Reference | None = field("政策", "政策的编号", None)
    project: Reference | None = field("项目", "机制或项目的编号", None)
    fund: Reference | None = field("资金", "资金的编号", None)
    honour: Reference | None = field("荣誉", "荣誉的编号", None)

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if sum(bool(x) for x in (self.policy, self.project, self.fund, self.honour)) != 1:
            raise PydanticCustomError(
                "M12",
                "每条支持写“政策”“项目”“资金”“荣誉”中的一个编号。没有登记的，"
                "先登记在“政策”或“机制与项目”里，或写成一句话放进“成效”",
            )
        return self
