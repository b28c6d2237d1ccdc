"""名录的各行 → 登记簿里要添的、已经有的、写得不对的。"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casebook.editing.drafting import spelt
from casebook.editing.examiner import Examiner
from casebook.editing.registering import UNIQUE, Addition, CannotAdd, Written, add_entry, twin
from casebook.intake.cells import text_of
from casebook.intake.register import Register
from casebook.intake.said import Told
from casebook.intake.workbook import Row
from casebook.model import LABELS, FieldDescription, Kind
from casebook.model.dates import meant_date
from casebook.model.periods import meant_period
from casebook.model.values import half_width, meant_number, meant_yes_no
from casebook.problems.likeness import bared
from casebook.render.xlsx.cells import register_cells
from casebook.render.xlsx.workbook import table_fields

_SEVERAL = re.compile(r"[、;；\n]")
_CITED = re.compile(r"[;；\n]")
_ID = "编号"
_LONG = 60


@dataclass
class Plan:
    """打算怎样：要添的，已经有而写得不一样的，写得不对的，各在哪一行；`same` 是一样的有几行。

    `absent` 是登记着、表里没有的：哪一本登记簿，哪几条。
    """

    added: list[tuple[str, Addition]] = field(default_factory=list)
    differ: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    same: int = 0
    absent: dict[str, list[str]] = field(default_factory=dict)


def planned(rows: Sequence[Row], examiner: Examiner, whole: Collection[str] = frozenset()) -> Plan:
    """对着登记簿看一遍，什么也不写。`whole` 是整本导出来、该样样都有的登记簿。"""
    plan = Plan()
    met: set[tuple[str, str]] = set()
    seen: dict[tuple[str, str, str], str] = {}
    for row in rows:
        found = _registered(row, examiner)
        if found:
            met.add((row.register, found))
            _compare(row, found, examiner, plan)
            continue
        twins = [(row.register, key, bared(row.values[key])) for key in UNIQUE & row.values.keys()]
        before = next((seen[one] for one in twins if one in seen), "")
        if before:
            plan.wrong.append((row.place, f"与{before}是同一条，没有收"))
            continue
        used = {name for register, key, name in seen if register == row.register and key == _ID}
        values = _values(row, examiner, used)
        try:
            plan.added.append((row.place, add_entry(row.register, values, examiner)))
        except CannotAdd as fault:
            plan.wrong.append((row.place, f"{LABELS[row.register]}没有收：{fault}"))
            continue
        seen |= dict.fromkeys(twins, row.place)
        seen[row.register, _ID, str(values[_ID])] = row.place
    for name in sorted(whole):
        known = (entry.record.id for entry in examiner.library.register(name))
        if absent := [one for one in known if (name, one) not in met]:
            plan.absent[name] = absent
    return plan


def _registered(row: Row, examiner: Examiner) -> str:
    """登记过的同一条：照编号，没有写编号的照名称、网址、文号。"""
    if row.values.get(_ID):
        found = row.values[_ID]
        if found in examiner.library.ids(row.register):
            return found
    keys = sorted(UNIQUE & row.values.keys())
    return next((one for k in keys if (one := twin(row.register, row.values[k], examiner))), "")


def _compare(row: Row, found: str, examiner: Examiner, plan: Plan) -> None:
    record = next(e.record for e in examiner.library.register(row.register) if e.record.id == found)
    fields = table_fields(row.register)
    have = dict(zip((f.key for f in fields), register_cells(record, fields), strict=True))
    by_id = row.values.get(_ID) == found  # 写着编号的：空着的、只差标点的，也是改了
    looked = row.columns & have.keys() if by_id else row.values.keys()
    pairs = [
        (one, text_of(have[one.key]), row.values.get(one.key, ""))
        for one in fields
        if one.key in looked
    ]
    different = [
        f"{one.key}：登记的是“{old or '没有写'}”，表里{f'是“{new}”' if new else '没有写'}"
        for one, old, new in pairs
        if not _alike(one, old, new, loose=not by_id)
    ]
    if different:
        plan.differ.append((row.place, f"{found} 已经登记过，没有动它。{'；'.join(different)}"))
    else:
        plan.same += 1


def _alike(field: FieldDescription, have: str, wanted: str, *, loose: bool) -> bool:
    same = have == wanted or have == _scalar(field, wanted)
    return same or (loose and bared(have) == bared(wanted) != "")


def _values(row: Row, examiner: Examiner, used: set[str]) -> Mapping[str, Written]:
    fields = table_fields(row.register)
    made: dict[str, Written] = {_ID: row.values.get(_ID) or _new_id(row, examiner, used)}
    for one in fields:
        text = row.values.get(one.key, "")
        if text and one.key != _ID:
            made[one.key] = _written(one, text, examiner)
    return made


def _written(field: FieldDescription, text: str, examiner: Examiner) -> Written:
    register = Register(examiner.library)
    if field.record:
        return tuple(_cited(part, register) for part in _parts(_CITED, text))
    if field.many:
        parts = _parts(_SEVERAL, text)
        if field.register and not field.by_name:
            parts = [_pointed(one, register, field) for one in parts]
        return tuple(parts)
    if field.register and not field.by_name:
        return _pointed(text, register, field)
    return _scalar(field, text)


def _pointed(text: str, register: Register, field: FieldDescription) -> str:
    """名称、网址 → 编号；认不出的、还写着别的话的照写，由检查来说。"""
    value, rest = register.cited(Told(text), False, field.register)
    return text if rest else str(value or text)


def _cited(part: str, register: Register) -> Any:
    value, rest = register.cited(Told(part), True)
    if value and not rest:
        return value if isinstance(value, Mapping) else str(value)
    head, _, place = part.partition("，")  # 导出时写的“编号，位置”
    if place and re.fullmatch(r"[a-z0-9-]+", head):
        return {"编号": head, "位置": place}
    return part


def _parts(mark: re.Pattern[str], text: str) -> list[str]:
    return [one for part in mark.split(text) if (one := part.strip())]


def _scalar(field: FieldDescription, text: str) -> str:
    text = " ".join(text.split())
    match field.kind:
        case Kind.DATE:
            return meant_date(text) or text
        case Kind.PERIOD:
            return meant_period(text) or text
        case Kind.NUMBER | Kind.WHOLE:
            return meant_number(field.kind, re.sub(r"\s", "", half_width(text))) or text
        case Kind.YES_NO:
            return meant_yes_no(text) or text
    return text


def _new_id(row: Row, examiner: Examiner, used: set[str]) -> str:
    name = next((row.values[key] for key in ("名称", "题名") if row.values.get(key)), "")
    slug = spelt(name, examiner)[:_LONG] or row.register
    taken = examiner.library.ids(row.register) | used
    names = (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)
