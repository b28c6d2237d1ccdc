"""做成了什么：成效、历年、前后对比、居民的话、荣誉、报道里的说法、推广。"""

from collections.abc import Iterator

from casebook.compose.blocks import (
    Block,
    Blocks,
    Cell,
    Heading,
    Listed,
    Paragraph,
    Quote,
    Remark,
    Table,
)
from casebook.compose.inlines import Inline
from casebook.compose.words import quoted, word
from casebook.compose.writer import Writer, inferred_tag
from casebook.model import Case, Comparison, Honour, Series
from casebook.model.results import Outcome, YearValue
from casebook.model.statements import Quantity


def results(case: Case, writer: Writer) -> Iterator[Block]:
    """“成效”一节。没有写的，一块也没有。"""
    for outcome in case.outcomes:
        yield from _outcome(outcome, writer)
    if case.comparisons:
        yield _heading("comparisons")
        yield _compared(case.comparisons, writer)
        yield from writer.gaps(case.comparisons)
    if case.series:
        yield _heading("series")
        for one in case.series:
            yield _series(one, writer)
            yield from writer.gaps([one])
    if case.voices:
        yield _heading("voices")
    for voice in case.voices:
        speaker: Inline = word("case.voice", speaker=voice.speaker)
        said = (*writer.blocks(voice.words), Paragraph((speaker, *writer.marks(voice))))
        yield Quote(said)
        yield from writer.gaps([voice])
    if case.honours:
        yield _heading("honours")
        yield Listed(tuple(_honour(honour, writer) for honour in case.honours))
    if case.claims:
        yield _heading("claims")
        items = ((Paragraph((quoted(claim.words), *writer.marks(claim))),) for claim in case.claims)
        yield Listed(tuple(items))
    if case.spread:
        yield _heading("spread")
        yield from writer.statements(case.spread)


def _heading(name: str) -> Heading:
    return Heading(3, (word(f"case.parts-of-outcomes.{name}"),))


def _outcome(outcome: Outcome, writer: Writer) -> Iterator[Block]:
    """一项成效：说的话，多少，还差什么。没有写数值的，写了的时候与口径照样说。"""
    yield from writer.statements([outcome.model_copy(update={"missing": None})])
    told = [format(outcome.counted or ""), *writer.dated(outcome)]
    if outcome.value is not None:
        told = [writer.amount(outcome)]
    if words := "，".join(filter(None, told)):
        marks = (*inferred_tag(outcome.inferred), *writer.marks(outcome))
        yield Remark((words, *marks), amount=outcome.value is not None)
    yield from writer.gaps([outcome])


def _compared(comparisons: tuple[Comparison, ...], writer: Writer) -> Table:
    rows = tuple(
        (
            Cell((one.name, *inferred_tag(one.inferred), *writer.marks(one))),
            Cell((one.before,)),
            Cell((one.after,)),
        )
        for one in comparisons
    )
    heads = ("name", "before", "after")
    return Table(tuple(Cell((word(f"case.comparison.{head}"),)) for head in heads), rows)


def _series(series: Series, writer: Writer) -> Table:
    """一行时段，一行数：几期就几列；再多的竖着排，免得一行放不下。"""
    name = "，".join(format(part) for part in (series.name, series.counted) if part)
    unit = (f"（{series.unit}）", *inferred_tag(series.inferred), *writer.marks(series))
    head = (name, *unit)
    years = tuple((str(one.period), _number(one)) for one in series.values)
    if len(years) > _ACROSS:
        rows = tuple((Cell((year,)), Cell((number,), "right")) for year, number in years)
        return Table((Cell((word("case.series-period"),)), Cell(head, "right")), rows)
    first = (Cell((word("case.series-period"),)), *(Cell((year,), "right") for year, _ in years))
    return Table(first, ((Cell(head), *(Cell((number,), "right") for _, number in years)),))


def _number(one: YearValue) -> str:
    return Quantity.model_construct(value=one.value, qualifier=one.qualifier).amount


_ACROSS = 4
"""至多几期排成一行。"""


def _honour(honour: Honour, writer: Writer) -> Blocks:
    year = str(honour.year) if honour.year else ""
    about = "，".join(format(part) for part in (honour.giver, honour.level, year) if part)
    words = (f"{honour.name}{f'（{about}）' if about else ''}", *inferred_tag(honour.inferred))
    cites = writer.marks(honour)
    return (Paragraph((*words, *cites)), *writer.gaps([honour]))
