"""哪个字段引用哪本登记簿：词表按名称引用，登记按编号引用。只写在这里的两张表里。"""

from collections.abc import Iterator
from functools import cache

from casebook.model.case import ActorRole, Case, RelatedCase, Withdrawal
from casebook.model.registers import Organisation, Programme
from casebook.model.statements import Citation, Record
from casebook.model.support import Funding, Support
from casebook.model.walk import Loc, key_of

Table = tuple[tuple[type[Record], str, str], ...]
"""（记录, 字段, 登记簿）。"""

_NAMES: Table = (
    (Case, "fields", "fields"),
    (Case, "directions", "directions"),
    (Case, "streets", "streets"),
    (ActorRole, "actor", "actors"),
    (Organisation, "kind", "organisation-kinds"),
    (Organisation, "street", "streets"),
    (Programme, "directions", "directions"),
    (Programme, "actors", "actors"),
    (Programme, "fields", "fields"),
)
_IDS: Table = (
    (Citation, "source", "sources"),
    (ActorRole, "party", "organisations"),
    (Support, "policy", "policies"),
    (Support, "project", "programmes"),
    (Support, "fund", "programmes"),
    (Support, "honour", "programmes"),
    (Funding, "fund", "programmes"),
    (Programme, "policies", "policies"),
    (Programme, "indicators", "indicators"),
    (Programme, "parent", "programmes"),
    (RelatedCase, "id", "cases"),
    (Withdrawal, "merged_into", "cases"),
)

Reference = tuple[str, str, Loc]
"""（登记簿, 名称或编号, 在记录里的位置）。"""


def names_in(record: Record) -> Iterator[Reference]:
    """这条记录自己（不算里面的记录）按名称引用的词。"""
    return _found(record, _NAMES)


def ids_in(record: Record) -> Iterator[Reference]:
    """这条记录自己（不算里面的记录）引用的编号。"""
    return _found(record, _IDS)


def register_of(kind: type[Record], name: str) -> tuple[str, bool]:
    """`kind` 的 `name` 一栏引用哪本登记簿，是不是按名称；不引用时为空。"""
    for table, by_name in ((_NAMES, True), (_IDS, False)):
        for owner, field, register in table:
            if issubclass(kind, owner) and field == name:
                return register, by_name
    return "", False


def _found(record: Record, table: Table) -> Iterator[Reference]:
    for name, key, register in _fields(type(record), table):
        value = getattr(record, name)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                yield register, getattr(item, "name", item), (key, index)
        elif value:
            yield register, value, (key,)


@cache
def _fields(kind: type[Record], table: Table) -> tuple[tuple[str, str, str], ...]:
    """`table` 里这种记录的各栏：英文名、中文键、登记簿。"""
    return tuple(
        (name, key_of(kind, name), register)
        for owner, name, register in table
        if issubclass(kind, owner)
    )
