"""Word 的域：页码、出处的号由 Word 来算，不比；别人打进去的字，照样要比。"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casebook.review.letters import W
from casebook.review.pieces import Piece

Numbers = Mapping[str, frozenset[str]]
"""脚注的书签 → 它的号：送出去时的、现在算出来的。"""
NUMBER = "\ufdd3"
"""脚注的号在字里占的一个位置，读完就拿掉；读文件时一概不收这个字。"""
_BARE = "〔没有出处了〕"
"""出处的号去掉了，只剩括号。"""
_OWN_NOTE = re.compile(r"_note(\d+)")
_PAGES = re.compile(r"[\dIVXLCivxlc…]*")
_PAGED = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"))
_LISTED = frozenset(("TOC", "INDEX"))


@dataclass
class Field:
    """正在读的一个域：怎样算，写到算出来的字没有，那些字（各是谁写的）。"""

    code: str = ""
    shown: bool = False
    said: list[tuple[str, str]] = field(default_factory=list)

    @property
    def computed(self) -> bool:
        """由 Word 来算的。别的（网址、填的空）是人写的字。"""
        return self._kind in _PAGED | _LISTED | {"NOTEREF", "REF"}

    @property
    def _kind(self) -> str:
        return next(iter(self.code.split()), "").upper()

    def is_note(self, numbers: Numbers) -> bool:
        """写的正是那一条脚注的号；书签丢了的，不知道是哪一条，是个号就算。"""
        kind, name, *_ = *self.code.split(), "", ""
        if name in numbers:
            return self._result in numbers[name]
        return kind == "NOTEREF" and self._result.isdigit()

    def is_right(self) -> bool:
        """算出来的就该是这样的字：页码、目录。"""
        if self._kind in _LISTED:
            return True
        return self._kind in _PAGED and bool(_PAGES.fullmatch(self._result))

    @property
    def _result(self) -> str:
        return "".join(words for words, _ in self.said).strip()


def note_numbers(body: Any) -> Numbers:
    """各条脚注是几号：每节从头数的从头数。

    域不一定更新过，所以送出去时的号（看书签的名字）与现在的都算对。
    """
    found: dict[str, frozenset[str]] = {}
    number = first = 0
    names: list[str] = []
    for paragraph in body.iter(W + "p"):
        for one in paragraph.iter(W + "bookmarkStart", W + "footnoteReference"):
            if one.tag == W + "bookmarkStart":
                names.append(one.get(W + "name", ""))
                continue
            number += 1
            for name in names:
                own = _OWN_NOTE.fullmatch(name)
                first = first or (int(own[1]) if own else 0)
                sent = {str(int(own[1]) - first + 1)} if own else set()
                found[name] = frozenset({str(number), *sent})
            names = []
        restart = paragraph.find(f"{W}pPr/{W}sectPr/{W}footnotePr/{W}numRestart")
        if restart is not None and restart.get(W + "val") == "eachSect":
            number = first = 0
    return found


def tidy(piece: Piece) -> None:
    """脚注的号占的位置拿掉；号没有了的括号，说明没有了。"""
    text, marks = "", []
    for found in re.finditer(f"〔〕|[^{NUMBER}]", piece.text, re.DOTALL):
        said = _BARE if len(found[0]) > 1 else found[0]
        text += said
        marks += [piece.marks[found.start()]] * len(said)
    piece.text, piece.marks = text, marks
