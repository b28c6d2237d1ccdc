"""问题：检查发现了什么、在哪里、怎样改。收集、排序、显示都在这里。"""

from casebook.problems.catalogue import CATALOGUE, CodeEntry
from casebook.problems.problem import Edit, Problem, Severity, sort_problems
from casebook.problems.report import report, report_all, summary

__all__ = [
    "CATALOGUE",
    "CodeEntry",
    "Edit",
    "Problem",
    "Severity",
    "report",
    "report_all",
    "sort_problems",
    "summary",
]
