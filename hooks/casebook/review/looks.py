"""一截字是什么样子：划去的、升上降下的、标了颜色的。写在字上的、写在样式里的，都算。"""

import colorsys
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from casebook.review.letters import CROSSED, W, is_on

_DEEPEST = 12
"""样式至多照着几层。"""
_LEAST = 3
"""升降不到一磅半的，是对齐用的，不算（单位是半磅）。"""
BOLD: Final = "加粗"
_SWITCHES: Final = {"b": BOLD, "i": "斜体"}
_DRAWN: Final = {"u": "下划线", "em": "着重号", "bdr": "加框"}
_NONE = ("none", "nil", "dotted")
"""没有画的；虚的下划线是我们自己画的（“待补充”）。"""
_PENS: Final = {
    "yellow": "黄",
    "green": "绿",
    "cyan": "青",
    "magenta": "紫",
    "red": "红",
    "blue": "蓝",
}
_HIGHLIGHTS: Final = {
    **_PENS,
    **{f"dark{name.capitalize()}": f"深{said}" for name, said in _PENS.items()},
    **{"lightGray": "灰", "darkGray": "灰", "black": "黑"},
}
_HUES: Final = ((15, "红"), (40, "橙"), (70, "黄"), (165, "绿"), (200, "青"), (260, "蓝"))
_HEX = re.compile("[0-9A-Fa-f]{6}")
_MOVED = re.compile(r"(-?)(\d+)(?:\.\d+)?(pt)?")
_DARK = 0x44
_OURS: Final = ("595959", "F2F2F2")
"""我们自己用的灰：小字，表头的底。"""


@dataclass(frozen=True)
class Look:
    """划去了没有；升（1）、降（-1）；人标上的样子（加粗、红字、黄底……）。"""

    crossed: bool = False
    level: int = 0
    marks: frozenset[str] = frozenset()


PLAIN: Final = Look()


class Styles:
    """一份文件的各种样式。"""

    def __init__(self, root: Any = None) -> None:
        """`root` 是 word/styles.xml；没有的为 None。"""
        styles = () if root is None else root.iter(W + "style")
        self._styles: Mapping[str, Any] = {one.get(W + "styleId", ""): one for one in styles}
        self._base = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._default = next(
            (
                name
                for name, one in self._styles.items()
                if one.get(W + "type") == "paragraph" and one.get(W + "default") in ("1", "true")
            ),
            "",
        )

    def look(self, run: Any, paragraph: Any) -> Look:
        """`run` 的样子；`paragraph` 是它的一段，没有的为 None。"""
        own = run.find(W + "rPr")
        named = [*self._chain(_value(own, "rStyle"))]
        style = "" if paragraph is None else _value(paragraph.find(W + "pPr"), "pStyle")
        around = [*self._chain(style or self._default)]
        layers = [[own] if own is not None else [], named, around]
        if self._base is not None:
            layers.append([self._base])
        crossed = any(_switched(layers, name) for name in CROSSED)
        marks = frozenset(_marks([*layers[0], *named]))
        return Look(crossed, _level(layers), marks)

    def _chain(self, name: str) -> Iterator[Any]:
        """样式 `name` 的字的样子，连同它照着的各层。"""
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            if (own := style.find(W + "rPr")) is not None:
                yield own
            name = _value(style, "basedOn")


def shaded(properties: Any) -> frozenset[str]:
    """一截字、一段、一格的底色。"""
    found = None if properties is None else properties.find(W + "shd")
    name = "" if found is None else _colour(found.get(W + "fill", ""))
    return frozenset((f"{name}底",)) if name else frozenset()


def _switched(layers: Sequence[Sequence[Any]], name: str) -> bool:
    """开关 `name` 开着没有：字上写着的作数；几层样式里都开着的，正好抵掉（Word 的规矩）。"""
    said = [_first(layer, name) for layer in layers]
    if said[0] is not None:
        return is_on(said[0])
    return sum(one is not None and is_on(one) for one in said) % 2 == 1


def _level(layers: Sequence[Sequence[Any]]) -> int:
    flat = [one for layer in layers for one in layer]
    placed, moved = _first(flat, "vertAlign"), _first(flat, "position")
    if placed is not None and (val := placed.get(W + "val")) in ("superscript", "subscript"):
        return 1 if val == "superscript" else -1
    found = None if moved is None else _MOVED.fullmatch(moved.get(W + "val", ""))
    if not found or int(found[2]) * (2 if found[3] else 1) < _LEAST:
        return 0
    return -1 if found[1] else 1


def _marks(own: Sequence[Any]) -> Iterator[str]:
    """人标上的：几层里先写着的作数。"""
    for name, said in _SWITCHES.items():
        if (found := _first(own, name)) is not None and is_on(found):
            yield said
    for name, said in _DRAWN.items():
        if (found := _first(own, name)) is not None and found.get(W + "val") not in _NONE:
            yield said
    if (found := _first(own, "color")) is not None and (name := _colour(found.get(W + "val", ""))):
        yield f"{name}字"
    if (found := _first(own, "highlight")) is not None:
        value = found.get(W + "val", "")
        if value not in ("none", "white"):
            yield f"{_HIGHLIGHTS.get(value, value)}底"
            return
    yield from next(filter(None, map(shaded, own)), ())


def _colour(value: str) -> str:
    """颜色叫什么；黑的、白的、我们自己用的灰，为空。"""
    if not _HEX.fullmatch(value) or value.upper() in _OURS:
        return ""
    red, green, blue = (int(value[n : n + 2], 16) for n in (0, 2, 4))
    if max(red, green, blue) < _DARK or min(red, green, blue) > 0xFA:
        return ""
    hue, *_ = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)
    if max(red, green, blue) - min(red, green, blue) < 24:
        return "灰"
    return next((name for most, name in _HUES if hue * 360 <= most), "紫" if hue < 0.93 else "红")


def _first(layer: Sequence[Any], name: str) -> Any:
    found = (one.find(W + name) for one in layer)
    return next((one for one in found if one is not None), None)


def _value(properties: Any, name: str) -> str:
    found = None if properties is None else properties.find(W + name)
    return "" if found is None else str(found.get(W + "val", ""))
