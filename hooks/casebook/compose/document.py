"""一页说什么：块、行内、出处。只说是什么，不说长什么样；怎样写成网页、印件，是各个 render 的事。

全是冻住的 dataclass，`DOCUMENT` 把一页变成 JSON、再读回来。一页里的字都从案例、登记簿、文章与
`words/` 来，从不是 HTML。
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

from pydantic import ConfigDict, TypeAdapter

from casebook.compose.blocks import (
    Blocks,
    Checklist,
    Event,
    Events,
    Facts,
    Figure,
    Gloss,
    Leaders,
    Links,
    Reference,
    Section,
)
from casebook.compose.inlines import Inlines
from casebook.compose.words import word

NO_FACTS = Facts(())
"""没有事实栏。"""


LANGUAGE: Final = "zh-Hans"
"""书的语言（BCP 47）。"""


@dataclass(frozen=True, slots=True)
class Crumb:
    """位置里的一级：名称，地址。"""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Masthead:
    """题头：题，题上的一行小字，方法名，题下的一段；没有的为空。

    `state` 是还没有发布、没有核定；`id` 是题的锚点；`plate`、`label` 是门牌与上面的小字，工作法的
    编号要看整本书，由 render 填；`tile` 是活字。
    """

    title: str
    above: str = ""
    method_name: str = ""
    state: str = ""
    lead: Blocks = ()
    id: str = ""
    plate: str = ""
    label: str = ""
    tile: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """下次复核的最后一天（年-月-日）；过了这一天，读者看到的一句。建的时候不看今天。"""

    day: str
    overdue: str


@dataclass(frozen=True, slots=True)
class Cover:
    """首页的封面：书名的各行，往哪里去，收录多少，各街镇与它们的题。"""

    lines: tuple[str, ...]
    links: Links
    note: str
    places: str
    roll: Leaders


@dataclass(frozen=True, slots=True)
class Document:
    """一页。

    `title` 是页名，题头的题可以长一些；`summary` 是去掉标记的一句话；`trail` 是位置，从首页起；
    `after` 在来源之后；`terms` 是文中用到的术语；`edition` 是第几版；
    `imprint` 是末尾的小字，一句一项：版次、核定、复核；`due` 是约好的复核。
    工作法的编号与相关要看整本书，不在这里，由 render 填。
    """

    address: str
    kind: str
    title: str
    summary: str
    masthead: Masthead
    trail: tuple[Crumb, ...]
    blocks: Blocks
    references: tuple[Reference, ...] = ()
    facts: Facts = NO_FACTS
    after: Blocks = ()
    imprint: tuple[Inlines, ...] = ()
    due: Due | None = None
    cover: Cover | None = None
    terms: tuple[Gloss, ...] = ()
    edition: int = 1
    language: str = LANGUAGE
    # 用到时才准备怎样读回来：只查的时候用不着
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(defer_build=True)

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
        sections = ((b.title, b.id) for b in self.blocks if isinstance(b, Section | Checklist))
        sources = ((word("text.references"), "sources"),) if self.references else ()
        return (*sections, *sources)


def trail(*steps: tuple[str, str]) -> tuple[Crumb, ...]:
    """位置：首页，再到各级（名称、地址），最后一级是这一页。"""
    return tuple(Crumb(*step) for step in ((word("titles.home"), "/"), *steps))


DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)
"""一页 ↔ JSON。"""

Documents = Callable[[str], Document]
"""工作法的编号 → 它的一页。"""
