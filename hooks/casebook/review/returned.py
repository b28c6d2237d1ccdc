"""改过的一份 Word：各段现在写着什么，谁改的，批注在哪里。

修订当作已经接受：添的算，删的不算，都记着是谁。书签的名字认得出是原来的哪一段；没有书签的是添上的。
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from casebook.intake.packages import Package, Refused
from casebook.render.docx.sent import BOOKMARK, PICTURE, Sent, sent_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_OURS = re.compile(rf"{BOOKMARK}\d+")
_BREAKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_GONE = (_W + "del", _W + "moveFrom")
_ADDED = (_W + "ins", _W + "moveTo")
_FOOTNOTES, _BODY = "word/footnotes.xml", "word/document.xml"
_MOST = 2_000_000
"""正文至多几个字。"""


@dataclass
class Piece:
    """一段：原来的书签（添上的为空），现在的字，改它的人。"""

    mark: str
    text: str = ""
    authors: list[str] = field(default_factory=list)


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


def read_returned(package: Package) -> Returned:
    """`package` 里写着什么；打不开的，抛 Refused。"""
    try:
        reader = _Reader(_comments(package))
        for name in (_BODY, _FOOTNOTES):
            if data := package.part(name):
                root = etree.fromstring(data, _PARSER)
                if sum(len(one.text or "") for one in root.iter(_W + "t")) > _MOST:
                    raise Refused("正文太长了。请拆成几份")
                reader.read(root)
        for name in package.parts:
            if re.fullmatch(r"word/(header|footer)\d*\.xml", name):
                reader.edge(etree.fromstring(package.part(name), _PARSER))
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise Refused("打不开：文件坏了，或者不是平常的 .docx。请用 Word 打开，另存一次") from error
    return reader.returned()


def sent_in(package: Package) -> Sent | None:
    """文件里带着的、送出去的一份；没有的为 None。存过的软件会改它的名字。"""
    names = (one for one in package.parts if re.fullmatch(r"customXml/item\d+\.xml", one))
    found = (sent_of(package.part(name)) for name in names)
    return next((sent for sent in found if sent), None)


def _comments(package: Package) -> dict[str, Comment]:
    found: dict[str, Comment] = {}
    if data := package.part("word/comments.xml"):
        for one in etree.fromstring(data, _PARSER).iter(_W + "comment"):
            lines = ("".join(t.text or "" for t in p.iter(_W + "t")) for p in one.iter(_W + "p"))
            said = "\n".join(filter(None, lines))
            found[one.get(_W + "id", "")] = Comment(one.get(_W + "author", ""), said)
    return found


class _Reader:
    """照先后走一遍；书签、域可以跨几段。"""

    def __init__(self, comments: dict[str, Comment]) -> None:
        self._comments = comments
        self._units: dict[str, Piece] = {}
        self._pieces: list[Piece] = []
        self._names: dict[str, str] = {}
        self._open: list[str] = []
        self._last = ""
        self._waiting: Piece | None = None
        self._talked: list[str] = []
        self._fields: list[bool] = []
        self._elsewhere: list[str] = []

    def returned(self) -> Returned:
        """走完了。"""
        return Returned(self._pieces, [*self._comments.values()], self._elsewhere)

    def read(self, root: Any) -> None:
        """正文、脚注的一件。"""
        self._open, self._fields = [], []
        self._walk(root, "")

    def edge(self, root: Any) -> None:
        """页眉、页脚：只记写着什么；页码不算。"""
        reader = _Reader({})
        reader.read(root)
        self._elsewhere += [one.text for one in reader.returned().pieces if one.text.strip()]

    def _walk(self, element: Any, author: str) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == _W + "p":
                self._paragraph(child, author)
            elif tag == _W + "bookmarkStart":
                self._begin(child.get(_W + "id", ""), child.get(_W + "name", ""))
            elif tag == _W + "bookmarkEnd":
                self._end(child.get(_W + "id", ""))
            elif tag == _W + "commentRangeStart":
                self._comment(child.get(_W + "id", ""))
            elif tag == _W + "commentRangeEnd":
                self._talked = [one for one in self._talked if one != child.get(_W + "id", "")]
            elif tag == _W + "commentReference":
                self._comment(child.get(_W + "id", ""))
                self._talked = [one for one in self._talked if one != child.get(_W + "id", "")]
            elif tag in _GONE:
                self._by(child.get(_W + "author", ""))
            elif tag in _ADDED:
                self._walk(child, child.get(_W + "author", "") or author)
            elif tag == _W + "fldChar":
                self._field(child.get(_W + "fldCharType", ""))
            elif tag in (_W + "t", *_BREAKS):
                self._say(_BREAKS.get(tag) or child.text or "", author)
            elif tag == _W + "txbxContent":
                self._aside(child)
            elif tag == _MC + "Fallback" or tag in (_W + "instrText", _W + "pPr"):
                continue
            else:
                if tag in (_W + "drawing", _W + "object") or tag.endswith("}imagedata"):
                    self._say(PICTURE, author)
                self._walk(child, author)

    def _paragraph(self, element: Any, author: str) -> None:
        outer = self._last, self._waiting
        self._last, self._waiting = "", None
        for name in self._open[-1:]:  # 一段拆成了两段
            if self._units[name].text:
                self._units[name].text += "\n"
        self._walk(element, author)
        if self._waiting and self._waiting.text.strip():
            self._pieces.append(self._waiting)
        self._last, self._waiting = outer

    def _begin(self, number: str, name: str) -> None:
        known = _OURS.match(name)  # LibreOffice 给脚注里的添上 _Copy_1
        name = known[0] if known else ""
        if not name or name in self._units:
            return
        self._names[number] = name
        self._open.append(name)
        self._last = name
        unit = self._units[name] = self._waiting or Piece("")
        unit.mark = name
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
            self._waiting = Piece("")
        return self._waiting

    def _say(self, words: str, author: str) -> None:
        if any(self._fields):
            return  # 域算出来的：页码、脚注的号
        unit = self._unit()
        unit.text += words
        for one in self._talked:
            self._comments[one].quoted += words
        if author:
            self._by(author)

    def _by(self, author: str) -> None:
        unit = self._unit()
        if author and author not in unit.authors:
            unit.authors.append(author)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _comment(self, number: str) -> None:
        if (found := self._comments.get(number)) and not found.mark:
            found.mark = self._open[-1] if self._open else self._last
            self._talked.append(number)

    def _aside(self, element: Any) -> None:
        """文本框：不算在这一段里。"""
        said = "\n".join(_lines(element))
        if said.strip():
            self._elsewhere.append(said)


def _lines(element: Any) -> Iterator[str]:
    for one in element.iter(_W + "p"):
        yield "".join(t.text or "" for t in one.iter(_W + "t"))
