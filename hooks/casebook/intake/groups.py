"""哪几块合成一条：列表、表与引出它的一段，小标题与下面一段。"""

from collections.abc import Iterator, Sequence

from casebook.intake.blocks import Block, Table


def groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """一句一条：列表、表与引出它的一段（以冒号收尾），小标题与下面一段，各合成一条。"""
    group: list[Block] = []
    for block in blocks:
        if group and not _joins(group[-1], block):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _joins(before: Block, block: Block) -> bool:
    if isinstance(before, Table):
        return False
    if isinstance(block, Table):
        return before.text.strip()[-1:] in "：:" or before.level > 0
    if before.level:
        return not block.level
    if block.item:
        again = before.item and 0 < block.number <= before.number and block.depth == before.depth
        return (bool(before.item) and not again) or before.text.strip()[-1:] in "：:"
    return False
