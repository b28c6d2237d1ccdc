"""块：一页由哪些东西接成。每一种是什么写在这里，长什么样各个 render 自己定。"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Discriminator

from casebook.compose.inlines import Inlines

# —— 文字里的块 ——


@dataclass(frozen=True, slots=True)
class Paragraph:
    """一段。"""

    c: Inlines
    t: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    """文章里的小标题；`id` 是锚点。"""

    level: int
    c: Inlines
    id: str = ""
    t: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Listed:
    """列表；有号的从 `start` 起。`tight` 是各项之间没有空行，一项里的话不必成段。"""

    items: tuple[Blocks, ...]
    ordered: bool = False
    start: int = 1
    tight: bool = True
    t: Literal["listed"] = "listed"


@dataclass(frozen=True, slots=True)
class Cell:
    """表里的一格；`align` 是 left、center、right，没有写的为空。"""

    c: Inlines
    align: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """表。"""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    t: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Quote:
    """引文。"""

    c: Blocks
    t: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Note:
    """提示框：编者的判断，文章里的“注意”。没有题的，`title` 为空。"""

    title: str
    c: Blocks
    t: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """分隔线。"""

    t: Literal["rule"] = "rule"


@dataclass(frozen=True, slots=True)
class Preformatted:
    """照原样的几行。"""

    words: str
    t: Literal["preformatted"] = "preformatted"


@dataclass(frozen=True, slots=True)
class Screenshot:
    """文章里自成一段的图。"""

    file: str
    alt: str
    caption: str
    t: Literal["screenshot"] = "screenshot"


@dataclass(frozen=True, slots=True)
class Footnote:
    """一条脚注：标签，正文里用到 `marks` 次，写什么。"""

    label: str
    marks: int
    c: Blocks


@dataclass(frozen=True, slots=True)
class Footnotes:
    """一页的脚注，收在末尾。"""

    items: tuple[Footnote, ...]
    t: Literal["footnotes"] = "footnotes"


# —— 一条工作法的块 ——


@dataclass(frozen=True, slots=True)
class Section:
    """一节：锚点、题、内容。"""

    id: str
    title: str
    c: Blocks
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
    """由数据画的图：`kind` 是哪一种，`data` 是画什么（见 figures.py），`alt` 是替代文字。"""

    kind: Literal["scale", "time", "five", "loom", "network", "streets"]
    title: str
    caption: str
    alt: str
    data: dict[str, Any]
    t: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True)
class Event:
    """时间线上的一件事；`n` 是图上的号。"""

    n: int
    date: str
    c: Inlines


@dataclass(frozen=True, slots=True)
class Events:
    """时间线上各件事的话。"""

    items: tuple[Event, ...]
    t: Literal["events"] = "events"


@dataclass(frozen=True, slots=True)
class Who:
    """一社或别的参与方：活字、名字；别的参与方是圆的（`round`），来源没有写到的是虚的。"""

    tile: str
    name: str
    round: bool = False
    present: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """谁，什么角色，做了什么；`absent` 是来源没有写到它，`deed` 就是这么说的一句。"""

    who: Who
    role: Inlines
    deed: Blocks
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """各方做了什么：题，三栏的栏名，一行行。"""

    title: str
    heads: tuple[str, str, str]
    rows: tuple[Part, ...]
    t: Literal["parts"] = "parts"


@dataclass(frozen=True, slots=True)
class Step:
    """一步。"""

    title: str
    c: Blocks
    who: tuple[Who, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """做法步骤。"""

    items: tuple[Step, ...]
    t: Literal["steps"] = "steps"


@dataclass(frozen=True, slots=True)
class Support:
    """用到的一项政策或支持：哪一种，指到哪里，说明（没有时为空）。"""

    kind: str
    c: Inlines
    said: Blocks


@dataclass(frozen=True, slots=True)
class Supports:
    """政策与支持。"""

    items: tuple[Support, ...]
    t: Literal["supports"] = "supports"


@dataclass(frozen=True, slots=True)
class Remark:
    """小字的一行：数字的截至、出处。"""

    c: Inlines
    t: Literal["remark"] = "remark"


@dataclass(frozen=True, slots=True)
class Photo:
    """案例的照片：文件名、替代文字、图注（没有写时为空）、署名与许可。"""

    file: str
    alt: str
    caption: str
    credit: str
    t: Literal["photo"] = "photo"


@dataclass(frozen=True, slots=True)
class File:
    """读者可以取走的一份：文件名、叫什么、哪一种（PDF……）、许可（没有写时为空）。"""

    file: str
    name: str
    kind: str
    licence: str


@dataclass(frozen=True, slots=True)
class Attachments:
    """附件。"""

    items: tuple[File, ...]
    t: Literal["attachments"] = "attachments"


@dataclass(frozen=True, slots=True)
class Number:
    """书里的一个数字。

    `amount` 是整个的量；`before`、`number`、`after` 是它的三段（修饰、数、单位与周期）。
    `date` 是什么时候的（截至哪一天，或据哪一天的什么），`marks` 是出处与标签，`note` 是口径。
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
    note: Blocks


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
    c: Blocks
    id: str = ""


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
    """哪些工作法写到它。"""

    c: Inlines
    t: Literal["uses"] = "uses"


Kind = (
    Paragraph
    | Heading
    | Listed
    | Table
    | Quote
    | Note
    | Rule
    | Preformatted
    | Screenshot
    | Footnotes
    | Section
    | Facts
    | Figure
    | Events
    | Parts
    | Steps
    | Supports
    | Remark
    | Photo
    | Attachments
    | Numbers
    | Components
    | Terms
    | Uses
)
Block = Annotated[Kind, Discriminator("t")]
Blocks = tuple[Block, ...]
