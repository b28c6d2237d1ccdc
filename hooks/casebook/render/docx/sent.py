"""送出去的一份记着什么：各段（各格）的字，哪几个字写在哪个文件的哪一栏。

每段前后各有一个看不见的书签；书签的名字与各段的字、出处，连同文件当时的指纹，放在 Word 文件里。
改过的稿子回来，照它对。
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from lxml import etree

from casebook.model.told import Told, placed
from casebook.render.docx.thumbnail import thumbnail
from casebook.store import digest_of_bytes

_NAMESPACE = "urn:casebook:sent"
_OURS = re.compile(r"(?:cases|content)/[^\\:#\x00]+\.(?:yml|md)#.+")
"""手册里的文件：记着的是人寄回来的，别的路径不认。"""
PICTURE = "\ufffc"
"""一张图在字里占的一个位置。"""
BOOKMARK = "_cb"
"""书签的名字以它开头：下划线开头的，Word 不列给人看。"""


@dataclass(frozen=True)
class Span:
    """一段里从 `start` 到 `end` 的字，写在 `at`（见 `model/told.py`）。"""

    start: int
    end: int
    at: str


@dataclass(frozen=True)
class Drawn:
    """一段里的一张图：替代文字，它写在哪里（不知道的为空），图的指纹、小样。"""

    alt: str
    at: str
    digest: str
    thumbnail: str


@dataclass
class Line:
    """一段：书签的名字，在哪一节，表里的第几行（不在表里的为 0），字，各写在哪里。

    `bold` 是从第几个到第几个字加粗；`pictures` 是里面的图；`head` 是表头的一格。
    从前送出去的没有记着这三样，为 None。
    """

    mark: str
    where: str
    row: int = 0
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    bold: list[tuple[int, int]] | None = field(default_factory=list)
    pictures: list[Drawn] | None = field(default_factory=list)
    head: bool | None = False

    def add(self, words: str, at: str = "", bold: bool = False) -> None:
        """接上几个字；与前面的写在同一处的，合成一截。"""
        start, end = len(self.text), len(self.text) + len(words)
        self.text += words
        if bold and self.bold is not None:
            self.bold.append((start, end))
        if not at:
            return
        last = self.spans[-1] if self.spans else None
        if last and last.at == at and last.end == start:
            self.spans[-1] = Span(last.start, end, at)
        else:
            self.spans.append(Span(start, end, at))

    def see(self, alt: str, data: bytes) -> None:
        """接上一张图；它是照片里的一项，或者写在一段文字里。"""
        at = alt.at if isinstance(alt, Told) else ""
        self.add(PICTURE, upper(at) if placed(at)[1][-1:] == ("替代文字",) else at)
        if self.pictures is not None:
            self.pictures.append(Drawn(str(alt), at, digest_of_bytes(data), thumbnail(data)))


def upper(at: str) -> str:
    """`规模[1].名称` 的上一级：`规模[1]`。"""
    path, _, loc = at.partition("#")
    return f"{path}#{loc.rpartition('.')[0] or loc}"


@dataclass
class Sent:
    """送出去的一份：题、各文件当时的指纹（路径 → 指纹）、页眉页脚上的话、各段。"""

    title: str
    files: Mapping[str, str]
    edges: Sequence[str] = ()
    lines: list[Line] = field(default_factory=list)

    def line(self, where: str, row: int, head: bool = False) -> Line:
        """新起的一段。"""
        self.lines.append(Line(f"{BOOKMARK}{len(self.lines) + 1}", where, row, head=head))
        return self.lines[-1]

    def kept(self) -> bytes:
        """写成一件。"""
        root = etree.Element(f"{{{_NAMESPACE}}}sent")
        root.text = json.dumps(asdict(self), ensure_ascii=False)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def sent_of(data: bytes) -> Sent | None:
    """`kept` 倒过来；不是它的为 None。"""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        if root.tag != f"{{{_NAMESPACE}}}sent":
            return None
        whole = json.loads(root.text or "")
        lines = [
            Line(
                str(one["mark"]),
                str(one["where"]),
                int(one["row"]),
                str(one["text"]),
                [
                    Span(int(s["start"]), int(s["end"]), at)
                    for s in one["spans"]
                    if (at := _ours(s["at"]))
                ],
                _bold(one.get("bold")),
                _pictures(one.get("pictures")),
                one.get("head") and bool(one["head"]),
            )
            for one in whole["lines"]
        ]
        files = {str(path): str(digest) for path, digest in whole["files"].items()}
        edges = tuple(map(str, whole["edges"]))
        return Sent(str(whole["title"]), files, edges, lines)
    except (etree.XMLSyntaxError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _ours(at: object) -> str:
    """手册里的一处；不是的为空。"""
    said = str(at)
    return said if _OURS.fullmatch(said) and ".." not in said else ""


def _bold(kept: list[tuple[int, int]] | None) -> list[tuple[int, int]] | None:
    return None if kept is None else [(int(start), int(end)) for start, end in kept]


def _pictures(kept: list[Mapping[str, object]] | None) -> list[Drawn] | None:
    if kept is None:
        return None
    return [
        Drawn(str(p["alt"]), _ours(p["at"]), str(p["digest"]), str(p["thumbnail"])) for p in kept
    ]
