"""卡片：一条案例的要点。列在别的页上要的、连到别处要的都在这里；全文用到时再读。"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from casebook.model import ActorRole, Case, Citation, Funding, Record, Statement, Status, Support
from casebook.model.references import ids_in, names_in
from casebook.prose import read_prose

_KINDS = (
    ("policy", "政策", "policies"),
    ("project", "项目", "programmes"),
    ("fund", "资金", "programmes"),
    ("honour", "荣誉", "programmes"),
)


class Paid(NamedTuple):
    """一笔经费：多少、哪一段时间、登记的资金（没有的为空）、谁出的、用途。"""

    amount: str
    period: str
    fund: str
    giver: str
    use: str
    sources: tuple[tuple[str, str], ...]
    inferred: bool


class Withdrawn(NamedTuple):
    """撤下：`day` 是哪天（年-月-日），`on` 是写下的日期的话；为什么；并到哪一条（没有的为空）。"""

    day: str
    on: str
    why: str
    into: str


class Corrected(NamedTuple):
    """一处更正：`day` 是哪天（年-月-日），`on` 是写下的日期的话；改了什么，为什么。"""

    day: str
    on: str
    what: str
    why: str


EVERYWHERE = "全区"
DOERS = "doers"
"""`Card.refers` 里“谁来做”的名字：多半是五社、参与方，也可以是登记过的组织。"""


class Card(NamedTuple):
    """只有文字与数，一万条也只占几十兆；能原样存起来。"""

    id: str
    status: str
    rank: int
    title: str
    summary: str
    summary_missing: str
    summary_sources: tuple[tuple[str, str], ...]
    streets: tuple[str, ...]
    everywhere: bool
    residential_areas: tuple[str, ...]
    address: str
    events: tuple[tuple[str, str, str, bool], ...]
    fields: tuple[tuple[str, bool], ...]
    directions: tuple[tuple[str, bool], ...]
    parts: tuple[tuple[str, str, bool, bool], ...]
    supports: tuple[tuple[str, str, str], ...]
    funding: tuple[Paid, ...]
    related: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    photos: tuple[str, ...]
    attachments: tuple[str, ...]
    sources: tuple[str, ...]
    links: tuple[str, ...]
    refers: tuple[tuple[str, str], ...]
    review_by: str
    withdrawn: Withdrawn | None
    corrections: tuple[Corrected, ...]

    @property
    def place(self) -> str:
        """在哪里：几个街镇，或全区；没有写的为空。"""
        return EVERYWHERE if self.everywhere else "、".join(self.streets)

    @property
    def place_names(self) -> tuple[str, ...]:
        """地点的各个名字：街镇、居民区、写到门牌的地方。"""
        return (*self.streets, *self.residential_areas, *filter(None, (self.address,)))

    @property
    def timeline(self) -> tuple[tuple[str, str], ...]:
        """先后发生的事：（日期的话，事）。"""
        return tuple((day, event) for _, day, event, _ in self.events)

    @property
    def draft(self) -> bool:
        """还没有发布。"""
        return self.status != Status.PUBLISHED

    @property
    def gone(self) -> bool:
        """撤下了：只留一页，说撤下了。"""
        return self.status == Status.WITHDRAWN


def card_of(case_id: str, case: Case, inside: Iterable[Record]) -> Card:
    """案例 `case` 的卡片；`inside` 是它自己和里面的每一条记录。

    `fields`、`directions` 各项带着是不是编者归类；`supports` 是（类别, 登记簿, 编号）；
    `events` 是（第一天, 日期的话, 事, 是编者推断）；
    `parts` 是（五社, 单位的编号, 来源写明了做什么, 是编者推断）；
    `links` 是文字里的站内链接；`refers` 是引用到的（登记簿, 名称或编号），案例除外，
    “谁来做”的名字也在里面；`review_by` 是下次复核的最后一天（年-月-日），没有写为空。
    """
    inside = [*inside]
    cited = dict.fromkeys(source for record in inside for source in _cited(record))
    found = (one[:2] for record in inside for one in (*names_in(record), *ids_in(record)))
    refers = [*found, *(("sources", source) for source in cited)]
    refers += [(DOERS, name) for step in case.steps for name in step.who]
    review_by = case.review.review_by if case.review else None
    summary, gone = case.summary, case.withdrawn
    return Card(
        id=case_id,
        status=str(case.status),
        rank=case.rank or 10**6,
        title=case.title,
        summary=summary.text or "",
        summary_missing=summary.missing or "",
        summary_sources=tuple((c.source, c.locator or "") for c in summary.sources),
        streets=case.streets,
        everywhere=case.everywhere,
        residential_areas=case.residential_areas,
        address=case.address or "",
        events=tuple(
            (e.date.first.isoformat(), str(e.date), e.event, e.inferred) for e in case.timeline
        ),
        fields=tuple((c.name, c.editorial) for c in case.fields),
        directions=tuple((c.name, c.editorial) for c in case.directions),
        parts=tuple(map(_part, case.actors)),
        supports=tuple(support for s in case.support for support in support_links(s)),
        funding=tuple(map(_paid, case.funding)),
        related=tuple((r.id, r.reason) for r in case.related),
        aliases=case.aliases,
        photos=tuple(image.file for image in case.images),
        attachments=tuple(attachment.file for attachment in case.attachments),
        sources=tuple(cited),
        links=tuple(dict.fromkeys(link for r in inside for link in _links(r))),
        refers=tuple(dict.fromkeys(r for r in refers if r[0] != "cases")),
        review_by=review_by.last.isoformat() if review_by else "",
        corrections=tuple(
            Corrected(one.on.first.isoformat(), str(one.on), one.what, one.why)
            for one in case.corrections
        ),
        withdrawn=Withdrawn(
            gone.on.first.isoformat(), str(gone.on), gone.why, gone.merged_into or ""
        )
        if gone
        else None,
    )


def _part(role: ActorRole) -> tuple[str, str, bool, bool]:
    return role.actor, role.party or "", role.told, role.inferred


def _paid(paid: Funding) -> Paid:
    period = str(paid.period) if paid.period else ""
    sources = tuple((c.source, c.locator or "") for c in paid.sources)
    told = paid.fund or "", paid.giver or "", paid.use or ""
    return Paid(paid.amount, period, *told, sources, paid.inferred)


def support_links(support: Support) -> Iterator[tuple[str, str, str]]:
    """一条支持指的是哪一本登记簿里的哪一条：（类别, 登记簿, 编号）。"""
    for name, kind, register in _KINDS:
        if entry_id := getattr(support, name):
            yield kind, register, entry_id


def _cited(record: object) -> Iterator[str]:
    """`record` 是一处出处，或文字里有出处。"""
    if isinstance(record, Citation):
        yield record.source
    elif isinstance(record, Statement) and record.text and "〔" in record.text:
        for source, _, _ in read_prose(record.text).citations:
            yield source


def _links(record: object) -> Iterator[str]:
    if isinstance(record, Statement) and record.text and "/" in record.text:
        for href, _, _ in read_prose(record.text).links:
            yield href
