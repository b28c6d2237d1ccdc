"""一句话的锚点放在它说完的地方：末尾是列表的，在最后一项里；是表的，在表头里。"""

from dataclasses import replace

from casebook.compose.blocks import Block, Blocks, Listed, Paragraph, Quote, Table
from casebook.compose.inlines import Inlines


def anchored(blocks: Blocks, anchor: Inlines) -> Blocks:
    """`blocks` 里放进 `anchor`；没有地方放的（只有代码、图），另成一段。"""
    if not anchor:
        return blocks
    for n in reversed(range(len(blocks))):
        put = _within(blocks[n], anchor)
        if put is not None:
            return (*blocks[:n], put, *blocks[n + 1 :])
    return (*blocks, Paragraph(anchor))


def _within(block: Block, anchor: Inlines) -> Block | None:
    match block:
        case Paragraph():
            return Paragraph((*block.c, *anchor))
        case Listed() if block.items:
            *before, last = block.items
            return replace(block, items=(*before, anchored(last, anchor)))
        case Table() if block.head:
            first, *others = block.head
            return replace(block, head=(replace(first, c=(*first.c, *anchor)), *others))
        case Quote():
            return replace(block, c=anchored(block.c, anchor))
    return None
