"""一页说什么：块、行内、出处。只说是什么，不说长什么样；怎样写成网页、印件，是各个 render 的事。

全是冻住的 dataclass，`DOCUMENT` 把一页变成 JSON、再读回来。一页里的字都从案例、登记簿、文章与
`words/` 来，从不是 HTML。
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import TypeAdapter

from casebook.compose.blocks import Blocks, Event, Events, Facts, Figure, Section
from casebook.compose.inlines import Inlines
from casebook.compose.words import word


@dataclass(frozen=True, slots=True)
class Reference:
    """参考文献的一条：号、来源的编号、GB/T 7714 的各段、缺的项、引用位置。"""

    n: int
    source: str
    before: str
    title: str
    after: str
    url: str
    end: str
    missing: tuple[str, ...]
    places: str


@dataclass(frozen=True, slots=True)
class Masthead:
    """题头：题上一行小字、题、方法名、一句话；`state` 是还没有发布、没有核定，都不是时为空。"""

    above: str
    title: str
    method_name: str
    state: str
    lead: Blocks


@dataclass(frozen=True, slots=True)
class Document:
    """一页。

    `summary` 是去掉标记的一句话，`edition` 是第几版；`imprint` 是末尾的小字，一句一项：版次、核定、
    复核。编号与相关要看整本书，不在这里，由 render 填。
    """

    address: str
    kind: str
    title: str
    summary: str
    masthead: Masthead
    facts: Facts
    blocks: Blocks
    references: tuple[Reference, ...]
    imprint: tuple[Inlines, ...]
    edition: int = 1
    language: str = "zh-Hans"

    def figure(self, kind: str) -> Figure | None:
        """各节里的第一张 `kind` 图；没有时为 None。"""
        inside = (b for s in self.blocks if isinstance(s, Section) for b in s.c)
        return next((b for b in inside if isinstance(b, Figure) and b.kind == kind), None)

    @property
    def events(self) -> tuple[Event, ...]:
        """时间线上的各件事；没有时间线时为空。"""
        inside = (b for s in self.blocks if isinstance(s, Section) for b in s.c)
        return next((b.items for b in inside if isinstance(b, Events)), ())

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """本页目录：各节的题与锚点，最后是来源。"""
        sections = ((b.title, b.id) for b in self.blocks if isinstance(b, Section))
        sources = ((word("text.references"), "sources"),) if self.references else ()
        return (*sections, *sources)


DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)
"""一页 ↔ JSON。"""

Documents = Callable[[str], Document]
"""工作法的编号 → 它的一页。"""
