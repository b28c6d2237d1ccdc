"""casebook status：各条走到哪一步。"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from casebook.cli.arguments import misused
from casebook.compile import read_with_drafts
from casebook.model import Status
from casebook.read.selection import NotOurs, named_files
from casebook.status import Standing, standings


def show_status(root: Path, cases: Sequence[str]) -> None:
    """一条条地说；只看，什么也不改。"""
    try:
        wanted = named_files(root, cases, Path.cwd())
    except NotOurs as stranger:
        misused(str(stranger))
    read = read_with_drafts(root)
    found = [one for one in standings(read) if wanted(f"cases/{one.id}.yml")]
    unread = sorted(read.library.case_ids - read.cases.keys())
    print("\n".join(_told(found, [name for name in unread if wanted(f"cases/{name}.yml")])))


def _told(found: Sequence[Standing], unread: Sequence[str]) -> Iterator[str]:
    counts = Counter(one.status for one in found)
    yield "，".join(f"{status} {counts[status]} 条" for status in Status if counts[status]) + "。"
    if late := sum(one.overdue for one in found):
        yield f"该复核的 {late} 条。"
    for status, group in groupby(found, lambda one: one.status):
        yield f"\n{status}"
        for one in group:
            yield from _one(one)
    if unread:
        yield "\n读不成，先运行 casebook check："
        yield from (f"  {name}" for name in unread)


def _one(one: Standing) -> Iterator[str]:
    yield f"  {one.id}　{one.title}"
    if one.status != Status.WITHDRAWN:
        confirmed = f"{'、'.join(one.confirmed)}核定" if one.confirmed else "没有核定"
        gaps = f"还缺 {one.gaps} 栏" if one.gaps else "样样都写了"
        yield f"    {gaps}；{confirmed}；{_review(one)}"
        if one.status != Status.PUBLISHED and not (one.errors or one.before):
            yield "    可以发布了：检查没有拦着它的"
    for title, said in (("错误：", one.errors), ("发布以前要补：", one.before)):
        if said:
            yield f"    {title}"
            yield from (f"      {line}" for line in said)


def _review(one: Standing) -> str:
    if not one.review_by:
        return "没有约定复核"
    return f"{'该复核了，' if one.overdue else '复核'}不晚于 {one.review_by}"
