"""一个文件里的每一个值：写在哪里，是哪一栏；栏目名写错的在哪里。"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casebook.model import (
    HANDBOOK,
    REGISTERS,
    Case,
    FieldDescription,
    Handbook,
    Record,
    describe,
    register_of,
)
from casebook.read import MappingNode, Node, ScalarNode, SequenceNode


@dataclass(frozen=True)
class Place:
    """一个值和它的栏目；`owner` 是它写在哪几栏当中，只写一句话的为 None。"""

    scalar: ScalarNode
    field: FieldDescription
    owner: MappingNode | None = None


@dataclass(frozen=True)
class Stranger:
    """一个不认识的栏目名：在哪种记录里，那里已经写了哪些。"""

    key: ScalarNode
    kind: type[Record]
    written: frozenset[str]


def kind_of(path: str) -> type[Record] | None:
    """`path`（相对手册）里写的是哪种记录；不是案例、登记簿、手册自己的为 None。"""
    if path == HANDBOOK:
        return Handbook
    if path.rpartition("/")[0] == "cases":
        return Case
    return REGISTERS.get(register_of(path))


def places(node: Node, kind: type[Record]) -> Iterator[Place | Stranger]:
    """`node` 照 `kind` 来看，里面的每一个值与每一个不认识的栏目。"""
    yield from _inside(node, {field.key: field for field in describe(kind)}, kind)


def _inside(
    node: Node, fields: dict[str, FieldDescription], kind: type[Record]
) -> Iterator[Place | Stranger]:
    if not isinstance(node, MappingNode):
        return
    for name, value in node.items.items():
        if (field := fields.get(name)) is None:
            yield Stranger(node.keys[name], kind, frozenset(node.items))
            continue
        for one in value.items if isinstance(value, SequenceNode) else [value]:
            if not field.record:
                if isinstance(one, ScalarNode):
                    yield Place(one, field, node)
            elif isinstance(one, ScalarNode):
                if field.bare:  # 只写一句话，等于写里面的那一栏
                    yield Place(one, _fields(field)[field.bare])
            else:
                yield from _inside(one, _fields(field), field.record)


def _fields(field: FieldDescription) -> dict[str, FieldDescription]:
    """`field` 里面的各栏；引用登记簿的，落在它的那一栏上。"""
    assert field.record  # noqa: S101 - 里面有记录的才问
    inner = {one.key: one for one in describe(field.record)}
    if field.register and field.bare:
        bare = inner[field.bare]
        inner[field.bare] = replace(bare, register=field.register, by_name=field.by_name)
    return inner
