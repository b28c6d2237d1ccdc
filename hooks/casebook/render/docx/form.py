"""空白的投稿表：栏目与填写两列，缘起、步骤、五社、时间等各一张小表。

左边与表头是我们印的字，答的一格是空的：读回来时分得清哪些是人写的。
"""

from typing import Any

from casebook.compose.form import Question
from casebook.compose.form_sheet import Grid, Row, Sheet, sheet
from casebook.compose.words import word
from casebook.office import need_office
from casebook.render.docx.paper import Paper

_LABEL, _ANSWER = 5.6, 11.4
"""栏目与填写两列宽几厘米。"""
_WIDE = {"text": 3.4, "event": 3.4, "words": 3.4, "sources": 2.2, "values": 2.4, "file": 2.4}
"""小表里各列的宽，照份数来；别的是 1.5 份，写几个字的少些。"""
_NARROW = {"actor": 1.3, "consent": 0.9, "agreed": 1.1, "unit": 1, "counted": 1.1, "level": 1.1}


def blank_form(title: str, asked: tuple[Question, ...]) -> bytes:
    """一份空白的投稿表；`title` 是书名。同样的问题，写出来一个字节也不差。"""
    need_office()
    paper = Paper(word("docx.form.title", title=title))
    for words in _how():
        paper.say(words)
    form = sheet(asked)
    _rows(paper, form.rows)
    for grid in form.grids:
        _grid(paper, grid)
    _rows(paper, form.signature)
    return paper.data


def _how() -> tuple[str, ...]:
    """开头的几段说明。"""
    return (
        word("docx.form.how"),
        word("docx.form.consent"),
        word("docx.form.dates"),
        word("docx.form.sources"),
    )


def printed(form: Sheet) -> frozenset[str]:
    """投稿表里我们印的各段字，一段一段：读回来时，一字不差的不算人写的。"""
    said = {*_how(), word("docx.form.row"), word("docx.form.answer")}
    for row in (*form.rows, *form.signature):
        said |= {*_label(row)}
    for grid in form.grids:
        said |= {*_head(grid), *grid.first, *(column.label for column in grid.columns)}
    return frozenset(said - {""})


def _rows(paper: Paper, rows: tuple[Row, ...]) -> None:
    table = paper.table(len(rows) + 1, (_LABEL, _ANSWER))
    paper.head(table, 0, (word("docx.form.row"), word("docx.form.answer")))
    for number, row in enumerate(rows, 1):
        paper.label(table.cell(number, 0), *_label(row))


def _label(row: Row) -> tuple[str, str, str]:
    example = word("docx.form.example", example=row.example) if row.example else ""
    return _named(row), row.help, example


def _named(one: Any) -> str:
    return f"{one.label}{word('docx.form.required') if one.required else ''}"


def _grid(paper: Paper, grid: Grid) -> None:
    shares = [_share(name) for name in (column.names[0] for column in grid.columns)]
    whole = sum(shares)
    widths = tuple((_LABEL + _ANSWER) * share / whole for share in shares)
    table = paper.table(grid.blank + 2, widths)
    whole_row = table.cell(0, 0).merge(table.cell(0, len(widths) - 1))
    paper.label(whole_row, *_head(grid))
    paper.head(table, 1, tuple(column.label for column in grid.columns))
    for number, words in enumerate(grid.first, 2):
        paper.write(table.cell(number, 0), words)


def _share(name: str) -> float:
    return _WIDE.get(name) or _NARROW.get(name, 1.5)


def _head(grid: Grid) -> tuple[str, ...]:
    told = (column for column in grid.columns if column.help and column.names != ("sources",))
    helps = "；".join(f"{column.label}：{column.help}" for column in told)
    example = word("docx.form.example", example=grid.example) if grid.example else ""
    return _named(grid), grid.help, helps, example
