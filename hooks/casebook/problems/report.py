"""把问题写成给人看的文字。"""

import re
from collections import Counter
from collections.abc import Iterable

from casebook.problems.problem import Problem, Severity
from casebook.problems.width import cells

_LINE_LIMIT = 80
_CONTROL = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
)
HINT_LIMIT = 200
"""再长的改法不印。"""


def shown(line: str) -> str:
    """原文里看不见的字符画成方框，免得搅乱终端，也让人看得见它在哪里。"""
    return "".join(c if c.isprintable() or c == "\u3000" else "▯" for c in line)


def harmless(text: str) -> str:
    """会搅乱终端与流水线的（控制符、别样的换行、文字方向）画成方框，别的照原样：改法要能抄。"""
    return _CONTROL.sub("▯", text)


def _window(line: str, at: int) -> tuple[str, int]:
    """太长的行只留 `at` 前后的一截；返回（这一截, `at` 在其中的位置）。"""
    start = max(0, at - _LINE_LIMIT // 2) if len(line) > _LINE_LIMIT else 0
    part = line[start : start + _LINE_LIMIT]
    head = "……" if start else ""
    tail = "……" if start + _LINE_LIMIT < len(line) else ""
    return f"{head}{part}{tail}", at - start + len(head)


def report(problem: Problem) -> str:
    """一个问题几行字：位置、代码、说明，那一行原文和指向它的 ^，能抄的改法。"""
    text = shown(str(problem))
    if problem.line_text.strip():
        line, at = _window(problem.line_text.rstrip(), problem.column - 1)
        line = shown(line)
        text += f"\n    {line}\n    {' ' * cells(line[:at])}^"
    if problem.hint and len(problem.hint) <= HINT_LIMIT:
        text += "\n    改成：" + harmless(problem.hint).replace("\n", "\n          ")
    return text


def summary(problems: Iterable[Problem]) -> str:
    """一句话：几个文件里有几个错误、几个提醒、几个建议。"""
    found = list(problems)
    count = Counter(p.severity for p in found)
    files = len({p.path for p in found})
    if not found:
        return "没有发现问题。"
    parts = [f"{count[kind]} 个{kind}" for kind in Severity if count[kind]]
    if count[Severity.ERROR]:
        tail = "改好之后再发布；已经发布的网站没有动。"
    elif count[Severity.WARNING]:
        tail = "提醒不妨碍发布，但最好看一看。"
    else:
        tail = "建议不算问题，照不照办都行。"
    return f"{files} 个文件里有 {'、'.join(parts)}。{tail}"


def report_all(problems: Iterable[Problem]) -> str:
    """全部问题，最后一句总结。"""
    found = list(problems)
    return "\n\n".join([*map(report, found), summary(found)])
