"""Word 的样式：一段是几级标题、哪个列表的，一截字划掉了没有、是不是上标；样式一层层地继承。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casebook.intake.scripts import SUB, SUPER

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Word 的命名空间。"""
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d", re.I)
_DEEPEST = 20
_RAISED = 3
"""升、降这么多（半磅）才是上标、下标；再少的是排齐。"""
_FONTS = ("ascii", "hAnsi", "cs", "eastAsia")


@dataclass(frozen=True)
class Look:
    """一截字的样子：加粗、划掉、藏起来；`placed` 是上标、下标，`shift` 是升、降了；什么字体。"""

    bold: bool = False
    struck: bool = False
    hidden: bool = False
    placed: str = ""
    shift: str = ""
    font: str = ""


class Styles:
    """一份稿子的样式；没有样式的那一件，都照平常的。"""

    def __init__(self, styles: Any) -> None:
        found = [] if styles is None else styles.findall(W + "style")
        self._styles = {one.get(W + "styleId", ""): one for one in found}
        normal = (one for one in found if one.get(W + "type") == "paragraph")
        self._normal = next((o.get(W + "styleId", "") for o in normal if o.get(W + "default")), "")

    def level(self, paragraph: Any) -> int:
        """几级标题：样式叫“标题 1”，或写着大纲的级别；不是的为 0。"""
        own = value(paragraph, "pPr/outlineLvl")
        for style in self._chain(value(paragraph, "pPr/pStyle")):
            name = value(style, "name")
            if name.lower() in ("title", "标题"):
                return 1
            if found := _HEADING.match(name):
                return int(found[1])
            own = own or value(style, "pPr/outlineLvl")
        return int(own) + 1 if own.isdecimal() and int(own) < 9 else 0

    def listed(self, paragraph: Any) -> tuple[str, int]:
        """列表的一项：哪个列表，第几层（从 0 数起）；不是的为空。"""
        places = [paragraph, *self._chain(value(paragraph, "pPr/pStyle"))]
        number = next(filter(None, (value(one, "pPr/numPr/numId") for one in places)), "")
        depth = next(filter(None, (value(one, "pPr/numPr/ilvl") for one in places)), "")
        deep = int(depth) if depth.isdecimal() else 0
        return ("", 0) if number in ("", "0") else (number, deep)

    def is_contents(self, paragraph: Any) -> bool:
        """是目录里的一行。"""
        chain = self._chain(value(paragraph, "pPr/pStyle"))
        return any(_CONTENTS.fullmatch(value(style, "name")) for style in chain)

    def look(self, run: Any, paragraph: Any) -> Look:
        """`paragraph` 里的一截 `run`；没有写的照样式。"""
        own = run.find(W + "rPr")
        character = [*self._chain(_value(own, "rStyle"))]
        above = [*self._chain(value(paragraph, "pPr/pStyle") or self._normal)]
        of_run = [own, *(one.find(W + "rPr") for one in character)]
        whole = [*of_run, *(one.find(W + "rPr") for one in above)]

        def toggled(name: str) -> bool:
            """样式里两头都写了的，一来一回，等于没有写。"""
            if (mark := _mark(own, name)) is not None:
                return _is_on(mark)
            marks = (_first(some, name) for some in (of_run[1:], whole[len(of_run) :]))
            return sum(mark is not None and _is_on(mark) for mark in marks) == 1

        double, bold = _first(whole, "dstrike"), _first(of_run, "b")
        return Look(
            bold=bold is not None and _is_on(bold),
            struck=toggled("strike") or (double is not None and _is_on(double)),
            hidden=toggled("vanish"),
            placed=_val(_first(whole, "vertAlign")),
            shift=_shift(_val(_first(whole, "position"))),
            font=_font(_first(of_run, "rFonts")),
        )

    def _chain(self, name: str) -> Iterator[Any]:
        """`name` 与它所依据的各个样式。"""
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value(style, "basedOn")


def value(element: Any, path: str) -> str:
    """`element` 下面 `path` 写着的值；没有的为空。"""
    return _val(element.find("/".join(W + step for step in path.split("/"))))


def _value(element: Any, name: str) -> str:
    return "" if element is None else value(element, name)


def _val(mark: Any) -> str:
    return "" if mark is None else str(mark.get(W + "val", ""))


def _mark(properties: Any, name: str) -> Any:
    return None if properties is None else properties.find(W + name)


def _first(properties: list[Any], name: str) -> Any:
    marks = (_mark(one, name) for one in properties)
    return next((one for one in marks if one is not None), None)


def _is_on(mark: Any) -> bool:
    return mark.get(W + "val", "1") not in ("0", "false", "off", "none")


def _shift(position: str) -> str:
    number = re.match(r"-?\d+", position)
    by = int(number[0]) if number else 0
    return SUPER if by >= _RAISED else SUB if by <= -_RAISED else ""


def _font(fonts: Any) -> str:
    names = (fonts.get(W + name, "") for name in _FONTS) if fonts is not None else ()
    return next(filter(None, names), "")
