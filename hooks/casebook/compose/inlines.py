"""行内：一句话里有什么。字就是字符串，别的各是一种，`t` 是种类的名字。"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Discriminator


@dataclass(frozen=True, slots=True)
class Strong:
    """加重。"""

    c: Inlines
    t: Literal["strong"] = "strong"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """强调。"""

    c: Inlines
    t: Literal["emphasis"] = "emphasis"


@dataclass(frozen=True, slots=True)
class Code:
    """照原样的字：命令、文件名。"""

    words: str
    t: Literal["code"] = "code"


@dataclass(frozen=True, slots=True)
class Link:
    """指到站外的链接；`url` 只会是 http、https、mailto。"""

    url: str
    c: Inlines
    t: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class To:
    """指到书里别处：`address` 是站内地址，以 / 或 # 开头。"""

    address: str
    c: Inlines
    t: Literal["to"] = "to"


@dataclass(frozen=True, slots=True)
class Cite:
    """出处标：来源的编号，和它在这一页里的号。"""

    source: str
    n: int
    t: Literal["cite"] = "cite"


@dataclass(frozen=True, slots=True)
class NoteMark:
    """脚注的号 `n`；`nth` 是这一条注第几次用到（从 1 数起）。"""

    label: str
    n: int
    nth: int
    t: Literal["note-mark"] = "note-mark"


@dataclass(frozen=True, slots=True)
class Image:
    """夹在字里的图：文件名、替代文字、图注。"""

    file: str
    alt: str
    caption: str
    t: Literal["image"] = "image"


@dataclass(frozen=True, slots=True)
class Missing:
    """待补充。"""

    t: Literal["missing"] = "missing"


@dataclass(frozen=True, slots=True)
class Break:
    """换行。"""

    t: Literal["break"] = "break"


@dataclass(frozen=True, slots=True)
class Tag:
    """小标签：编者归类、编者推断；`urgent` 是要紧的：必填。"""

    words: str
    urgent: bool = False
    t: Literal["tag"] = "tag"


@dataclass(frozen=True, slots=True)
class Aside:
    """顺带的几个字，次要的。"""

    c: Inlines
    t: Literal["aside"] = "aside"


@dataclass(frozen=True, slots=True)
class TermMark:
    """文中的术语：登记的编号，写的字。"""

    id: str
    words: str
    t: Literal["term"] = "term"


@dataclass(frozen=True, slots=True)
class Citation:
    """一条著录，可以抄：哪一种写法；一截截的字，与它是引用那一天的哪一种写法（不是的为空）。"""

    style: str
    parts: tuple[tuple[str, str], ...]
    t: Literal["citation"] = "citation"

    @property
    def words(self) -> str:
        """整条的字；引用的那一天写着它是什么，由读者换。"""
        return "".join(words for words, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Anchor:
    """一句话、一个数字说完的地方：`id` 是给人引用的锚点。不印出来。"""

    id: str
    t: Literal["anchor"] = "anchor"


Marked = (
    Strong
    | Emphasis
    | Code
    | Link
    | To
    | Cite
    | NoteMark
    | Image
    | Missing
    | Break
    | Tag
    | Aside
    | TermMark
    | Citation
    | Anchor
)
Inline = str | Annotated[Marked, Discriminator("t")]
Inlines = tuple[Inline, ...]


def unmarked(inlines: Inlines) -> Inlines:
    """术语的记号去掉，字接回原来的一串：不点的地方，同没有标一样。"""
    if not any(type(part) is TermMark for part in inlines):
        return inlines
    out: list[Inline] = []
    for part in inlines:
        words = part.words if isinstance(part, TermMark) else part
        if isinstance(words, str) and out and isinstance(last := out[-1], str):
            out[-1] = last + words
        else:
            out.append(words)
    return tuple(out)
