"""照模型的说明书填出来的记录：每一种都有，每一栏都填上。"""

from typing import Any

from casebook.model import REGISTERS, Case, Handbook, Kind, Record, describe
from casebook.model.description import FieldDescription
from casebook.model.pages import ProseHead
from casebook.model.scalars import SCALARS
from casebook.model.statements import Quantity
from casebook.model.walk import record_kinds

ROOTS = (Case, Handbook, ProseHead, *REGISTERS.values())
RECORDS = sorted(
    {kind for root in ROOTS for kind in record_kinds(root)},
    key=lambda kind: kind.__name__,
)
SAMPLES = {kind: scalar.example for kind, scalar in SCALARS.items()} | {Kind.LINE: "字"}
"""“字”也是测试的词表里的词。"""
WRONG: dict[Kind, Any] = {
    **{kind: scalar.wrong[0] for kind, scalar in SCALARS.items()},
    Kind.LINE: "第一行\n第二行",
    Kind.CHOICE: "都不是",
    Kind.RECORD: {"没有这一栏": "字"},
}


def sample(field: FieldDescription) -> Any:
    if field.record:
        value: Any = filled(field.record)
    else:
        value = field.choices[0] if field.choices else SAMPLES[field.kind]
    return [value, value] if field.many else value


def filled(kind: type[Record]) -> dict[str, Any]:
    """每一栏都填上的一条；支持的四种编号只能写一种，截至与据只能写一样，读音要与词一样长。"""
    if kind.__name__ == "Reading":
        return {"词": "长宁", "拼音": "cháng níng"}
    one_of = {"项目", "资金", "荣誉"} if kind.__name__ == "Support" else set()
    one_of |= {"据"} if issubclass(kind, Quantity) else set()
    return {f.key: sample(f) for f in describe(kind) if f.key not in one_of}


NEEDED = {
    *((name, key) for name in ("Figure", "Indicator", "Outcome") for key in ("来源",)),
    ("Outcome", "数值"),
    ("Support", "政策"),
}
"""不是必填，却因别的栏目写了而不能少的。"""
