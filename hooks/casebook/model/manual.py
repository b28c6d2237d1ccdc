"""栏目说明：每种记录写在哪个文件、有哪些栏、每一栏怎样写。网页与 `casebook fields` 都从这里来。"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casebook.model.case import Case
from casebook.model.description import FieldDescription, describe, title_of
from casebook.model.handbook import HANDBOOK, Handbook
from casebook.model.pages import ProseHead
from casebook.model.registers import LABELS, REGISTER_FOLDER, REGISTERS, Register
from casebook.model.scalars import SCALARS, Kind, at_most
from casebook.model.statements import Record
from casebook.model.walk import record_kinds


@dataclass(frozen=True)
class Section:
    """一种记录。

    `id` 是锚点，`title` 是编辑叫它什么，`what` 是它是什么；`file` 是写在哪个文件里，
    `within` 是写在哪几栏里（顶层的为空）。
    """

    id: str
    title: str
    what: str
    file: str
    kind: type[Record]
    within: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[FieldDescription, ...]:
        """各栏，按填写的次序。"""
        return describe(self.kind)


@dataclass(frozen=True)
class Chapter:
    """说明的一部分：写在案例、文章、登记簿、手册里的。"""

    id: str
    title: str
    sections: tuple[Section, ...]


@cache
def manual() -> tuple[Chapter, ...]:
    """全部记录，每种一节，各一次。"""
    seen: set[type[Record]] = {Register, *REGISTERS.values()}
    # 有的记录案例与登记簿都用：算在案例里，后面不重复
    case = _sections(Case, "case", "案例", "cases/<编号>.yml", seen)
    head = _sections(ProseHead, "page", "文章的页首", "content/<名>.md", seen)
    registers = _sections(Register, "register", "登记簿的开头", _file("<名>"), seen)
    for name, register in REGISTERS.items():
        registers += _sections(register.entry, name, f"{LABELS[name]}登记簿", _file(name), seen)
    own = _sections(Handbook, "handbook", "手册", HANDBOOK, seen)
    return (
        Chapter("cases", "写在案例里的", tuple(case)),
        Chapter("pages", "写在文章里的", tuple(head)),
        Chapter("registers", "写在登记簿里的", tuple(registers)),
        Chapter("own", "写在 content/handbook.yml 里的", tuple(own)),
    )


def _file(register: str) -> str:
    return f"{REGISTER_FOLDER}/{register}.yml"


def _sections(
    top: type[Record], name: str, title: str, file: str, seen: set[type[Record]]
) -> list[Section]:
    sections = [Section(name, title, title_of(top), file, top)]
    seen.add(top)
    for kind in record_kinds(top):
        if kind not in seen:
            seen.add(kind)
            within = tuple(dict.fromkeys(_holders(top, kind)))
            own = "、".join(within) if len(within) <= _FEW else _short(title_of(kind))
            sections.append(Section(_anchor(kind), own, title_of(kind), file, kind, within))
    return sections


_FEW = 2
"""至多写在这么多栏里的记录，就叫那一栏的名字。"""


def _holders(top: type[Record], kind: type[Record]) -> Iterator[str]:
    for owner in record_kinds(top):
        yield from (field.key for field in describe(owner) if field.record is kind)


def _short(title: str) -> str:
    return re.split("[：；，]", title)[0]


def _anchor(kind: type[Record]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


def section_of(kind: type[Record]) -> Section:
    """`kind` 的那一节。"""
    return next(section for section in sections() if section.kind is kind)


def sections() -> tuple[Section, ...]:
    """全部的节。"""
    return tuple(section for part in manual() for section in part.sections)


def how_to_write(field: FieldDescription) -> str:
    """这一栏写什么、可以几项、有什么限制，一句话。"""
    said = [_wanted(field)]
    if field.many:
        said.append("可以写几项" + "，只有一项时不必加短横" * field.single)
    if field.bare and not field.register:
        said.append(f"也可以只写“{field.bare}”")
    return "。".join(said) + "。"


def _wanted(field: FieldDescription) -> str:
    if field.register:
        return _from_register(field)
    match field.kind:
        case Kind.CHOICE:
            return f"选一个：{'、'.join(field.choices)}"
        case Kind.WHOLE if field.low is not None:
            return f"整数，{field.low} 到 {field.high}"
        case Kind.LINE if field.limit == 1:
            return "一个字"
        case Kind.LINE | Kind.PROSE:
            return f"{field.kind}，{at_most(field.limit)}"
        case Kind.RECORD:
            return "分几栏写"
        case kind:
            return f"{kind}，{SCALARS[kind].how}"


def _from_register(field: FieldDescription) -> str:
    if field.register not in REGISTERS:
        return f"另一条{LABELS[field.register]}的编号"
    return f"{LABELS[field.register]}登记簿里的{'名称' if field.by_name else '编号'}"


def example_text(field: FieldDescription) -> str:
    """例子，连同栏目名，照文件里的样子。"""
    value = field.example
    return f"{field.key}:{value}" if value.startswith("\n") else f"{field.key}: {value}"


def found(asked: str) -> list[tuple[Section, tuple[FieldDescription, ...]]]:
    """`asked` 是一节的名字时，是那一节；是一栏的名字时，是有这一栏的各节，只列这一栏。"""
    wanted = asked.casefold()
    whole = [
        (section, section.fields)
        for section in sections()
        if wanted in {name.casefold() for name in _names(section)}
    ]
    if whole:
        return whole
    return [
        (section, fields)
        for section in sections()
        if (fields := tuple(f for f in section.fields if wanted in (f.key.casefold(), f.name)))
    ]


def nearest(asked: str) -> str:
    """与 `asked` 最像的节名或栏目名；都不像时为空。"""
    names = {name for section in sections() for name in _names(section)}
    names |= {field.key for section in sections() for field in section.fields}
    close = difflib.get_close_matches(asked, sorted(names), n=1, cutoff=0.5)
    return close[0] if close else ""


def _names(section: Section) -> Iterator[str]:
    yield from (section.title, section.id, section.kind.__name__, *section.within)
    if section.id in LABELS:
        yield LABELS[section.id]
