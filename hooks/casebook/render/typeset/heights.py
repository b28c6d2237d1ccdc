"""折页上五社的图表排在哪里、多高：照字数估，单位是磅。

排版机照估的先排：估得准，就不必量图表，也不必重排。估不准只是慢一点，放不放得下由排版机看。
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Final

from casebook.render.typeset.columns import rooms, width_of

Data = dict[str, Any]
Bounds = tuple[float, float]

ROOM: Final = 481.9
"""A4 去掉两边各 20 毫米，多宽。"""
SIDE: Final = 739.8
"""A4 去掉上 20、下 16 毫米，多高。"""
_HALF = 0.48 * ROOM
_MARGIN = 0.08
"""字宽估得出入多少：`width_of` 宁可多算，标点又挤压。"""
_PHOTO = 200.0
_WHOLE = ("figure", "photo")
"""折页上不拆的块。"""


@dataclass(frozen=True)
class Sheet:
    """一种折页：正文、图表的字号，行距，图宽几毫米，题头多高，事实几栏；`close` 是排紧一点的。"""

    size: float
    pitch: float
    small: float
    figure: float
    head: float
    columns: int
    close: bool = False

    def closer(self) -> "Sheet":
        """差几行放不下的：行距、框与表的空小一点，字号不变。"""
        return replace(self, pitch=self.pitch - 0.1 * self.size, close=True)

    def fives(self, method: Data, key: list[Any]) -> dict[str, Data]:
        """用五社的图或有题的表开头的一节（编号）→ 下面大约还有多高，图、表各至少至多多高。"""
        found = {}
        left = SIDE - self._key(key) - self._head(method)
        for section in method["sections"]:
            blocks = section["c"]
            drawn = [b for b in blocks if b["t"] == "figure" and b["kind"] == "five"]
            tables = [b for b in blocks if b["t"] == "table" and "title" in b]
            if blocks[0] in (*drawn, *tables[:1]):
                found[section["id"]] = {
                    "left": left,
                    "figure": self._bounds(map(self._figure, drawn)),
                    "table": self._bounds(map(self._table, tables)),
                }
            left -= 1.05 * self.pitch + 1.75 * self.size
            for block in blocks:
                high = self._block(block)
                # 图放不下的，整个到下一面去
                left = left - high if block["t"] not in _WHOLE or left >= high else SIDE - high
                left = left if left > 0 else left % SIDE
        return found

    def _bounds(self, each: Iterable[Bounds]) -> Bounds:
        """几块一共至少、至多多高；一块也没有的是零。"""
        few, many = (sum(all_of) for all_of in zip((0, 0), *each, strict=True))
        return (few - self.small / 2, many + self.small / 2) if many else (0, 0)

    def _lines(self, parts: list[Any], size: float = 0.0, room: float = ROOM) -> int:
        """一段话在 `room` 宽里排成几行。"""
        return max(1, ceil((1 - _MARGIN) * width_of(parts) * (size or self.size) / room))

    def _key(self, key: list[Any]) -> float:
        """第一面脚下的说明。"""
        words = [part for one in key for part in one]
        return 1.45 * self._lines(words, self.small) * self.small + self.pitch if key else 0

    def _head(self, method: Data) -> float:
        """题头、一句话、事实。"""
        said = self._lines(method["summary"], 1.15 * self.size)
        high = self.head + said * (1.15 * self.size + self.pitch - self.size) + 1.2 * self.pitch
        room = (_HALF if self.columns == 2 else ROOM) - 3.2 * self.small
        facts = [self._lines(words, self.small, room) for _, words, *_ in method["facts"]]
        rows = [max(facts[n : n + self.columns]) for n in range(0, len(facts), self.columns)]
        return high + sum((0.35 + 1.55 * lines) * self.small for lines in rows)

    def _block(self, block: Data) -> float:
        match block["t"]:
            case "p":
                return self._lines(["　　", *block["c"]]) * self.pitch
            case "list":
                return sum(sum(map(self._block, item)) for item in block["items"])
            case "quote":
                return sum(map(self._block, block["c"]))
            case "note":
                return sum(map(self._block, block["c"])) + 2 * self.pitch
            case "figure":
                return sum(self._figure(block)) / 2
            case "table":
                return sum(self._table(block)) / 2
            case "photo":
                return _PHOTO
            case _:
                return 2 * self.pitch

    def _figure(self, figure: Data) -> Bounds:
        words = width_of([figure["title"], "。", *figure["caption"]]) * self.small / ROOM
        unit = self.figure / 25.4 * 72 / 400
        drawn = _canvas(figure) * unit + 0.5 * self.size + 0.6 * self.pitch
        few, many = (max(1, ceil(words * share)) for share in (1 - _MARGIN, 1.02))
        return drawn + (1.5 * few - 0.5) * self.small, drawn + (1.5 * many - 0.5) * self.small

    def _table(self, table: Data) -> Bounds:
        """表题、表头与各行；各列照写好的宽分，没有写的，出入大一点。"""
        fits = rooms(table.get("columns") or [1] * len(table["head"]), ROOM / self.small)
        few = many = 2.76 * self.small + 0.5 * self.size + 0.6 * self.pitch
        for row in table["rows"]:
            wide = [(width_of(cell["c"]), room) for cell, room in zip(row, fits, strict=True)]
            few += _row(max(ceil((1 - _MARGIN) * w / room) for w, room in wide)) * self.small
            many += _row(max(ceil(w / max(1, room - 1)) for w, room in wide)) * self.small
        return few, many


def _row(lines: int) -> float:
    """几行字的一行表多高，单位是一个字。"""
    return max(2.34, 1.62 * max(1, lines) + 0.14)


def _canvas(figure: Data) -> float:
    """画布多高，见 drawings.typ。"""
    data = figure["data"]
    match figure["kind"]:
        case "time":
            return 92.0 * len(data["rows"])
        case "scale":
            return 44.0 * len(data["bars"]) + 32
        case _:
            return 232.0 + 19 * (max(2, *(len(role["lines"]) for role in data["roles"])) - 2)


SHEETS: Final = {
    False: Sheet(size=10.5, pitch=15.75, small=10.5, figure=97, head=78, columns=2),
    True: Sheet(size=16, pitch=23.2, small=14, figure=132, head=100, columns=1),
}
"""普通的，大字版（True）。"""
