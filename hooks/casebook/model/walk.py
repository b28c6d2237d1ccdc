"""走遍一条记录里的每一条子记录，带着它在 YAML 里的位置。"""

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
