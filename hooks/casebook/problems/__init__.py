"""问题：检查发现了什么、在哪里、怎样改。收集、排序、显示都在这里。

网页、终端、流水线的写法（page.py、terminal.py、annotations.py、explanation.py）用到时才装载。
"""

from casebook.problems.catalogue import CATALOGUE, CodeEntry
from casebook.problems.problem import (
    Problem,
    Severity,
    abridged,
    has_errors,
    has_warnings,
    sort_problems,
)
from casebook.problems.report import report, report_all, summary

__all__ = [
    "CATALOGUE",
    "CodeEntry",
    "Problem",
    "Severity",
    "abridged",
    "has_errors",
    "has_warnings",
    "report",
    "report_all",
    "sort_problems",
    "summary",
]
