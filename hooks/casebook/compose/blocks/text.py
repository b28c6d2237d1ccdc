"""文字里的块：段落、列表、表、引文、脚注……"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casebook.compose import blocks as kinds
from casebook.compose.inlines import Inlines


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

    items: tuple[kinds.Blocks, ...]
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

    c: kinds.Blocks
    t: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Note:
    """提示框：编者的判断，文章里的“注意”。没有题的，`title` 为空。"""

    title: str
    c: kinds.Blocks
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
    c: kinds.Blocks


@dataclass(frozen=True, slots=True)
class Footnotes:
    """一页的脚注，收在末尾。"""

    items: tuple[Footnote, ...]
    t: Literal["footnotes"] = "footnotes"
