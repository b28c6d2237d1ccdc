"""照先后走一遍 Word 的一件：书签、域、修订、批注都可以跨几段。"""

import re
from collections.abc import Mapping
from typing import Any, Final

from casebook.intake.maths import M, linear
from casebook.intake.scripts import SUB, SUPER, placed
from casebook.render.docx.sent import BOOKMARK, PICTURE
from casebook.review.fields import NUMBER, Field, Numbers, tidy
from casebook.review.images import Images
from casebook.review.letters import W, crossed, letters
from casebook.review.looks import PLAIN, Styles, shaded
from casebook.review.pieces import Comment, Marks, Piece, Returned

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OURS = re.compile(rf"{BOOKMARK}\d+")
_GONE = (W + "del", W + "moveFrom")
_ADDED = (W + "ins", W + "moveTo")
_UNSAID = (*_GONE, W + "rPr", W + "pPr")
_NOTE, _NOTED = (
    {W + f"{name}{end}": name for name in ("footnote", "endnote")} for end in ("", "Reference")
)
_LEVELS: Final[Mapping[int, str]] = {0: "", 1: SUPER, -1: SUB}
"""平的、升上去的、降下去的字。"""


class Reader:
    """照先后走一遍；书签、域可以跨几段。"""

    def __init__(self, comments: dict[str, Comment], styles: Styles) -> None:
        self._comments, self._styles = comments, styles
        self.numbers: Numbers = {}
        self._images = Images({})
        self._units: dict[str, Piece] = {}
        self._pieces: list[Piece] = []
        self._names: dict[str, str] = {}
        self._open: list[str] = []
        self._last = ""
        self._waiting: Piece | None = None
        self._talked: list[str] = []
        self._fields: list[Field] = []
        self._look = PLAIN
        self._around: Marks = frozenset()
        self._paragraphs = 0
        self._above: Any = None
        self._joined = False
        self._noted: dict[tuple[str, str], str] = {}
        self._near = ""
        self._elsewhere: list[str] = []

    def returned(self) -> Returned:
        """走完了。"""
        for one in self._pieces:
            tidy(one)
        return Returned(self._pieces, [*self._comments.values()], self._elsewhere)

    def read(self, root: Any, images: Images) -> None:
        """正文、脚注的一件；`images` 是它里面的图。"""
        self._open, self._fields, self._images, self._joined = [], [], images, False
        self._walk(root, "")

    def edge(self, root: Any) -> None:
        """页眉、页脚：只记写着什么；几页的一样，只记一次。"""
        self._elsewhere += [one for one in self._beside(root) if one not in self._elsewhere]

    def _beside(self, root: Any) -> list[str]:
        """不在正文里的一件写着什么。"""
        reader = Reader({}, self._styles)
        reader.numbers = self.numbers
        reader.read(root, self._images)
        found = reader.returned()
        return [*(one.text for one in found.pieces if one.text.strip()), *found.elsewhere]

    def _walk(self, element: Any, author: str) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == W + "p":
                self._paragraph(child, author)
            elif tag == W + "bookmarkStart":
                self._begin(child.get(W + "id", ""), child.get(W + "name", ""))
            elif tag == W + "bookmarkEnd":
                self._end(child.get(W + "id", ""))
            elif tag == W + "commentRangeStart":
                self._comment(child.get(W + "id", ""))
            elif tag == W + "commentRangeEnd":
                self._talked = [one for one in self._talked if one != child.get(W + "id", "")]
            elif tag == W + "commentReference":
                self._comment(child.get(W + "id", ""))
                self._talked = [one for one in self._talked if one != child.get(W + "id", "")]
            elif tag in _GONE:
                self._gone(child)
            elif tag in _ADDED:
                self._walk(child, _author(child) or author)
            elif tag == W + "r":
                self._look = self._styles.look(child, self._above)
                self._walk(child, author)
                self._look = PLAIN
            elif tag == W + "tc":
                outer = self._around
                self._around = outer | shaded(child.find(W + "tcPr"))
                self._walk(child, author)
                self._around, self._joined, self._open = outer, False, []
            elif tag == M + "oMath":
                added = next(map(_author, child.iter(*_ADDED)), "")
                self._say(linear(child, _said), added or author)
            elif tag == W + "fldChar":
                self._field(child.get(W + "fldCharType", ""))
            elif tag == W + "fldSimple":
                self._fields.append(Field(child.get(W + "instr", ""), shown=True))
                self._walk(child, author)
                self._field("end")
            elif tag == W + "instrText":
                self._coded(child.text or "")
            elif tag == W + "txbxContent":
                self._elsewhere += ["\n".join(said)] if (said := self._beside(child)) else []
            elif tag in _NOTED:
                unit = self._say(NUMBER, author)
                self._noted[_NOTED[tag], child.get(W + "id", "")] = unit.mark
            elif tag in _NOTE:
                self._near = self._noted.get((_NOTE[tag], child.get(W + "id", "")), "")
                self._walk(child, author)
            elif words := letters(child):
                self._say(words, author)
            elif tag not in (_MC + "Fallback", W + "pPr", W + "rPr"):
                if tag in (W + "drawing", W + "object") or tag.endswith("}imagedata"):
                    if not self._look.crossed:
                        self._unit().pictures.append(self._images.shown(child))
                    self._say(PICTURE, author)
                self._walk(child, author)

    def _gone(self, element: Any) -> None:
        """修订删去的、移走的：字不算，书签照认（LibreOffice 把书签写在里面）。"""
        for one in element.iter(W + "bookmarkStart", W + "bookmarkEnd"):
            if one.tag == W + "bookmarkStart":
                self._begin(one.get(W + "id", ""), one.get(W + "name", ""))
            else:
                self._end(one.get(W + "id", ""))
        self._by(_author(element))

    def _paragraph(self, element: Any, author: str) -> None:
        outer = self._last, self._waiting, self._above, self._around
        self._last, self._waiting, self._above = "", None, element
        own = element.find(W + "pPr")
        self._around |= shaded(own)
        gone = None if own is None else own.find(f"{W}rPr/{W}del")
        if not self._joined:
            self._paragraphs += 1
            for name in self._open[-1:]:  # 一段拆成了两段
                if self._units[name].text:
                    self._add("\n")
        self._joined = gone is not None  # 段末的回车删去了，下一段接上来
        self._walk(element, author)
        if gone is not None:
            self._by(_author(gone))
        if self._waiting and self._waiting.text.strip():
            self._pieces.append(self._waiting)
        self._last, self._waiting, self._above, self._around = outer

    def _begin(self, number: str, name: str) -> None:
        known = _OURS.match(name)  # LibreOffice 给脚注里的添上 _Copy_1
        name = known[0] if known else ""
        if not name:
            return
        self._names[number] = name  # LibreOffice 有时把空格子里的一个写两遍，只收一个尾巴
        if name in self._units:
            return
        self._open.append(name)
        self._last = name
        unit = self._units[name] = self._waiting or Piece("")
        unit.mark, unit.paragraph = name, self._paragraphs
        self._waiting = None
        self._pieces.append(unit)

    def _end(self, number: str) -> None:
        name = self._names.get(number)
        if name in self._open:
            self._open.remove(name)
            self._last = name

    def _unit(self) -> Piece:
        """现在写到的一段：书签里的，不在书签里的归同一段里挨着的；都没有就是添上的。"""
        name = self._open[-1] if self._open else self._last
        if name:
            return self._units[name]
        if self._waiting is None:
            self._waiting = Piece("", near=self._near)
        return self._waiting

    def _say(self, words: str, author: str) -> Piece:
        """写着几个字；由 Word 来算的，算完再看。给出写在哪一段。"""
        unit = self._unit()
        if self._look.crossed:
            return unit
        if field := next((one for one in self._fields if one.shown and one.computed), None):
            field.said.append((words, author))
            return unit
        words = placed(words, _LEVELS[self._look.level])
        self._add(words)
        for one in self._talked:
            self._comments[one].quoted += words
        if author:
            self._by(author)
        return unit

    def _add(self, words: str) -> None:
        unit = self._unit()
        unit.text += words
        unit.marks += [self._look.marks | self._around] * len(words)

    def _by(self, author: str) -> None:
        unit = self._unit()
        if author and author not in unit.authors:
            unit.authors.append(author)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            if field.is_note(self.numbers):
                self._say(NUMBER, "")
            elif not field.is_right():
                self._look = PLAIN  # 域末的一截，不是那几个字的样子
                for words, author in field.said:
                    self._say(words, author)

    def _coded(self, code: str) -> None:
        if self._fields:
            self._fields[-1].code += code

    def _comment(self, number: str) -> None:
        if (found := self._comments.get(number)) and not found.mark:
            found.mark = self._open[-1] if self._open else self._last
            self._talked.append(number)


def _said(element: Any) -> str:
    """公式里的一截字；修订删去的、划去的不算。"""
    if not isinstance(element.tag, str) or element.tag in _UNSAID or crossed(element):
        return ""
    return letters(element) or "".join(map(_said, element))


def _author(change: Any) -> str:
    return str(change.get(W + "author", ""))
