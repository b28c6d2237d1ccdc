"""写一份：正在写的一段、一格，脚注，图，标题的号；要对回原文的，一段段记下来。"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from casebook.compose import Document, Reference
from casebook.compose.blocks import Blocks, Footnotes
from casebook.compose.inlines import Inlines
from casebook.compose.walk import walk
from casebook.compose.words import chinese_number, word
from casebook.model.told import Following
from casebook.render.docx.blocks import WRITERS
from casebook.render.docx.inlines import INLINES
from casebook.render.docx.markup import CELL_SIDE, Element, cell, el, field, paragraph, run, table
from casebook.render.docx.package import Package
from casebook.render.docx.records import recorded
from casebook.render.docx.sent import Line, Sent
from casebook.render.docx.styles import Sheet

Pictures = Callable[[str], bytes]
"""图在站内的路径 → 内容；没有的为空。"""
_NUMBERED: Final[dict[int, Callable[[int], str]]] = {
    2: lambda n: f"{chinese_number(n)}、",
    3: lambda n: f"（{chinese_number(n)}）",
    4: lambda n: f"{n}. ",
    5: lambda n: f"（{n}）",
}
"""公文里标题的次序：一、（一）1.（1）。"""
_NOTE_MARKS = 500_000
"""脚注的书签从这个号数起，不与各段的撞。"""


class Writing:
    """正在写的一份。`into` 是写到哪里：正文，一格，一条注；`where` 是在哪一节。"""

    def __init__(
        self, package: Package, sheet: Sheet, pictures: Pictures, sent: Sent | None = None
    ) -> None:
        self.package, self.sheet, self.pictures, self._sent = package, sheet, pictures, sent
        self.body: list[Element] = []
        self.into, self.style = self.body, "Normal"
        self.where = ""
        self._width = sheet.width
        self._following = Following()
        self._line: Line | None = None
        self._marks = self._row = self._rows = 0
        self._notes: list[Element] = []
        self._begun = ""

    # —— 一页 ——

    def begin(self, document: Document) -> None:
        """另起一页：来源、脚注、图、标题的号都从头数。"""
        self._begun = document.address
        self._references = {ref.source: ref for ref in document.references}
        self._numbers: dict[str, int] = {}
        self._first = len(self._notes)
        self._footnotes = {
            note.label: note.c
            for block in walk(document)
            if isinstance(block, Footnotes)
            for note in block.items
        }
        self._headings = [0] * 6

    def references(self, cited: bool) -> tuple[Reference, ...]:
        """来源：`cited` 为真时是全部，不然只是没有脚注的。"""
        found = self._references.items()
        return tuple(ref for one, ref in found if cited or one not in self._numbers)

    def address(self, file: str) -> str:
        """这一页的图 `file` 在站内的路径。"""
        return (self._begun + file).removeprefix("/")

    def see_picture(self, alt: str, data: bytes) -> None:
        """这里有一张图，放进去的是 `data`。"""
        if self._line:
            self._line.see(alt, data)

    # —— 块与段 ——

    def blocks(self, blocks: Iterable[object]) -> None:
        """几块。"""
        for block in blocks:
            WRITERS[type(block)](self, block)

    def styled(self, style: str, blocks: Blocks) -> None:
        """几块，各段是这个样子。"""
        old, self.style = self.style, style
        self.blocks(blocks)
        self.style = old

    def say(self, inlines: Inlines, style: str = "", name: str = "", before: str = "") -> None:
        """一段；`name` 是前面的名目，`before` 是我们写的几个字。"""
        with self.paragraph(style) as inside:
            self.words(inside, name, ("hei",))
            self.words(inside, before)
            self.inner(inside, inlines)

    def heading(self, level: int, inlines: Inlines) -> None:
        """标题，带号；一级是题，没有号。格子里、注里的只是一段。"""
        if self.into is not self.body:
            with self.paragraph() as inside:
                self.inner(inside, inlines, ("hei",))
            return
        level = min(max(level, 1), 5)
        before = ""
        if level > 1:
            self._headings[level] += 1
            self._headings[level + 1 :] = [0] * (5 - level)
            before = _NUMBERED[level](self._headings[level])
        if level <= 3:
            said = (part for part in inlines if isinstance(part, str))
            self.where = "".join(w for part in said for w, _ in Following().pieces(part))
        self.say(inlines, f"Heading{level}", before=before)

    @contextmanager
    def paragraph(self, style: str = "") -> Iterator[list[Element]]:
        """一段：往里添一截截字。"""
        inside: list[Element] = []
        outer, self._line = (
            self._line,
            self._sent.line(self.where, self._row, self.style == "CellHead")
            if self._sent
            else None,
        )
        yield inside
        if self._line:
            self._marks += 1
            inside.insert(0, el("w:bookmarkStart", id=self._marks, name=self._line.mark))
            inside.append(el("w:bookmarkEnd", id=self._marks))
        self._line = outer
        self.into.append(paragraph(style or self.style, *inside))

    # —— 字 ——

    def inner(self, inside: list[Element], inlines: Inlines, look: Sequence[str] = ()) -> None:
        """一句话；`look` 是样子。"""
        for part in inlines:
            if isinstance(part, str):
                self.words(inside, part, look)
            else:
                INLINES[type(part)](self, inside, part, look)

    def words(self, inside: list[Element], words: str, look: Sequence[str] = ()) -> None:
        """几个字；记下写在哪里。"""
        for said, at in self._following.pieces(words):
            if self._line:
                self._line.add(said, at, "bold" in look)
            inside.append(run(said, look))

    # —— 表 ——

    def table(
        self, weights: Sequence[float], rows: Iterable[Callable[[Sequence[int]], Element]]
    ) -> None:
        """一张表：各列照份数宽；`rows` 是各行怎样写。"""
        whole = sum(weights)
        widths = [int(self._width * weight / whole) for weight in weights]
        written = []
        for one in rows:
            outer, self._rows = self._row, self._rows + 1
            self._row = self._rows
            written.append(one(widths))
            self._row = outer
        self.into.append(table(widths, written))
        if self.into is self.body:  # 与下面的一段隔开
            self.into.append(paragraph("Gap"))

    @contextmanager
    def cell(
        self, cells: list[Element], width: int, style: str = "Cell", shade: str = ""
    ) -> Iterator[None]:
        """一格：里面的各段写进去，写好了添到 `cells` 里。"""
        old = self.into, self.style, self._width
        self.into, self.style, self._width = [], style, width - 2 * CELL_SIDE
        yield
        cells.append(cell(width, self.into, shade))
        self.into, self.style, self._width = old

    # —— 脚注 ——

    def cite(self, inside: list[Element], source: str) -> None:
        """来源的脚注；引过的只写号，点得到。"""
        if ref := self._references.get(source):
            self._noted(inside, source, lambda: self.say((recorded(ref),)))

    def note(self, inside: list[Element], label: str) -> None:
        """文章里的一条注。"""
        if blocks := self._footnotes.get(label):
            self._noted(inside, f"^{label}", lambda: self.blocks(blocks))

    def _noted(self, inside: list[Element], key: str, write: Callable[[], None]) -> None:
        if self._line:
            self._line.add("〔〕")
        again = key in self._numbers
        number = self._numbers.setdefault(key, len(self._notes) + 1)
        mark = f"_note{number}"
        if again:
            shown = str(number - self._first)
            cited = (*field(f"NOTEREF {mark} \\h", shown, ("raised",)),)
        else:
            cited = (
                el("w:bookmarkStart", id=_NOTE_MARKS + number, name=mark),
                _note_run(el("w:footnoteReference", id=number)),
                el("w:bookmarkEnd", id=_NOTE_MARKS + number),
            )
            self._notes.append(el("w:footnote", id=number))
        inside += [run("〔", ("raised",)), *cited, run("〕", ("raised",))]
        if again:
            return
        into, style, where = self.into, self.style, self.where
        self.into, self.style, self.where = [], "FootnoteText", word("docx.footnote")
        write()
        own = (_note_run(el("w:footnoteRef")), run(" "))
        if not self.into:
            self.into.append(paragraph("FootnoteText"))
        for n, one in enumerate(own, 1):
            self.into[0].insert(n, one)
        self._notes[number - 1].extend(self.into)
        self.into, self.style, self.where = into, style, where

    @property
    def footnotes(self) -> Element:
        """脚注的一件。"""
        lines = (
            el("w:footnote", paragraph("FootnoteText", el("w:r", el(f"w:{name}"))), type=name, id=n)
            for n, name in ((-1, "separator"), (0, "continuationSeparator"))
        )
        return el("w:footnotes", *lines, *self._notes)


def _note_run(mark: Element) -> Element:
    return el("w:r", el("w:rPr", el("w:rStyle", val="FootnoteReference")), mark)
