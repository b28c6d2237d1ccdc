"""改过的一份里有什么：各段，批注，正文以外的字。"""

from dataclasses import dataclass, field


@dataclass
class Piece:
    """一段：原来的书签（添上的为空），现在的字，改它的人；添的脚注、尾注，注在哪一段。"""

    mark: str
    text: str = ""
    authors: list[str] = field(default_factory=list)
    near: str = ""


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
