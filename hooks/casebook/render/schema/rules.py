"""几栏之间的规矩：模型里是一段程序，这里照样写成模式。

两处一致由 tests/render/schema/test_schema.py 保证。
"""

from casebook.model import Case, Figure, Funding, Outcome, Record, Statement, Support
from casebook.model.results import YearValue
from casebook.model.scalars import YES
from casebook.model.statements import WITH_RANGE, Quantity
from casebook.model.values import RANGE
from casebook.model.walk import key_of
from casebook.render.schema.values import Schema, refused


def rules(kind: type[Record]) -> list[Schema]:
    """`kind` 的各条规矩，各说各的毛病。"""
    return [*_own(kind), *_together(kind)]


def _own(kind: type[Record]) -> list[Schema]:
    if kind is Statement:
        return [_said(kind)]
    if kind is Outcome:
        proofs = ({"if": _has(kind, "value"), "then": r} for r in _proof(kind))
        return [_said(kind), *proofs, *_counted(kind)]
    if issubclass(kind, Figure):
        return _proof(kind)
    if kind is Support:
        names = ("policy", "project", "fund", "honour")
        message = "写“政策”“项目”“资金”“荣誉”中的一个编号，只写一个"
        return [{"if": {"oneOf": [_has(kind, name) for name in names]}, "else": refused(message)}]
    return []


def _together(kind: type[Record]) -> list[Schema]:
    """几栏不能一起写的。"""
    if kind is Case:
        key = key_of(kind, "everywhere")
        everywhere = {"required": [key], "properties": {key: {"enum": [YES]}}}
        message = "写了“街镇”，就不写“全区: 是”"
        return [{"if": _both(_has(kind, "streets"), everywhere), "then": refused(message)}]
    found = []
    if issubclass(kind, Quantity | Funding | YearValue):
        number, word = key_of(kind, "value"), key_of(kind, "qualifier")
        two = {"type": ["string"], "pattern": RANGE}
        ranged = {"required": [number], "properties": {number: two}}
        fits = {"properties": {word: {"enum": [*WITH_RANGE, None]}}}
        message = "一段范围两头都写明了，不再写“修饰”；是约数的写“约”或“左右”"
        found = [{"if": ranged, "then": {**fits, "errorMessage": message}}]
    if issubclass(kind, Quantity):
        message = "“截至”与“据”只写一样：会变的写“截至”，不会变的写“据”"
        both = _both(_has(kind, "as_of"), _has(kind, "told_by"))
        found.append({"if": both, "then": refused(message)})
    return found


def _both(one: Schema, other: Schema) -> Schema:
    return {"allOf": [one, other]}


def _has(kind: type[Record], name: str) -> Schema:
    """写了这一栏；空着等于没有写。"""
    key = key_of(kind, name)
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def _said(kind: type[Record]) -> Schema:
    message = "“内容”“待补充”至少写一栏"
    return {"if": _has(kind, "text"), "else": {**_has(kind, "missing"), "errorMessage": message}}


def _counted(kind: type[Record]) -> list[Schema]:
    return [
        {
            "if": _has(kind, name),
            "then": {
                **_has(kind, "value"),
                "errorMessage": f"写了“{key_of(kind, name)}”，没有写“数值”",
            },
        }
        for name in ("qualifier", "unit")
    ]


def _proof(kind: type[Record]) -> list[Schema]:
    return [
        {**_has(kind, "sources"), "errorMessage": "写了数值就要写“来源”：这个数字写在哪里"},
        {
            "anyOf": [_has(kind, name) for name in ("as_of", "period", "told_by")],
            "errorMessage": "写了数值就要写“截至”：数字会变，要写明是哪一天的。不会变的写“据”",
        },
    ]
