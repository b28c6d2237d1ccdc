"""统计：照街镇、领域、方向、五社、年份、状态，各有几条案例，发布了的几条。"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from casebook.compose.words import word
from casebook.model import LABELS, Case, Status
from casebook.model.walk import key_of
from casebook.read import Library
from casebook.render.xlsx.cells import Value

_TERMS: dict[str, Callable[[Case], Iterable[str]]] = {
    "streets": lambda case: case.streets,
    "fields": lambda case: (one.name for one in case.fields),
    "directions": lambda case: (one.name for one in case.directions),
    "actors": lambda case: (one.actor for one in case.actors),
}
"""哪一本词表，一条案例写了它的哪几个。"""


def statistics(library: Library, cases: Sequence[Case]) -> Iterator[list[Value]]:
    """一行：哪一类，哪一个，几条，发布了的几条。没有一条的也列。"""
    for name, terms in _TERMS.items():
        listed = [entry.record.name for entry in library.register(name)]
        yield from _counted(LABELS[name], listed, cases, terms)
    yield from _counted(word("xlsx.year"), sorted(_all_years(cases)), cases, years)
    status = key_of(Case, "status")
    yield from _counted(status, [str(one) for one in Status], cases, lambda one: [str(one.status)])


def _counted(
    kind: str, listed: Sequence[Any], cases: Sequence[Case], terms: Callable[[Case], Iterable[Any]]
) -> Iterator[list[Value]]:
    told, public = Counter[Any](), Counter[Any]()
    for case in cases:
        words = {*terms(case)}
        told.update(words)
        public.update(words if case.status is Status.PUBLISHED else ())
    for term in dict.fromkeys([*listed, *sorted(told)]):
        yield [kind, term, told[term], public[term]]


def years(case: Case) -> set[int]:
    """“时间”里写到的各年。"""
    return {day.year for event in case.timeline for day in ends_of(event.date)}


def _all_years(cases: Iterable[Case]) -> set[int]:
    return {year for case in cases for year in years(case)}


def ends_of(when: Any) -> tuple[Any, ...]:
    """一段时间的两头；一个日期的就是它。"""
    return (when.start, when.end) if hasattr(when, "start") else (when,)
