"""日期：先后要对，不在将来，不早得不可能。

“今天”是运行时的那一天（东八区）。日期只拿来比，从不印出来，所以不影响成品；今天不算将来的，往后也不算，
同一份内容以前通得过，什么时候重建都通得过。只有“该复核了”会自己冒出来，所以它是提醒，只在检查与预览时说。
"""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Any

from casebook.check.entries import Entries
from casebook.model import Case, Confirmation, PartialDate, Policy, Record, Review, Source
from casebook.model.case import TimelineEvent
from casebook.model.statements import Quantity
from casebook.model.walk import key_of
from casebook.problems import Problem
from casebook.read import Entry, Library

_HERE = timezone(timedelta(hours=8))
_WRITTEN: dict[type[Record], tuple[str, int]] = {
    TimelineEvent: ("date", 1000),
    Quantity: ("as_of", 1900),
    Source: ("date", 1000),
    Policy: ("issued", 1900),
    Confirmation: ("on", 1949),
    Review: ("reviewed_on", 1949),
}
"""哪一栏是已经过去的日期，最早可能是哪一年：地方的历史、旧书可以很早，数字、公文、核定不会。"""
_FAR = 10
"""下次复核不会在这么多年以后。"""


def today() -> date:
    """今天；`SOURCE_DATE_EPOCH` 比时钟还晚时用它（时钟没有校准的电脑）。"""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.now(UTC)
    if epoch.isdigit() and len(epoch) < 12:
        now = max(now, datetime.fromtimestamp(int(epoch), UTC))
    return now.astimezone(_HERE).date()


def check_dates(library: Library, entries: Entries) -> Iterator[Problem]:
    """D01 先后、D02 复核的先后、D03 在将来、D04 太早、D05 截至晚于来源。

    精度不同的，可能的先后都算对。
    """
    now = today()
    for entry in entries:
        for loc, record in entry.parts:
            name, earliest = _field(type(record))
            written = getattr(record, name) if name else None
            if written is None:
                continue
            place = (*loc, key_of(type(record), name))
            if written.first > now:
                message = f"{written}还没有到。年份写对了吗？还没有发生的事不写"
                yield entry.problem("D03", message, *place)
            elif written.year < earliest:
                message = f"{written}早得不可能。年份写对了吗？"
                yield entry.problem("D04", message, *place)
            if name == "as_of":
                yield from _later_than_source(library, entry, record, place)
        if isinstance(entry.record, Case):
            yield from _order(entry)
            yield from _review(entry, now)


def check_overdue(library: Library) -> Iterator[Problem]:
    """D06 发布的案例该复核了（提醒）。"""
    now = today().isoformat()
    for case_id, card in sorted(library.cards.items()):
        if card.review_by and card.review_by < now and not card.draft:
            message = f"下次复核不晚于 {card.review_by}，已经过了。复核以后改“复核”的日期"
            yield library.entry(case_id).problem("D06", message, "复核", "下次")


@cache
def _field(kind: type[Record]) -> tuple[str, int]:
    return next((found for owner, found in _WRITTEN.items() if issubclass(kind, owner)), ("", 0))


def _order(entry: Entry[Case]) -> Iterator[Problem]:
    latest: PartialDate | None = None
    for index, event in enumerate(entry.record.timeline):
        if latest and event.date.last < latest.first:
            message = f"{event.date}写在了{latest}后面。早的写在前面"
            yield entry.problem("D01", message, "时间", index, "日期")
            latest = event.date  # 错一处只报一处
        elif latest is None or event.date.first > latest.first:
            latest = event.date


def _review(entry: Entry[Case], now: date) -> Iterator[Problem]:
    review = entry.record.review
    if not review or not review.review_by:
        return
    if review.review_by.last < review.reviewed_on.first:
        yield entry.problem("D02", "下次复核早于上次复核", "复核", "下次")
    elif review.review_by.year > now.year + _FAR:
        message = f"下次复核在 {_FAR} 年以后。年份写对了吗？"
        yield entry.problem("D03", message, "复核", "下次")


def _later_than_source(
    library: Library, entry: Entry[Any], figure: Any, place: tuple[str | int, ...]
) -> Iterator[Problem]:
    """来源登出来以后的事，它写不到。来源没有日期的不知道。"""
    if not figure.sources or figure.as_of is None:
        return
    wanted = {citation.source for citation in figure.sources}
    cited = [library.sources[one] for one in wanted & library.sources.keys()]
    dates = [source.date for source in cited if source.date]
    if len(dates) < len(wanted) or figure.as_of.first <= max(day.last for day in dates):
        return
    latest = max(dates, key=lambda day: day.last)
    message = f"截至 {figure.as_of}，比它的来源（{latest}）还晚。来源写不到以后的数字"
    yield entry.problem("D05", message, *place)
