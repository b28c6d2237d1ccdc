"""日期：先后要对。"""

from collections.abc import Iterator
from itertools import pairwise

from casebook.problems import Problem
from casebook.read import Library


def check_dates(library: Library) -> Iterator[Problem]:
    """D01 时间按先后；D02 下次复核不早于上次。精度不同的日期，可能的先后都算对。"""
    for entry in library.cases.values():
        events = entry.record.timeline
        for index, (earlier, later) in enumerate(pairwise(events), 1):
            if later.date.last < earlier.date.first:
                yield entry.problem(
                    "D01",
                    f"{later.date}写在了{earlier.date}后面。早的写在前面",
                    "时间",
                    index,
                    "日期",
                )
        review = entry.record.review
        if review and review.review_by and review.review_by.last < review.reviewed_on.first:
            yield entry.problem("D02", "下次复核早于上次复核", "复核", "下次")
