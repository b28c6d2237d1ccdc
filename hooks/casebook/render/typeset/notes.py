"""出处与脚注：全书一个来源一个号，就是它在参考文献里的号（GB/T 7714—2025 顺序编码制）。"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from casebook.render.typeset.inlines import Data, Tree

_KEPT = 2000
"""连著录在内，不超过这么长的一段才不拆：半页以内。"""
_NOTES = ("cite", "fn")
_SHORT = 96
"""不到三行的一段，多少个字。"""
_NOTE_WIDTH = 36
"""脚注一行多少字，宁可少算。"""


@dataclass(frozen=True)
class Cited:
    """一章、一条工作法里引用的来源，引用它们的地方；`opening` 是篇名那一页的，先印。

    `noted` 为假的，没有脚注，只印号：附录就在参考文献旁边。
    """

    sources: list[Data]
    body: list[Any]
    opening: tuple[Any, ...] = ()
    noted: bool = True


class Numbering:
    """照印出来的次序给来源编号；一册一册地编，号是全书的。`titles` 是号 → 题名。"""

    def __init__(self) -> None:
        self.titles: dict[int, str] = {}
        self._linked: set[int] = set()
        self._numbers: dict[str, int] = {}

    def start(self) -> None:
        """新的一册：别册里的号，点不到这一册。"""
        self._linked = set()

    def number(self, source: str) -> int:
        """一个来源的号：没有编过的，接着编。"""
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def place(self, cited: Cited) -> list[Data]:
        """一章之内：出处得到全书的号 `n`，头一次的（`first`）得到著录 `c`；返回没有印出号的著录。

        篇名那一页（`opening`）先印，但正文也引的，脚注留给正文。表头里的只印号：表拆开时它要重复。
        脚注 `fn` 一章之内从一编起。
        """
        known = {source["n"]: source for source in cited.sources}
        heads = [*marks_of([*cited.opening, cited.body], heads=True)]
        early, late = [*marks_of([*cited.opening])], [*marks_of(cited.body)]
        first: dict[int, Data] = {}
        for mark in (*late, *early):
            if mark["t"] == "cite":
                first.setdefault(mark["n"], mark)
        ordinals = count(1)
        for mark in (*early, *late):
            if mark["t"] == "fn":
                mark["k"] = next(ordinals)
            else:
                mark["first"] = cited.noted and first[mark["n"]] is mark
                if mark["first"]:
                    mark["c"] = known[mark["n"]]["c"]
        for mark in (*early, *late, *heads):
            if mark["t"] == "cite":
                source = known[mark["n"]]
                mark["n"] = self.number(source["source"])
                self.titles[mark["n"]] = source["title"]
        self._linked |= {m["n"] for m in (*early, *late) if m["t"] == "cite" and not m["first"]}
        rest = [source for n, source in known.items() if n not in first]
        return [{"n": self.number(source["source"]), "c": source["c"]} for source in rest]

    def in_order(self, works: Iterable[Data]) -> list[Data]:
        """参考文献：照号排，没有引用过的（`cited` 为假）在后面；`marked` 是有一处点得到它。"""
        cited = {*self._numbers}
        for work in works:
            work["cited"] = work["source"] in cited
            work["n"] = self.number(work["source"])
            work["marked"] = work["n"] in self._linked
        return sorted(works, key=lambda work: int(work["n"]))


def marks_of(node: Any, heads: bool = False, inside: bool = False) -> Iterator[Data]:
    """出处与脚注，照印出来的次序；`heads` 为真时，只要表头里的。"""
    if isinstance(node, list):
        for item in node:
            yield from marks_of(item, heads, inside)
    elif isinstance(node, dict):
        if node.get("t") in _NOTES and inside == heads:
            yield node
        for key in ("title", "caption", "head", "rows", "items", "c"):
            if key in node:
                yield from marks_of(node[key], heads, inside or key == "head")


def note_lines(opening: list[Any]) -> int:
    """篇名那一页的脚注大致几行，连上面的线：照它给竖排的篇名让出地方。"""
    notes = [mark for mark in marks_of(opening) if "c" in mark]
    lines = (-(-len("".join(_said(mark["c"]))) // _NOTE_WIDTH) for mark in notes)
    return sum(lines) + 2 if notes else 0


def _said(parts: Tree) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part.get("c"), list):
            yield from _said(part["c"])


def keep_together(block: Data) -> None:
    """带脚注的短段、不拆的第一步，与它上面的标题排在一起。"""
    if block["t"] == "steps":
        first = next(iter(block["items"]), {"long": True})
        kept = not first["long"] and any("c" in mark for mark in marks_of(first))
    else:
        kept = _noted(block) and len(json.dumps(block, ensure_ascii=False)) < _KEPT
    if kept:
        block["keep"] = True


def keep_whole(block: Data) -> None:
    """带脚注的两三行：脚注排不下时，排版机把有号的一行挪到下一页，不管只剩一行，所以整段不拆。"""
    if _noted(block):
        words = [part for part in block["c"] if isinstance(part, str) or part["t"] not in _NOTES]
        block["whole"] = len("".join(_said(words))) <= _SHORT


def _noted(block: Data) -> bool:
    return block["t"] == "p" and any("c" in mark for mark in marks_of(block))
