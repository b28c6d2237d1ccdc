"""Word 自动编的号：列表的一项是点还是数，数到第几。当中隔了一段的，接着数。"""

from collections.abc import Mapping
from typing import Any

from casebook.intake.styles import W, value


class Numbering:
    """照先后数各个列表；没有 numbering.xml 的，都是数，从 1 起。"""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, Mapping[int, Any]] = {}
        self._lists: dict[str, Any] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            for one in root.iter(W + "abstractNum"):
                levels = {
                    _number(level.get(W + "ilvl", "")): level for level in one.iter(W + "lvl")
                }
                self._levels[one.get(W + "abstractNumId", "")] = levels
            self._lists = {one.get(W + "numId", ""): one for one in root.iter(W + "num")}

    def mark(self, number: str, depth: int) -> str:
        """编号是 `number` 的列表，第 `depth` 层（从 0 数起）的一项：“-”或“1.”。"""
        level = self._level(number, depth)
        kind = "decimal" if level is None else value(level, "numFmt")
        return "-" if kind in ("bullet", "none") else "1."

    def next(self, number: str, depth: int) -> int:
        """这一项是第几。"""
        one = self._lists.get(number)
        whole = number if one is None else value(one, "abstractNumId")
        counts = self._counts.setdefault(whole, {})
        level = self._level(number, depth)
        start = 1 if level is None else _number(value(level, "start"), 1)
        if (number, depth) not in self._begun:  # 另起一个列表的
            self._begun.add((number, depth))
            override = self._override(one, depth)
            counts[depth] = override - 1 if override else counts.get(depth, start - 1)
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return counts[depth]

    def _level(self, number: str, depth: int) -> Any:
        one = self._lists.get(number)
        return None if one is None else self._levels.get(value(one, "abstractNumId"), {}).get(depth)

    def _override(self, one: Any, depth: int) -> int:
        for own in () if one is None else one.iter(W + "lvlOverride"):
            if _number(own.get(W + "ilvl", "")) == depth:
                return _number(value(own, "startOverride"))
        return 0


def _number(text: str, other: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else other
