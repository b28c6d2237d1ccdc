"""图里的量：刻度、位置、格子。只算数，不管画成什么；网页与书各自去画。"""

import math
from dataclasses import dataclass
from datetime import date

from casebook.bind.book import Book
from casebook.bind.method import Method
from casebook.model import Actor, Case, Direction, Figure, Programme, TimelineEvent, When

_METRES = {"米": 1, "公里": 1000, "千米": 1000}


@dataclass(frozen=True)
class ScaleBar:
    """比例尺上的一个长度；`open_end` 是写“多”、写一段范围，确数不知道，虚线画到 `end`。"""

    figure: Figure
    value: float
    end: float
    open_end: bool


@dataclass(frozen=True)
class Scale:
    """一把比例尺，画着案例里的各个长度；各值都以 `unit` 计。"""

    bars: tuple[ScaleBar, ...]
    unit: str

    @property
    def end(self) -> float:
        """画到哪里。"""
        return max(bar.end for bar in self.bars)

    @property
    def ticks(self) -> tuple[float, ...]:
        """刻度，从 0 到写明的最大的数。"""
        most = max(bar.value for bar in self.bars)
        step = 10 ** math.floor(math.log10(most))
        step = next(s for s in (step / 10, step / 5, step / 4, step / 2, step) if most / s <= 10)
        return tuple(round(step * i, 9) for i in range(math.floor(most / step + 1e-9) + 1))


def scale(case: Case) -> Scale | None:
    """以米或公里计的各个长度的比例尺，单位照第一个。

    只有一个确定的长度时为 None：画出来也只有一个数。
    """
    figures = [f for f in case.measures if f.unit in _METRES and f.value.low > 0]
    if not figures:
        return None
    unit = str(figures[0].unit)
    bars = tuple(_bar(figure, _METRES[str(figure.unit)] / _METRES[unit]) for figure in figures)
    return Scale(bars, unit) if len(bars) > 1 or bars[0].open_end else None


def _bar(figure: Figure, times: float) -> ScaleBar:
    value, most = float(figure.value.low) * times, figure.value.high
    open_end = most is not None or figure.qualifier in ("多", "余", "逾", "以上", "至少")
    end = float(most) * times if most else value * (1.22 if open_end else 1)
    return ScaleBar(figure, value, end, open_end)


@dataclass(frozen=True)
class TimelineMark:
    """时间线上的一件事，`number` 与下面的文字对应。"""

    number: int
    date: When
    event: TimelineEvent

    @property
    def exact(self) -> bool:
        """知道是哪一天。"""
        return self.date.first == self.date.last


@dataclass(frozen=True)
class Span:
    """一件事在一行里占的一段，从 `start` 到 `end`（0 到 1）；`begins` 是从这一行开始的。"""

    mark: TimelineMark
    start: float
    end: float
    begins: bool


@dataclass(frozen=True)
class Stretch:
    """时间线的一行，从 `begin` 到 `end`（不含）；`ticks` 是各年、各月的开头（位置, 日子）。"""

    begin: date
    end: date
    ticks: tuple[tuple[float, date], ...]
    spans: tuple[Span, ...]

    @property
    def months(self) -> bool:
        """一年以内的，按月；再长按年。"""
        return (self.end - self.begin).days <= 366


@dataclass(frozen=True)
class Timeline:
    """一条时间线，事情多的折成几行；没有事的一行不画。"""

    marks: tuple[TimelineMark, ...]
    rows: tuple[Stretch, ...]


_MOST, _ROWS, _TICKS = 12, 4, 8
"""一行大约几件事，至多几行，一行至多几个年份。"""


def timeline(case: Case) -> Timeline | None:
    """案例的时间线；不到两件事时为 None，没有先后可看。一年之内按月，多年按年。"""
    events = case.timeline
    if len(events) < 2:
        return None
    first = min(e.date.year for e in events)
    last = max(e.date.last.year for e in events)
    months = 12 * (last - first + 1)
    each = months / min(_ROWS, math.ceil(len(events) / _MOST))
    # 一行是整年，或半年、三个月
    long = math.ceil(each / 12) * 12 if each > 6 else 6 if each > 3 else 3
    marks = tuple(TimelineMark(n, e.date, e) for n, e in enumerate(events, 1))
    rows = (
        _stretch(_month(first, n), _month(first, min(n + long, months)), marks)
        for n in range(0, months, long)
    )
    return Timeline(marks, tuple(row for row in rows if row.spans))


def _month(year: int, count: int) -> date:
    """`year` 年初过了 `count` 个月。"""
    return date(year + count // 12, count % 12 + 1, 1)


def _stretch(begin: date, end: date, marks: tuple[TimelineMark, ...]) -> Stretch:
    whole = (end - begin).days

    def at(day: date) -> float:
        return round((day - begin).days / whole, 4)

    if whole <= 366:
        days = [d for n in range(12) if (d := _month(begin.year, begin.month - 1 + n)) < end]
    else:
        years = range(begin.year, end.year)
        days = [date(y, 1, 1) for y in years[:: math.ceil(len(years) / _TICKS)]]
    spans = []
    for mark in marks:
        starts, after = mark.date.first, date.fromordinal(mark.date.last.toordinal() + 1)
        if starts < end and after > begin:
            piece = at(max(starts, begin)), at(min(after, end))
            spans.append(Span(mark, *piece, begin <= starts))
    return Stretch(begin, end, tuple((at(d), d) for d in days), tuple(spans))


@dataclass(frozen=True)
class Cell:
    """五社 × 方向的一格。`editorial` 为真时，这一格里的条目都是编者归入的。"""

    actor: Actor
    direction: Direction
    methods: tuple[Method, ...]
    programmes: tuple[Programme, ...]
    editorial: bool

    @property
    def filled(self) -> bool:
        """有没有记载。"""
        return bool(self.methods or self.programmes)


@dataclass(frozen=True)
class Crosstab:
    """对照图：纵是五社，横是方向。"""

    actors: tuple[Actor, ...]
    rows: tuple[tuple[Direction, tuple[Cell, ...]], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """全部格子。"""
        return tuple(cell for _, row in self.rows for cell in row)


def crosstab(book: Book) -> Crosstab:
    """哪一社在哪个方向上有记载。"""
    found: dict[tuple[str, str], list[tuple[Method, bool]]] = {}
    for method in book.methods:
        for classified in method.directions:
            for role in method.present:
                sourced = not classified.editorial and role.sourced
                key = (classified.term.id, role.actor.id)
                found.setdefault(key, []).append((method, sourced))

    def cell(actor: Actor, direction: Direction) -> Cell:
        entries = found.get((direction.id, actor.id), [])
        return Cell(
            actor,
            direction,
            tuple(m for m, _ in entries),
            tuple(
                p
                for p in book.programmes
                if direction.name in p.directions and actor.name in p.actors
            ),
            not any(sourced for _, sourced in entries),
        )

    return Crosstab(
        book.actors, tuple((d, tuple(cell(a, d) for a in book.actors)) for d in book.directions)
    )
