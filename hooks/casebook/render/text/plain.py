"""一页 → 念得出来的话。一个标题的锚点起一段。"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from casebook.compose import Document
from casebook.compose.blocks import Block, Blocks
from casebook.compose.inlines import Inlines
from casebook.compose.words import chinese_number, word
from casebook.render.text.plain_blocks import WRITERS
from casebook.render.text.spoken import plated, spoken


@dataclass
class Part:
    """一段：从哪一个锚点起（页首的为空）、题、一行行的话。"""

    anchor: str
    title: str
    lines: list[str] = field(default_factory=list)


def plain_parts(document: Document, number: str = "") -> list[Part]:
    """`document` 的话，一段段；`number` 是工作法的编号。来源是别处的著录，不在里面。"""
    return Plain().page(document, number)


class Plain:
    """写一页的话，写进 `parts` 的最后一段。图按先后编号。"""

    def __init__(self) -> None:
        self.parts = [Part("", "")]
        self._figures = 0

    def page(self, document: Document, number: str) -> list[Part]:
        """全页。"""
        head, page = document.masthead, self.parts[0]
        page.title = document.title
        self.say(plated(head.label, number or head.plate), head.above, head.state, head.method_name)
        if head.plate:
            self.begin(head.id, head.title)
        self.blocks(head.lead)
        self.blocks((document.facts, *document.blocks, *document.after))
        page.lines += map(self.line, filter(None, map(self.words, document.imprint)))
        return self.parts

    def say(self, *lines: str) -> None:
        """添几行；空的不添。"""
        self.parts[-1].lines += map(self.line, filter(None, lines))

    def line(self, words: str) -> str:
        """一行怎样开头。"""
        return words

    def begin(self, anchor: str, title: str) -> None:
        """另起一段。"""
        self.parts.append(Part(anchor, title))

    def blocks(self, blocks: Iterable[Block]) -> None:
        """几块。"""
        for block in blocks:
            WRITERS[type(block)](self, block)

    def named(self, name: str, blocks: Blocks) -> None:
        """名目与它的说明。"""
        self.say(name)
        self.blocks(blocks)

    def words(self, inlines: Inlines) -> str:
        """一句话。"""
        return spoken(inlines)

    def flat(self, blocks: Iterable[Block]) -> str:
        """几块接成一句。"""
        return flat(blocks)

    def figure_name(self) -> str:
        """下一张图的名字：图一、图二……"""
        self._figures += 1
        return word("figures.name", n=chinese_number(self._figures))


def flat(blocks: Iterable[Block]) -> str:
    """几块接成一句。"""
    plain = Plain()
    plain.blocks(blocks)
    return joined(plain.parts)


def joined(parts: Iterable[Part]) -> str:
    """几段接成一句。"""
    return " ".join(line for part in parts for line in (part.title, *part.lines) if line)
