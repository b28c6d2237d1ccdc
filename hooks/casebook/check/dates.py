"""日期：先后要对，不在将来，不早得不可能。

“今天”是运行时的那一天（东八区）。日期只拿来比，从不印出来，所以不影响成品；今天不算将来的，往后也不算，
同一份内容以前通得过，什么时候重建都通得过。只有“该复核了”会自己冒出来，所以它是提醒，只在检查与预览时说。
"""

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Any

from casebook.check.entries import Entries
from casebook.model import (
    Case,
    Confirmation,
    Funding,
    Honour,
    Period,
    Policy,
    Record,
    Review,
    Source,
    TimelineEvent,
    When,
)
from casebook.model.case import Correction, Withdrawal
from casebook.model.editions import NumberedEdition
from casebook.model.periods import meant_period
from casebook.model.results import YearValue
from casebook.model.statements import Quantity, Sourced
from casebook.model.walk import key_of
from casebook.problems import Problem
from casebook.read import Document, Entry, Library, MappingNode, Node, ScalarNode, SequenceNode

_HERE = timezone(timedelta(hours=8))
WRITTEN: tuple[tuple[type[Record], str, int], ...] = (
    (TimelineEvent, "date", 1000),
    (Quantity, "as_of", 1900),
    (Quantity, "period", 1900),
    (YearValue, "period", 1900),
    (Funding, "period", 1900),
    (Honour, "year", 1900),
    (Source, "date", 1000),
    (Source, "accessed", 1990),
    (Policy, "issued", 1900),
    (Confirmation, "on", 1949),
    (Review, "reviewed_on", 1949),
    (Correction, "on", 1949),
    (Withdrawal, "on", 1949),
    (NumberedEdition, "on", 1949),
)
"""哪一栏是已经过去的日期，最早可能是哪一年：地方的历史、旧书可以很早，数字、公文、核定不会。"""
FROM_SOURCE = frozenset(("as_of", "period", "date", "year"))
"""来源写到的日期：不会比来源登出来的那天还晚。"""
HISTORY = 1000
"""从这一年起，真有从前的数字可写。"""
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
    """D01 先后、D02 复核的先后、D03 在将来、D04 太早、D05 写的事晚于来源。

    精度不同的，可能的先后都算对。别的栏目写得不对、没有读进来的项，它的日期也看（见 `_unread`）。
    """
    now = today()
    for entry in entries:
        if entry.written:
            yield from _unread(library, entry, entry.written, now)
        cited: set[str] = set()
        for loc, record in entry.parts:
            if isinstance(record, Sourced):  # 历年的各期没有自己的来源，照历年的
                cited = {citation.source for citation in record.sources}
            for name, earliest in _dated(type(record)):
                if (written := getattr(record, name)) is None:
                    continue
                place = (*loc, key_of(type(record), name))
                if found := _impossible(name, earliest, written, now):
                    yield entry.problem(*found, *place)
                elif message := _later_than_source(library, cited, written, name):
                    yield entry.problem("D05", message, *place)
        if isinstance(entry.record, Case) and not entry.written:
            dates = [event.date for event in entry.record.timeline]
            for index, message in _order(dates, now):
                yield entry.problem("D01", message, "时间", index, "日期")
            for n, series in enumerate(entry.record.series):
                for index, message in _yearly([one.period for one in series.values]):
                    yield entry.problem("D01", message, "历年", n, "各期", index, "时段")
            review = entry.record.review
            until = review.review_by if review else None
            if review and until and (found := _review(review.reviewed_on, until, now)):
                yield entry.problem(*found, "复核", "下次")


def _unread(
    library: Library, entry: Entry[Any], document: Document, now: date
) -> Iterator[Problem]:
    """有的项没有读进来的文件：照写下的 `document`，一个个日期地看；读进来的，说两遍也只算一个。"""
    text = document.text
    for kind, mapping in entry.written_parts():
        items = mapping.items
        for name, earliest in _dated(kind):
            node = items.get(key_of(kind, name))
            if not isinstance(node, ScalarNode):
                continue
            place, written = (node.line, node.column), _parsed(node)
            meant = written or _parsed(ScalarNode(meant_period(node.text), *place))
            if meant and (found := _impossible(name, earliest, meant, now)):
                yield text.problem(*place, *found)
            elif written and kind is Review:
                until = _parsed(items.get("下次"))
                if until and (found := _review(written, until, now)):
                    yield document.problem(("复核", "下次"), *found)
            elif written and (message := _later_than_source(library, _cited(items), written, name)):
                yield text.problem(*place, "D05", message)
    if isinstance(entry.record, Case):
        events = document.root.items.get("时间")
        listed = events.items if isinstance(events, SequenceNode) else []
        nodes = [node.items.get("日期") for node in listed if isinstance(node, MappingNode)]
        dated = [(node, day) for node in nodes if (day := _parsed(node))]
        for index, message in _order([day for _, day in dated], now):
            node = dated[index][0]
            assert node  # noqa: S101 - 读得成日期的都有
            yield text.problem(node.line, node.column, "D01", message)


def _parsed(node: Node | None) -> When | None:
    """写下的日期；写法不对、不是日期的为 None。"""
    try:
        return Period.parse(node.text) if isinstance(node, ScalarNode) else None
    except ValueError:
        return None


def _cited(items: dict[str, Node]) -> set[str]:
    """“来源”一栏写下的编号。"""
    node = items.get("来源")
    listed = node.items if isinstance(node, SequenceNode) else [node]
    named = [one.items.get("编号") if isinstance(one, MappingNode) else one for one in listed]
    return {one.text for one in named if isinstance(one, ScalarNode)}


def check_overdue(library: Library) -> Iterator[Problem]:
    """D06 发布的案例该复核了（提醒）。"""
    now = today().isoformat()
    for case_id, card in sorted(library.cards.items()):
        if card.review_by and card.review_by < now and not card.draft:
            message = f"下次复核不晚于 {card.review_by}，已经过了。复核以后改“复核”的日期"
            yield library.entry(case_id).problem("D06", message, "复核", "下次")


@cache
def _dated(kind: type[Record]) -> tuple[tuple[str, int], ...]:
    """这种记录里已经过去的日期：哪几栏，各最早可能是哪一年。"""
    return tuple((name, least) for owner, name, least in WRITTEN if issubclass(kind, owner))


def _impossible(name: str, earliest: int, written: When, now: date) -> tuple[str, str] | None:
    """已经过去的日期（`name` 一栏）在将来、早得不可能的：代码与一句话。"""
    if _ending(written).first > now:
        return "D03", f"{written}还没有到。年份写对了吗？还没有发生的事不写"
    if written.year >= earliest:
        return None
    if name == "as_of" and written.year >= HISTORY:
        message = f"截至 {written}：年份写对了吗？真是从前的数字，写进“内容”里，说明是哪本书记的"
        return "D04", message
    return "D04", f"{written}早得不可能。年份写对了吗？"


def _ending(written: When) -> When:
    """一段时间写到的最后一天；一个日期就是它自己。"""
    return written.end if isinstance(written, Period) else written


def _order(dates: Iterable[When], now: date) -> Iterator[tuple[int, str]]:
    """时间里写在了后面的，各是第几个（从 0 数起）；不可能的日期另外说，不拿来比。"""
    latest: When | None = None
    for index, day in enumerate(dates):
        if _impossible("date", HISTORY, day, now):
            continue
        if latest and day.last < latest.first:
            message = f"{day}写在了{latest}后面。早的写在前面；年份打错了，就改过来"
            yield index, message
            latest = day  # 错一处只报一处
        elif latest is None or day.first > latest.first:
            latest = day


def _yearly(dates: Iterable[When]) -> Iterator[tuple[int, str]]:
    """历年里写重了、写在了后面的，各是第几期（从 0 数起）。"""
    before: list[When] = []
    for index, day in enumerate(dates):
        if day in before:
            yield index, f"{day}写了两次。一期一个数：留下对的一个"
        elif before and day.first < max(one.first for one in before):
            yield index, f"{day}写在了{before[-1]}后面。早的写在前面；年份打错了，就改过来"
        before.append(day)


def _review(on: When, until: When, now: date) -> tuple[str, str] | None:
    """下次复核的毛病：代码与一句话。"""
    if until.last < on.first:
        return "D02", "下次复核早于上次复核"
    if until.year > now.year + _FAR:
        return "D03", f"下次复核在 {_FAR} 年以后。年份写对了吗？"
    return None


def _later_than_source(library: Library, wanted: set[str], written: When, name: str) -> str:
    """来源登出来以后的事，它写不到：一句话。来源没有日期的不知道，为空。

    `name` 是哪一栏。年度、上半年一类的数，到了那一年就可能先写：看它从哪天起。
    """
    if name not in FROM_SOURCE:
        return ""
    whole = isinstance(written, Period) and written.part
    day = written if whole else _ending(written)
    cited = [library.sources[one] for one in wanted & library.sources.keys()]
    dates = [source.date for source in cited if source.date]
    if not dates or len(dates) < len(wanted) or day.first <= max(day.last for day in dates):
        return ""
    latest = max(dates, key=lambda day: day.last)
    if name == "as_of":
        return f"截至 {written}，比它的来源（{latest}）还晚。来源写不到以后的数字"
    return f"{written}，比它的来源（{latest}）还晚。来源写不到以后的事"
