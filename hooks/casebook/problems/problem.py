"""一个问题。"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from casebook.problems.catalogue import CATALOGUE


class Severity(StrEnum):
    """错误挡住发布；提醒不挡，但 `--strict` 下也不放过；建议只是说一声，不照办也算通过。"""

    ERROR = "错误"
    WARNING = "提醒"
    ADVICE = "建议"


MOST = 200
"""一个文件里至多列几个问题。"""


@dataclass(frozen=True, order=True)
class Problem:
    """在 `path` 第 `line` 行第 `column` 列（都从 1 数起）发现的一个问题。

    `line_text` 是那一行原文；`hint` 是能抄的正确写法，没有把握时为空。
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = field(default="", compare=False)
    line_text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.code not in CATALOGUE:  # 没有登记的代码是程序的错，不是编辑的错
            raise KeyError(self.code)

    @property
    def severity(self) -> Severity:
        """由代码表决定。"""
        entry = CATALOGUE[self.code]
        if entry.advice:
            return Severity.ADVICE
        return Severity.WARNING if entry.warning else Severity.ERROR

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column} {self.code} {self.message}"


_ENOUGH = {"T06": ("T20", "T10"), "T10": ("T21",), "T27": ("Y19",)}
"""说的是同一个记号：后面的说了怎样改，前一个就不必说。"""


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """去重，按文件、行、列、代码排序；同一个记号的毛病只说一个。"""
    found = set(problems)
    told = {(_spot(p), p.code): p for p in found}
    for problem in [p for p in found if p.code in _ENOUGH]:
        others = (told.get((_spot(problem), code)) for code in _ENOUGH[problem.code])
        if better := next((other for other in others if other), None):
            found.discard(problem)
            if problem.severity is Severity.ERROR and better.severity is Severity.WARNING:
                # 错误不能只剩提醒：话照说得清的那一个，仍旧挡住发布
                message = f"{better.message}。不改，书里印不出来"
                found = found - {better} | {replace(problem, message=message, hint=better.hint)}
    return tuple(sorted(found))


def _spot(problem: Problem) -> tuple[str, int, int]:
    """在哪里；对齐的几列与制表符说的是一整行。"""
    whole_line = problem.code in ("T27", "Y19")
    return problem.path, problem.line, 0 if whole_line else problem.column


def abridged(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """`problems`（已排好）里一个文件至多留 MOST 个，先留错误；没有列的，说还有几个（F26）。"""
    crowded = {path for path, n in Counter(p.path for p in problems).items() if n > MOST}
    if not crowded:
        return tuple(problems)
    kept = [problem for problem in problems if problem.path not in crowded]
    for path in crowded:
        inside = [problem for problem in problems if problem.path == path]
        first = sorted(inside, key=lambda problem: problem.severity is not Severity.ERROR)[:MOST]
        said = f"这个文件里还有 {len(inside) - MOST} 个问题没有列。先改好前面的，再查一次"
        last = max(first)
        kept += [*first, Problem(path, last.line, last.column, "F26", said)]
    return sort_problems(kept)


def has_warnings(problems: Iterable[Problem]) -> bool:
    """有没有错误、提醒；只有建议不算。"""
    return any(problem.severity is not Severity.ADVICE for problem in problems)


def has_errors(problems: Iterable[Problem]) -> bool:
    """有没有错误；只有提醒不算。"""
    return any(problem.severity is Severity.ERROR for problem in problems)
