"""一条工作法的块：时间线、各方、步骤、支持、照片。"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casebook.compose import blocks as kinds
from casebook.compose.inlines import Inlines


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
    """谁，什么角色，做了什么。"""

    who: Who
    role: Inlines
    deed: kinds.Blocks


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
    c: kinds.Blocks
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
    said: kinds.Blocks


@dataclass(frozen=True, slots=True)
class Supports:
    """政策与支持。"""

    items: tuple[Support, ...]
    t: Literal["supports"] = "supports"


@dataclass(frozen=True, slots=True)
class Gaps:
    """还缺什么：一栏一行。末一句怎样告诉编者，网页上是 `tell`，纸上点不了，是 `on_paper`。"""

    rows: tuple[kinds.Fact, ...]
    tell: Inlines
    on_paper: Inlines
    t: Literal["gaps"] = "gaps"


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """清单上的一类：题；一样一样打勾的（`ordered` 是有先后的），或只看不勾的话。"""

    title: str
    items: tuple[Inlines, ...] = ()
    c: kinds.Blocks = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """照做清单：锚点、题、题下的一句，各类，记录里没有的。"""

    id: str
    title: str
    lead: str
    groups: tuple[CheckGroup, ...]
    missing: Inlines
    t: Literal["checklist"] = "checklist"


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
class Photo:
    """案例的照片：文件名、替代文字、图注（没有写时为空）、署名与许可。"""

    file: str
    alt: str
    caption: str
    credit: str
    t: Literal["photo"] = "photo"
