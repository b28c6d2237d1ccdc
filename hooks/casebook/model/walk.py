"""走遍一条记录里的每一条子记录，带着它在 YAML 里的位置；走遍模型里的每一种记录。"""

import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from casebook.model.statements import Record

Loc = tuple[str | int, ...]


def walk(record: Record, loc: Loc = ()) -> Iterator[tuple[Loc, Record]]:
    """`record` 自己和它里面的每一条记录；位置用 YAML 的键与序号写。"""
    waiting: list[tuple[Loc, Record]] = [(loc, record)]
    while waiting:
        at, one = waiting.pop()
        yield at, one
        inner: list[tuple[Loc, Record]] = []
        for name, key in _with_records(type(one)):
            value: Any = getattr(one, name)
            if isinstance(value, Record):
                inner.append(((*at, key), value))
            elif value:
                inner += (((*at, key, n), item) for n, item in enumerate(value))
        waiting += reversed(inner)


@cache
def _with_records(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """这种记录里装着别的记录的栏目：英文名与中文键。"""
    fields = kind.model_fields.items()
    return tuple((name, info.alias or name) for name, info in fields if record_in(info.annotation))


def key_of(kind: type[Record], name: str) -> str:
    """英文字段名 → YAML 里的中文键。"""
    return kind.model_fields[name].alias or name


def texts_of(record: Record, name: str, key: str) -> Iterator[tuple[str, Loc]]:
    """`name` 一栏写的各个字句，带着在 YAML 里的位置；没有写的一个也没有。"""
    value: Any = getattr(record, name)
    if isinstance(value, tuple):
        yield from ((one, (key, n)) for n, one in enumerate(value))
    elif value:
        yield value, (key,)


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
