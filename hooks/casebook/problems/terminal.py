"""写给终端前的人：按文件分开，长的话照窗口的宽度断行，毛病在哪个字一眼看得到。"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from casebook.problems.catalogue import CATALOGUE
from casebook.problems.problem import Problem, Severity, has_errors
from casebook.problems.report import HINT_LIMIT, harmless, shown, summary
from casebook.problems.width import cells, window, wrapped

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_COLOUR = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.ADVICE: "bold cyan",
}
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
