"""资金与支持：钱从哪里来，有哪些项目、目录、人才、荣誉、流程。"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from casebook.bind import Method
from casebook.compose.blocks import Block, Blocks, Grid, GridRow, Paragraph, Plaque, Section
from casebook.compose.document import Document
from casebook.compose.inlines import Inlines, To
from casebook.compose.mechanism import above
from casebook.compose.page import Page
from casebook.compose.register import amounts, is_money, programme_blocks
from casebook.compose.words import word
from casebook.compose.writer import MISSING, inferred_tag, joined
from casebook.model import Citation, Programme, ProgrammeKind
from casebook.read import Paid

_KINDS = (
    ("funds", ProgrammeKind.FUND),
    ("projects", ProgrammeKind.PROJECT),
    ("catalogues", ProgrammeKind.CATALOGUE),
    ("talent", ProgrammeKind.TALENT),
    ("honours", ProgrammeKind.HONOUR),
    ("processes", ProgrammeKind.PROCESS),
)
_PAYING = (ProgrammeKind.FUND, ProgrammeKind.CATALOGUE)
"""给钱的几种；项目有的给钱，有的是活动。"""
_MOST = 12
"""一笔钱底下最多列几条用到它的工作法。"""


def support_page(page: Page) -> Document:
    """先说钱从哪里来，再一种一节。"""
    here = page.book.programmes_on("support")
    money = page.section("money", "pages.support.money", *_money(here, page))  # 出处的号照写的次序
    groups = [(name, [p for p in here if p.kind is kind]) for name, kind in _KINDS]
    sections = tuple(
        Section(name, word(f"pages.support.{name}"), tuple(_plaque(p, page) for p in programmes))
        for name, programmes in groups
        if programmes
    )
    lead, note = page.paragraph("pages.support.lead"), page.note("programmes")
    return page.document("support", (money, *sections, *note), [above()], lead=lead)


def _plaque(programme: Programme, page: Page) -> Plaque:
    blocks = programme_blocks(programme, page.book, page.writer)
    plate = programme.plate or ""
    return Plaque(programme.id, programme.name, plate, programme.kind, blocks)


def _money(programmes: Iterable[Programme], page: Page) -> Iterator[Block]:
    """两张表：区里有哪些钱，各条工作法的经费。"""
    uses = _uses(page)
    paying = (p for p in programmes if p.kind in _PAYING or _gives(p, page))
    rows = tuple(_fund_row(p, uses.get(p.id, {}), page) for p in paying)
    if rows:
        yield _grid("funds-caption", ("name", "amount", "basis", "used"), rows, page)
    paid = [(method, one) for method in page.book.methods for one in method.card.funding]
    if paid:
        limit = page.book.handbook.page_size
        own = tuple(_paid_row(method, one, page) for method, one in paid[:limit])
        yield _grid("paid-caption", ("method", "amount", "giver", "use"), own, page)
        if len(paid) > limit:
            yield page.remark("pages.support.paid-more", count=len(paid))
    else:
        yield page.paragraph("pages.support.none-paid")


def _gives(programme: Programme, page: Page) -> bool:
    """登记了钱数的项目，或者有工作法写明钱从它来。"""
    if any(is_money(one) for one in page.book.indicators_of(programme)):
        return True
    return any(p.fund == programme.id for m in page.book.methods for p in m.card.funding)


def _grid(caption: str, heads: Iterable[str], rows: tuple[GridRow, ...], page: Page) -> Grid:
    titles = tuple(page.word(f"pages.support.{head}") for head in heads)
    return Grid("money", page.word(f"pages.support.{caption}"), titles, rows)


def _uses(page: Page) -> Mapping[str, dict[str, Method]]:
    """机制与项目的编号 → 用到它的工作法：写在“支持”里的，经费从它来的。"""
    found: defaultdict[str, dict[str, Method]] = defaultdict(dict)
    for method in page.book.methods:
        used = [entry for _, register, entry in method.card.supports if register == "programmes"]
        for entry in (*used, *(paid.fund for paid in method.card.funding if paid.fund)):
            found[entry][method.id] = method
    return found


def _cell(words: Inlines) -> Blocks:
    return (Paragraph(words or (MISSING,)),)


def _fund_row(programme: Programme, used: Mapping[str, Method], page: Page) -> GridRow:
    policies = joined(
        [
            (To(f"/policies/{p.id}/", (p.name,)), *_issuer("、".join(p.issuer)))
            for p in page.book.policies_of(programme)
        ],
        "、",
    )
    links = joined([(To(m.address, (m.title,)),) for m in [*used.values()][:_MOST]], "、")
    more = (word("lists.and-more"),) if len(used) > _MOST else ()
    cells = (
        _cell(amounts(page.book.indicators_of(programme), page.writer)),
        _cell(policies),
        (Paragraph((*links, *more) or (word("lists.nothing-told"),)),),
    )
    return GridRow("", (To(f"#{programme.id}", (programme.name,)),), cells)


def _issuer(names: str) -> Inlines:
    return (word("pages.support.issuer", names=names),) if names else ()


def _paid_row(method: Method, paid: Paid, page: Page) -> GridRow:
    funds = [p for p in page.book.programmes if p.id == paid.fund]
    givers: list[Inlines] = [(To(page.book.address_of(p), (p.name,)),) for p in funds]
    givers += [(paid.giver,)] if paid.giver else []
    cited = (
        Citation.model_construct(source=source, locator=locator or None)
        for source, locator in paid.sources
    )
    period = word("case.dated", when=paid.period) if paid.period else ""
    marks = (*inferred_tag(paid.inferred), *page.writer.cite(cited))
    cells = (
        _cell((f"{paid.amount}{period}", *marks)),
        _cell(joined(givers, "、")),
        _cell((paid.use,) if paid.use else ()),
    )
    return GridRow("", (To(f"{method.address}#support", (method.title,)),), cells)
