"""行内 → 念得出来的话，一种一个函数。

出处与脚注的号不念；小标签放在括号里；图念图注，没有图注的念替代文字。
"""

from collections.abc import Callable
from typing import Any, Final

from casebook.compose.blocks import Screenshot
from casebook.compose.inlines import (
    Anchor,
    Aside,
    Break,
    Citation,
    Cite,
    Code,
    Emphasis,
    Image,
    Inlines,
    Link,
    Missing,
    NoteMark,
    Strong,
    Tag,
    TermMark,
    To,
)
from casebook.compose.words import word


def spoken(inlines: Inlines) -> str:
    """一句话。"""
    words = [part if isinstance(part, str) else INLINES[type(part)](part) for part in inlines]
    return " ".join("".join(words).split())


def _inner(part: Strong | Emphasis | Link | To | Aside) -> str:
    return "".join(p if isinstance(p, str) else INLINES[type(p)](p) for p in part.c)


def _silent(_: Cite | NoteMark) -> str:
    return ""


def picture(part: Image | Screenshot) -> str:
    """一张图：图注，没有图注的是替代文字。"""
    return part.caption or part.alt


def plated(label: str, number: str) -> str:
    """门牌上的字；没有门牌的为空。"""
    return f"{label} {number}" if number else ""


INLINES: Final[dict[type, Callable[[Any], str]]] = {
    Strong: _inner,
    Emphasis: _inner,
    Code: lambda part: part.words,
    Link: _inner,
    To: _inner,
    Cite: _silent,
    NoteMark: _silent,
    Image: picture,
    Missing: lambda _: word("text.missing"),
    Break: lambda _: " ",
    Tag: lambda part: f"（{part.words}）",
    Aside: _inner,
    TermMark: lambda part: part.words,
    Citation: lambda part: part.words,
    Anchor: lambda _: "",
}
"""行内，一种一个函数。"""
