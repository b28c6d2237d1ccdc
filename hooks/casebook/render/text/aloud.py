"""一页 → 整本书的 `.txt` 里的一页：只听、只摸也分得清哪里是哪里。

一句话后面有出处的号；一段、一项前面空两格，列表有号；表的每一格说是哪一栏；编者的话、引文说到哪里为止。
哪种块怎样说在 `aloud_blocks.py`。
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from casebook.compose.blocks import Block, Blocks, Listed, Paragraph
from casebook.compose.inlines import (
    Aside,
    Cite,
    Emphasis,
    Inline,
    Inlines,
    Link,
    NoteMark,
    Strong,
    To,
)
from casebook.compose.words import word
from casebook.render.text.aloud_blocks import ALOUD, BULLET, ended, source_mark
from casebook.render.text.plain import Plain, joined
from casebook.render.text.plain_blocks import WRITERS

INDENT: Final = "　　"


class Aloud(Plain):
    """写一页。`number` 是来源与它在这一页里的号 → 书里的号。"""

    def __init__(self, number: Callable[[str, int], int]) -> None:
        super().__init__()
        self.number = number
        self._depth, self._marker = 0, ""

    def words(self, inlines: Inlines) -> str:
        """一句话，带着出处与脚注的号。"""
        return super().words(self._numbered(inlines))

    def _numbered(self, inlines: Inlines) -> Inlines:
        return tuple(map(self._mark, inlines))

    def _mark(self, part: Inline) -> Inline:
        match part:
            case Cite():
                return source_mark(self.number(part.source, part.n))
            case NoteMark():
                return word("text.note-mark", n=part.n)
            case Strong() | Emphasis() | Link() | To() | Aside():
                return replace(part, c=self._numbered(part.c))
        return part

    def line(self, words: str) -> str:
        """空两格；列表里的一项另有它的号。"""
        marker, self._marker = self._marker, ""
        return f"{INDENT * max(self._depth, 1)}{marker}{words}"

    def item(self, marker: str, name: str = "", blocks: Blocks = ()) -> None:
        """列出来的一项：号，名目，内容。"""
        self._marker, self._depth = f"{self._marker}{marker}", self._depth + 1
        self.named(name, blocks)
        self._marker, self._depth = "", self._depth - 1

    def entry(self, name: str, blocks: Blocks) -> None:
        """列出来的一项：名目与它的一段话接成一句。"""
        match blocks:
            case (Paragraph() as said, *others):
                self.item(BULLET, f"{name}：{self.words(said.c)}", tuple(others))
            case _:
                self.item(BULLET, name, blocks)

    def blocks(self, blocks: Iterable[Block]) -> None:
        """几块；只有出处的一段，接在上一段、上一项的末尾。"""
        last: Block | None = None
        for block in blocks:
            lines, cites = self.parts[-1].lines, _cites(block)
            if cites and lines and isinstance(last, Paragraph | Listed | None):
                lines[-1] += self.words(cites)
            elif cites:
                self.say(word("print.table-source") + self.words(cites))
            else:
                (ALOUD.get(type(block)) or WRITERS[type(block)])(self, block)
                last = block

    def flat(self, blocks: Iterable[Block]) -> str:
        """几块接成一句。"""
        inside = Aloud(self.number)
        inside.blocks(blocks)
        for part in inside.parts:
            part.lines = [line.strip() for line in part.lines]
        return joined(inside.parts)

    def enclosed(self, title: str, blocks: Blocks) -> None:
        """说是什么，说到哪里为止。"""
        self.named(title, blocks)
        self.say(word("text.end", title=title))

    def record(self, name: str, cells: Iterable[tuple[str, str]]) -> None:
        """表的一行：名目，各格的栏名与话；空的格子不说。"""
        told = (name, *(f"{head}：{said}" if head else said for head, said in cells if said))
        self.say("".join(map(ended, filter(None, told))))

    def table(self, title: str, heads: Sequence[str], rows: int) -> None:
        """下面是一张表，几行，各栏叫什么。"""
        listed = "、".join(filter(None, heads))
        self.say(title, word("text.table", rows=rows, heads=listed) if listed else "")


def _cites(block: Block) -> Inlines:
    """只有出处的一段里的出处；别的为空。"""
    if isinstance(block, Paragraph) and all(isinstance(part, Cite) for part in block.c):
        return block.c
    return ()
