"""还缺什么：编者还不知道的，一栏一行，收在一条的末尾，知道的人照着补。"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from casebook.bind import BoundCase
from casebook.compose.blocks import Fact, Facts, Gaps, Paragraph, Section
from casebook.compose.sentences import line
from casebook.compose.words import word
from casebook.compose.writer import MISSING
from casebook.model.case import ActorRole, OtherParty

Missing = tuple[str, str | None]
"""哪一样（说的就是一栏的事时为空），还差什么（不差时为空）。"""
Ask = Callable[[BoundCase], Iterator[Missing]]
"""一栏里的各样。"""


class Gap(NamedTuple):
    """缺的一样：案例的哪一栏（英文名），写在哪一行，哪一样、还差什么（没有的为空）。"""

    field: str
    row: str
    of: str
    owed: str


def gaps(bound: BoundCase, facts: Facts, sections: Iterable[Section], street: str) -> Gaps | None:
    """`facts`、`sections` 写好了的一条还缺什么，`street` 是街镇的叫法；什么也不缺时为 None。"""
    found = groupby(case_gaps(bound, facts, sections, street), attrgetter("row"))
    rows = tuple(Fact(row, (_told([*listed]),)) for row, listed in found)
    if not rows:
        return None
    return Gaps(rows, line("case.gaps.tell"), line("case.gaps.tell-on-paper"))


def _told(listed: Sequence[Gap]) -> str:
    """一行：只有名字的，并作一句；有话的，一样一句。"""
    if not any(gap.owed for gap in listed):
        return f"{'、'.join(gap.of for gap in listed)}。"
    return "".join(_sentence(gap.of, gap.owed) for gap in listed)


def case_gaps(
    bound: BoundCase, facts: Facts, sections: Iterable[Section], street: str
) -> Iterator[Gap]:
    """一样一样，照一页里的次序：什么也没有写的各栏，写着“待补充”的，材料没有写到的各社。"""
    sections = tuple(sections)
    row = word("case.gaps.empty")
    if not (bound.case.streets or bound.case.everywhere):
        yield Gap("streets", row, street, "")
    for field, fact in zip(_FACTS, facts.rows, strict=True):
        if fact.c == (MISSING,):
            yield Gap(field, row, fact.name, "")
    for section in sections:
        if section.c == (Paragraph((MISSING,)),):
            yield Gap(section.id, row, section.title, "")
    yield from _missing(bound, sections)
    row = word("case.gaps.unread")
    for role in bound.roles:
        if not role.parts:
            yield Gap("actors", row, role.actor.name, "")


_FACTS = ("address", "timeline", "measures", "fields", "directions", "funding")
"""事实栏的各行是案例的哪一栏。"""


def _missing(bound: BoundCase, sections: Iterable[Section]) -> Iterator[Gap]:
    """写着“待补充”的各栏，用编者的话。"""
    titles = {section.id: section.title for section in sections}
    for field, (name, ask) in ASKED.items():
        row = titles.get(name) or word("case.gaps.summary")
        yield from (Gap(field, row, of, missing) for of, missing in ask(bound) if missing)


def _sentence(of: str, missing: str) -> str:
    name, owed = of.rstrip("。"), missing.rstrip("。")
    return f"{name}：{owed}。" if name else f"{owed}。"


def _summary(bound: BoundCase) -> Iterator[Missing]:
    yield "", bound.case.summary.missing


def _plain(field: str) -> Ask:
    """几句话：说的就是这一栏的事。"""

    def ask(bound: BoundCase) -> Iterator[Missing]:
        yield from (("", one.missing) for one in getattr(bound.case, field))

    return ask


def _under(field: str, title: str) -> Ask:
    """几句话：说的是这一节里题为 `title`（`words/` 里的名字）的一样。"""

    def ask(bound: BoundCase) -> Iterator[Missing]:
        yield from ((word(title), one.missing) for one in getattr(bound.case, field))

    return ask


def _named(field: str, name: str) -> Ask:
    """一样一样的，各有名字，写在 `name` 一栏。"""

    def ask(bound: BoundCase) -> Iterator[Missing]:
        yield from ((getattr(one, name), one.missing) for one in getattr(bound.case, field))

    return ask


def _parts(bound: BoundCase) -> Iterator[Missing]:
    for role in bound.roles:
        for part, _ in role.parts:
            yield role.actor.name, _owed(_blank_parts(part), part.missing)


def _others(bound: BoundCase) -> Iterator[Missing]:
    for party in bound.case.other_parties:
        yield party.name, _owed(_blank_parts(party), party.missing)


def _blank_parts(part: ActorRole | OtherParty) -> Iterator[str]:
    """表里空着的：分工、做了什么；写着还差什么的，不再说没有内容。"""
    if not part.roles:
        yield word("case.parts.role")
    if not part.text and not part.missing:
        yield word("case.parts.deed")


def _money(bound: BoundCase) -> Iterator[Missing]:
    for paid in bound.case.funding:
        blank = {
            "period": not paid.period,
            "giver": not (paid.fund or paid.giver),
            "use": not paid.use,
        }
        empty = (word(f"case.funding.{name}") for name, unknown in blank.items() if unknown)
        yield paid.amount, _owed(empty, paid.missing)


def _owed(blank: Iterable[str], missing: str | None) -> str:
    """空着的几格，并作一句；后面是编者写的还差什么。"""
    return "；".join(filter(None, ("、".join(blank), format(missing or ""))))


def _supports(bound: BoundCase) -> Iterator[Missing]:
    unknown = "", word("case.support-unknown").rstrip("：")
    told = [(one.entry.name, one.support.missing) for one in bound.supports]
    yield from told or [unknown]


ASKED: Mapping[str, tuple[str, Ask]] = {
    "summary": ("summary", _summary),
    "problem": ("problem", _plain("problem")),
    "timeline": ("problem", _named("timeline", "event")),
    "served": ("service", _under("served", "case.service.served")),
    "hours": ("service", _under("hours", "case.service.hours")),
    "fees": ("service", _under("fees", "case.service.fees")),
    "actors": ("actors", _parts),
    "other_parties": ("actors", _others),
    "steps": ("steps", _named("steps", "title")),
    "outcomes": ("outcomes", _plain("outcomes")),
    "comparisons": ("outcomes", _named("comparisons", "name")),
    "series": ("outcomes", _named("series", "name")),
    "voices": ("outcomes", _under("voices", "case.parts-of-outcomes.voices")),
    "honours": ("outcomes", _named("honours", "name")),
    "spread": ("outcomes", _under("spread", "case.parts-of-outcomes.spread")),
    "insight": ("insight", _plain("insight")),
    "applicability": ("applicability", _plain("applicability")),
    "funding": ("support", _money),
    "support": ("support", _supports),
}
"""案例的一栏 → 它在哪一节，怎样看它还差什么；照一页里的次序。案例里能写“待补充”的各栏都在这里，
模型多了一栏，`tests/compose/test_gaps.py` 要它也在。"""
