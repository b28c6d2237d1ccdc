"""改过的一份里有什么：各段，批注，正文以外的字。"""

from dataclasses import dataclass, field

Marks = frozenset[str]
"""人标上的样子：加粗、红字、黄底……"""


@dataclass(frozen=True)
class Shown:
    """一张图：替代文字，图的内容（没有、读不到的为空），裁过、转过没有。"""

    alt: str
    data: bytes
    altered: bool = False


@dataclass
class Piece:
    """一段：原来的书签（添上的为空），现在的字，改它的人；添的脚注、尾注，注在哪一段。

    `marks` 是各个字标上的样子，`pictures` 是里面的图，`paragraph` 是在 Word 的第几段里。
    """

    mark: str
    text: str = ""
    authors: list[str] = field(default_factory=list)
    near: str = ""
    marks: list[Marks] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)
    paragraph: int = 0


@dataclass
class Comment:
    """一条批注：谁，说什么，写在哪一段（书签）的哪几个字上。"""

    author: str
    text: str
    mark: str = ""
    quoted: str = ""


@dataclass
class Returned:
    """改过的一份：各段照先后，批注，正文以外的（文本框、页眉）。"""

    pieces: list[Piece] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
