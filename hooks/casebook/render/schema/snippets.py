"""按 Ctrl-空格 插入的样子：一句话、一步、一个数字……写好栏目，光标停在要填的地方。"""

from collections.abc import Iterator
from itertools import count
from typing import Any

from casebook.model import (
    ActorRole,
    Case,
    Citation,
    FieldDescription,
    Figure,
    Image,
    Indicator,
    Outcome,
    Record,
    Statement,
    Step,
    Support,
    TimelineEvent,
    describe,
    title_of,
)
from casebook.model.scalars import YES, Kind
from casebook.render.schema.values import Schema

_TABLE: dict[type[Record], tuple[tuple[str, tuple[str, ...]], ...]] = {
    Case: (("一条工作法", ("title", "summary", "status", "edition", "fields", "streets")),),
    Statement: (
        ("一句话，写明来源", ("text", "sources")),
        ("一句话，编者的判断", ("text", "inferred")),
        ("待补充：还不知道的事", ("missing",)),
    ),
    Citation: (("编号与位置", ("source", "locator")),),
    TimelineEvent: (("一件事，写明来源", ("date", "event", "sources")),),
    ActorRole: (("五社之一做了什么", ("actor", "roles", "text", "sources")),),
    Step: (
        ("一步，写明来源", ("title", "who", "text", "sources")),
        ("一步，编者的判断", ("title", "who", "text", "inferred")),
    ),
    Figure: (("一个数字", ("name", "value", "unit", "as_of", "sources")),),
    Outcome: (
        ("一项成效，写明来源", ("text", "sources")),
        ("一项成效，带数字", ("text", "value", "unit", "as_of", "sources")),
        ("待补充：还不知道的成效", ("missing",)),
    ),
    Support: (
        ("用到的政策", ("policy", "text", "sources")),
        ("用到的项目", ("project", "text", "sources")),
        ("用到的资金", ("fund", "text", "sources")),
        ("得到的荣誉", ("honour", "text", "sources")),
    ),
    Image: (("一张图片", ("file", "alt", "credit", "licence", "consent", "caption")),),
    Indicator: (("一个数字", ("id", "name", "value", "unit", "scope", "as_of", "sources")),),
}
"""常用的几种；没有列的，给必填的几栏。"""


def snippets(kind: type[Record]) -> list[Schema]:
    """`kind` 的几种样子。"""
    return [
        {"label": label, "body": _body(kind, names, count(1))}
        for label, names in _kinds(kind)
        if names
    ]


def _kinds(kind: type[Record]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    required = tuple(field.name for field in describe(kind) if field.required)
    return _TABLE.get(kind, ((title_of(kind), required),))


def _body(kind: type[Record], names: tuple[str, ...], stops: Iterator[int]) -> dict[str, Any]:
    """写好的各栏：光标依次停在 $1、$2……"""
    fields = {field.name: field for field in describe(kind)}
    return {fields[name].key: _value(fields[name], stops) for name in names}


def _value(field: FieldDescription, stops: Iterator[int]) -> Any:
    if field.kind is Kind.YES_NO:
        return YES
    # 来源等几项都可以只写一句话的，光标停在那里就好
    if field.record and not (field.many and field.bare):
        body = _body(field.record, _kinds(field.record)[0][1], stops)
        return [body] if field.many else body
    stop = next(stops)
    return f"${{{stop}:{field.choices[0]}}}" if field.choices else f"${stop}"
