"""登记簿里有的词与编号：补全时列出来，指着时说是哪一个。"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from casebook.model import LABELS, REGISTERS, Statement
from casebook.model.scalars import SCALARS, Kind
from casebook.read import Library
from casebook.render.schema.values import Schema, words

MANY = 2_000
"""一本超过这么多条，编辑器列不动，只查编号的写法。"""


class Listed(NamedTuple):
    """登记簿里的一条：编号、名称、一句说明。"""

    id: str
    name: str
    about: str


Choices = Mapping[str, tuple[Listed, ...]]
"""登记簿（和案例）→ 里面有什么。读不成的登记簿不在里面，引用它的只查写法。"""


def choices_of(library: Library, drafts: bool = True) -> dict[str, tuple[Listed, ...]]:
    """`library` 里的全部词与编号；`drafts` 为假时，没有发布的案例不算。"""
    choices = {name: tuple(_entries(library, name)) for name in REGISTERS if library.ids(name)}
    if len(library.case_ids) <= MANY:
        titles = {name: card.title for name, card in library.cards.items()}
        hidden = set() if drafts else {n for n, card in library.cards.items() if card.draft}
        shown = sorted(library.case_ids - hidden)
        choices["cases"] = tuple(Listed(n, titles.get(n, ""), "") for n in shown)
    return choices


def _entries(library: Library, name: str) -> Iterator[Listed]:
    seen = set()
    for entry in library.register(name):
        record = entry.record
        seen.add(record.id)
        yield Listed(
            record.id, record.name, _about(record.description if name != "sources" else ())
        )
    for left in sorted(library.ids(name) - seen):
        yield Listed(left, "", "")


def _about(description: tuple[Statement, ...]) -> str:
    return next((" ".join(said.text.split()) for said in description if said.text), "")


def reference(choices: Choices, register: str, by_name: bool) -> Schema:
    """引用 `register` 的一栏。

    按名称的是词表，词表之外的不收；按编号的登记簿常常在长，刚登记的还没有写进模式文件，
    所以只查写法，有没有登记由 `casebook check` 来说。
    """
    listed = choices.get(register, ())
    label = LABELS[register]
    if by_name:
        if not listed:
            return {"type": ["string", "number"], "errorMessage": f"写{label}的名称"}
        terms = {one.name: one.about for one in listed if one.name}
        message = f"{label}词表里没有这个词。可以写：{'、'.join(terms)}"
        return {**words(terms, message), "enumDescriptions": [*terms.values()]}
    schema: Schema = {
        "type": ["string", "number"],
        "pattern": SCALARS[Kind.ID].anchored(),
        "errorMessage": f"写{label}的编号，{SCALARS[Kind.ID].how}",
    }
    if not 0 < len(listed) <= MANY:
        return schema
    known = {one.id: {"const": one.id, "description": _named(one)} for one in listed}
    # 总有一项合，只为指着时说题名、补全时列出来
    return {"allOf": [schema], "oneOf": [*known.values(), {"not": {"enum": [*known]}}]}


def _named(one: Listed) -> str:
    return "：".join(filter(None, (one.name, one.about)))
