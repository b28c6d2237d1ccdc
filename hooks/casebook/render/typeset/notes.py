"""出处与脚注：全书一个来源一个号，就是它在参考文献里的号（GB/T 7714—2025 顺序编码制）。"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from casebook.render.typeset.inlines import Data, Tree

_KEPT = 2000
"""连著录在内，不超过这么长的一段才不拆：半页以内。"""

_NOTE_WIDTH = 36
"""脚注一行多少字，宁可少算。"""


@dataclass(frozen=True)
class Cited:
    """一章、一条工作法里引用来源的地方：`opening` 是篇名那一页的，先印；`lead` 是与它在同一个对开页的。"""

    sources: list[Data]
    body: list[Any]
    opening: list[Any]
    lead: list[Any]


class Numbering:
    """照印出来的次序给来源编号，`numbers` 是来源 → 号；一册一册地编，号是全书的。"""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._places = count(1)

    def number(self, source: str) -> int:
        """一个来源的号：没有编过的，接着编。"""
        return self.numbers.setdefault(source, len(self.numbers) + 1)

    def place(self, cited: Cited) -> list[Data]:
        """一章之内：出处 `cite` 得到号 `n`、是全书第几处 `at`、印成脚注时的话 `c`；返回没有用到的著录。

        一个对开页里，一个来源只在一处印脚注，排的时候才知道（book.typ）；`first` 是还没有排过时的
        一处。正文也引的，不印在篇名那一页（`opening`）上。章里头一次印全，以后只印题名。
        脚注 `fn` 一章之内从一编起。
        """
        known = {source["n"]: source for source in cited.sources}
        early, late = [*marks_of(cited.opening)], [*marks_of(cited.body)]
        first: dict[int, Data] = {}
        for mark in (*late, *early):
            if mark["t"] == "cite":
                first.setdefault(mark["n"], mark)
        ordinals = count(1)
        for mark in (*early, *late):
            if mark["t"] == "fn":
                mark["k"] = next(ordinals)
                continue
            source = known[mark["n"]]
            mark["first"] = first[mark["n"]] is mark
            mark["opening"] = any(mark is one for one in early)
            mark["c"] = source["c" if mark["first"] or mark["opening"] else "short"]
            mark["at"] = next(self._places)
        used = set(first)
        for mark in (*early, *late):
            if mark["t"] == "cite":
                mark["n"] = self.number(known[mark["n"]]["source"])
        rest = [source for n, source in known.items() if n not in used]
        return [{"n": self.number(source["source"]), "c": source["c"]} for source in rest]

    def in_order(self, works: Iterable[Data]) -> list[Data]:
        """参考文献：照号排，没有引用过的在后面。"""
        for work in works:
            work["n"] = self.number(work["source"])
        return sorted(works, key=lambda work: int(work["n"]))


def marks_of(node: Any) -> Iterator[Data]:
    """出处与脚注，照印出来的次序。"""
    if isinstance(node, list):
        for item in node:
            yield from marks_of(item)
    elif isinstance(node, dict):
        if node.get("t") in ("cite", "fn"):
            yield node
        for key in ("title", "caption", "head", "rows", "items", "c"):
            if key in node:
                yield from marks_of(node[key])


def note_lines(cited: Cited) -> int:
    """篇名那一页的脚注大致几行，连上面的线：照它给竖排的篇名让出地方。"""
    beside = {mark["n"] for mark in marks_of(cited.lead) if mark["t"] == "cite"}
    notes = {mark["n"]: mark for mark in marks_of(cited.opening) if mark.get("n", 0) not in beside}
    lines = (-(-len("".join(_said(mark["c"]))) // _NOTE_WIDTH) for mark in notes.values())
    return sum(lines) + 2 if notes else 0


def _said(parts: Tree) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part.get("c"), list):
            yield from _said(part["c"])


def keep_together(block: Data) -> None:
    """带脚注的短段，与它上面的标题排在一起。"""
    short = len(json.dumps(block, ensure_ascii=False)) < _KEPT
    if block["t"] == "p" and short and any(mark.get("first", True) for mark in marks_of(block)):
        block["keep"] = True
