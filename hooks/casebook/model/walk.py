"""走遍一条记录里的每一条子记录，带着它在 YAML 里的位置；走遍模型里的每一种记录。"""

import typing
from collections.abc import Iterator
from typing import Any

from casebook.model.statements import Record

Loc = tuple[str | int, ...]


def walk(record: Record, loc: Loc = ()) -> Iterator[tuple[Loc, Record]]:
    """`record` 自己和它里面的每一条记录；位置用 YAML 的键与序号写。"""
    yield loc, record
    for name, info in type(record).model_fields.items():
        value: Any = getattr(record, name)
        key = info.alias or name
        if isinstance(value, Record):
            yield from walk(value, (*loc, key))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from walk(item, (*loc, key, index))


def key_of(record: Record, name: str) -> str:
    """英文字段名 → YAML 里的中文键。"""
    return type(record).model_fields[name].alias or name


def record_in(annotation: Any) -> type[Record] | None:
    """类型标注里的记录；没有时为 None。"""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for part in typing.get_args(annotation):
        if found := record_in(part):
            return found
    return None


def record_kinds(kind: type[Record]) -> Iterator[type[Record]]:
    """`kind` 自己和它里面每一栏会用到的各种记录，各一次。"""
    seen: dict[type[Record], None] = {kind: None}
    waiting = [kind]
    while waiting:
        for info in waiting.pop().model_fields.values():
            inner = record_in(info.annotation)
            if inner and inner not in seen:
                seen[inner] = None
                waiting.append(inner)
    yield from seen


def field_names(*kinds: type[Record]) -> frozenset[str]:
    """这些记录里（连同里面的记录）全部栏目的中文名。"""
    return frozenset(
        info.alias or name
        for kind in kinds
        for record in record_kinds(kind)
        for name, info in record.model_fields.items()
    )
