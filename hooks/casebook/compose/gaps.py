"""还缺什么：编者还不知道的，一栏一行，收在一条的末尾，知道的人照着补。"""

from collections.abc import Iterable, Iterator

from casebook.bind import BoundCase
from casebook.compose.blocks import Fact, Facts, Gaps, Paragraph, Section
from casebook.compose.sentences import line
from casebook.compose.words import word
from casebook.compose.writer import MISSING
from casebook.model import Statement

Missing = tuple[str, str | None]
"""哪一样（说的就是一栏的事时为空），还差什么（不差时为空）。"""


def gaps(bound: BoundCase, facts: Facts, sections: Iterable[Section], street: str) -> Gaps | None:
    """`facts`、`sections` 写好了的一条还缺什么，`street` 是街镇的叫法；什么也不缺时为 None。"""
    sections = tuple(sections)
    rows = (*_empty(bound, facts, sections, street), *_missing(bound, sections), *_unread(bound))
    if not rows:
        return None
    return Gaps(rows, line("case.gaps.tell"), line("case.gaps.tell-on-paper"))


def _empty(
    bound: BoundCase, facts: Facts, sections: Iterable[Section], street: str
) -> Iterator[Fact]:
    """什么也没有写的各栏，并作一行。"""
    empty = [] if bound.case.streets or bound.case.everywhere else [street]
    empty += [row.name for row in facts.rows if row.c == (MISSING,)]
    empty += [s.title for s in sections if s.c == (Paragraph((MISSING,)),)]
    if empty:
        yield Fact(word("case.gaps.empty"), (f"{'、'.join(empty)}。",))


def _missing(bound: BoundCase, sections: Iterable[Section]) -> Iterator[Fact]:
    """写着“待补充”的各栏，用编者的话。"""
    titles = {section.id: section.title for section in sections}
    for name, items in _asked(bound):
        said = (f"{of and f'{of}：'}{missing.rstrip('。')}。" for of, missing in items if missing)
        if told := "".join(said):
            yield Fact(titles.get(name) or word("case.gaps.summary"), (told,))


def _asked(bound: BoundCase) -> Iterator[tuple[str, list[Missing]]]:
    """各栏里的各样，照一页里的次序。"""
    case = bound.case
    yield "summary", _plain([case.summary])
    yield "problem", _plain(case.problem)
    told = (("served", case.served), ("hours", case.hours), ("fees", case.fees))
    yield (
        "service",
        [(word(f"case.service.{name}"), s.missing) for name, said in told for s in said],
    )
    parts = [(role.actor.name, part.missing) for role in bound.roles for part, _ in role.parts]
    yield "actors", parts + [(party.name, party.missing) for party in case.other_parties]
    yield "steps", [(step.title, step.missing) for step in case.steps]
    voices = word("case.parts-of-outcomes.voices")
    spread = word("case.parts-of-outcomes.spread")
    yield (
        "outcomes",
        [
            *_plain(case.outcomes),
            *((one.name, one.missing) for one in case.comparisons),
            *((one.name, one.missing) for one in case.series),
            *((one.name, one.missing) for one in case.honours),
            *((voices, one.missing) for one in case.voices),
            *((spread, one.missing) for one in case.spread),
        ],
    )
    yield "insight", _plain(case.insight)
    yield "applicability", _plain(case.applicability)
    paid = [(word("case.facts.money"), one.missing) for one in case.funding]
    used = [(one.entry.name, one.support.missing) for one in bound.supports]
    unknown = word("case.support-unknown").rstrip("：")
    yield "support", [*paid, *(used or [("", unknown)])]


def _plain(statements: Iterable[Statement]) -> list[Missing]:
    return [("", statement.missing) for statement in statements]


def _unread(bound: BoundCase) -> Iterator[Fact]:
    """读到的材料没有写到的各社，并作一行。"""
    if unread := [role.actor.name for role in bound.roles if not role.parts]:
        yield Fact(word("case.gaps.unread"), (f"{'、'.join(unread)}。",))
