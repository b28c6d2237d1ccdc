"""填好的投稿表：栏目一行一行地认，小表照表头认。我们印的字不算；认不出的留作原稿。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casebook.compose.form_sheet import PHOTOS, Column, Grid, Row, Sheet
from casebook.compose.words import word
from casebook.intake.answers import Answers
from casebook.intake.blocks import Block, Cell, Paragraph, Picture, Table
from casebook.intake.packages import Refused
from casebook.intake.said import Said

_KNOWN = 4
"""没有表头的，认得这么多栏，才算投稿表。"""


@dataclass(frozen=True)
class Left:
    """没有放进栏目的一处：在哪里，写了什么；`why` 是为什么，为空就是放不下。"""

    place: str
    text: str
    why: str = ""


@dataclass
class Read:
    """读出来的：答的话，照片各有什么说明，没有放进去的，表以外的各块；`taken` 是认得的各张表。"""

    answers: Answers = field(default_factory=dict)
    photos: list[tuple[Picture, dict[str, Said]]] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)
    taken: list[Table] = field(default_factory=list)
    found: bool = False


def read_filled(blocks: Sequence[Block], form: Sheet, ours: frozenset[str]) -> Read:
    """`ours` 是投稿表上我们印的各段；没有一张认得的表，`found` 为假。"""
    reader = _Reader(form, {_bare(one) for one in ours})
    for block in blocks:
        if isinstance(block, Table) and reader.takes(block):
            reader.read.taken.append(block)
        else:
            reader.read.rest.append(block)
    if reader.read.found:
        reader.read.rest = [
            one
            for one in reader.read.rest
            if not isinstance(one, Paragraph) or _bare(one.text) not in reader.ours or one.pictures
        ]
    return reader.read


class _Reader:
    """一张表一张表地读。"""

    def __init__(self, form: Sheet, ours: set[str]) -> None:
        self._rows = {_bare(row.label): row for row in (*form.rows, *form.signature)}
        self._grids = {_bare(grid.label): grid for grid in form.grids}
        self.ours = ours
        self.read = Read()
        self._title = next(name for name, row in self._rows.items() if row.path == ("title",))
        self._forms = 0

    def takes(self, table: Table) -> bool:
        """是投稿表里的一张，读好了。"""
        rows = table.rows
        if not rows or not rows[0]:
            return False
        head = self._name(rows[0][0])
        header = {_bare(word("docx.form.row")), _bare(word("docx.form.answer"))}
        names = [self._name(row[0]) for row in rows]
        if head in self._grids and len(rows) > 1:
            grid = self._grids[head]
            columns = [self._column(grid, cell) for cell in rows[1]]
            if any(columns):
                self._grid(grid, columns, rows)
                self.read.found = True
                return True
        known = sum(name in self._rows for name in names)
        if len(rows[0]) > 1 and (known >= _KNOWN or (known and head in header)):
            self._forms += names.count(self._title)
            if self._forms > 1:
                raise Refused("里面有两份投稿表，一份只收一条。请分成两个文件")
            for row, name in zip(rows, names, strict=True):
                self._row(row, name)
            self.read.found = True
            return True
        return False

    def _name(self, cell: Cell) -> str:
        first = next((p.text for p in cell.paragraphs if p.text.strip()), "")
        return _bare(first.replace(word("docx.form.required"), ""))

    def _column(self, grid: Grid, cell: Cell) -> Column | None:
        name = self._name(cell)
        return next((one for one in grid.columns if _bare(one.label) == name), None)

    def _row(self, row: Sequence[Cell], name: str) -> None:
        label, *others = row
        self._strangers(label)
        answered = [cell for cell in others if cell.text or cell.pictures]
        found: Row | None = self._rows.get(name)
        self._pictures(row)
        if not answered or (not found and all(_bare(c.text) in self.ours for c in answered)):
            return  # 没有填的，与“栏目、填写”的一行
        said = Said.of((one for cell in answered for one in cell.blocks), answered[0].place)
        if found is None or not found.path:
            first = label.text.split("\n")[0]
            self.read.left.append(
                Left(said.place, f"{first}：{said.plain}" if first else said.plain)
            )
            return
        top, *inner = found.path
        if not inner:
            self._answer(self.read.answers, top, said)
        else:
            group = self.read.answers.setdefault(top, {})
            self._answer(group, inner[0], said)

    def _answer(self, answers: Answers, name: str, said: Said) -> None:
        if name in answers:  # 同一栏写了两次
            self.read.left.append(Left(said.place, said.plain))
        else:
            answers[name] = said

    def _grid(
        self, grid: Grid, columns: Sequence[Column | None], rows: Sequence[Sequence[Cell]]
    ) -> None:
        for cell in (*rows[0], *rows[1]):
            self._strangers(cell)
        above: dict[int, Said] = {}
        for row in rows[2:]:
            item: dict[str, Said] = {}
            written = any(cell.text for cell in row)
            for number, (cell, column) in enumerate(zip(row, columns, strict=True)):
                said = Said.in_cell(cell)
                if cell.continued and written and column and "text" not in column.names:
                    said = above.get(number, said)
                above[number] = said
                if not said:
                    continue
                if column is None or column.names[0] in item:
                    self.read.left.append(Left(said.place, said.plain))
                else:
                    item[column.names[0]] = said
            if grid.name == PHOTOS:
                self._photo(row, item)
                continue
            self._pictures(row)
            first = grid.columns[0].names[0]
            if set(item) == {first} and item[first].plain.strip() in grid.first:
                continue  # 先写好的五社，没有填别的
            if item:
                self.read.answers.setdefault(grid.name, []).append(item)

    def _photo(self, row: Sequence[Cell], item: dict[str, Said]) -> None:
        pictures = [picture for cell in row for picture in cell.pictures]
        if pictures:
            inside = {name: said for name, said in item.items() if name != "file"}
            self.read.photos += [(picture, inside) for picture in pictures]
            item = {"file": item["file"]} if "file" in item else {}
        self.read.left += [Left(said.place, said.plain) for said in item.values()]

    def _pictures(self, row: Sequence[Cell]) -> None:
        self.read.photos += [(picture, {}) for cell in row for picture in cell.pictures]

    def _strangers(self, cell: Cell) -> None:
        """印着我们的字的一格里，别人添的话。"""
        for paragraph in _said(cell):
            if _bare(paragraph.text) not in self.ours:
                self.read.left.append(Left(cell.place, paragraph.text.strip()))


def _said(cell: Cell) -> Iterator[Paragraph]:
    return (one for one in cell.paragraphs if one.text.strip())


def _bare(text: str) -> str:
    return "".join(text.split())
