"""依据：发布的案例要站得住，每句话要么有来源，要么标明是推断。数字的来源与截至由模型查（E01、E02）。"""

from collections.abc import Iterator

from casebook.check.entries import Entries
from casebook.model import Case, Source, Sourced, SourceKind, Statement, Status, TimelineEvent
from casebook.problems import Problem
from casebook.read import Library

_RELIABLE = (SourceKind.OFFICIAL, SourceKind.MEDIA)


def check_evidence(library: Library, entries: Entries) -> Iterator[Problem]:
    """E03 发布的案例至少一个官方或媒体来源，或经核定；E04 没有来源也没有标推断的话（提醒）。"""
    kinds: dict[str, SourceKind] = {}
    for source in library.register("sources"):
        record: Source = source.record
        kinds[record.id] = record.kind
    for entry in entries:
        case = entry.record
        if not isinstance(case, Case) or case.status is not Status.PUBLISHED:
            continue
        cited = {
            citation.source
            for _, item in entry.parts
            for citation in (
                *(item.sources if isinstance(item, Sourced) else ()),
                *(case.sources if item is case else ()),
                *(case.place_sources if item is case else ()),
            )
        }
        reliable = any(kinds.get(source) in _RELIABLE for source in cited)
        # 没读全的案例，缺的来源可能就在没读成的部分里；编号不对的来源已有 R02。
        unsure = not entry.whole or any(source not in kinds for source in cited)
        if not reliable and not case.confirmed_by and not unsure:
            yield entry.problem(
                "E03",
                "这一条要发布，至少要有一个“官方”或“媒体”的来源，或写“核定”",
                "状态",
            )
        for loc, item in entry.parts:
            if not isinstance(item, Statement | TimelineEvent):
                continue
            says = item.event if isinstance(item, TimelineEvent) else item.text
            if not says or item.sources or item.inferred:
                continue
            if not any(entry.document.pruned(*loc, key) for key in ("来源", "推断")):
                yield entry.problem(
                    "E04", "这句话没有写来源，也没有标“推断: 是”。是哪里写的？", *loc
                )
