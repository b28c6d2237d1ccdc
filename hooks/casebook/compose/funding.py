"""钱从哪里来、用在哪里。"""

from collections.abc import Iterator

from casebook.bind import BoundCase
from casebook.compose.blocks import Block, Cell, Table
from casebook.compose.inlines import Inlines, To
from casebook.compose.words import word
from casebook.compose.writer import MISSING, Writer, inferred_tag, joined
from casebook.model import Funding


def paid_words(paid: Funding) -> str:
    """一笔钱，几个字：哪一年、多少、做什么。"""
    use = word("case.funding.for", use=paid.use) if paid.use else ""
    return f"{f'{paid.period} ' if paid.period else ''}{paid.amount}{use}"


def funding_blocks(bound: BoundCase, writer: Writer) -> Iterator[Block]:
    """一笔一笔的钱，一张表。"""
    if not bound.case.funding:
        return
    rows = tuple(
        (
            Cell((str(paid.period) if paid.period else MISSING,)),
            Cell((paid.amount, *inferred_tag(paid.inferred), *writer.marks(paid)), "right"),
            Cell(_giver(paid, bound)),
            Cell((paid.use or MISSING,)),
        )
        for paid in bound.case.funding
    )
    heads = ("period", "amount", "giver", "use")
    yield Table(tuple(Cell((word(f"case.funding.{head}"),)) for head in heads), rows)
    yield from writer.gaps(bound.case.funding)


def _giver(paid: Funding, bound: BoundCase) -> Inlines:
    fund = bound.funds.get(paid.fund or "")
    named: Inlines = (To(fund.address, (fund.title,)),) if fund else ()
    if paid.giver:
        named = joined(filter(None, (named, (paid.giver,))), "、")
    return named or (MISSING,)
