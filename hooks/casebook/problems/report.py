"""把问题写成给人看的文字。"""

import unicodedata
from collections.abc import Iterable

from casebook.problems.problem import Problem, Severity


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def report(problem: Problem) -> str:
    """一个问题几行字：位置、代码、说明，那一行原文和指向它的 ^，能抄的改法。"""
    text = str(problem)
    if problem.line_text.strip():
        line = problem.line_text.rstrip()
        text += f"\n    {line}\n    {' ' * _width(line[: problem.column - 1])}^"
    if problem.hint:
        text += "\n    改成：" + problem.hint.replace("\n", "\n          ")
    return text


def summary(problems: Iterable[Problem]) -> str:
    """一句话：几个文件里有几个错误、几个提醒。"""
    found = list(problems)
    errors = sum(p.severity is Severity.ERROR for p in found)
    files = len({p.path for p in found})
    if not found:
        return "没有发现问题。"
    parts = []
    if errors:
        parts.append(f"{errors} 个错误")
    if len(found) - errors:
        parts.append(f"{len(found) - errors} 个提醒")
    tail = "改好之后再发布；已经发布的网站没有动。" if errors else "提醒不妨碍发布，但最好看一看。"
    return f"{files} 个文件里有 {'、'.join(parts)}。{tail}"


def report_all(problems: Iterable[Problem]) -> str:
    """全部问题，最后一句总结。"""
    found = list(problems)
    return "\n\n".join([*map(report, found), summary(found)])
