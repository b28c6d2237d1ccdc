"""出处的号：同印出来的书一样，全书一个来源一个号，照印出来的次序。"""

from collections.abc import Iterator
from typing import Any

from casebook.compose import Document
from casebook.compose.blocks import Checklist, Section, Table
from casebook.compose.inlines import Cite
from casebook.compose.walk import walk


class Numbering:
    """一页一页地编号；`number` 是一个来源的号。"""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, source: str, _: int = 0) -> int:
        """没有编过的（没有哪一句引用它），接着编。"""
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def place(self, document: Document) -> None:
        """给一页引用的来源编号：先是事实栏，再是正文；表头在后，没有标在哪一句上的在最后。"""
        for source in (*_cited(document), *(ref.source for ref in document.references)):
            self.number(source)


def _cited(document: Document) -> Iterator[str]:
    """引用的次序。表头拆开时要重复，先不编；打勾的清单书里不印。"""
    case = document.kind == "case"
    blocks = [b for b in document.blocks if isinstance(b, Section)] if case else document.blocks
    whole: list[Any] = []
    for part in (document.facts, document.masthead.lead, *blocks):
        whole += () if isinstance(part, Checklist) else walk(part)
    heads = [one for table in whole if isinstance(table, Table) for one in walk(table.head)]
    later = {id(one) for one in heads}
    yield from (one.source for one in whole if isinstance(one, Cite) and id(one) not in later)
    yield from (one.source for one in heads if isinstance(one, Cite))
