"""表格下面只有出处的一段：写明是出处，与书里一样；只有一个号，打在纸上不知道是什么。"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casebook.compose.blocks import Block, Paragraph, Table
from casebook.compose.inlines import Cite, Tag
from casebook.compose.words import word


def sourced(blocks: Iterable[Block]) -> Iterator[Block]:
    """`blocks`，紧接着表格、只有出处与标签的各段，前面写“出处：”。"""
    before: Block | None = None
    for block in blocks:
        if isinstance(before, Table) and isinstance(block, Paragraph) and _only_marks(block):
            yield replace(block, c=(word("print.table-source"), *block.c))
        else:
            yield block
        before = block


def _only_marks(block: Paragraph) -> bool:
    return bool(block.c) and all(isinstance(one, Cite | Tag) for one in block.c)
