"""几栏之间的规矩：模型里是一段程序，这里照样写成模式。

两处一致由 tests/render/schema/test_schema.py 保证。
"""

from casebook.model import Figure, Outcome, Record, Statement, Support
from casebook.model.walk import key_of
from casebook.render.schema.values import Schema, refused


def rules(kind: type[Record]) -> list[Schema]:
    """`kind` 的各条规矩，各说各的毛病。"""
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
