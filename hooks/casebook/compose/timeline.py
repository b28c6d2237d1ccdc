"""时间线的图：各行的刻度、各件事占哪一段、号写在哪里。网页与印件照着画。"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casebook.bind import Stretch, Timeline
from casebook.compose.blocks import Figure
from casebook.compose.words import word
from casebook.model import Period

_WIDE, _SIDE, _LEVELS = 384, 8, 2
"""画布上一行多宽，两边各留多少；号至多写成上下几层。"""
_DIGIT, _MARK, _GAP = 13.5, 22.0, 4.0
"""号里的一个数字、一个顿号或横线占多宽，两个号之间空多少：照网页大字时算，平常的字小，更放得下。"""


def time_figure(line: Timeline) -> Figure:
    """经过：一条时间线，事情多的几行。"""
    events = [f"{m.number}. {m.date}，{m.event.event.rstrip('。')}" for m in line.marks]
    return Figure(
        kind="time",
        title=word("figures.time"),
        caption=word("figures.time-caption"),
        alt=word("figures.time-alt", events="；".join(events)),
        data={
            "rows": [
                {
                    "months": row.months,
                    "ticks": [[at, name] for at, name in _ticks(row)],
                    "marks": [
                        {
                            "start": span.start,
                            "end": span.end,
                            "exact": span.mark.exact,
                            "year": span.mark.date.month is None
                            or isinstance(span.mark.date, Period),
                        }
                        for span in row.spans
                    ],
                    "labels": [
                        {"at": round(one.at, 4), "level": level, "words": one.words}
                        for one, level in labels(row)
                    ],
                }
                for row in line.rows
            ],
        },
    )


def _ticks(row: Stretch) -> Iterable[tuple[float, str]]:
    """刻度，写不写字；按月的只写头、中、尾三个。"""
    last = len(row.ticks) - 1
    told = {0, (last + 1) // 2, last}
    for n, (at, day) in enumerate(row.ticks):
        if not row.months:
            yield at, str(day.year)
        elif n in told:
            name = word("figures.month", month=day.month)
            yield at, name if n else f"{word('figures.year', year=day.year)} {name}"
        else:
            yield at, ""


@dataclass(frozen=True)
class Label:
    """一个号，或挨得太近、并在一起的几个；`low`、`high` 是它们说的事从哪里到哪里。"""

    numbers: tuple[int, ...]
    low: float
    high: float

    @property
    def words(self) -> str:
        """如 3；3、4；3—6；1、3—6。"""
        runs: list[list[int]] = []
        for number in sorted(self.numbers):
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return "、".join(
            f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs
        )

    @property
    def wide(self) -> float:
        """多宽，画布的几分之几。"""
        return sum(_DIGIT if c.isdigit() else _MARK for c in self.words) / _WIDE

    @property
    def at(self) -> float:
        """正中在哪里；不出画布。"""
        edge = self.wide / 2 - _SIDE / _WIDE
        return min(max((self.low + self.high) / 2, edge), 1 - edge)

    def joined(self, other: "Label") -> "Label":
        """与另一个并成一个。"""
        low, high = min(self.low, other.low), max(self.high, other.high)
        return replace(self, numbers=(*self.numbers, *other.numbers), low=low, high=high)


def labels(row: Stretch) -> list[tuple[Label, int]]:
    """各个号与写在第几层：上一个挡着的写高一层，都挡着的并成一个，所以从不叠在一起。"""
    middles = [(span.mark.number, (span.start + span.end) / 2) for span in row.spans if span.begins]
    found = [Label((n,), at, at) for n, at in sorted(middles, key=lambda one: (one[1], one[0]))]
    while True:
        levels = _levels(found)
        if len(levels) == len(found):
            return list(zip(found, levels, strict=True))
        n = len(levels)
        found[n - 1 : n + 1] = [found[n - 1].joined(found[n])]


def _levels(found: Sequence[Label]) -> list[int]:
    """各在第几层，到放不下的一个为止。"""
    ends = [-1.0] * _LEVELS
    out: list[int] = []
    for one in found:
        start = one.at - one.wide / 2
        level = next((n for n, end in enumerate(ends) if start - end >= _GAP / _WIDE), None)
        if level is None:
            return out
        ends[level] = start + one.wide
        out.append(level)
    return out
