"""话与数字：手册里每一句话可以带来源，每一个数字必须带来源和截止日期。"""

from typing import Annotated, Any, Literal, Self

import pydantic
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from casebook.model.dates import DateText
from casebook.model.periods import PeriodText
from casebook.model.values import Line, Number, Prose, Reference, YesNo, as_list


def field(key: str, help: str, default: Any = ..., **more: Any) -> Any:
    """声明一个栏目：`key` 是 YAML 里的中文名，`help` 是写给编辑的一句说明。"""
    return pydantic.Field(default, alias=key, title=key, description=help, **more)


class Record(BaseModel):
    """一切记录的底子：不认识的栏目不收，读进来之后不再改。"""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True
    )


def _bare_id(value: Any) -> Any:
    return {"编号": value} if isinstance(value, str) else value


class Citation(Record):
    """一处出处：来源编号，以及在来源的哪里。"""

    source: Reference = field("编号", "来源登记簿里的编号")
    locator: Line | None = field("位置", "在来源的哪里，如 第 8 段、第 3 页", None)


Citations = Annotated[
    tuple[Annotated[Citation, BeforeValidator(_bare_id)], ...], BeforeValidator(as_list)
]
"""来源栏：一个编号，或 {编号, 位置}，或它们的列表。"""


class Sourced(Record):
    """能带来源的一条记录。"""

    sources: Citations = field("来源", "这句话写在哪里：来源编号，可加位置", ())
    inferred: YesNo = field("推断", "是编者的判断还是来源的原意；编者的判断写 是", False)


_MISSING = field("待补充", "还不知道、希望有人补上的事", None)


class Noted(Sourced):
    """能带来源、也能写还差什么的一条记录。"""

    missing: Line | None = _MISSING


class Statement(Sourced):
    """一句或一段话。不知道的事写在“待补充”里，不要编。"""

    text: Prose | None = field("内容", "这句话，可用 Markdown", None)
    missing: Line | None = _MISSING

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if type(self) is Statement and not self.text and not self.missing:
            raise PydanticCustomError("M11", "这一条既没有“内容”，也没有“待补充”")
        return self


def bare_text(value: Any) -> Any:
    """只有一句话、没有来源时，允许直接写文字。"""
    return {"内容": value} if isinstance(value, str) else value


OneStatement = Annotated[Statement, BeforeValidator(bare_text)]
Statements = Annotated[tuple[OneStatement, ...], BeforeValidator(as_list)]

Qualifier = Literal["约", "近", "逾", "不超过", "不足", "至少", "多", "余", "以上", "以下", "左右"]
"""数字的修饰字。"""
AFTER_NUMBER = ("多", "余")
"""写在数字后面的：`200 多米`；不是整十的写在单位后面：`1 年多`。"""
AFTER_UNIT = ("以上", "以下", "左右")
"""写在单位后面的：`30 户以上`。别的写在数字前面。"""
WITH_RANGE = ("约", "左右")
"""一段范围也可以带的：`约 30—40 户`。范围写明了两头，别的说不通。"""


def fits_range(qualifier: str | None, info: ValidationInfo) -> str | None:
    """一段范围的修饰；说不通的抛 PydanticCustomError（M26）。"""
    value = info.data.get("value")
    if qualifier and value is not None and value.high is not None and qualifier not in WITH_RANGE:
        raise PydanticCustomError(
            "M26",
            "{value} 是一段范围，两头都写明了，不再写“{word}”。是约数的写“约”或“左右”",
            {"value": str(value), "word": qualifier},
        )
    return qualifier


class Quantity(Record):
    """一个量：数字、修饰、单位、怎样数的、是什么时候的。"""

    value: Number | None = field("数值", "阿拉伯数字；一段范围写成 30—40", None)
    qualifier: Qualifier | None = field("修饰", "来源里的“约”“多”“不超过”等字", None)
    unit: Line | None = field("单位", "米、家、万元……", None)
    counted: Line | None = field("口径", "怎样数的，如 日均、高峰日、累计；来源没有说就不写", None)
    period: PeriodText | None = field(
        "时段", "这个数字是哪一段时间里的，如 2021上半年、2020-09 至 2021-03", None
    )
    as_of: DateText | None = field("截至", "会变的数字（人数、家数……）到哪一天为止是对的", None)
    told_by: Line | None = field(
        "据", "不会变的（长度、历时、规定的数）写来源是什么，如 文章、规定；不写“截至”", None
    )

    _range = field_validator("qualifier")(fits_range)

    @field_validator("told_by")
    @classmethod
    def _lasting(cls, told_by: str | None, info: ValidationInfo) -> str | None:
        if told_by and info.data.get("as_of"):
            raise PydanticCustomError("M25", "“截至”与“据”只写一样：会变的写“截至”，不会变的写“据”")
        return told_by

    @property
    def number(self) -> str:
        """数字连同它的修饰，如 `200 多`、`约 20`、`30—40`；没有数字时为空。"""
        if self.value is None:
            return ""
        plain = f"{self.value}"
        if self.qualifier in AFTER_NUMBER:
            return plain if self._splits else f"{plain} {self.qualifier}"
        leads = self.qualifier and self.qualifier not in AFTER_UNIT
        return f"{self.qualifier} {plain}" if leads else plain

    @property
    def measure(self) -> str:
        """单位连同写在它当中、后面的修饰，如 `米`、`户以上`、`年多`、`个多月`、`万余元`。"""
        unit, qualifier = self.unit or "", self.qualifier or ""
        if qualifier in AFTER_UNIT:
            return f"{unit}{qualifier}"
        if not self._splits:
            return unit
        head = unit[: len(unit) - len(unit.lstrip("万亿"))]
        if unit.startswith("个") and qualifier == "多":
            head = "个"
        return f"{head or unit}{qualifier}{unit.removeprefix(head) if head else ''}"

    @property
    def _splits(self) -> bool:
        """“多”“余”不紧跟数字：整十、整百的才跟（200 多米），别的说 1 年多、3 个多月、3 万余元。"""
        rounded = f"{self.value}".endswith("0") and "." not in f"{self.value}"
        return self.qualifier in AFTER_NUMBER and bool(self.unit) and not rounded

    @property
    def amount(self) -> str:
        """连单位的量，如 `200 多米`、`1 年多`、`300 万元`、`95%`、`30 户以上`。"""
        number, unit = self.number, self.unit or ""
        tight = not unit or unit in "%‰℃㎡" or number.endswith(AFTER_NUMBER)
        return f"{number}{self.measure}" if tight else f"{number} {self.measure}"

    @property
    def dated(self) -> bool:
        """写了是什么时候的。"""
        return bool(self.as_of or self.period or self.told_by)


class Figure(Sourced, Quantity):
    """一个带名字的数字；来源与是什么时候的，缺一不可。"""

    name: Line = field("名称", "这个数字数的是什么")
    value: Number = field("数值", "阿拉伯数字")

    @model_validator(mode="after")
    def _is_proven(self) -> Self:
        require_proof(self, self.name)
        return self


def require_proof(quantity: Any, name: str) -> None:
    """数字没有来源，或没有写是什么时候的，抛 PydanticCustomError（E01、E02）。"""
    if quantity.value is None:
        return
    if not quantity.sources:
        more = "" if quantity.dated else "，也没有写截至"
        raise PydanticCustomError(
            "E01", "数字“{name}”没有写来源{more}", {"name": name, "more": more}
        )
    if not quantity.dated:
        raise PydanticCustomError(
            "E02",
            "数字“{name}”没有写截至：数字会变，要写明是哪一天的。不会变的（长度、历时、规定）写“据”",
            {"name": name},
        )
