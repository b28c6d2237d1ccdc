"""一本登记簿（或全部案例）的名录：编号、名称，和各种叫法。只在有人写错时才用到。"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casebook.read.card import Card


@dataclass(frozen=True)
class Directory:
    """`titles` 是编号 → 名称；`called` 是叫法 → 编号，两条同一个叫法的不算。"""

    titles: Mapping[str, str]
    called: Mapping[str, str]


def register_directory(records: Iterable[Any]) -> Directory:
    """登记簿的：名称、全称、又称、文号、网址都是叫法。"""
    titles: dict[str, str] = {}
    calls: list[tuple[str, str]] = []
    for record in records:
        titles[record.id] = record.name
        names = [getattr(record, one, None) for one in ("name", "full_name", "number", "url")]
        calls += [(str(name), record.id) for name in (*names, *getattr(record, "also", ())) if name]
    return Directory(titles, _called(calls))


def case_directory(root: Path, case_ids: Iterable[str], cards: Mapping[str, Card]) -> Directory:
    """案例的：标题是叫法。卡片还没有做的，看文件里写的。"""
    titles = {one: cards[one].title if one in cards else _title(root, one) for one in case_ids}
    return Directory(titles, _called([(title, one) for one, title in titles.items() if title]))


def _called(calls: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, entry_id in calls:
        found[name.rstrip("/")].add(entry_id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def _title(root: Path, case_id: str) -> str:
    try:
        written = (root / "cases" / f"{case_id}.yml").read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
    found = re.search(r"^标题: +[\"']?(.+?)[\"']?\s*$", written, re.M)
    return found[1] if found else ""
