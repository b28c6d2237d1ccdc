"""登记簿的块：机制与项目、数字、组成、术语、著录。"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casebook.compose import blocks as kinds
from casebook.compose.inlines import Inlines


@dataclass(frozen=True, slots=True)
class Number:
    """书里的一个数字。

    `amount` 是整个的量；`before`、`number`、`after` 是它的三段（修饰、数、单位与周期）。
    `date` 是哪一天的（截至、据……），`marks` 是出处与标签，`note` 是口径。
    """

    id: str
    scope: str
    name: str
    amount: str
    before: str
    number: str
    after: str
    date: str
    marks: Inlines
    note: kinds.Blocks


@dataclass(frozen=True, slots=True)
class Numbers:
    """几个数字；`full` 是连口径说明一起列。"""

    items: tuple[Number, ...]
    full: bool = False
    t: Literal["numbers"] = "numbers"


@dataclass(frozen=True, slots=True)
class Entry:
    """一个名目与它的说明；`id` 是锚点，没有的为空。"""

    name: str
    c: kinds.Blocks
    id: str = ""


@dataclass(frozen=True, slots=True)
class Gloss:
    """文中用到的一个术语：编号、名称、解释。"""

    id: str
    name: str
    c: kinds.Blocks


@dataclass(frozen=True, slots=True)
class Components:
    """由哪些部分组成：一行一个，说一句。"""

    items: tuple[Entry, ...]
    t: Literal["components"] = "components"


@dataclass(frozen=True, slots=True)
class Terms:
    """术语、类型：一条一段说明。"""

    items: tuple[Entry, ...]
    t: Literal["terms"] = "terms"


@dataclass(frozen=True, slots=True)
class Uses:
    """书里别处与它有关的：哪些工作法写到它，参见哪一条。"""

    c: Inlines
    t: Literal["uses"] = "uses"


@dataclass(frozen=True, slots=True)
class Plaque:
    """一个机制或项目：锚点、名称、门牌（没有的为空）、门牌上的小字、内容。"""

    id: str
    title: str
    plate: str
    label: str
    c: kinds.Blocks
    t: Literal["plaque"] = "plaque"


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
class Work:
    """一个来源：著录、类别、几句备注、哪里引用它（没有时为空）。"""

    reference: Reference
    kind: str
    notes: tuple[kinds.Blocks, ...]
    uses: Inlines


@dataclass(frozen=True, slots=True)
class Bibliography:
    """全部来源。"""

    items: tuple[Work, ...]
    t: Literal["bibliography"] = "bibliography"
