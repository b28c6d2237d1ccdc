"""整本手册的工作簿：案例、案例里的数字、登记簿、缺口、统计。没有发布的案例也在里面，写着状态。"""

from collections.abc import Iterator
from typing import Any

from casebook.compose.words import word
from casebook.model import GROWING, LABELS, REGISTERS, Case, describe
from casebook.model.registers import RegisterEntry
from casebook.model.results import Outcome, Series
from casebook.model.statements import Figure, Quantity
from casebook.model.support import Funding
from casebook.model.walk import key_of
from casebook.read import Entry, Library
from casebook.render.xlsx.cells import Value, cell_value, register_cells
from casebook.render.xlsx.paper import Workbook
from casebook.render.xlsx.statistics import ends_of, statistics

_FIRST = ("sources", "organisations")
"""登记簿里先列的。"""


def workbook(library: Library) -> Workbook:
    """`library` 的案例要是读过全文的。存成的是它的 `data`。"""
    book = Workbook(library.handbook.record.title)
    cases = sorted(library.cases.values(), key=lambda entry: entry.id)
    book.sheet(word("xlsx.cases"), _case_head(), map(_case, cases))
    book.sheet(word("xlsx.figures"), _figure_head(), (r for one in cases for r in _figures(one)))
    for name in (*_FIRST, *sorted(GROWING - {*_FIRST})):
        fields = table_fields(name)
        rows = (register_cells(entry.record, fields) for entry in library.register(name))
        book.sheet(LABELS[name], [field.key for field in fields], rows)
    gaps = (row for one in cases for row in _gaps(one))
    book.sheet(word("xlsx.gaps"), exported_head(word("xlsx.gaps")), gaps)
    counted = statistics(library, [one.record for one in cases])
    book.sheet(word("xlsx.statistics"), exported_head(word("xlsx.statistics")), counted)
    return book


def exported_head(title: str) -> tuple[str, ...]:
    """登记簿以外，叫 `title` 的一页的表头；没有这一页的为空。"""
    if title == word("xlsx.cases"):
        return tuple(_case_head())
    if title == word("xlsx.figures"):
        return tuple(_figure_head())
    if title == word("xlsx.gaps"):
        return (*_named_head(), word("xlsx.where"), word("xlsx.owed"))
    if title == word("xlsx.statistics"):
        return (word("xlsx.by"), word("xlsx.term"), word("xlsx.count"), word("xlsx.published"))
    return ()


def table_fields(register: str) -> tuple[Any, ...]:
    """一本登记簿写进表格的各栏：一行写得下的，和来源。"""
    fields = describe(REGISTERS[register].entry)
    chosen = [one for one in fields if not one.record or one.bare == key_of(RegisterEntry, "id")]
    return tuple(sorted(chosen, key=lambda field: field.name != "id"))


def _named_head() -> tuple[str, str]:
    return key_of(RegisterEntry, "id"), key_of(Case, "title")


_CASE = ("method_name", "status", "edition", "streets", "fields", "directions", "actors")
_PLACES = ("residential_areas", "address")


def _case_head() -> list[str]:
    keys = [key_of(Case, name) for name in (*_CASE, *_PLACES)]
    counts = [word("xlsx.first"), word("xlsx.last"), word("xlsx.sources"), word("xlsx.numbers")]
    review = [word("xlsx.confirmed-by"), word("xlsx.confirmed"), word("xlsx.reviewed")]
    return [*_named_head(), *keys, *counts, word("xlsx.owed-count"), *review, word("xlsx.next")]


def _case(entry: Entry[Case]) -> list[Value]:
    case = entry.record
    days = sorted(day for event in case.timeline for day in ends_of(event.date))
    cited = {one.source for _, part in entry.parts for one in getattr(part, "sources", ())}
    confirmed = case.confirmed_by[0] if case.confirmed_by else None
    review = case.review
    return [
        entry.id,
        case.title,
        case.method_name,
        str(case.status),
        case.edition,
        cell_value(case.streets) or (word("xlsx.everywhere") if case.everywhere else None),
        cell_value(tuple(one.name for one in case.fields)),
        cell_value(tuple(one.name for one in case.directions)),
        cell_value(tuple(dict.fromkeys(one.actor for one in case.actors))),
        cell_value(case.residential_areas),
        case.address,
        cell_value(days[0]) if days else None,
        cell_value(days[-1]) if days else None,
        len(cited),
        sum(1 for _ in _figures(entry)),
        sum(1 for _ in _gaps(entry)),
        cell_value(tuple(one.by for one in case.confirmed_by)),
        cell_value(confirmed.on) if confirmed else None,
        cell_value(review.reviewed_on) if review else None,
        cell_value(review.review_by) if review else None,
    ]


_QUANTITY = ("value", "qualifier", "unit", "counted", "period", "as_of", "told_by")


def _figure_head() -> list[str]:
    keys = [key_of(Quantity, name) for name in _QUANTITY]
    high, source = word("xlsx.high"), key_of(Case, "sources")
    return [*_named_head(), word("xlsx.where"), word("xlsx.name"), keys[0], high, *keys[1:], source]


def _figures(entry: Entry[Case]) -> Iterator[list[Value]]:
    """案例里的数字，一个一行；历年的一期一行。"""
    for loc, part in entry.parts:
        where = str(loc[0]) if loc else ""
        match part:
            case Series():
                for one in part.values:
                    yield _figure(entry, where, part, one, part.name)
            case Figure() | Outcome() | Funding() if part.value is not None:
                name = getattr(part, "name", None) or getattr(part, "text", None)
                yield _figure(entry, where, part, part, name or getattr(part, "use", None))


def _figure(entry: Entry[Case], where: str, part: Any, one: Any, name: str | None) -> list[Value]:
    told = {key: getattr(one, key, None) or getattr(part, key, None) for key in _QUANTITY[1:]}
    low, high = one.value.low, one.value.high
    ends = [cell_value(low), cell_value(high)]
    rest = [cell_value(told[key]) for key in _QUANTITY[1:]]
    return [entry.id, entry.record.title, where, name, *ends, *rest, cell_value(part.sources)]


def _gaps(entry: Entry[Case]) -> Iterator[list[Value]]:
    """写着“待补充”的各处，一处一行。"""
    for loc, part in entry.parts:
        if owed := getattr(part, "missing", None):
            where = "".join(f"第 {one + 1} 项" if isinstance(one, int) else one for one in loc)
            yield [entry.id, entry.record.title, where, owed]
