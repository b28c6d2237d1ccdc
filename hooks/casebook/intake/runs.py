"""Word 的一段里的字：一截一截，连同里面的图、文本框在哪里。"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from casebook.intake.blocks import Run
from casebook.intake.drawings import R, chosen_of, picture_of, told_of
from casebook.intake.fields import Field, chosen, linked, unsaid
from casebook.intake.maths import M, is_simple, linear
from casebook.intake.parts import Part
from casebook.intake.scripts import placed
from casebook.intake.styles import Look, Styles, W
from casebook.intake.symbols import lettered, symbol

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
"""同一样东西写两种写法的命名空间。"""
GONE = (W + "del", W + "moveFrom")
"""修订里删去的、移走的。"""
_PLAIN = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_NOTED = {W + f"{name}Reference": name for name in ("footnote", "endnote", "comment")}
_PROPERTIES = frozenset(W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr"))


@dataclass
class Marks:
    """走过一段时遇到的：图（关系的号）、文本框、嵌着的对象（叫什么）、脚注与批注（种类与号）、删去的有几处。

    `kept` 是不当作写了的字（划掉的、藏起来的），`told` 是要说一声的；`alts` 是各张图的替代文字，
    `links` 是全部的网址：连着图、划掉了的字的也在；`readings` 是注音。
    """

    pictures: list[str] = field(default_factory=list)
    frames: list[Any] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    deleted: int = 0
    kept: dict[str, list[str]] = field(default_factory=dict)
    alts: dict[str, str] = field(default_factory=dict)
    charts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)


def read_runs(paragraph: Any, part: Part, styles: Styles, marks: Marks) -> Iterator[Run]:
    """`paragraph` 里的字，挨着的一样的接成一截；`part` 是它在哪一件里。"""
    last: Run | None = None
    for run in _Walk(paragraph, part, styles, marks).runs():
        if last and (last.bold, last.url) == (run.bold, run.url):
            last = replace(last, text=last.text + run.text)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


class _Walk:
    """照先后走一遍一段；域里面的在外面的后头。"""

    def __init__(self, paragraph: Any, part: Part, styles: Styles, marks: Marks) -> None:
        self._paragraph = paragraph
        self._part = part
        self._styles = styles
        self._marks = marks
        self._fields: list[Field] = []
        self._look = Look()
        self._alt = ""
        self._keeping = ""
        self._before, self._shifted, self._raised = "　", "", False

    def runs(self) -> Iterator[Run]:
        """各截字。"""
        yield from self._inside(self._paragraph, "")
        while self._fields:  # 这一段里没有完的，下一段接着算
            yield from self._closed("")

    def _inside(self, element: Any, link: str) -> Iterator[Run]:
        for child in element:
            if isinstance(child.tag, str):  # 不是注释
                yield from self._one(child, child.tag, link)

    def _one(self, child: Any, tag: str, link: str) -> Iterator[Run]:
        marks = self._marks
        if tag in GONE:
            marks.deleted += 1
        elif tag == W + "t":
            yield from self._say(lettered(self._look.font, child.text or ""), link)
        elif tag in _PLAIN:
            yield from self._say(_PLAIN[tag], link)
        elif tag == W + "sym":
            yield from self._say(symbol(child.get(W + "font", ""), child.get(W + "char", "")), link)
        elif tag in _NOTED:
            marks.notes.append((_NOTED[tag], child.get(W + "id", "")))
        elif tag in (M + "oMath", M + "oMathPara"):
            yield from self._formula(child, link)
        elif tag == W + "txbxContent":
            marks.frames.append(child)
        elif tag == MC + "AlternateContent":
            yield from self._inside(chosen_of(child), link)
        elif tag == W + "hyperlink":
            inside = self._linked(child)
            marks.links.append(inside)
            yield from self._inside(child, inside or link)
        elif tag == W + "fldSimple":
            code = child.get(W + "instr", "")
            self._fields.append(Field(code, shown=True))
            yield from self._inside(child, linked(code) or link)
            yield from self._closed(link)
        elif tag in (W + "fldChar", W + "instrText"):
            yield from self._field(child, link)
        elif tag == W + "ruby":
            yield from self._read_aloud(child, link)
        elif tag == W + "r":
            outer, self._look = self._look, self._styles.look(child, self._paragraph)
            yield from self._inside(child, link)
            self._look = outer
        elif tag == W + "sdt":
            yield from self._control(child, link)
        elif tag not in _PROPERTIES:
            self._drawn(child, tag)
            yield from self._inside(child, link)

    def _say(self, text: str, link: str) -> Iterator[Run]:
        """写着几个字：域里怎样算的、划掉的、藏起来的不算写了的。"""
        if not text:
            return
        for one in reversed(self._fields):
            if not one.shown:  # 套在另一个域的算式里
                one.code += text
                one.typed = True
                return
            one.said = True
        if self._part.edge and any(one.paged for one in self._fields):
            return
        look = self._look
        keeping = "藏起来的字" if look.hidden else "划掉的字" if look.struck else ""
        if keeping:
            said = self._marks.kept.setdefault(keeping, [])
            said.append((said.pop() if self._keeping == keeping else "") + text)
            self._keeping = keeping
            return
        self._keeping = ""
        if look.shift != self._shifted:  # 一整段升降的是排齐，跟在字母、数字后面的才是上下标
            self._raised = (
                self._before.isascii() and self._before.isalnum()
            ) or self._before in ")]%"
        where = look.placed or (look.shift if self._raised else "")
        self._shifted, self._before = look.shift, text[-1]
        yield Run(placed(text, where), look.bold, link or self._link)

    @property
    def _link(self) -> str:
        """正在一个连到外面的域里：网址。"""
        codes = (one.code for one in reversed(self._fields) if one.shown)
        return next(filter(None, map(linked, codes)), "")

    def _linked(self, hyperlink: Any) -> str:
        """连到外面的网址，连同 # 后面的。"""
        url, at = self._part.url(hyperlink.get(R + "id", "")), hyperlink.get(W + "anchor", "")
        return f"{url}#{at}" if url and at and "#" not in url else url

    def _field(self, element: Any, link: str) -> Iterator[Run]:
        kind = element.get(W + "fldCharType")
        if element.tag == W + "instrText":
            if self._fields and not self._fields[-1].shown:
                self._fields[-1].code += element.text or ""
        elif kind == "begin":
            self._fields.append(Field(form=chosen(element)))
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            yield from self._closed(link)

    def _closed(self, link: str) -> Iterator[Run]:
        """一个域完了：没有算出来的字的，看里面写着什么。"""
        one = self._fields.pop()
        self._marks.links.append(linked(one.code))
        if not one.said:
            found = unsaid(one)
            self._marks.told += found.told
            self._marks.readings += found.readings
            yield from self._say(found.text, link)

    def _formula(self, formula: Any, link: str) -> Iterator[Run]:
        """公式写成一行；分数、根号等换了写法的，请人核对。"""

        def said(element: Any) -> str:
            outer, self._look = self._look, self._styles.look(element, self._paragraph)
            inside = element if element.tag == M + "r" else [element]
            words = "".join(
                run.text
                for one in inside
                for run in (
                    self._say(one.text or "", link)
                    if one.tag == M + "t"
                    else self._one(one, one.tag, link)
                )
            )
            self._look = outer
            return words

        lines = [*formula.iter(M + "oMath")] if formula.tag == M + "oMathPara" else [formula]
        text = "\n".join(filter(None, (linear(one, said).strip() for one in lines)))
        if text and not is_simple(formula):
            self._marks.told.append(f"公式写成了一行：{text}。请照原稿核对")
        yield from self._say(text, link)

    def _read_aloud(self, ruby: Any, link: str) -> Iterator[Run]:
        """拼音指南：下面的字是正文，上面的拼音另说。"""
        base = [*self._part_of(ruby, "rubyBase", link)]
        above = "".join(one.text for one in self._part_of(ruby, "rt", link)).strip()
        if above:
            below = "".join(one.text for one in base)
            self._marks.readings.append(f"{below}（{above}）")
        yield from base

    def _part_of(self, ruby: Any, name: str, link: str) -> Iterator[Run]:
        for one in ruby.iter(W + name):
            yield from self._inside(one, link)

    def _control(self, control: Any, link: str) -> Iterator[Run]:
        """内容控件；没有填的，里面只是提示的话。"""
        runs = self._inside(control, link)
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
            yield from runs
        elif hint := "".join(run.text for run in runs).strip():
            self._marks.told.append(f"没有填的控件，写着提示的话：{hint}")

    def _drawn(self, element: Any, tag: str) -> None:
        """画着的：图，和要说一声的；里面的字另有标签的，往里面走。"""
        marks = self._marks
        marks.told += (one for one in told_of(element, self._part.url) if one not in marks.told)
        if tag == _WP + "docPr":
            self._alt = element.get("descr", "")
        if tag.endswith("}chart") and element.get(R + "id"):
            marks.charts.append(element.get(R + "id"))
        if embedded := picture_of(element):
            marks.pictures.append(embedded)
            marks.alts.setdefault(embedded, self._alt)
            self._alt = ""
