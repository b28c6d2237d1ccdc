"""查：一条条规矩，各自找出问题；这里只管把它们排在一起。"""

from collections.abc import Callable, Iterator

from casebook.check.dates import check_dates
from casebook.check.evidence import check_evidence
from casebook.check.glyphs import check_glyphs
from casebook.check.images import check_images
from casebook.check.references import check_references
from casebook.check.text import check_text
from casebook.problems import Problem
from casebook.read import Library

RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    check_references,
    check_evidence,
    check_dates,
    check_images,
    check_text,
    check_glyphs,
)
"""全部规矩；每一条看整个 Library，给出问题。"""


def check_library(library: Library) -> list[Problem]:
    """按全部规矩查一遍。"""
    return [problem for rule in RULES for problem in rule(library)]


__all__ = ["RULES", "check_library"]
