"""只有出处、标签的一段不单独成一行：接在上一段、列表最后一项的末尾。书、网页、各种文字都照这里。"""

from collections.abc import Iterable
from dataclasses import replace

from casebook.compose.blocks import Block, Blocks, Listed, Paragraph
from casebook.compose.inlines import Cite, Inlines, Tag


def attached(blocks: Iterable[Block]) -> Blocks:
    """`blocks`，只有出处、标签的各段接到了有话的地方；上面没有地方接的（表、图）照旧。"""
    out: Blocks = ()
    for block in blocks:
        joined = closed(out, block.c) if isinstance(block, Paragraph) else None
        out = (*out, block) if joined is None else joined
    return out


def closed(blocks: Blocks, words: Inlines) -> Blocks | None:
    """`words` 只是出处、标签的，接在 `blocks` 末尾；不是的，没有地方接的，为 None。"""
    if not blocks or not _only_marks(words):
        return None
    *before, last = blocks
    if isinstance(last, Paragraph):
        return (*before, Paragraph((*last.c, *words)))
    if isinstance(last, Listed) and last.items:
        item = closed(last.items[-1], words)
        return None if item is None else (*before, replace(last, items=(*last.items[:-1], item)))
    return None


def _only_marks(words: Inlines) -> bool:
    shown = [one for one in words if not isinstance(one, str) or one.strip()]
    return bool(shown) and all(isinstance(one, Cite | Tag) for one in shown)
