"""照做清单：照记录摘出来的一张，照做的人一样一样打勾。记录里没有的不猜，并作一句“待补充”。"""

from collections.abc import Iterable, Iterator

from casebook.bind import BoundCase
from casebook.compose.blocks import CheckGroup, Checklist, Facts, Paragraph, Section
from casebook.compose.inlines import Inlines
from casebook.compose.words import word
from casebook.compose.writer import MISSING, Writer, inferred_tag
from casebook.model import ActorRole, Step
from casebook.model.case import OtherParty

_LENGTHS = frozenset(("年", "个月", "月", "周", "天", "日", "小时", "分钟"))
"""说做了多久的单位。"""


def checklist(
    bound: BoundCase, facts: Facts, sections: Iterable[Section], writer: Writer
) -> tuple[Checklist, ...]:
    """`facts`、`sections` 写好了的一条的清单；没有步骤的没有清单。"""
    if not bound.case.steps:
        return ()
    by_id = {section.id: section for section in sections}
    money = word("case.facts.money")
    groups = (
        _told(by_id["applicability"]),
        CheckGroup(word("case.checklist.who"), tuple(_who(bound))),
        CheckGroup(word("case.checklist.materials"), tuple(_materials(bound.case.steps))),
        CheckGroup(word("case.checklist.time"), c=_fact(tuple(_times(bound, writer)))),
        CheckGroup(money, c=_fact(next(f.c for f in facts.rows if f.name == money))),
        CheckGroup(word("case.sections.steps"), tuple(map(_step, bound.case.steps)), ordered=True),
    )
    empty = [group.title for group in groups if not (group.items or group.c)]
    missing = word("text.said-missing", words="、".join(empty))
    return (
        Checklist(
            id="checklist",
            title=word("case.checklist.title"),
            lead=word("case.checklist.lead"),
            groups=tuple(group for group in groups if group.items or group.c),
            missing=(missing, MISSING, "。") if empty else (),
        ),
    )


def _told(section: Section) -> CheckGroup:
    """适用条件；什么也没有写的为空。"""
    return CheckGroup(section.title, c=() if section.c == (Paragraph((MISSING,)),) else section.c)


def _fact(words: Inlines) -> tuple[Paragraph, ...]:
    return (Paragraph(words),) if words and words != (MISSING,) else ()


def _who(bound: BoundCase) -> Iterator[Inlines]:
    """五社与别的参与方，各做什么。"""
    for role in bound.roles:
        for part, organisation in role.parts:
            name = role.actor.name
            if organisation:
                name = word("case.checklist.whose", who=name, name=organisation.name)
            yield _party(name, part)
    for party in bound.case.other_parties:
        yield _party(party.name, party)


def _party(name: str, part: ActorRole | OtherParty) -> Inlines:
    roles = "、".join(part.roles)
    told = word("case.checklist.who-does", who=name, roles=roles) if roles else name
    return (told, *inferred_tag(part.inferred))


def _materials(steps: Iterable[Step]) -> Iterator[Inlines]:
    yield from ((thing,) for thing in dict.fromkeys(m for step in steps for m in step.materials))


def _times(bound: BoundCase, writer: Writer) -> Iterator[str]:
    """做了多久；没有写的是先后发生的事。"""
    lengths = [m for m in bound.case.measures if m.unit in _LENGTHS]
    told = [f"{m.name} {writer.amount(m)}" for m in lengths]
    told = told or [f"{e.date} {e.event.rstrip('。')}" for e in bound.case.timeline]
    if told:
        yield f"{'；'.join(told)}。"


def _step(step: Step) -> Inlines:
    who = word("case.checklist.step", who="、".join(step.who)) if step.who else ""
    return (f"{step.title}{who}",)
