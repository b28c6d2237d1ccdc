"""里面有链接、命令的句子：在 words/ 里照 Markdown 写，读成行内，再把 { } 填上。"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from casebook.compose.blocks import Paragraph
from casebook.compose.inlines import Code, Inline, Inlines, Strong, To
from casebook.compose.prose import prose_blocks
from casebook.compose.words import word
from casebook.prose import read_prose

_NAME = re.compile(r"\{(\w+)\}")


def line(key: str, /, **values: object) -> Inlines:
    """叫 `key` 的一句；`values` 填进 { } 里，一串行内原样夹进去。填进去的字不再当 Markdown 读。"""
    return tuple(_filled(_sentence(key), values))


@cache
def _sentence(key: str) -> Inlines:
    (block,) = prose_blocks(read_prose(word(key)), lambda source, place: 0)
    return block.c if isinstance(block, Paragraph) else ()


def _filled(inlines: Inlines, values: Mapping[str, object]) -> Iterator[Inline]:
    for part in inlines:
        match part:
            case str():
                yield from _text(part, values)
            case To():
                yield To(part.address.format(**values), tuple(_filled(part.c, values)))
            case Strong():
                yield Strong(tuple(_filled(part.c, values)))
            case Code():
                yield Code(part.words.format(**values))
            case _:
                yield part


def _text(text: str, values: Mapping[str, object]) -> Iterator[Inline]:
    """字里的 { }：填的是字，接成一串；填的是行内，夹在当中。"""
    said = ""
    for n, piece in enumerate(_NAME.split(text)):
        value = values[piece] if n % 2 else piece
        if isinstance(value, tuple):
            yield from ((said,) if said else ())
            yield from value
            said = ""
        else:
            said += str(value)
    if said:
        yield said
