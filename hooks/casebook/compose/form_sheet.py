"""投稿表怎样排：哪些一栏一行，哪些一张小表；写出来与读回来照同一份。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook.compose.form import Question, Widget
from casebook.compose.words import word
from casebook.model import describe
from casebook.model.case import Case, Image
from casebook.model.walk import key_of

AMOUNT = ("value", "qualifier", "unit")
"""写在一格里的一个量，读的时候拆开。"""
PHOTOS = "images"
"""照片那张表。"""
_BLANK = {"steps": 6, "timeline": 4, "other_parties": 4, "contacts": 1, PHOTOS: 2}
_LINES = 3
"""别的表空几行。"""


@dataclass(frozen=True)
class Row:
    """一栏一行：`path` 是哪一问（里面的哪一问）；都不是的为空，读回来放进原稿。"""

    label: str
    help: str
    example: str = ""
    required: bool = False
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """小表的一列：`names` 是它装着的几问。"""

    label: str
    help: str
    names: tuple[str, ...]
    example: str = ""
    required: bool = False


@dataclass(frozen=True)
class Grid:
    """一张小表：`name` 是哪一问，`first` 是第一列先写好的，一行一个。"""

    name: str
    label: str
    help: str
    columns: tuple[Column, ...]
    blank: int
    required: bool = False
    first: tuple[str, ...] = ()

    @property
    def example(self) -> str:
        """一行的例子。"""
        said = [f"{column.label} {column.example}" for column in self.columns if column.example]
        return "；".join(one.rstrip("。") for one in said)


@dataclass(frozen=True)
class Sheet:
    """一份投稿表。"""

    rows: tuple[Row, ...]
    grids: tuple[Grid, ...]
    signature: tuple[Row, ...]


def sheet(asked: Sequence[Question]) -> Sheet:
    """照要问的排。"""
    rows: list[Row] = []
    grids: list[Grid] = []
    for question in asked:
        if question.widget is Widget.LIST:
            grids.append(_grid(question))
        elif question.widget is Widget.GROUP:
            rows += _group(question)
        elif question.widget is not Widget.FIXED:
            rows.append(_row(question, question.key, question.help, (question.name,)))
    signature = (
        Row(word("docx.form.person"), word("docx.form.person-help")),
        Row(word("docx.form.asked"), word("docx.form.asked-help")),
    )
    return Sheet(tuple(rows), (*grids, _photos()), signature)


def _row(question: Question, label: str, help: str, path: tuple[str, ...]) -> Row:
    options = "、".join(map(str, question.options))
    told = [help, *([word("docx.form.options", options=options)] if options else [])]
    return Row(label, "。".join(filter(None, told)), question.example, question.required, path)


def _group(question: Question) -> Iterator[Row]:
    for inner in question.inner:
        if inner.widget is Widget.NOTE:
            continue
        path = (question.name, inner.name)
        if inner.name == "text":
            yield Row(question.key, question.help, inner.example, question.required, path)
        else:
            yield _row(inner, f"{question.key}·{inner.key}", inner.help, path)


def _grid(question: Question) -> Grid:
    columns = tuple(_columns(question.inner))
    first = question.inner[0].options if question.name == "actors" else ()
    return Grid(
        name=question.name,
        label=question.key,
        help=question.help,
        columns=columns,
        blank=len(first) or _BLANK.get(question.name, _LINES),
        required=question.required,
        first=tuple(map(str, first)),
    )


def _columns(asked: Sequence[Question]) -> Iterator[Column]:
    whole = {question.name: question for question in asked}
    merged = AMOUNT if {"value", "qualifier", "unit"} <= whole.keys() else ()
    for question in sorted(asked, key=lambda one: one.name in ("sources", "fund")):
        name, help = question.name, question.help
        if question.widget is Widget.NOTE or name in merged[1:]:
            continue
        if name == "value" and merged:
            parts = (whole["qualifier"].example, question.example, whole["unit"].example)
            after = parts[0] in ("多", "余")
            example = "{1} {0}{2}" if after else "{0} {1} {2}"
            said = example.format(*parts).strip()
            yield Column(question.key, word("docx.form.value"), merged, said, question.required)
            continue
        if question.widget is Widget.LIST:
            help = word("docx.form.values")
        yield Column(question.key, help, (name,), question.example, question.required)


def _photos() -> Grid:
    fields = describe(Image)
    file, *others = fields
    columns = [Column(word("docx.form.photo"), "", (file.name,), required=True)]
    columns += [Column(f.key, f.help, (f.name,), f.example, f.required) for f in others]
    label = key_of(Case, PHOTOS)
    return Grid(PHOTOS, label, word("docx.form.photos"), tuple(columns), _BLANK[PHOTOS])
