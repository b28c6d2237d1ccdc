"""只容得下一句的地方：几块接成一句，一个字也不丢。列表的各项、表的各行之间是分号。"""

from collections.abc import Iterable, Iterator
from typing import Any

from casebook.compose import word
from casebook.compose.blocks import Block, Listed, Note, Preformatted, Quote, Screenshot, Table
from casebook.compose.inlines import Image, Inline, Inlines, Missing


def run_in(blocks: Iterable[Block]) -> Inlines:
    """几块 → 一句。"""
    return _joined((_words(block) for block in blocks), " ")


def _words(block: Block) -> Inlines:
    match block:
        case Listed():
            items = (run_in(item) for item in block.items)
            if block.ordered:
                items = ((f"{n}. ", *item) for n, item in enumerate(items, block.start))
            return _joined(items, "；")
        case Table():
            rows = ([cell.c for cell in row] for row in (block.head, *block.rows))
            return _joined((_joined(row, "，") for row in rows), "；")
        case Quote():
            return run_in(block.c)
        case Note():
            return (f"{block.title or word('case.editors-note')}：", *run_in(block.c))
        case Preformatted():
            return (block.words,)
        case Screenshot():
            return (seen_on_the_web(block),)
        case _:
            words: Inlines = getattr(block, "c", ())
            return words


def seen_on_the_web(image: Image | Screenshot) -> str:
    """印不了的图：说网站上有。"""
    told = f"{image.alt}，{image.caption}" if image.caption else image.alt
    return word("text.see-web", alt=told)


def _joined(parts: Iterable[Inlines], between: str) -> Inlines:
    out: list[Inline] = []
    for part in parts:
        if part:
            out += [*((between,) if out else ()), *part]
    return tuple(out)


def spoken(inlines: Inlines) -> Iterator[str]:
    """一句里读得到的字。"""
    for part in inlines:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Missing):
            yield word("text.missing")
        else:
            inner: Any = getattr(part, "c", None) or getattr(part, "words", "")
            yield from (inner,) if isinstance(inner, str) else spoken(inner)
