"""查：一条条规矩，各自找出问题；这里只管把它们排在一起。"""

from collections.abc import Callable, Iterator

from casebook.check.attachments import check_attachments
from casebook.check.citations import check_citations, check_page_citations
from casebook.check.consents import check_consents
from casebook.check.dates import check_dates, check_overdue
from casebook.check.entries import Entries, register_entries
from casebook.check.evidence import check_evidence
from casebook.check.filler import check_filler
from casebook.check.former import check_former
from casebook.check.glyphs import check_glyphs, check_page_glyphs
from casebook.check.handbook import check_editions, check_handbook_title, check_publication
from casebook.check.images import (
    check_folders,
    check_images,
    check_page_images,
    check_same_photos,
)
from casebook.check.leftover import check_leftovers
from casebook.check.manuscript import check_manuscript
from casebook.check.openness import check_openness
from casebook.check.plausible import check_plausible
from casebook.check.privacy import check_page_privacy, check_privacy
from casebook.check.references import check_references, check_registers
from casebook.check.style import check_page_style, check_style
from casebook.check.supports import check_supports
from casebook.check.text import check_page_text, check_text
from casebook.check.titles import check_titles
from casebook.check.twice import check_twice
from casebook.check.withdrawn import check_merged, check_withdrawn
from casebook.problems import Problem
from casebook.read import Library

RULES: tuple[Callable[[Library, Entries], Iterator[Problem]], ...] = (
    check_references,
    check_citations,
    check_supports,
    check_twice,
    check_openness,
    check_evidence,
    check_manuscript,
    check_withdrawn,
    check_consents,
    check_filler,
    check_leftovers,
    check_dates,
    check_plausible,
    check_titles,
    check_images,
    check_attachments,
    check_text,
    check_glyphs,
    check_privacy,
    check_style,
)
"""一条一条记录的规矩：要查的记录，对照登记簿与案例的编号。"""
PAGES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    check_page_text,
    check_page_citations,
    check_page_images,
    check_page_glyphs,
    check_page_privacy,
    check_page_style,
)
"""文章的规矩。"""
WHOLE: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    check_handbook_title,
    check_publication,
    check_editions,
    check_registers,
    check_merged,
    check_former,
    check_folders,
    check_same_photos,
)
"""整本的规矩：全部案例的卡片都有了再查；站内地址（R06）要等连好，见 check.addresses。"""


def check_entries(library: Library, entries: Entries) -> list[Problem]:
    """`entries` 一条一条地查。"""
    return [problem for rule in RULES for problem in rule(library, entries)]


def check_shared(library: Library) -> list[Problem]:
    """登记簿与文章自己的问题：看它们、它们的图片、案例的编号就知道。"""
    problems = check_entries(library, [*register_entries(library)])
    return problems + [problem for rule in PAGES for problem in rule(library)]


def check_whole(library: Library) -> list[Problem]:
    """案例与登记簿、文章合起来才看得出的问题。"""
    return [problem for rule in WHOLE for problem in rule(library)]


__all__ = [
    "RULES",
    "WHOLE",
    "check_entries",
    "check_overdue",
    "check_shared",
    "check_whole",
]
