"""一页的骨架：一节、事实栏、图、表、往哪里去。"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from casebook.compose import blocks as kinds
from casebook.compose.inlines import Inlines, To


@dataclass(frozen=True, slots=True)
class Section:
    """一节：锚点、题、内容；`level` 是几级标题，`lead` 是题下的一句。

    网站上另有一页的（书里的一份政策），`address` 是那一页的地址：指到那一页的，书里就是这一节。
    """

    id: str
    title: str
    c: kinds.Blocks
    level: int = 2
    lead: Inlines = ()
    address: str = ""
    t: Literal["section"] = "section"


@dataclass(frozen=True, slots=True)
class Fact:
    """事实栏的一行：栏名，写什么。"""

    name: str
    c: Inlines


@dataclass(frozen=True, slots=True)
class Facts:
    """事实栏。"""

    rows: tuple[Fact, ...]
    t: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Figure:
    """由数据画的图：`kind` 是哪一种，`data` 是画什么（见 figures.py），`alt` 是替代文字。

    `legend` 是图例：各种记号是什么，有的图注不说。
    """

    kind: Literal["scale", "time", "five", "loom", "network", "streets", "years"]
    title: str
    caption: str
    alt: str
    data: dict[str, Any]
    legend: tuple[str, ...] = ()
    t: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True)
class Remark:
    """小字的一行：数字的截至、出处。`amount` 是前面一段说的那样东西的数，印出来接在它后面。"""

    c: Inlines
    amount: bool = False
    t: Literal["remark"] = "remark"


@dataclass(frozen=True, slots=True)
class Pair:
    """对着看的两样：图与照着图看的话、表；记录与说明。"""

    first: kinds.Blocks
    second: kinds.Blocks
    t: Literal["pair"] = "pair"


@dataclass(frozen=True, slots=True)
class Details:
    """要看才打开的一段：题，内容。"""

    title: str
    c: kinds.Blocks
    t: Literal["details"] = "details"


@dataclass(frozen=True, slots=True)
class GridRow:
    """一行：锚点（没有的为空）、名目、其余各格；`copied` 是抄走这一行时抄的字，不给抄的为空。"""

    id: str
    head: Inlines
    cells: tuple[kinds.Blocks, ...]
    copied: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """一行一条记录的表，第一格是它的名目。`kind` 是列的什么；没有一行时说 `none`。"""

    kind: Literal[
        "policies",
        "streets",
        "places",
        "years",
        "money",
        "codes",
        "manual",
        "words",
        "crosstab",
        "changes",
    ]
    caption: str
    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]
    none: str = ""
    t: Literal["grid"] = "grid"


@dataclass(frozen=True, slots=True)
class Links:
    """往哪里去：`actions` 是接着可以做的、下载的，`next` 是单独的一处，`contents` 是本页各节。"""

    items: tuple[To, ...]
    kind: Literal["actions", "next", "contents"] = "actions"
    t: Literal["links"] = "links"


@dataclass(frozen=True, slots=True)
class Pager:
    """分了页的：这是第几页，各页的（页数, 地址），略去的页数为 0；上一页、下一页没有时为空。

    `repeated` 是一页里的第二个，在列表的末尾。
    """

    number: int
    pages: tuple[tuple[int, str], ...]
    previous: str
    next: str
    repeated: bool = False
    t: Literal["pager"] = "pager"


@dataclass(frozen=True, slots=True)
class FormSlot:
    """投稿的表单在这里；问什么由表单自己定。"""

    t: Literal["form-slot"] = "form-slot"
