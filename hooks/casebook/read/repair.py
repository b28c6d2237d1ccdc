"""一行一行改正笔误，改正了再往下读；每一处都记下问题，位置仍按原文算。"""

import re
from dataclasses import dataclass
from typing import Any

from casebook.problems import Problem
from casebook.read.characters import suspect
from casebook.read.slips import find_slip, indent_of, stray, suspicious
from casebook.read.text import Text, visible

_BLOCK_TEXT = re.compile(r"[:-] +[|>][+\-\d]{0,2}\s*(?: #.*)?$")
_SLIPS_LIMIT = 3
_STRAY = "这一行前面没有空格，接不上上面的话。是同一段话，就与上一行左对齐"


class Repaired:
    """改正过的各行，和读到现在的问题；改过的行记着每个字原来在第几列。"""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.lines = list(text.lines)
        self.problems: list[Problem] = []
        self._columns: dict[int, list[int]] = {}

    def replace(self, index: int, chars: list[tuple[str, int]]) -> None:
        """第 `index` 行（从 0 数起）改成 `chars`：字与它原来的列。"""
        self.lines[index] = "".join(char for char, _ in chars)
        self._columns[index + 1] = [column for _, column in chars]

    @property
    def changed(self) -> bool:
        """有改过的行。"""
        return bool(self._columns)

    def place(self, line: int, column: int) -> tuple[int, int]:
        """改正后的位置 → 原文的位置（都从 1 数起）。"""
        columns = self._columns.get(line)
        if not columns:
            return line, column
        return line, columns[column - 1] if column <= len(columns) else columns[-1] + 1

    def report(
        self,
        line: int,
        column: int,
        code: str,
        message: str,
        hint: str = "",
    ) -> None:
        """记下原文里某一处的问题。"""
        self.problems.append(self.text.problem(line, column, code, message, hint))


@dataclass(frozen=True)
class Piece:
    """改正过的几行，交给解析器的一段：`span` 是哪几行（从 0 数起），`dedent` 是去掉的缩进。"""

    repaired: Repaired
    span: range
    dedent: int = 0

    @property
    def text(self) -> Text:
        """原文。"""
        return self.repaired.text

    @property
    def source(self) -> str:
        """交给解析器的文字。"""
        return "\n".join(self.repaired.lines[i][self.dedent :] for i in self.span)

    def line(self, number: int) -> str:
        """交给解析器的第 `number` 行（从 0 数起）。"""
        if number >= len(self.span):
            return ""
        return self.repaired.lines[self.span[number]][self.dedent :]

    def written(self, event: Any) -> list[str]:
        """一段折成几行的文字，交给解析器的各行；不含引号与 >。"""
        start, end = event.start_mark, event.end_mark
        lines = [self.repaired.lines[i][self.dedent :] for i in self.span]
        lines = lines[start.line : end.line + 1]
        if end.line < len(self.span):
            lines[-1] = lines[-1][: end.column - (event.style in ("'", '"'))]
        lines[0] = "" if event.style == ">" else lines[0][start.column + bool(event.style) :]
        return lines

    def place(self, mark: Any) -> tuple[int, int]:
        """解析器说的位置 → 原文的位置。"""
        if mark is None:
            return self.span.start + 1, 1
        repaired = self.repaired
        line, column = self.span.start + mark.line + 1, mark.column + self.dedent + 1
        if line > len(repaired.lines):  # 文件读完了才发现少了什么
            line, column = len(repaired.lines), len(repaired.lines[-1]) + 1
        return repaired.place(line, column) if repaired.changed else (line, column)


def repair(text: Text, sure: bool = False) -> Repaired:
    """改正 `text` 里认得出的笔误；块文字（| 与 >）里的字不动。`sure` 为真时只改有把握的。"""
    repaired = Repaired(text)
    block_indent: int | None = None
    for index, original in enumerate(text.lines):
        if text.suspect and suspect(original):
            chars = visible(original)
            if original != "".join(char for char, _ in chars):
                repaired.replace(index, chars)
        indent = indent_of(repaired.lines[index])
        if not (indent or sure) and (pad := stray(repaired.lines, index)):
            repaired.replace(index, [(" ", 1)] * pad + visible(original))
            repaired.report(index + 1, 1, "Y08", _STRAY)
            continue
        if block_indent is not None:
            if not repaired.lines[index].strip() or indent > block_indent:
                continue
            block_indent = None
        if suspicious(repaired.lines[index]):
            _correct(repaired, index, visible(original), sure)
        line = repaired.lines[index]
        if (
            ("|" in line or ">" in line)
            and _BLOCK_TEXT.search(line)
            and not line.lstrip().startswith("#")
        ):
            block_indent = indent
    return repaired


def _correct(repaired: Repaired, index: int, chars: list[tuple[str, int]], sure: bool) -> None:
    """改正第 `index` 行；`chars` 是这一行的字与原来的列。"""
    for _ in range(_SLIPS_LIMIT):
        slip = find_slip(repaired.lines, index)
        if slip is None or (sure and not slip.sure):
            return
        column = chars[slip.start][1]
        chars[slip.start : slip.end] = [(char, column) for char in slip.right]
        repaired.replace(index, chars)
        fixed = repaired.lines[index].strip() if slip.sure else ""
        repaired.report(index + 1, column, slip.code, slip.message, fixed)
