"""一条工作法 → 一页。网页、折页、书都从这一页出发。"""

from collections.abc import Iterator, Mapping, Sequence

from casebook.bind import BoundCase, Classified, scale, timeline
from casebook.compose.actors import actor_blocks, other_party
from casebook.compose.blocks import (
    Block,
    Blocks,
    Event,
    Events,
    Fact,
    Facts,
    Paragraph,
    Photo,
    Section,
    Step,
    Steps,
    Support,
    Supports,
    Who,
)
from casebook.compose.checklist import checklist
from casebook.compose.document import Document, Due, Masthead, trail
from casebook.compose.figures import scale_figure
from casebook.compose.funding import funding_blocks, paid_words
from casebook.compose.gaps import gaps
from casebook.compose.inlines import Inlines, Tag, To
from casebook.compose.results import results
from casebook.compose.service import attachments_block, corrections_list, service_blocks
from casebook.compose.terms import Glossary
from casebook.compose.timeline import time_figure
from casebook.compose.words import word
from casebook.compose.writer import MISSING, Writer, counted, inferred_tag, joined
from casebook.model import Case, Programme, Source
from casebook.model import Step as StepRecord
from casebook.model.case import TimelineEvent
from casebook.prose import plain_text, read_prose

_NO_TERMS = Glossary(())
MONEY = "资金"
"""支持的种类里，写进“经费”一栏的。"""


def case_document(
    bound: BoundCase,
    sources: Mapping[str, Source],
    names: Mapping[str, str],
    glossary: Glossary = _NO_TERMS,
) -> Document:
    """`bound` 的一页；`sources` 是登记过的来源，`names` 是手册的叫法，`glossary` 是术语。

    编号与相关要看整本书，由 render 填。
    """
    writer = Writer(sources, anchored=True)
    masthead = _masthead(bound, writer, names)
    facts = Facts(tuple(_facts(bound, writer, names)))
    sections = tuple(_sections(bound, writer, names))
    case = bound.case
    writer.cite(case.sources)
    slip = gaps(bound, facts, sections, names["streets"])
    gap = (Section("gaps", word("case.sections.gaps"), (slip,)),) if slip else ()
    shown, terms = glossary.marked(sections)
    return Document(
        address=bound.method.address,
        kind="case",
        title=case.title,
        summary=plain_text(read_prose(bound.method.card.summary or case.title)),
        masthead=masthead,
        trail=trail((names["unit"], "/cases/"), (case.title, bound.method.address)),
        facts=facts,
        blocks=(*shown, *checklist(bound, facts, sections, writer), *gap),
        terms=terms,
        references=writer.references(),
        imprint=tuple(_imprint(case)),
        due=_due(case),
        edition=case.edition,
    )


def _masthead(bound: BoundCase, writer: Writer, names: Mapping[str, str]) -> Masthead:
    case = bound.case
    fields = "、".join(c.term.name for c in bound.method.fields) or word("case.no-field", **names)
    state = "" if case.confirmed_by else word("case.unconfirmed")
    if bound.method.draft:
        state = word("case.draft", status=case.status)
    name = word("case.method-name", name=case.method_name) if case.method_name else ""
    above = f"{fields} · {'、'.join(_streets(case)) or names['unknown_street']}"
    lead, unit = writer.said(case.summary), names["unit"]
    return Masthead(case.title, above, name, state, lead, label=unit)


def _facts(bound: BoundCase, writer: Writer, names: Mapping[str, str]) -> Iterator[Fact]:
    case = bound.case
    written = (_streets(case), case.residential_areas, [case.address] if case.address else [])
    places = "，".join("、".join(map(format, some)) for some in written if some)
    place: Inlines = (places or MISSING, *writer.cite(case.placed_by))
    if not _streets(case):
        place = (*place, word("case.facts.street-unknown", **names), MISSING)
    yield Fact(word("case.facts.place"), place)
    # 几件事用分号接，句号去掉：下面的时间线里还有；只有一件的没有时间线，一个字也不动
    end = "。" if len(case.timeline) > 1 else ""
    times = [(f"{e.date} {e.event.rstrip(end)}", *_marks(e, writer)) for e in case.timeline]
    yield Fact(word("case.facts.time"), joined(times, "；") or (MISSING,))
    sizes = [
        (
            f"{m.name} {counted(m)}",
            *inferred_tag(m.inferred),
            word("case.dated", when="，".join(writer.dated(m))),
            *writer.marks(m),
        )
        for m in case.measures
    ]
    yield Fact(word("case.facts.size"), joined(sizes, "；") or (MISSING,))
    for kind in ("fields", "directions"):
        cites = {one.name: writer.marks(one) for one in getattr(case, kind)}
        yield Fact(names[kind], _classified(getattr(bound.method, kind), cites))
    money: list[Inlines] = [
        (paid_words(paid), *inferred_tag(paid.inferred), *writer.marks(paid))
        for paid in case.funding
    ]
    money += [
        (To(s.address, (s.entry.name,)), *writer.marks(s.support))
        for s in bound.supports
        if s.kind == MONEY
    ]
    yield Fact(word("case.facts.money"), joined(money, "；") or (MISSING,))


def _sections(bound: BoundCase, writer: Writer, names: Mapping[str, str]) -> Iterator[Section]:
    case = bound.case

    def section(name: str, blocks: Blocks) -> Section:
        return Section(
            name, word(f"case.sections.{name}", **names), blocks or (Paragraph((MISSING,)),)
        )

    yield section("problem", tuple(_problem(bound, writer)))
    if any((case.served, case.hours, case.fees, case.contacts)):
        yield section("service", tuple(service_blocks(case, writer)))
    yield section("actors", tuple(actor_blocks(bound, writer, names)))
    yield section("steps", _steps(bound, writer))
    yield section("outcomes", tuple(results(case, writer)))
    yield section("insight", writer.statements(case.insight))
    note = "case.applicability-confirmed" if case.confirmed_by else "case.applicability-note"
    yield section("applicability", writer.statements(case.applicability, word(note)))
    yield section("support", (*funding_blocks(bound, writer), *_supports(bound, writer)))
    if case.images:
        yield section("images", tuple(_photos(case)))
    if case.attachments:
        yield section("attachments", (attachments_block(case.attachments),))
    if case.corrections:
        yield section("corrections", (corrections_list(case.corrections),))


def _problem(bound: BoundCase, writer: Writer) -> Iterator[Block]:
    yield from writer.statements(bound.case.problem)
    if drawn := scale(bound.case):
        yield scale_figure(drawn, [writer.amount(bar.figure) for bar in drawn.bars])
    if line := timeline(bound.case):
        yield time_figure(line)
        yield Events(
            tuple(
                Event(m.number, str(m.date), (m.event.event, *_marks(m.event, writer)))
                for m in line.marks
            )
        )
        yield from writer.gaps(m.event for m in line.marks)


def _marks(event: TimelineEvent, writer: Writer) -> Inlines:
    """一件事后面的标签与出处。"""
    return (*inferred_tag(event.inferred), *writer.marks(event))


def _steps(bound: BoundCase, writer: Writer) -> Blocks:
    roles = {role.actor.name: role for role in bound.roles}

    def who(name: str) -> Who:
        if role := roles.get(name):  # 只是推断的，与五社的图、表一样是虚的
            return Who(role.actor.tile, name, present=role.documented)
        return other_party(name)

    def told(step: StepRecord) -> Blocks:
        materials = word("case.steps.materials", things="、".join(map(format, step.materials)))
        needed = (Paragraph((materials,)),) if step.materials else ()
        cites = () if step.text else writer.marks(step)
        shown = (Paragraph(tuple(cites)),) if cites else ()
        return (*shown, *writer.statements([step]), *needed)

    steps = tuple(
        Step(step.title, told(step), tuple(map(who, step.who))) for step in bound.case.steps
    )
    return (Steps(steps),) if steps else ()


def _streets(case: Case) -> tuple[str, ...]:
    return (word("case.everywhere"),) if case.everywhere else case.streets


def _supports(bound: BoundCase, writer: Writer) -> Blocks:
    if not bound.supports:
        return (Paragraph((word("case.support-unknown"), MISSING, "。")),)
    editorial = Tag(word("case.editorial"))
    return (
        Supports(
            tuple(
                Support(
                    s.entry.kind if isinstance(s.entry, Programme) else s.kind,
                    (To(s.address, (s.entry.name,)), *((editorial,) if s.support.inferred else ())),
                    writer.said(s.support),
                )
                for s in bound.supports
            )
        ),
    )


def _photos(case: Case) -> Iterator[Photo]:
    for image in case.images:
        credit = word("case.photo-credit", credit=image.credit, licence=image.licence)
        yield Photo(image.file, image.alt, image.caption or "", credit)


def _imprint(case: Case) -> Iterator[Inlines]:
    yield (word("case.imprint.edition", edition=case.edition),)
    for confirmed in case.confirmed_by:
        yield (word("case.imprint.confirmed", by=confirmed.by, on=confirmed.on),)
    if not case.confirmed_by:
        yield (word("case.imprint.unconfirmed"), MISSING, "。")
    if review := case.review:
        name = "case.imprint.reviewed-until" if review.review_by else "case.imprint.reviewed"
        who = (
            word("case.imprint.reviewer", by="、".join(map(format, review.by))) if review.by else ""
        )
        yield (word(name, on=review.reviewed_on, by=review.review_by, who=who),)


def _due(case: Case) -> Due | None:
    """约好了哪天以前复核的。过没有过，由读者那里的脚本看今天：建出来的不随日子变。"""
    by = case.review and case.review.review_by
    return Due(by.last.isoformat(), word("case.imprint.overdue", by=by)) if by else None


def _classified(items: Sequence[Classified], cites: Mapping[str, Inlines]) -> Inlines:
    tag = Tag(word("case.editorial"))
    names = [
        (c.term.name, *((tag,) if c.editorial else ()), *cites.get(c.term.name, ())) for c in items
    ]
    return joined(names, "、") or (MISSING,)
