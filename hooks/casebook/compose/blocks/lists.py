"""列出来的：一条条工作法、一个个去处、谁在哪个方向上。"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from casebook.compose import blocks as kinds
from casebook.compose.blocks.case import Event, Who
from casebook.compose.blocks.page import Fact, Figure
from casebook.compose.inlines import Inlines


@dataclass(frozen=True, slots=True)
class Item:
    """列出来的一条：门牌与门牌上的小字、标题、地址、一句话。

    `id` 是工作法的编号，`state` 是还没有发布的说明，`place` 是地点，都没有时为空；
    `facts` 是几栏事实，`facets` 是它归入的各类的词：筛选时照它。
    """

    plate: str
    label: str
    title: str
    address: str
    c: kinds.Blocks = ()
    place: str = ""
    state: str = ""
    id: str = ""
    facts: tuple[Fact, ...] = ()
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """一列：工作法（`catalogue` 连同几栏事实）、机制与项目、相关的工作法。"""

    kind: Literal["methods", "catalogue", "programmes", "related"]
    items: tuple[Item, ...]
    t: Literal["listing"] = "listing"


@dataclass(frozen=True, slots=True)
class Facet:
    """一种查法：名字、叫法、各个词的（名称, 条数, 地址）；没有自己一页的地址为空。"""

    name: str
    title: str
    options: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class Filtered:
    """可以只看一类的一列：有哪些查法，一共几条，用什么量词，最多选 `most` 条来对照。

    没有全列在这一页上的，`told` 说列的是哪几条。
    """

    facets: tuple[Facet, ...]
    total: int
    measure: str
    told: Inlines
    most: int
    c: kinds.Blocks
    t: Literal["filtered"] = "filtered"


@dataclass(frozen=True, slots=True)
class Compared:
    """对照的一栏：哪一种（题下的一栏、一节、一社、别的参与方、各步），取的是哪一样，叫什么。"""

    kind: Literal["fact", "part", "party", "others", "steps"]
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """几条工作法并排看：比哪些栏，最多几条，叫什么、用什么量词。是哪几条，写在网址里。"""

    rows: tuple[Compared, ...]
    most: int
    unit: str
    measure: str
    t: Literal["comparison"] = "comparison"


@dataclass(frozen=True, slots=True)
class Feature:
    """先看的一条，和它的一张图（没有时为 None）；时间线另有各件事的话。"""

    item: Item
    figure: Figure | None
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Features:
    """先看的几条。"""

    items: tuple[Feature, ...]
    t: Literal["features"] = "features"


@dataclass(frozen=True, slots=True)
class Leader:
    """名称……收录多少：`told` 是收录多少的话，`none` 是暂无收录；没有活字的 `tile` 为空。"""

    name: str
    address: str
    told: str
    none: bool = False
    tile: str = ""
    c: kinds.Blocks = ()


@dataclass(frozen=True, slots=True)
class Leaders:
    """各有一页的几样；`full` 是连说明一起列。"""

    items: tuple[Leader, ...]
    full: bool = False
    t: Literal["leaders"] = "leaders"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """交点上的一格：列出来的几条；列不下的，`more` 说一共多少。"""

    items: tuple[Item, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """一行：名称、地址、各格。"""

    name: str
    address: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """纵横对照的表：题，题旁的小字，各栏是谁，各行；没有记载的格子说 `none`。

    放不下这么宽的，一格一行：`heads` 是行、栏、格里的各叫什么。
    """

    title: str
    caption: str
    remark: str
    columns: tuple[Who, ...]
    rows: tuple[MatrixRow, ...]
    none: str
    heads: tuple[str, str, str]
    t: Literal["matrix"] = "matrix"
