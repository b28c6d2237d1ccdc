"""检查报告：一个网页文件，能打开、能打印、能用 WPS 看；不用脚本，不向别处要东西。"""

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from casebook.problems.catalogue import CATALOGUE
from casebook.problems.families import why
from casebook.problems.problem import Problem, Severity
from casebook.problems.report import HINT_LIMIT, harmless, shown, summary

if TYPE_CHECKING:
    from jinja2 import Template

_LONGEST = 240
"""再长的一行，只印毛病前后的一截。"""


def report_page(problems: Sequence[Problem], site_url: str = "") -> str:
    """`problems` 已按文件排好；`site_url` 不空时，代码的解释另链接到网站上。"""
    files = [
        {"path": shown(path), "problems": [_row(problem) for problem in found], **_counts(found)}
        for path, inside in groupby(problems, key=lambda problem: problem.path)
        if (found := list(inside))
    ]
    codes = sorted({problem.code for problem in problems})
    return _template().render(
        files=files,
        entries=[(CATALOGUE[code], why(code), _visible(CATALOGUE[code].example)) for code in codes],
        summary=summary(problems),
        clean=not problems,
        site_url=site_url.rstrip("/"),
        **_counts(problems),
    )


def _counts(problems: Sequence[Problem]) -> dict[str, int]:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return {"errors": errors, "warnings": len(problems) - errors}


def _row(problem: Problem) -> dict[str, Any]:
    before, mark, after = _parts(problem)
    return {
        "problem": problem,
        "message": shown(problem.message),
        "warning": problem.severity is not Severity.ERROR,
        "entry": CATALOGUE[problem.code],
        "why": why(problem.code),
        "before": before,
        "mark": mark,
        "after": after,
        "hint": harmless(problem.hint) if len(problem.hint) <= HINT_LIMIT else "",
    }


def _parts(problem: Problem) -> tuple[str, str, str]:
    """那一行：毛病之前、毛病的一个字、之后。"""
    line, at = problem.line_text.rstrip(), problem.column - 1
    if not line.strip():
        return "", "", ""
    start = max(0, at - _LONGEST // 2) if len(line) > _LONGEST else 0
    end = min(len(line), start + _LONGEST)
    head, tail = "……" * (start > 0), "……" * (end < len(line))
    before, mark, after = map(shown, (line[start:at], line[at : at + 1] or " ", line[at + 1 : end]))
    return f"{head}{before}", mark, f"{after}{tail}"


def _visible(example: str) -> str:
    return "\n".join(map(shown, example.rstrip("\n").split("\n")))


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("casebook.problems", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")
