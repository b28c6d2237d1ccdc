"""五社分工：谁参与了，各做了什么。"""

from collections.abc import Iterator, Mapping

from casebook.bind import BoundCase
from casebook.compose.blocks import Block, Paragraph, Part, Parts, Remark, Who
from casebook.compose.figures import five_figure
from casebook.compose.inlines import Inlines, To
from casebook.compose.words import word
from casebook.compose.writer import MISSING, Writer, ended, inferred_tag
from casebook.model import ActorRole, OtherParty


def actor_blocks(bound: BoundCase, writer: Writer, names: Mapping[str, str]) -> Iterator[Block]:
    """谁参与了，各做了什么；没有写到的各社并作一行，写在表的下面。"""
    if figure := five_figure(bound, names):
        yield figure
    if rows := tuple(_parts(bound, writer)):
        heads = names["actors"], word("case.parts.role"), word("case.parts.deed")
        yield Parts(word("case.parts.title", **names), heads, rows)
    if unread := [role.actor.name for role in bound.roles if not role.parts]:
        yield Remark((word("case.parts.unread", who="、".join(unread)), MISSING, "。"))


def _parts(bound: BoundCase, writer: Writer) -> Iterator[Part]:
    for role in bound.roles:
        who = Who(role.actor.tile, role.actor.name, present=role.documented)
        for part, organisation in role.parts:
            opening: Inlines = ()
            if organisation:
                address = f"/organisations/{organisation.id}/"
                opening = (To(address, (organisation.name,)), word("case.parts.whose"))
            yield _part(who, part, opening, writer)
    for party in bound.case.other_parties:
        yield _part(other_party(party.name), party, (), writer)


def _part(who: Who, part: ActorRole | OtherParty, opening: Inlines, writer: Writer) -> Part:
    deed = writer.said(part) or (Paragraph((MISSING,)),)
    if opening:
        first = deed[0]
        if isinstance(first, Paragraph):
            deed = (Paragraph((*opening, *first.c)), *deed[1:])
        else:
            deed = (Paragraph(opening), *deed)
    cites = () if part.text else writer.marks(part)  # 没有内容的，出处标在分工上
    roles = ("、".join(map(format, part.roles)) or MISSING, *cites)
    return Part(who, roles, ended(deed, inferred_tag(part.inferred)))


def other_party(name: str) -> Who:
    """五社以外的一方：圆的活字，取名字的第一个字，引号不算；居民是“居”。

    名字以数目开头的，取末一个字：圆里一个“一”，看着是号。
    """
    if word("figures.residents") in name:
        return Who(word("figures.residents-mark"), name, round=True)
    letters = [char for char in name if char.isalnum()] or [*name]
    return Who(letters[-1 if letters[0].isnumeric() else 0], name, round=True)
