"""块：一页由哪些东西接成。每一种是什么写在这里，长什么样各个 render 自己定。"""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator
from typing_extensions import TypeAliasType

from casebook.compose.blocks.case import (
    Attachments,
    CheckGroup,
    Checklist,
    Event,
    Events,
    File,
    Gaps,
    Part,
    Parts,
    Photo,
    Step,
    Steps,
    Support,
    Supports,
    Who,
)
from casebook.compose.blocks.lists import (
    Compared,
    Comparison,
    Facet,
    Feature,
    Features,
    Filtered,
    Item,
    Leader,
    Leaders,
    Listing,
    Matrix,
    MatrixCell,
    MatrixRow,
)
from casebook.compose.blocks.page import (
    Details,
    Fact,
    Facts,
    Figure,
    FormSlot,
    Grid,
    GridRow,
    Links,
    Pager,
    Pair,
    Remark,
    Section,
)
from casebook.compose.blocks.register import (
    Bibliography,
    Components,
    Entry,
    Gloss,
    Number,
    Numbers,
    Plaque,
    Reference,
    Terms,
    Uses,
    Work,
)
from casebook.compose.blocks.text import (
    Cell,
    Footnote,
    Footnotes,
    Heading,
    Listed,
    Note,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Screenshot,
    Table,
)

Kind = (
    Paragraph
    | Heading
    | Listed
    | Table
    | Quote
    | Note
    | Rule
    | Preformatted
    | Screenshot
    | Footnotes
    | Section
    | Facts
    | Figure
    | Remark
    | Pair
    | Details
    | Grid
    | Links
    | Pager
    | FormSlot
    | Events
    | Parts
    | Steps
    | Supports
    | Gaps
    | Checklist
    | Photo
    | Attachments
    | Numbers
    | Components
    | Terms
    | Uses
    | Plaque
    | Bibliography
    | Listing
    | Filtered
    | Comparison
    | Features
    | Leaders
    | Matrix
)
"""块的各种。"""
Block = TypeAliasType("Block", Annotated[Kind, Discriminator("t")])
"""一块。有名字，pydantic 才知道是同一样，不会一层套一层地展开。"""
Blocks = tuple[Block, ...]

__all__ = [
    "Attachments",
    "Bibliography",
    "Block",
    "Blocks",
    "Cell",
    "CheckGroup",
    "Checklist",
    "Compared",
    "Comparison",
    "Components",
    "Details",
    "Entry",
    "Event",
    "Events",
    "Facet",
    "Fact",
    "Facts",
    "Feature",
    "Features",
    "Figure",
    "File",
    "Filtered",
    "Footnote",
    "Footnotes",
    "FormSlot",
    "Gaps",
    "Gloss",
    "Grid",
    "GridRow",
    "Heading",
    "Item",
    "Kind",
    "Leader",
    "Leaders",
    "Links",
    "Listed",
    "Listing",
    "Matrix",
    "MatrixCell",
    "MatrixRow",
    "Note",
    "Number",
    "Numbers",
    "Pager",
    "Pair",
    "Paragraph",
    "Part",
    "Parts",
    "Photo",
    "Plaque",
    "Preformatted",
    "Quote",
    "Reference",
    "Remark",
    "Rule",
    "Screenshot",
    "Section",
    "Step",
    "Steps",
    "Support",
    "Supports",
    "Table",
    "Terms",
    "Uses",
    "Who",
    "Work",
]
