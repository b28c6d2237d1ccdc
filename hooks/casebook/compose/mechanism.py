"""机制各页：机制是什么，工作网络，政策。"""

from casebook.bind import Cell, Crosstab
from casebook.compose.blocks import (
    Block,
    Blocks,
    Grid,
    GridRow,
    Leader,
    Leaders,
    Listed,
    Matrix,
    MatrixCell,
    MatrixRow,
    Pair,
    Paragraph,
    Section,
    Who,
)
from casebook.compose.document import NO_FACTS, Document, Masthead
from casebook.compose.figures import network_figure
from casebook.compose.inlines import To
from casebook.compose.lists import (
    leader,
    leaders,
    mentions,
    method_plate,
    paged,
    programme_item,
    programme_list,
    run_on,
)
from casebook.compose.page import Page
from casebook.compose.register import (
    issued,
    numbers_block,
    policy_blocks,
    policy_facts,
    programme_blocks,
)
from casebook.compose.sheets import Sheet
from casebook.compose.words import chinese_number, word
from casebook.compose.writer import MISSING
from casebook.model import Policy, Programme, Statement
from casebook.model.handbook import Network

_MENTIONS, _CELL = 50, 6
"""一个机制底下最多列几处写到它的；对照表一格里最多列几条工作法。"""


def above() -> tuple[str, str]:
    """机制各页上面的一级。"""
    return word("sections.mechanism"), "/mechanism/"


def mechanism_page(table: Crosstab, page: Page) -> Document:
    """机制：是什么，各方是谁，谁在哪个方向上，落到哪些领域。"""
    book = page.book
    first, *rest = book.programmes_on("mechanism") or (None,)
    masthead = _masthead(first, page, first.summary) if first else None
    blocks: list[Block] = [*page.about(first.description), *numbers(first, page)] if first else []
    blocks += [
        page.section("five", "titles.who", *page.note("actors"), _actors(first, page)),
        page.section(
            "matrix", "titles.matrix", *page.note("directions"), matrix(table, page, _CELL)
        ),
        page.section(
            "fields",
            "titles.fields-count",
            *page.note("fields"),
            leaders(book.by_field.values(), "/fields/", page),
            count=chinese_number(len(book.fields)),
        ),
        *(programme_section(p, page) for p in rest),
    ]
    here = {p.id for p in (first, *rest) if p}
    others = [p for p in book.programmes if p.plate and p.id not in here]
    blocks.append(page.section("more", "titles.more", programme_list(others, page)))
    blocks += _used(first, page) if first else ()
    return page.document("mechanism", blocks, here=word("sections.mechanism"), masthead=masthead)


def numbers(programme: Programme, page: Page) -> Blocks:
    """一个机制自己的几个数字；没有的为空。"""
    indicators = page.book.indicators_of(programme)
    return (numbers_block(indicators, page.writer, full=False),) if indicators else ()


def _masthead(programme: Programme, page: Page, summary: tuple[Statement, ...] = ()) -> Masthead:
    item = programme_item(programme, page)
    return Masthead(
        title=programme.name,
        above=word("titles.district-mechanism"),
        lead=run_on(summary, page.writer),
        id=programme.id,
        plate=item.plate,
        label=item.label,
    )


def _actors(programme: Programme | None, page: Page) -> Leaders:
    """各方是谁：机制的组成里写的，各收录多少。"""
    parts = programme.parts if programme else ()
    items = []
    for category in page.book.by_actor.values():
        one = leader(category, "/actors/", page)
        said = (page.writer.said(part) for part in parts if part.name == one.name)
        told = (
            one.told if one.none else page.word("lists.methods-count", count=len(category.methods))
        )
        c = tuple(block for blocks in said for block in blocks)
        items.append(Leader(one.name, one.address, told, one.none, one.tile, c))
    return Leaders(tuple(items), full=True)


def matrix(table: Crosstab, page: Page, most: int | None = None) -> Matrix:
    """谁在哪个方向上，一个方向一行；一格里最多列 `most` 条工作法，不说的都列。"""
    names = page.names
    return Matrix(
        title=page.word("pages.mechanism.matrix"),
        caption=page.word("pages.mechanism.matrix-caption", count=chinese_number(len(table.rows))),
        remark=word("pages.mechanism.matrix-remark"),
        columns=tuple(Who(actor.tile, actor.name) for actor in table.actors),
        rows=tuple(
            MatrixRow(
                d.name, f"/directions/{d.id}/", tuple(_crossing(cell, page, most) for cell in cells)
            )
            for d, cells in table.rows
        ),
        none=word("lists.nothing-told"),
        heads=(names["directions"], names["actors"], word("titles.entries")),
    )


def _crossing(cell: Cell, page: Page, most: int | None) -> MatrixCell:
    count, shown = len(cell.methods), cell.methods[:most]
    items = (
        *(method_plate(m, page) for m in shown),
        *(programme_item(p, page) for p in cell.programmes),
    )
    more = page.word("lists.more", count=count) if count > len(shown) else ""
    return MatrixCell(items, more)


def programme_section(programme: Programme, page: Page) -> Section:
    """一个机制或项目自成一节。"""
    blocks = programme_blocks(programme, page.book, page.writer)
    return Section(programme.id, programme.name, blocks)


def _used(programme: Programme, page: Page) -> Blocks:
    """依据的政策，写到它的工作法。"""
    blocks: list[Block] = []
    if programme.policies:
        links = tuple(
            (Paragraph((To(f"/policies/{policy.id}/", (policy.name,)),)),)
            for policy in page.book.policies_of(programme)
        )
        blocks.append(page.section("policies", "titles.basis", Listed(links)))
    uses = page.book.programme_uses.get(programme.id, ())
    told = mentions(uses[:_MENTIONS], len(uses), page.remark("lists.nothing"), page)
    return (*blocks, page.section("cases", "titles.uses", *told))


def network_page(network: Network, page: Page) -> Document:
    """工作网络。"""
    book = page.book
    first, *rest = book.programmes_on("network") or (None,)
    blocks: list[Block] = []
    if first:
        blocks.append(
            Pair((network_figure(book, network),), programme_blocks(first, book, page.writer))
        )
    else:
        blocks.append(Paragraph((MISSING,)))
    blocks += [programme_section(p, page) for p in rest]
    told = (Paragraph((network.note,)),) if network.note else ()
    streets = leaders(book.by_street.values(), "/streets/", page)
    count = chinese_number(len(book.streets))
    blocks.append(page.section("streets", "titles.streets-count", *told, streets, count=count))
    masthead = _masthead(first, page) if first else None
    return page.document("network", blocks, [above()], masthead=masthead)


def policies_page(page: Page) -> Document:
    """政策一览。"""
    policies = page.book.policies
    lead = page.paragraph("pages.policies.lead", count=len(policies))
    heads = ("file", "level", "number", "issued")
    grid = Grid(
        kind="policies",
        caption=word("pages.policies.caption"),
        heads=tuple(word(f"pages.policies.{head}") for head in heads),
        rows=tuple(_policy_row(policy) for policy in policies),
    )
    return page.document("policies", (*page.note("policies"), grid), [above()], lead=lead)


def _policy_row(policy: Policy) -> GridRow:
    cells = ((policy.level or MISSING,), (policy.number or MISSING,), issued(policy))
    head = (To(f"/policies/{policy.id}/", (policy.name,)),)
    return GridRow(policy.id, head, tuple((Paragraph(cell),) for cell in cells))


def policy_page(policy: Policy, sheet: Sheet, page: Page) -> Document:
    """一份政策：要求做什么，哪里用到；分了页的，第二页起只列哪里用到。"""
    first = sheet.number == 1
    facts = policy_facts(policy, page.writer) if first else NO_FACTS
    whole = policy_blocks(policy, page.writer) if first else ()
    nothing = page.remark("pages.policy.no-uses")
    uses = mentions(sheet.items, len(sheet.items), nothing, page)
    blocks = (
        *whole,
        page.section("uses", "titles.policy-uses", *uses, *paged(sheet)),
    )
    trail = (above(), (word("titles.policies"), "/policies/"))
    return page.document("policy", blocks, trail, here=policy.name, facts=facts)
