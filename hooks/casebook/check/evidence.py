"""依据：登出来的每句话，要么有来源，要么标明是推断，要么是待补充。数字的来源与截至由模型查（E01、E02）。

发布的案例与登记簿都登出来；征集、梳理的案例还没有写好，不查。
没有来源的归类是编者归类，不算缺来源；理由、图注、登记簿里来源自己的备注，是编者与署名的人自己的话。
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from casebook.check.entries import Entries
from casebook.model import Case, Figure, Record, Source, Sourced, SourceKind, Statement, Status
from casebook.model.case import ActorRole, OtherParty, Step, TimelineEvent
from casebook.model.registers import Organisation, Part, Policy, Programme
from casebook.model.results import Comparison, Honour, Outcome, Series
from casebook.model.support import Funding, Support
from casebook.model.walk import Loc, key_of
from casebook.problems import Problem
from casebook.prose import read_prose
from casebook.read import Entry, Library

_RELIABLE = (SourceKind.OFFICIAL, SourceKind.MEDIA)
_CLAIMS: dict[type[Record], tuple[str, tuple[str, ...]]] = {
    Statement: ("", ("text",)),
    TimelineEvent: ("", ("event",)),
    ActorRole: ("actor", ("text", "party", "roles")),
    OtherParty: ("name", ("text", "roles")),
    Step: ("title", ("text", "who")),
    Outcome: ("", ("text", "value")),
    Support: ("", ("text", "policy", "project", "fund", "honour")),
    Part: ("name", ("text",)),
    Comparison: ("", ("before",)),
    Series: ("", ("values",)),
    Honour: ("", ("name",)),
    Funding: ("", ("value",)),
}
"""一种话：写了哪几栏就是说了一件事。前面一栏是它叫什么；只写了这个的，有“待补充”就不算说了什么。"""
_FACTS: dict[type[Record], tuple[str, ...]] = {
    Organisation: ("full_name", "kind", "street"),
    Policy: ("number", "issuer", "level", "issued"),
    Programme: ("plate", "policies", "indicators", "parent"),
}
"""一条登记里，写了哪几栏就是说了一件事；来源写在“来源”里，或写在里面的话后面。"""
_PLACE = ("streets", "everywhere", "residential_areas", "address")


def check_evidence(library: Library, entries: Entries) -> Iterator[Problem]:
    """E03 可靠的来源；E04 没有来源也没有标推断；E05 只在整条列了来源；E06 全是待补充。"""
    for entry in entries:
        record = entry.record
        if isinstance(record, Source):
            continue
        if isinstance(record, Case):
            if record.status is Status.PUBLISHED:
                yield from _backed(entry, library.sources)
                yield from _placed(entry)
                yield from _statements(entry)
        else:
            yield from _statements(entry)
            yield from _registered(entry)


def _backed(entry: Entry[Case], sources: dict[str, Source]) -> Iterator[Problem]:
    """整条站得住：有话，有话写明出自哪里，有一处靠得住。"""
    case = entry.record
    said = {source for _, item in entry.parts for source in _cited(item)}
    said |= {citation.source for citation in case.place_sources}
    cited = said | {citation.source for citation in case.sources}
    reliable = any(sources[source].kind in _RELIABLE for source in cited & sources.keys())
    # 没读全的案例，缺的来源可能就在没读成的部分里；编号不对的来源已有 R02。
    unsure = not entry.whole or not cited <= sources.keys()
    if not reliable and not case.confirmed_by and not unsure:
        yield entry.problem(
            "E03",
            "这一条要发布，至少要有一个“官方”或“媒体”的来源，或写“核定”",
            "状态",
        )
    if not entry.whole:
        return
    inside = (item for _, item in entry.parts if item is not case.summary)
    if not any(_claim(item) or isinstance(item, Figure) for item in inside):
        message = "这一条除了“一句话”，没有写一件知道的事，还不能发布。先写“梳理”"
        yield entry.problem("E06", message, "状态")
    elif case.sources and not said and not case.confirmed_by:
        message = "整条列了来源，可是没有一句话写明出自它。哪一句是它写的，就写在哪一句后面"
        yield entry.problem("E05", message, "来源")


def _placed(entry: Entry[Case]) -> Iterator[Problem]:
    case = entry.record
    written = [key_of(Case, name) for name in _PLACE if getattr(case, name)]
    if written and not case.placed_by and not entry.document.pruned("地点来源"):
        message = f"“{'”“'.join(written)}”写在哪里？写上“地点来源”。来源没有写明的，不要写"
        yield entry.problem("E04", message, written[0])


def _statements(entry: Entry[Any]) -> Iterator[Problem]:
    for loc, item in entry.parts:
        name = _claim(item)
        if name and not _sourced(item) and not _pruned(entry, loc):
            key = key_of(type(item), name)
            what = "这句话" if name in ("text", "event") else f"“{key}”"
            message = f"{what}没有写来源，也没有标“推断: 是”。是哪里写的？"
            yield entry.problem("E04", message, *loc)


def _registered(entry: Entry[Any]) -> Iterator[Problem]:
    """一条登记：它的各栏写在哪里，有来源，或里面有一句写明来源、标了推断的话。"""
    record = entry.record
    kind = type(record)
    if kind not in _FACTS or not entry.whole:
        return
    written = [key_of(kind, name) for name in _FACTS[kind] if getattr(record, name)]
    inside = [item for _, item in entry.parts if isinstance(item, Statement)]
    if record.sources or any(map(_sourced, inside)):
        return
    keys = (key_of(kind, name) for name in kind.model_fields)
    if any(entry.document.pruned(*entry.base, key) for key in keys):
        return  # 来源也许就在没读成的那一栏里
    if written or not any(item.missing for item in inside):
        what = f"“{'”“'.join(written)}”" if written else "这一条"
        message = f"{what}没有写来源。是哪里写的？写上“来源”"
        yield entry.problem("E04", message, written[0] if written else "名称")


def _claim(item: Record) -> str:
    """`item` 用哪一栏说了一件事（英文名）；什么也没有说的为空。"""
    heading, names = _CLAIMS.get(type(item), ("", ()))
    for name in names:
        if getattr(item, name) not in (None, ()):
            return name
    return "" if not heading or getattr(item, "missing", None) else heading


def _sourced(item: Record) -> bool:
    """写明了来源，或标了推断；文字里的〔编号〕也是来源。"""
    return bool(getattr(item, "inferred", False)) or any(True for _ in _cited(item))


def _cited(item: Record) -> Iterator[str]:
    """`item` 写明的来源的编号。"""
    if not _says(type(item)):
        return
    for citation in item.sources:  # type: ignore[attr-defined]
        yield citation.source
    text = getattr(item, "text", None)
    if text and "〔" in text:
        for source, _, _ in read_prose(text).citations:
            yield source


@cache
def _says(kind: type[Record]) -> bool:
    """这种记录带着自己的来源。看种类，不看每一条：一条条地问是不是，慢得多。"""
    return issubclass(kind, Sourced)


def _pruned(entry: Entry[Any], loc: Loc) -> bool:
    """来源、推断写了，只是写得不对，已经报过。"""
    return any(entry.document.pruned(*entry.base, *loc, key) for key in ("来源", "推断"))
