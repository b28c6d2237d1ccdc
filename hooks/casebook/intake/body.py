"""Word 的一件（正文、一条脚注、页眉）→ 段落与表。

次序照文件里的；内容控件、修订里添的照收，删去的只数几处。
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from casebook.intake.blocks import (
    Aside,
    Block,
    Cell,
    Manuscript,
    Paragraph,
    Picture,
    Table,
    linked_text,
    paragraphs_of,
)
from casebook.intake.drawings import chart_words, chosen_of, covers
from casebook.intake.maths import M
from casebook.intake.numbering import Numbering
from casebook.intake.parts import Part
from casebook.intake.runs import GONE, MC, Marks, read_runs
from casebook.intake.styles import Styles, W, value

_WIDEST = 63
"""一张表至多几列。"""
_BESIDE = frozenset(W + name for name in ("sectPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid"))


class Body:
    """读一件：数到第几段、第几张表；`noted` 是脚注与批注在哪里。

    文本框里的、划掉的等等，记在稿子的 `asides` 里。
    """

    def __init__(
        self, part: Part, styles: Styles, numbering: Numbering, manuscript: Manuscript
    ) -> None:
        self._part = part
        self._styles = styles
        self._numbering = numbering
        self._manuscript = manuscript
        self._counters = {"段": 0, "张表": 0}
        self.noted: dict[tuple[str, str], str] = {}

    def blocks(self, element: Any, place: str = "") -> Iterator[Block]:
        """`element` 里的各块；给了 `place` 的，都在那里，不另数第几段。"""
        first: Paragraph | None = None  # 接到下一段前面的
        contents: list[Paragraph] = []
        for child, one in self._each(element, place):
            if isinstance(one, Paragraph) and self._styles.is_contents(child):
                contents.append(one)
                continue
            if first and isinstance(one, Paragraph):
                pictures = first.pictures + one.pictures
                one = replace(one, runs=first.runs + one.runs, pictures=pictures)
            elif first:
                yield first
            first = one if isinstance(one, Paragraph) and _joins_next(child) else None
            if not first:
                yield one
        if first:
            yield first
        if contents:
            lines = "\n".join(one.text.replace("\t", "　") for one in contents)
            self._aside(contents[0].place, f"目录，由 Word 照标题做的：\n{lines}")

    def _each(self, element: Any, place: str) -> Iterator[tuple[Any, Block]]:
        for child in _children(element):
            if child.tag in (W + "p", M + "oMathPara", M + "oMath"):
                number = 0 if place else self._next("段", _is_written(child))  # 空的一段不数
                yield child, self._paragraph(child, place or f"第 {number} 段")
            elif child.tag == W + "tbl":
                where = f"{place}里的表" if place else f"第 {self._next('张表')} 张表"
                yield child, self._table(child, where)
            elif child.tag in GONE:
                self._manuscript.deleted += 1
            elif child.tag not in _BESIDE:
                yield from self._each(child, place)  # 内容控件、修订：里面的照收

    def words(self, element: Any, place: str) -> tuple[str, list[Picture]]:
        """正文以外的一处写着什么，里面的图。"""
        found = [one for block in self.blocks(element, place) for one in paragraphs_of(block)]
        lines = [line for one in found if (line := linked_text(one.runs).strip())]
        return "\n".join(lines), [picture for one in found for picture in one.pictures]

    def _next(self, kind: str, written: bool = True) -> int:
        self._counters[kind] += written
        return self._counters[kind]

    def _paragraph(self, element: Any, place: str) -> Paragraph:
        marks = Marks()
        runs = tuple(read_runs(element, self._part, self._styles, marks))
        pictures = [self._part.picture(one, place, marks.alts[one]) for one in marks.pictures]
        if pictures and covers(element):
            marks.told.append("图旁边画着的形状没有收。要是盖着不能公开的，请换一张改好的图")
        if _is_hint(element):
            hint = "".join(run.text for run in runs).strip()
            marks.told += [f"没有填的控件，写着提示的话：{hint}"] if hint else []
            runs = ()
        kept = {"", *(run.url for run in runs)}
        marks.told += [
            f"链接没有收：{one}" for one in dict.fromkeys(marks.links) if one not in kept
        ]
        marks.told += [f"注音没有收：{'　'.join(marks.readings)}"] if marks.readings else []
        for frame in marks.frames:
            said, more = self.words(frame, f"{place}里的文本框")
            self._aside(f"{place}里的文本框", said)
            pictures += more
        for kind, pieces in marks.kept.items():
            if struck := [one for one in pieces if one.strip()]:
                self._aside(place, f"{kind}：{'　'.join(struck)}")
        for told in marks.told:
            self._aside(place, told)
        for chart in marks.charts:
            root = self._part.words_of(chart)
            self._aside(f"{place}的图表里", chart_words(root) if root is not None else "")
        self._manuscript.deleted += marks.deleted
        self.noted |= dict.fromkeys(marks.notes, place)
        level = self._styles.level(element)
        listed, depth = self._styles.listed(element)
        item = self._numbering.mark(listed, depth) if listed and not level else ""
        number = self._numbering.next(listed, depth) if listed else 0
        number = number if item == "1." else 0
        return Paragraph(place, runs, level, item, depth, tuple(pictures), number)

    def _aside(self, place: str, text: str) -> None:
        if text:
            self._manuscript.asides.append(Aside(place, text))

    def _table(self, element: Any, place: str) -> Table:
        rows: list[list[Cell]] = []
        for row in _inside(element, "tr"):
            if row.find(f"{W}trPr/{W}del") is not None:  # 修订里删去的一行
                self._manuscript.deleted += 1
                continue
            cells: list[Cell] = []
            blank = value(row, "trPr/gridBefore")
            cells += [Cell(place)] * (min(int(blank), _WIDEST) if blank.isdecimal() else 0)
            for cell in _inside(row, "tc"):
                if cell.find(f"{W}tcPr/{W}cellDel") is not None:
                    self._manuscript.deleted += 1
                    continue
                where = f"{place}第 {len(rows) + 1} 行第 {len(cells) + 1} 格"
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                continued = merged is not None and merged.get(W + "val") != "restart"
                cells.append(Cell(where, tuple(self.blocks(cell, where)), continued))
                span = value(cell, "tcPr/gridSpan")
                cells += [Cell(where)] * (min(int(span), _WIDEST) - 1 if span.isdecimal() else 0)
            rows.append(cells)
        width = max(map(len, rows), default=0)
        whole = (tuple(row + [Cell(place)] * (width - len(row))) for row in rows)
        return Table(place, tuple(whole))


def _is_written(paragraph: Any) -> bool:
    words = (one.text for one in paragraph.iter(W + "t", M + "t"))
    return (
        any(one and one.strip() for one in words)
        or next(paragraph.iter(W + "sym"), None) is not None
    )


def _joins_next(paragraph: Any) -> bool:
    """与下一段是一段：首字下沉的一个字，修订里删去了当中的回车。"""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    gone = paragraph.find(f"{W}pPr/{W}rPr/{W}del")
    return gone is not None or (frame is not None and frame.get(W + "dropCap", "none") != "none")


def _is_hint(paragraph: Any) -> bool:
    """在没有填的内容控件里：写着的是提示的话。"""
    controls = paragraph.iterancestors(W + "sdt")
    return any(one.find(f"{W}sdtPr/{W}showingPlcHdr") is not None for one in controls)


def _children(element: Any) -> Iterator[Any]:
    """`element` 里的各个标签；有两种写法的只看一种。"""
    for child in element:
        if child.tag == MC + "AlternateContent":
            yield from _children(chosen_of(child))
        elif isinstance(child.tag, str):
            yield child


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """`element` 里的各个 `tag`，隔着内容控件、修订的也算。"""
    for child in _children(element):
        if child.tag == W + tag:
            yield child
        elif child.tag not in (W + "tbl", W + "tr", W + "tc", W + "p", *GONE):
            yield from _inside(child, tag)
