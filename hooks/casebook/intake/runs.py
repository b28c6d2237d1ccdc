"""Word 的一段里的字：一截一截，连同里面的图、文本框在哪里。"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from casebook.intake.blocks import Run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Word 的命名空间。"""
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = (W + "del", W + "moveFrom")
_PLAIN = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]+)"|([^\s\\"]+))')
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_PLACED = {"superscript": _RAISED, "subscript": _LOWERED}
"""上标、下标写成字：不然 10⁴ 读成了 104。"""
_NOTED = {W + f"{name}Reference": name for name in ("footnote", "endnote", "comment")}


@dataclass
class Marks:
    """走过一段时遇到的：图（关系的号）、文本框、嵌着的对象（叫什么）、脚注与批注（种类与号）、删去的有几处。

    `struck` 是划掉的字；`alts` 是各张图的替代文字；`fields` 是还没有完的域，里面的在外面的后头。
    """

    pictures: list[str] = field(default_factory=list)
    frames: list[Any] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    deleted: int = 0
    struck: list[str] = field(default_factory=list)
    alts: dict[str, str] = field(default_factory=dict)
    alt: str = ""
    fields: list[str] = field(default_factory=list)

    def strike(self, text: str, more: bool) -> None:
        """划掉了 `text`；`more` 为真时，与前一截是连着的。"""
        before = self.struck.pop() if more else ""
        self.struck.append(before + text)

    def field(self, element: Any) -> None:
        """域的开头、写着什么、结尾。"""
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self.fields.append("")
        elif kind == "end" and self.fields:
            self.fields.pop()
        elif element.tag == W + "instrText" and self.fields:
            self.fields[-1] += element.text or ""

    @property
    def link(self) -> str:
        """正在一个连到外面的域里：网址。"""
        return next(filter(None, map(linked, reversed(self.fields))), "")


def linked(instruction: str) -> str:
    """域写的是连到哪里；不是的为空。"""
    found = _LINK.match(instruction)
    return (found[1] or found[2]) if found else ""


def read_runs(paragraph: Any, url: Callable[[str], str], marks: Marks) -> Iterator[Run]:
    """`paragraph` 里的字，挨着的一样的接成一截；`url` 由关系的号找网址。"""
    last: Run | None = None
    for run in _runs(paragraph, url, marks, False, ""):
        if last and (last.bold, last.url) == (run.bold, run.url):
            last = Run(last.text + run.text, run.bold, run.url)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _runs(
    element: Any, url: Callable[[str], str], marks: Marks, bold: bool, link: str
) -> Iterator[Run]:
    struck = False
    for child in element:
        tag = child.tag
        if not isinstance(tag, str):  # 注释
            continue
        if tag in _GONE:
            marks.deleted += 1
        elif tag in (W + "t", _M + "t"):
            if child.text:
                yield Run(child.text, bold, link or marks.link)
        elif tag in _PLAIN:
            yield Run(_PLAIN[tag], bold, link)
        elif tag in _NOTED:
            marks.notes.append((_NOTED[tag], child.get(W + "id", "")))
        elif tag == W + "sym":
            code = child.get(W + "char", "")
            if code:
                yield Run(chr(int(code, 16)), bold, link)
        elif name := _embedded(child):
            marks.objects.append(name)
        elif tag == W + "txbxContent":
            marks.frames.append(child)
        elif tag == _MC + "AlternateContent":
            yield from _runs(_chosen(child), url, marks, bold, link)
        elif tag == W + "hyperlink":
            inside = url(child.get(_R + "id", "")) or link
            yield from _runs(child, url, marks, bold, inside)
        elif tag == W + "fldSimple":
            yield from _runs(child, url, marks, bold, linked(child.get(W + "instr", "")) or link)
        elif tag in (W + "fldChar", W + "instrText"):
            marks.field(child)
        elif tag == W + "r":
            runs = _runs(child, url, marks, _is(child, "b"), link)
            if _is(child, "strike") or _is(child, "dstrike"):
                marks.strike("".join(run.text for run in runs), struck)
                struck = True
                continue
            struck = False
            yield from _raised(child, runs)
        elif tag == _WP + "docPr":
            marks.alt = child.get("descr", "")
        else:
            embedded = child.get(_R + "embed") or (
                child.get(_R + "id") if tag.endswith("}imagedata") else None
            )
            if embedded:
                marks.pictures.append(embedded)
                marks.alts.setdefault(embedded, marks.alt)
                marks.alt = ""
            yield from _runs(child, url, marks, bold, link)


def _raised(run: Any, runs: Iterator[Run]) -> Iterator[Run]:
    """上标、下标的，写成上标、下标的字。"""
    placed = run.find(f"{W}rPr/{W}vertAlign")
    table = _PLACED.get(placed.get(W + "val", ""), {}) if placed is not None else {}
    return (replace(one, text=one.text.translate(table)) for one in runs)


def _embedded(element: Any) -> str:
    """嵌着的对象、图表叫什么；别的为空。对象前面画着样子的图另收。"""
    name = element.tag.rpartition("}")[2]
    if name == "OLEObject":
        return f"对象（{element.get('ProgID') or '不知道是什么'}）"
    if name == "chart" and element.get(_R + "id"):
        return "图表"
    return "图示（SmartArt）" if name == "relIds" else ""


def _chosen(alternate: Any) -> Any:
    """同一样东西的两种写法，只看一种：新的一种里没有字的，看旧的。"""
    choices = [child for child in alternate if isinstance(child.tag, str)]
    told = (one for one in choices if any(t.text for t in one.iter(W + "t")))
    return next(told, choices[0] if choices else alternate)


def _is(run: Any, name: str) -> bool:
    """这一截写着加粗、划掉……"""
    mark = run.find(f"{W}rPr/{W}{name}")
    return mark is not None and mark.get(W + "val", "1") not in ("0", "false", "off")
