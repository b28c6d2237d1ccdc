"""一个问题。"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from casebook.problems.catalogue import CATALOGUE


class Severity(StrEnum):
    """错误挡住发布；提醒不挡，但 `--strict` 下也不放过。"""

    ERROR = "错误"
    WARNING = "提醒"


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
        return Severity.WARNING if CATALOGUE[self.code].warning else Severity.ERROR

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column} {self.code} {self.message}"


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """去重，按文件、行、列、代码排序。"""
    return tuple(sorted(set(problems)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """有没有错误；只有提醒不算。"""
    return any(problem.severity is Severity.ERROR for problem in problems)
