"""从 Excel、WPS 贴来的表格：格子当中是制表符的几行，改成 Markdown 的表。

只改 | 与 > 写的一段文字，和直接折成几行的“内容”。> 与折行读成一行，成不了表：改成 |，字还是那些字。
"""

import re
from collections.abc import Collection, Iterator, Sequence

from casebook.editing.examiner import Examiner
from casebook.model import REGISTERS, Case, Kind, Record, describe
from casebook.model.walk import record_kinds
from casebook.read.pasted import is_list
from casebook.read.slips import indent_of
from casebook.read.written import LineEdit, applied

_BLOCK = re.compile(r"[:-] +(?P<mark>[|>])[+\-\d]{0,2}\s*(?: #.*)?$")
_KINDS: tuple[type[Record], ...] = (Case, *REGISTERS.values())
_PROSE = sorted(
    {
        field.key
        for kind in _KINDS
        for record in record_kinds(kind)
        for field in describe(record)
        if field.kind is Kind.PROSE
    }
)
_PLAIN = re.compile(
    rf"(?P<head> *(?:- +)*(?:{'|'.join(_PROSE)}): +)(?P<value>[^\s\"'|>\[{{#&*!%@`-].*\t.*)"
)
_WHAT = "贴来的表格改成 Markdown 的表"


def mend_tables(
    _path: str, lines: list[str], _examiner: Examiner, frozen: Collection[int]
) -> tuple[list[str], list[LineEdit]]:
    """贴来的每一张表；一行可以变成几行。"""
    edits: list[LineEdit] = []
    if any("\t" in line for line in lines):
        for found in (*_in_blocks(lines), *_in_plain(lines)):
            if not any(edit.line in frozen for edit in found):
                edits += found
    return applied(lines, edits), edits


def markdown_rows(rows: Sequence[str]) -> list[str]:
    """用制表符隔开的几行 → 表的几行，第二行是分隔行；只有一列、一行的，与列表，不是表，为空。"""
    if is_list(rows):
        return []
    parts = [[cell.strip() for cell in row.split("\t")] for row in rows]
    width = max(map(len, parts))
    full = [row + [""] * (width - len(row)) for row in parts]
    used = [n for n in range(width) if any(row[n] for row in full)]
    if len(rows) < 2 or not used or used[-1] == used[0]:
        return []
    said = [
        "| " + " | ".join(_cell(row[n]) for n in range(used[0], used[-1] + 1)) + " |"
        for row in full
    ]
    dashes = "|" + " --- |" * (used[-1] - used[0] + 1)
    return [said[0], dashes, *said[1:]]


def _cell(words: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", words)


def _in_blocks(lines: Sequence[str]) -> Iterator[list[LineEdit]]:
    """竖线 | 写的文字里的表。"""
    end = 0
    for index, line in enumerate(lines):
        head = _BLOCK.search(line)
        if index < end or not head or line.lstrip().startswith("#"):
            continue
        below = range(index + 1, len(lines))
        first = next((n for n in below if lines[n].strip()), index)
        indent = indent_of(lines[first])
        if indent <= _key_column(line):
            continue
        inside = (n for n in below if lines[n].strip() and indent_of(lines[n]) < indent)
        end = next(inside, len(lines))
        start = index + 1
        while start < end:
            stop = start
            while stop < end and "\t" in lines[stop][indent:].strip(" "):
                stop += 1
            if stop > start and (found := _written(lines, range(start, stop), indent, stop < end)):
                at = head.start("mark")
                folded = head["mark"] == ">"
                yield [*found, *([LineEdit(index, at, at + 1, "|", _WHAT)] if folded else [])]
            start = max(stop, start + 1)


def _key_column(line: str) -> int:
    """栏目名（在短横后面）从第几个字开始。"""
    return len(line) - len(line.lstrip(" -"))


def _written(lines: Sequence[str], rows: range, indent: int, more: bool) -> list[LineEdit]:
    """一张表的几处改动；`more` 为真时下面还有字，空一行隔开。"""
    table = markdown_rows([lines[n][indent:] for n in rows])
    if not table:
        return []
    pad = " " * indent
    new = [pad + row for row in (f"{table[0]}\n{pad}{table[1]}", *table[2:])]
    if more and lines[rows.stop].strip():
        new[-1] += "\n"
    if rows.start and lines[rows.start - 1].strip() and not _BLOCK.search(lines[rows.start - 1]):
        new[0] = "\n" + new[0]
    return [LineEdit(n, 0, len(lines[n]), row, _WHAT) for n, row in zip(rows, new, strict=True)]


def _in_plain(lines: Sequence[str]) -> Iterator[list[LineEdit]]:
    """`内容: 年份<Tab>人数`，下面几行也有制表符：前面补上竖线。"""
    for index, line in enumerate(lines):
        if not (found := _PLAIN.fullmatch(line)):
            continue
        indent = _key_column(line)
        stop = index + 1
        while stop < len(lines) and lines[stop].strip() and indent_of(lines[stop]) > indent:
            stop += 1
        rows = [found["value"], *(lines[n].strip(" ") for n in range(index + 1, stop))]
        table = markdown_rows(rows) if all("\t" in row for row in rows) else []
        if not table:
            continue
        pad = " " * (indent + 2)
        first = f"{found['head'].rstrip()} |\n{pad}{table[0]}\n{pad}{table[1]}"
        new = [first, *(pad + row for row in table[2:])]
        yield [
            LineEdit(n, 0, len(lines[n]), row, _WHAT)
            for n, row in zip(range(index, stop), new, strict=True)
        ]
