"""还缺什么：编者还不知道的，一栏一行，收在一条的末尾，知道的人照着补。"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

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
    for name, asked in groupby(ASKED.values(), itemgetter(0)):
        items = (item for _, ask in asked for item in ask(bound))
        said = (_sentence(of, missing) for of, missing in items if missing)
        if told := "".join(said):
            yield Fact(titles.get(name) or word("case.gaps.summary"), (told,))


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


def _unread(bound: BoundCase) -> Iterator[Fact]:
    """读到的材料没有写到的各社，并作一行。"""
    if unread := [role.actor.name for role in bound.roles if not role.parts]:
        yield Fact(word("case.gaps.unread"), (f"{'、'.join(unread)}。",))
