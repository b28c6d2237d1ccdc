"""Word 的域：写着怎样算，和算出来的字。没有算出来的字的几种，话在域里面。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from casebook.intake.equations import read_equation
from casebook.intake.styles import W, value
from casebook.intake.symbols import symbol

_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]+)"|([^\s\\"]+))', re.I)
_QUOTED = re.compile(r'"([^"]*)"')
_PAGED = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF"))
_SILENT = _PAGED | {"", "TOC", "INDEX", "ADVANCE", "FORMTEXT", "SET", "RD", "NOTEREF"}
"""不写字的，由 Word 来算的页码、目录。"""


@dataclass
class Field:
    """正在读的一个域：怎样算；写到算出来的字没有，写了没有。

    `form` 是表单的控件里选的；`typed` 是算式里有平常打的字。
    """

    code: str = ""
    shown: bool = False
    said: bool = False
    form: str = ""
    typed: bool = False

    @property
    def paged(self) -> bool:
        """页码：由 Word 来算。"""
        return _kind(self.code) in _PAGED


@dataclass
class Unsaid:
    """没有算出来的字的域里写着的：当作字的；只说一声的。"""

    text: str = ""
    told: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)


def linked(instruction: str) -> str:
    """域写的是连到哪里；不是的为空。"""
    found = _LINK.match(instruction)
    at = re.search(r'\\l\s+"?([^"\s]+)', instruction)
    url = (found[1] or found[2]) if found else ""
    return f"{url}#{at[1]}" if url and at and "#" not in url else url


def unsaid(one: Field) -> Unsaid:
    """`one` 没有算出来的字，写着的是什么。"""
    kind = _kind(one.code)
    rest = one.code.strip()[len(kind) :]
    match kind:
        case "EQ":
            made = read_equation(rest)
            told = f"公式写成了一行：{made.text}（域里写的是 {one.code.strip()}），请核对"
            return Unsaid(made.text, [] if made.same else [told], made.readings)
        case "SYMBOL":
            font = re.search(r'\\f\s+"?([^"\\]+)', rest)
            number = re.match(r"\s*(0x)?([\da-f]+)", rest, re.I)
            code = int(number[2], 16 if number[1] else 10) if number else 0
            name = font[1].strip() if font else ""
            return Unsaid(symbol(name, f"{code:X}") if name or code < 0x80 else chr(code))
        case "QUOTE":
            return Unsaid("".join(_QUOTED.findall(rest)) or rest.strip())
    if one.form or (kind in _SILENT and not one.typed):
        return Unsaid(one.form)
    return Unsaid("", [f"域里的话没有收：{' '.join(one.code.split())}"])


def chosen(begin: Any) -> str:
    """旧式的表单控件：下拉框选的是哪一样，方框打了钩没有；不是的为空。"""
    return "".join(_chosen(begin))


def _chosen(begin: Any) -> Iterator[str]:
    for one in begin.iter(W + "ddList"):
        entries = [entry.get(W + "val", "") for entry in one.iter(W + "listEntry")]
        number = value(one, "result") or value(one, "default") or "0"
        if number.isdecimal() and int(number) < len(entries):
            yield entries[int(number)]
    for one in begin.iter(W + "checkBox"):
        mark = one.find(W + "checked")
        mark = mark if mark is not None else one.find(W + "default")
        on = mark is not None and mark.get(W + "val", "1") not in ("0", "false", "off")
        yield "☑" if on else "☐"


def _kind(code: str) -> str:
    return next(iter(code.split()), "").upper()
