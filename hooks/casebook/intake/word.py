"""Word 的一份稿子 → 段落、表、图；脚注、批注、页眉、图示里的字另放。"""

import itertools
import re
from collections.abc import Iterator

from lxml import etree

from casebook.intake.blocks import Aside, Manuscript
from casebook.intake.body import Body
from casebook.intake.drawings import A
from casebook.intake.numbering import Numbering
from casebook.intake.packages import Package, Refused
from casebook.intake.parts import Part, main_part, part_of
from casebook.intake.styles import Styles, W

_NOTES = {
    "footnotes": ("footnote", "脚注"),
    "endnotes": ("endnote", "尾注"),
    "comments": ("comment", "批注"),
}
_DIAGRAM = re.compile(r"word/diagrams/data\d*\.xml")
_EDGES = {"header": "页眉", "footer": "页脚"}
_PAGED = re.compile(r"[第页共之,，\s\-—–/|·~～]*")
"""页码以外的几个字。"""
_LONGEST = 100_000
"""正文至多几个字：再长的，一条案例放不下。"""


def read_word(package: Package) -> Manuscript:
    """`package` 里的稿子；打不开的，抛 Refused。"""
    try:
        return _read(package)
    except (KeyError, ValueError, AttributeError, RecursionError, etree.LxmlError) as error:
        raise Refused("打不开：文件坏了，或者不是平常的 .docx。请用 Word 打开，另存一次") from error


def _read(package: Package) -> Manuscript:
    main = main_part(package)
    body = main.root.find(W + "body")
    if body is None:
        raise ValueError("没有正文")
    length = sum(len(one.text or "") for one in body.iter(W + "t"))
    if length > _LONGEST:
        raise Refused(f"有 {length} 个字，太长了，至多 {_LONGEST} 个。请拆成几份")
    styles, numbering = (part_of(package, f"word/{name}.xml") for name in ("styles", "numbering"))
    reader = _Reader(package, Styles(styles.root), Numbering(numbering.root))
    read = reader.body(main)
    reader.manuscript.blocks = list(read.blocks(body))
    reader.elsewhere(read.noted)
    return reader.manuscript


class _Reader:
    """读正文以外的各件：脚注、批注、页眉、页脚、SmartArt 里的字。"""

    def __init__(self, package: Package, styles: Styles, numbering: Numbering) -> None:
        self.manuscript = Manuscript(package.name)
        self._package = package
        self._styles = styles
        self._numbering = numbering

    def body(self, part: Part) -> Body:
        """读 `part` 的。"""
        return Body(part, self._styles, self._numbering, self.manuscript)

    def elsewhere(self, noted: dict[tuple[str, str], str]) -> None:
        """`noted` 是各条脚注、批注在正文的哪里。"""
        for name in self._package.parts:
            stem = re.sub(r"\d*\.xml$", "", name.removeprefix("word/"))
            if _DIAGRAM.fullmatch(name):
                root = part_of(self._package, name).root
                text = "\n".join(t.text for t in root.iter(A + "t") if t.text)
                self._aside("图示（SmartArt）里的字", text)
            elif name.startswith("word/") and stem in _NOTES:
                self._notes(part_of(self._package, name), *_NOTES[stem], noted)
            elif name.startswith("word/") and stem in _EDGES:
                self._edge(part_of(self._package, name), _EDGES[stem])

    def _notes(self, part: Part, tag: str, called: str, noted: dict[tuple[str, str], str]) -> None:
        numbers = itertools.count(1)
        body = self.body(part)
        for note in part.root.iter(W + tag):
            if note.get(W + "type", "normal") != "normal":  # 隔开正文的横线
                continue
            at = noted.get((tag, note.get(W + "id", "")), "")
            place = f"{called} {next(numbers)}{f'（在{at}）' if at else ''}"
            text, pictures = body.words(note, place)
            self._aside(place, text)
            self.manuscript.loose += pictures

    def _edge(self, part: Part, called: str) -> None:
        text, pictures = self.body(part).words(part.root, called)
        self._aside(called, "" if _PAGED.fullmatch(text) else text)
        if names := sorted({one.name for one in pictures} | {*_images(part)}):
            self._aside(called, f"有图（{'、'.join(names)}），没有收：多半是单位的标志")

    def _aside(self, place: str, text: str) -> None:
        one = Aside(place, text)
        if text and one not in self.manuscript.asides:  # 几页的页眉一样
            self.manuscript.asides.append(one)


def _images(part: Part) -> Iterator[str]:
    """页眉、页脚里的图叫什么。"""
    found = part.relations.values()
    return (one.target.rpartition("/")[2] for one in found if one.kind == "image")
