"""登记簿与文章没有变，就不再查；内容没有变，一页上的锚点也不再找。"""

import os
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from casebook.check import check_shared
from casebook.problems import Problem
from casebook.read import Library
from casebook.render.web import Anchors
from casebook.store import Ledger, digest
from casebook.unchanged import SETTLED


def checked_shelves(library: Library, shelves: str, ledger: Ledger) -> list[Problem]:
    """登记簿与文章的问题；没有问题的记在账上，下次不再查。

    `shelves` 是它们、程序与设置合起来的指纹；另看文章的图片与案例的编号变了没有。
    """
    stats = [(path, _stat(library.root / path)) for path in library.pictures]
    seen = [(path, s and (s.st_mode, s.st_size, s.st_mtime_ns)) for path, s in stats]
    key = digest(shelves, seen, sorted(library.case_ids))
    if ledger.get("extras", "shelves", key, tuple[()]) is not None:
        return []
    problems = check_shared(library)
    latest = max((s.st_mtime_ns for _, s in stats if s), default=0)
    if not problems and time.time_ns() - latest > SETTLED:
        ledger.put("extras", [("shelves", key, ())])
    return problems


def _stat(path: Path) -> os.stat_result | None:
    """刚刚删掉的为 None。"""
    try:
        return path.lstat()
    except OSError:
        return None


def known_anchors(
    made: Callable[[], Anchors], inputs: str, ledger: Ledger
) -> Callable[[str], frozenset[str]]:
    """一页上的锚点：账上记着的就不必写出那一页来。`inputs` 是全部内容、程序与设置的指纹。"""
    anchors = cache(made)

    @cache
    def of(address: str) -> frozenset[str]:
        name = f"anchors {address}"
        kept = ledger.get("extras", name, inputs, list[str])
        if kept is None:
            kept = sorted(anchors().of(address))
            ledger.put("extras", [(name, inputs, kept)])
            ledger.settle()
        return frozenset(kept)

    return of
