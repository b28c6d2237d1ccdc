"""Word 的一份稿子 → 段落、表、图。

次序照文件里的；内容控件、修订里添的字照收；删去的只数几处；文本框、脚注、批注、页眉另放。
"""

import io
import itertools
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from casebook.intake.blocks import (
    Aside,
    Block,
    Cell,
    Manuscript,
    Paragraph,
    Picture,
    Table,
    linked_text,
)
from casebook.intake.packages import Package, Refused
from casebook.intake.runs import Marks, W, read_runs

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_NOTES = {
    "footnotes": ("footnote", "脚注"),
    "endnotes": ("endnote", "尾注"),
    "comments": ("comment", "批注"),
}
_DIAGRAM = re.compile(r"word/diagrams/data\d*\.xml")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EDGES = {"header": "页眉", "footer": "页脚"}
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
_DEEPEST = 8
_LONGEST = 100_000
"""正文至多几个字：再长的，一条案例放不下。"""


def read_word(package: Package) -> Manuscript:
    """`package` 里的稿子；打不开的，抛 Refused。"""
    from docx import Document

    try:
        document: Any = Document(io.BytesIO(package.data))
        return _Reader(package, document).manuscript
    except (KeyError, ValueError, AttributeError, IndexError, etree.LxmlError, OSError) as error:
        raise Refused("打不开：文件坏了，或者不是平常的 .docx。请用 Word 打开，另存一次") from error


class _Reader:
    """读一份：数到第几段、第几张表。"""

    def __init__(self, package: Package, document: Any) -> None:
        self._package = package
        self._part = document.part
        self._styles = {one.style_id: one for one in document.styles}
        self._counters = {"段": 0, "张表": 0}
        self._noted: dict[tuple[str, str], str] = {}
        self._numbering = self._formats()
        self.manuscript = Manuscript(package.name)
        length = sum(len(one.text or "") for one in document.element.body.iter(W + "t"))
        if length > _LONGEST:
            raise Refused(f"有 {length} 个字，太长了，至多 {_LONGEST} 个。请拆成几份")
        self.manuscript.blocks = list(self._blocks(document.element.body))
        self.manuscript.asides += self._elsewhere()

    def _blocks(self, body: Any) -> Iterator[Block]:
        for element in body:
            if element.tag == W + "p":
                said = any(t.text and t.text.strip() for t in element.iter(W + "t"))
                number = self._next("段") if said else self._counters["段"]  # 空的一段不数
                yield self._paragraph(element, f"第 {number} 段")
            elif element.tag == W + "tbl":
                yield self._table(element, f"第 {self._next('张表')} 张表")
            elif element.tag not in (W + "sectPr", W + "sdtPr", W + "sdtEndPr"):
                yield from self._blocks(element)  # 内容控件、修订：里面的照收

    def _next(self, kind: str) -> int:
        self._counters[kind] += 1
        return self._counters[kind]

    def _paragraph(self, element: Any, place: str) -> Paragraph:
        marks = Marks()
        runs = tuple(read_runs(element, self._url, marks))
        for name in marks.objects:
            told = f"嵌着的{name}没有收。要紧的，把里面的字、数写成文字或表，或截成图"
            self.manuscript.asides.append(Aside(place, told))
        for frame in marks.frames:
            inside = [one for one in self._plain(frame, marks) if one.strip()]
            if inside:
                aside = Aside(f"{place}里的文本框", "\n".join(inside))
                self.manuscript.asides.append(aside)
        if struck := [one for one in marks.struck if one.strip()]:
            self.manuscript.asides.append(Aside(place, f"划掉的字：{'　'.join(struck)}"))
        pictures = [self._picture(one, place, marks.alts[one]) for one in marks.pictures]
        self.manuscript.deleted += marks.deleted
        self._noted |= dict.fromkeys(marks.notes, place)
        item, depth = self._listed(element)
        level = self._level(element)
        found = tuple(one for one in pictures if one)
        return Paragraph(place, runs, level, "" if level else item, depth, found)

    def _plain(self, frame: Any, outer: Marks | None = None) -> Iterator[str]:
        """里面的字，一段一段的；里面的图添在 `outer` 里。"""
        for element in frame.iter(W + "p"):
            marks = Marks()
            yield linked_text([*read_runs(element, self._url, marks)])
            yield from (f"（划掉的字：{one}）" for one in marks.struck if one.strip())
            if outer:
                outer.pictures += marks.pictures
                outer.alts |= marks.alts
            self.manuscript.deleted += marks.deleted

    def _url(self, relation: str) -> str:
        found = self._part.rels.get(relation)
        return str(found.target_ref) if found is not None and found.is_external else ""

    def _picture(self, relation: str, place: str, alt: str) -> Picture | None:
        found = self._part.rels.get(relation)
        if found is None or found.is_external:
            return None
        part = found.target_part
        return Picture(part.blob, str(part.partname).rpartition("/")[2], place, alt)

    def _level(self, element: Any) -> int:
        """几级标题：样式叫“标题 1”，或写着大纲的级别。"""
        style = self._styles.get(_value(element, "pPr/pStyle"))
        for _ in range(_DEEPEST):
            if style is None:
                break
            if style.name and style.name.lower() in ("title", "标题"):
                return 1
            if found := _HEADING.match(style.name or ""):
                return int(found[1])
            if outline := _value(style.element, "pPr/outlineLvl"):
                return min(int(outline), 8) + 1
            style = style.base_style
        outline = _value(element, "pPr/outlineLvl")
        return int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else 0

    def _listed(self, element: Any) -> tuple[str, int]:
        number = _value(element, "pPr/numPr/numId")
        depth = _value(element, "pPr/numPr/ilvl")
        style = self._styles.get(_value(element, "pPr/pStyle"))
        if not number and style is not None:
            number = _value(style.element, "pPr/numPr/numId")
        if not number or number == "0":
            return "", 0
        deep = int(depth) if depth.isdecimal() else 0
        kind = self._numbering.get((number, deep), "decimal")
        return ("-" if kind in ("bullet", "none") else "1."), deep

    def _formats(self) -> dict[tuple[str, int], str]:
        """列表的号：（编号，第几层）→ 是点还是数。"""
        data = self._package.part("word/numbering.xml")
        if not data:
            return {}
        root = etree.fromstring(data, _PARSER)
        kinds: dict[str, dict[int, str]] = {}
        for abstract in root.iter(W + "abstractNum"):
            levels = kinds.setdefault(abstract.get(W + "abstractNumId", ""), {})
            for level in abstract.iter(W + "lvl"):
                levels[int(level.get(W + "ilvl", "0"))] = _value(level, "numFmt")
        return {
            (one.get(W + "numId", ""), depth): kind
            for one in root.iter(W + "num")
            for depth, kind in kinds.get(_value(one, "abstractNumId"), {}).items()
        }

    def _table(self, element: Any, place: str) -> Table:
        rows: list[list[Cell]] = []
        for row in _inside(element, "tr"):
            cells: list[Cell] = []
            blank = _value(row, "trPr/gridBefore")
            cells += [Cell(place)] * (int(blank) if blank.isdecimal() else 0)
            for cell in _inside(row, "tc"):
                where = f"{place}第 {len(rows) + 1} 行第 {len(cells) + 1} 格"
                paragraphs = (self._paragraph(p, where) for p in _inside(cell, "p", deep=True))
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                continued = merged is not None and merged.get(W + "val") != "restart"
                cells.append(Cell(where, tuple(paragraphs), continued))
                span = _value(cell, "tcPr/gridSpan")
                cells += [Cell(where)] * (min(int(span), 63) - 1 if span.isdecimal() else 0)
            rows.append(cells)
        width = max(map(len, rows), default=0)
        whole = (tuple(row + [Cell(place)] * (width - len(row))) for row in rows)
        return Table(place, tuple(whole))

    def _elsewhere(self) -> Iterator[Aside]:
        """正文以外的几件：脚注、批注、页眉、页脚、SmartArt 里的字。"""
        for name in self._package.parts:
            if _DIAGRAM.fullmatch(name):
                root = etree.fromstring(self._package.part(name), _PARSER)
                if text := "\n".join(t.text for t in root.iter(_A + "t") if t.text):
                    yield Aside("图示（SmartArt）里的字", text)
            stem = re.sub(r"\d*\.xml$", "", name.removeprefix("word/"))
            if not name.startswith("word/") or "/" in stem:
                continue
            if stem in _NOTES:
                tag, called = _NOTES[stem]
                root = etree.fromstring(self._package.part(name), _PARSER)
                numbers = itertools.count(1)
                for note in root.iter(W + tag):
                    if text := "\n".join(filter(None, map(str.strip, self._plain(note)))):
                        at = self._noted.get((tag, note.get(W + "id", "")), "")
                        place = f"{called} {next(numbers)}{f'（在{at}）' if at else ''}"
                        yield Aside(place, text)
            elif stem in _EDGES:
                root = etree.fromstring(self._package.part(name), _PARSER)
                if text := "\n".join(filter(None, map(str.strip, self._plain(root)))):
                    yield Aside(_EDGES[stem], text)
                if pictures := self._drawn(name):
                    told = f"有图（{'、'.join(pictures)}），没有收：多半是单位的标志"
                    yield Aside(_EDGES[stem], told)

    def _drawn(self, name: str) -> list[str]:
        """页眉、页脚 `name` 里的图叫什么。"""
        data = self._package.part(f"word/_rels/{name.removeprefix('word/')}.rels")
        relations = etree.fromstring(data, _PARSER).iter("{*}Relationship") if data else ()
        inside = (one for one in relations if one.get("Type", "").endswith("/image"))
        return sorted({one.get("Target", "").rpartition("/")[2] for one in inside})


def _value(element: Any, path: str) -> str:
    found = element.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(W + "val", "")


def _inside(element: Any, tag: str, deep: bool = False) -> Iterator[Any]:
    """`element` 里的各个 `tag`，隔着内容控件、修订的也算；`deep` 为真时，套着的表里的也算。"""
    for child in element:
        if child.tag == W + tag:
            yield child
        elif deep or child.tag not in (W + "tbl", W + "tr", W + "tc", W + "p"):
            yield from _inside(child, tag, deep)
