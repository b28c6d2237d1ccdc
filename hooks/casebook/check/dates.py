"""日期：先后要对。"""

from collections.abc import Iterator

from casebook.check.entries import Entries
from casebook.model import Case, PartialDate
from casebook.problems import Problem
from casebook.read import Library


def check_dates(_: Library, entries: Entries) -> Iterator[Problem]:
    """D01 时间按先后；D02 下次复核不早于上次。精度不同的日期，可能的先后都算对。"""
    for entry in entries:
        if not isinstance(entry.record, Case):
            continue
        latest: PartialDate | None = None
        for index, event in enumerate(entry.record.timeline):
            if latest and event.date.last < latest.first:
                message = f"{event.date}写在了{latest}后面。早的写在前面"
                yield entry.problem("D01", message, "时间", index, "日期")
                latest = event.date  # 错一处只报一处
            elif latest is None or event.date.first > latest.first:
                latest = event.date
        review = entry.record.review
        if review and review.review_by and review.review_by.last < review.reviewed_on.first:
            yield entry.problem("D02", "下次复核早于上次复核", "复核", "下次")
