"""登记簿的各条 → 块：机制与项目、政策、组织、术语、数字。网页的一页与书里的一章同用。"""

from collections.abc import Iterable

from casebook.bind import Book
from casebook.compose.blocks import (
    Block,
    Blocks,
    Components,
    Entry,
    Fact,
    Facts,
    Listed,
    Number,
    Numbers,
    Paragraph,
    Remark,
    Section,
    Terms,
    Uses,
)
from casebook.compose.inlines import Inlines, Tag, To
from casebook.compose.words import word
from casebook.compose.writer import MISSING, Writer, ended, inferred_tag, joined
from casebook.model import (
    Indicator,
    Organisation,
    Policy,
    Programme,
    RegisterEntry,
    Statement,
)
from casebook.model.registers import Part
from casebook.model.vocabulary import MoneyUnit


def note_blocks(items: Iterable[Statement], writer: Writer) -> Blocks:
    """登记簿自己的说明、一条的说明：编者的话题为“编者说明”。"""
    return writer.statements(items, word("register.note"))


def programme_blocks(programme: Programme, book: Book, writer: Writer) -> Blocks:
    """一个机制或项目：一句话、数字、组成、说明、出处、政策、归类、写到它的工作法。"""
    blocks: list[Block] = [block for s in programme.summary for block in writer.said(s)]
    if indicators := book.indicators_of(programme):
        blocks.append(numbers_block(indicators, writer, full=False))
    if programme.parts:
        blocks.append(Components(tuple(_component(part, writer) for part in programme.parts)))
    blocks += note_blocks(programme.description, writer)
    if programme.sources:
        blocks.append(Remark((word("register.sources"), *writer.cite(programme.sources))))
    if policies := book.policies_of(programme):
        links = [(To(f"/policies/{p.id}/", (p.name,)),) for p in policies]
        blocks.append(Remark((word("register.basis"), *joined(links, "、"))))
    if terms := (*programme.fields, *programme.actors, *programme.directions):
        filed = f"{word('register.filed')}{'、'.join(terms)}"
        blocks.append(Remark((filed, Tag(word("case.editorial")))))
    if uses := book.programme_uses.get(programme.id, ()):
        links = [(To(use.link.address, (use.link.title,)),) for use in uses]
        blocks.append(Uses((word("register.uses"), *joined(links, "、"))))
    return tuple(blocks)


def issued(policy: Policy) -> Inlines:
    """印发的日期；编者推算的带上标签，没有写的是待补充。"""
    if not policy.issued:
        return (MISSING,)
    return (str(policy.issued), *inferred_tag(policy.issued_inferred))


def policy_facts(policy: Policy, writer: Writer) -> Facts:
    """一份政策的事实。"""
    cites = writer.cite(policy.sources) if policy.issued else ()
    return Facts(
        (
            Fact(
                word("register.policy.issuer"), ("、".join(map(format, policy.issuer)) or MISSING,)
            ),
            Fact(word("register.policy.number"), (policy.number or MISSING,)),
            Fact(word("register.policy.issued"), (*issued(policy), *cites)),
            Fact(word("register.policy.level"), (policy.level or MISSING,)),
        )
    )


def policy_blocks(policy: Policy, writer: Writer) -> Blocks:
    """一份政策：说明、要求做什么（只有一样的，不编号）、依据的文件。"""
    orders = tuple(_flagged(order, writer) for order in policy.orders)
    listed: Blocks = (Listed(orders, ordered=True),) if len(orders) > 1 else sum(orders, ())
    blocks = (
        *note_blocks(policy.description, writer),
        Section("orders", word("register.policy.orders"), listed or (Paragraph((MISSING,)),)),
    )
    if policy.basis:
        basis = note_blocks(policy.basis, writer)
        blocks = (*blocks, Section("basis", word("register.policy.basis"), basis))
    return blocks


def organisation_facts(organisation: Organisation, street: str, writer: Writer) -> Facts:
    """一家组织的事实；`street` 是街镇的叫法。"""
    cites = writer.cite(organisation.sources)
    return Facts(
        (
            Fact(
                word("register.organisation.full-name"),
                (organisation.full_name or MISSING, *cites),
            ),
            Fact(word("register.organisation.kind"), (organisation.kind or MISSING,)),
            Fact(street, (organisation.street or MISSING,)),
        )
    )


def terms_block(entries: Iterable[RegisterEntry], writer: Writer) -> Terms:
    """术语、组织的类型：名称与说明；有别名的先说别名。"""
    return Terms(tuple(_term(entry, writer) for entry in entries))


def numbers_block(indicators: Iterable[Indicator], writer: Writer, full: bool) -> Numbers:
    """书里的数字；`full` 连口径说明一起列，不然只列怎样推算的。"""
    return Numbers(tuple(_number(i, writer, full) for i in indicators), full)


def amounts(indicators: Iterable[Indicator], writer: Writer) -> Inlines:
    """其中说钱的几个数字，接成一句。"""
    shown = (_number(i, writer, full=False) for i in indicators if is_money(i))
    said: list[Inlines] = [
        (f"{n.name} {n.amount}{word('case.dated', when=n.date)}", *n.marks) for n in shown
    ]
    return joined(said, "；")


def is_money(indicator: Indicator) -> bool:
    """说的是钱。"""
    return indicator.unit in frozenset(MoneyUnit)


def _number(indicator: Indicator, writer: Writer, full: bool) -> Number:
    qualifier = indicator.qualifier or ""
    leads = bool(qualifier) and not indicator.number[0].isdigit()
    per = f"/{indicator.per}" if indicator.per else ""
    notes = (s for s in indicator.note if full or s.inferred)
    note = [block for s in notes for block in writer.said(s)]
    return Number(
        id=indicator.id,
        scope=indicator.scope,
        name=indicator.name,
        amount=f"{indicator.amount}{per}",
        before=qualifier if leads else "",
        number=indicator.number.removeprefix(qualifier).strip(),
        after=f"{indicator.measure}{per}",
        date="，".join(writer.dated(indicator)),
        marks=(*writer.marks(indicator), *inferred_tag(indicator.inferred)),
        note=tuple(note),
    )


def _component(part: Part, writer: Writer) -> Entry:
    return Entry(part.name, _flagged(part, writer))


def _term(entry: RegisterEntry, writer: Writer) -> Entry:
    also = getattr(entry, "also", ())
    blocks = writer.statements(entry.description) or (Paragraph((MISSING,)),)
    if also:
        blocks = (Remark((word("register.also", names="、".join(map(format, also))),)), *blocks)
    return Entry(entry.name, blocks, entry.id)


def _flagged(statement: Statement, writer: Writer) -> Blocks:
    """一句话，编者推断的带上标签；什么也没有写的是待补充。"""
    said = writer.said(statement) or (Paragraph((MISSING,)),)
    return ended(said, inferred_tag(statement.inferred))
