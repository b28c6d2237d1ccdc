"""写给终端前的人：按文件分开，长的话照窗口的宽度断行，毛病在哪个字一眼看得到。"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from casebook.problems.catalogue import CATALOGUE
from casebook.problems.problem import Problem, Severity, has_errors
from casebook.problems.report import HINT_LIMIT, harmless, shown, summary

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_COLOUR = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_PIECE = re.compile(r"[\w./:#@-]+|.", re.A | re.S)
_NOT_FIRST = frozenset("，。；：、？！）》〉」』】〕”’…—%‰,.;:?!)]}")
_NOT_LAST = frozenset("（《〈「『【〔“‘([{")
_WIDEST = 100
_AROUND = 300


def print_problems(problems: Sequence[Problem], console: "Console") -> None:
    """全部问题，最后一句总结。`problems` 已按文件排好。"""
    from rich.text import Text

    width = min(console.width, _WIDEST)
    for path, inside in groupby(problems, key=lambda problem: problem.path):
        found = list(inside)
        console.print(Text(f"{shown(path)}  {len(found)} 处", style="bold underline"))
        for problem in found:
            for line in _lines(problem, width):
                console.print(line, no_wrap=True, overflow="ignore", crop=False)
            console.print()
    wrong = has_errors(problems)
    style = "bold red" if wrong else "bold yellow" if problems else "bold green"
    for part in wrapped(summary(problems), width):
        console.print(Text(part, style=style))


def _lines(problem: Problem, width: int) -> Iterator["Text"]:
    """位置与代码、说明、那一行原文和指向它的 ^、能抄的改法。"""
    from rich.text import Text

    place = f"{shown(problem.path)}:{problem.line}:{problem.column}"
    head = Text("  ").append(str(problem.severity), _COLOUR[problem.severity])
    head.append(f" {problem.code} ", "bold").append(CATALOGUE[problem.code].title, "bold")
    yield head
    yield Text("  ").append(place, "cyan")
    for part in wrapped(shown(problem.message), width - 2):
        yield Text("  " + part)
    if problem.line_text.strip():
        gutter = f"  {problem.line} │ "
        blank = " " * (len(gutter) - 2) + "│ "
        start = max(0, problem.column - 1 - _AROUND)  # 一行几万个字的，先只看前后一段
        near = problem.line_text.rstrip()[start : start + 2 * _AROUND]
        line, at = window(shown(near), problem.column - 1 - start, width - len(gutter))
        source = Text(gutter, "dim").append(line, "default not dim")
        source.stylize("bold reverse", len(gutter) + at, len(gutter) + at + 1)
        yield source
        yield Text(blank, "dim").append(" " * cells(line[:at]) + "^", "bold red not dim")
    if problem.hint and len(problem.hint) <= HINT_LIMIT:
        label = "  改成："
        for number, part in enumerate(problem.hint.split("\n")):
            lead = label if number == 0 else " " * cells(label)
            yield Text(lead, "green").append(harmless(part), "bold green")


def cells(text: str) -> int:
    """在终端里占几格：汉字两格，叠加的符号不占。"""
    from rich.cells import cell_len

    return cell_len(text)


def window(line: str, at: int, width: int) -> tuple[str, int]:
    """太宽的行只留 `at` 前后的一截，不超过 `width` 格；返回（这一截, `at` 在其中的位置）。"""
    at = min(at, len(line))
    if cells(line) < width:
        return line, at
    room = max(width - 5, 8)  # 两头各两格的省略号，末尾给 ^ 留一格
    start = end = at
    while cells(line[start:end]) < room and (start > 0 or end < len(line)):
        before = start > 0 and (end >= len(line) or at - start <= end - at)
        wider = line[start - 1 : end] if before else line[start : end + 1]
        if cells(wider) > room:
            break
        start, end = (start - 1, end) if before else (start, end + 1)
    head, tail = "…" * 2 * (start > 0), "…" * 2 * (end < len(line))
    return f"{head}{line[start:end]}{tail}", at - start + len(head)


def wrapped(text: str, width: int) -> list[str]:
    """断成几行，每行不超过 `width` 格：字母数字不拆开，标点不放在行首，前括号不放在行尾。"""
    lines: list[list[str]] = [[]]
    for piece in _pieces(text, width):
        line = lines[-1]
        if piece == "\n":
            lines.append([])
        elif line and cells("".join(line)) + cells(piece) > width:
            carried: list[str] = []
            while len(line) > 1 and (
                (carried or [piece])[0] in _NOT_FIRST or line[-1] in _NOT_LAST
            ):
                carried.insert(0, line.pop())
            lines.append([*carried, piece] if carried or piece != " " else [])
        else:
            line.append(piece)
    return ["".join(line).rstrip() for line in lines]


def _pieces(text: str, width: int) -> Iterator[str]:
    """一个个不能拆的；比一行还长的字母数字只好拆。"""
    for piece in _PIECE.findall(text):
        if cells(piece) > width:
            yield from piece
        else:
            yield piece
