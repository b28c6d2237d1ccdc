"""登记簿的一条还缺什么：它的页上写着“待补充”的各栏，与写下的“待补充”。"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casebook.bind.reference import reference
from casebook.compose.blocks import Fact
from casebook.compose.gaps import Gap
from casebook.compose.register import organisation_facts, policy_facts
from casebook.compose.words import word
from casebook.compose.writer import MISSING, Writer
from casebook.model import (
    Organisation,
    OrganisationKind,
    Policy,
    Record,
    Source,
    Term,
    describe,
)
from casebook.model.registers import Part

_POLICY = ("issuer", "number", "issued", "level")
_ORGANISATION = ("full_name", "kind", "street")
"""事实栏的各行是哪一栏。"""


def entry_gaps(entry: Record, street: str, sources: Mapping[str, Source]) -> Iterator[Gap]:
    """`entry` 缺的一样一样，照页上的次序；`street` 是街镇的叫法，`sources` 是登记过的来源。"""
    writer = Writer(sources)
    match entry:
        case Policy():
            yield from _blank(_POLICY, policy_facts(entry, writer).rows)
            if not entry.orders:
                yield Gap("orders", word("register.policy.orders"), "", "")
        case Organisation():
            yield from _blank(_ORGANISATION, organisation_facts(entry, street, writer).rows)
        case Source():
            yield from (Gap(name, key, "", "") for name, key in blank_items(entry))
        case Term() | OrganisationKind() if not entry.description:
            yield Gap("description", _key(entry, "description"), "", "")
    yield from _written(entry)


def blank_items(source: Source) -> Iterator[tuple[str, str]]:
    """`source` 还不知道的著录项：栏目的英文名、中文键。"""
    names = {field.key: field.name for field in describe(Source)}
    yield from ((names[key], key) for key in reference(source).missing)


def _blank(fields: tuple[str, ...], rows: Iterable[Fact]) -> Iterator[Gap]:
    for field, row in zip(fields, rows, strict=True):
        if row.c[:1] == (MISSING,):
            yield Gap(field, row.name, "", "")


def _written(entry: Record) -> Iterator[Gap]:
    """写着“待补充”的；组成部分只有名称的，也是还差内容。"""
    for field in describe(type(entry)):
        value: Any = getattr(entry, field.name)
        for one in value if isinstance(value, tuple) else ():
            of = one.name if isinstance(one, Part) else ""
            if owed := getattr(one, "missing", None):
                yield Gap(field.name, field.key, of, owed)
            elif isinstance(one, Part) and not one.text:
                yield Gap(field.name, field.key, of, "")


def _key(entry: Record, name: str) -> str:
    return next(field.key for field in describe(type(entry)) if field.name == name)
