r"""Word 的 EQ 域 → 一行字：带圈的字、拼音、分数、上下标都写在域里，不在平常的字里。

`EQ \o\ac(○,1)` 是①，`EQ \s\up8(2)` 是上标的 2，`EQ \f(1,2)` 是 1/2。
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from casebook.intake.scripts import RINGS, SUB, SUPER, circled, fraction, placed, root

_SWITCH = re.compile(r"\\\s*([a-z]{1,2})\s*([-\d]*)", re.I)
_LOOK = re.compile(r"\\\*\s*(?:\"[^\"]*\"|\S+)\s*")
_CLOSING = {"{": "}", "[": "]", "<": ">", "（": "）"}


@dataclass
class Equation:
    """读出来的：一行字；拼音等没有写进去的；是不是原样（分数等换了写法的，要人核对）。"""

    text: str = ""
    readings: list[str] = field(default_factory=list)
    same: bool = True


def read_equation(code: str) -> Equation:
    """`code` 是 EQ 后面写的。"""
    made = Equation()
    made.text = _Reader(_LOOK.sub("", code), made).several(0)[0].text.strip()
    return made


class _Piece(NamedTuple):
    """一样东西：写成的字；整个升、降了的，原来的字，升还是降。"""

    text: str
    raw: str = ""
    where: str = ""


class _Reader:
    """从左到右读；圆括号里以逗号、分号隔开几样。"""

    def __init__(self, code: str, made: Equation) -> None:
        self._code = code
        self._made = made
        self._at = 0

    def several(self, deep: int) -> list[_Piece]:
        """到这一层括号的末了：一样样的。"""
        said: list[_Piece] = []
        now = _Piece("")
        while self._at < len(self._code):
            char = self._code[self._at]
            if char == "\\":
                one = self._switch(deep)
                now = _Piece(now.text + one.text, now.raw or one.raw, now.where or one.where)
                continue
            self._at += 1
            if deep and char == ")":
                break
            if deep and char in ",;，；":
                said.append(now)
                now = _Piece("")
            elif char == "(":
                inside = ",".join(one.text for one in self.several(deep + 1))
                now = now._replace(text=f"{now.text}({inside})")
            else:
                now = now._replace(text=now.text + char)
        return [*said, now]

    def _switch(self, deep: int) -> _Piece:
        names: list[str] = []
        left = right = ""
        while found := _SWITCH.match(self._code, self._at):
            name = found[1].lower()
            self._at = found.end()
            if name in ("lc", "rc", "bc") and self._code[self._at : self._at + 1] == "\\":
                mark = self._code[self._at + 1 : self._at + 2]
                left = mark if name != "rc" else left
                right = right if name == "lc" else _CLOSING.get(mark, mark)
                self._at += 2
            names.append(name)
        if not names:  # 记号本身：\( 是一个括号
            char = self._code[self._at + 1 : self._at + 2]
            self._at += 2
            return _Piece(char)
        while self._code[self._at : self._at + 1] == " ":
            self._at += 1
        if self._code[self._at : self._at + 1] != "(":
            return _Piece("")
        self._at += 1
        return self._made_of(names, self.several(deep + 1), (left, right))

    def _made_of(self, names: list[str], parts: list[_Piece], edges: tuple[str, str]) -> _Piece:
        said = [one.text.strip() for one in parts]
        first, last = said[0], said[-1]
        match names[0]:
            case "s":
                where = SUB if "do" in names else SUPER
                return _Piece("，".join(placed(o, where) for o in said), "，".join(said), where)
            case "o" if [one.where for one in parts] == [SUPER, ""]:  # 拼音指南
                self._made.readings.append(f"{last}（{parts[0].raw}）")
                return _Piece(last)
            case "o" if [one.where for one in parts] == [SUPER, SUB]:  # 合并字符
                return _Piece("".join(one.raw for one in parts))
            case "o" if len(said) == 2 and {*said} & {*RINGS}:
                ring, inside = (first, last) if first in RINGS else (last, first)
                return _Piece(circled(ring, inside))
        self._made.same = False
        match names[0]:
            case "f" if len(said) == 2:
                return _Piece(fraction(first, last))
            case "r":
                return _Piece(root(last, first if len(said) > 1 else ""))
            case "b":
                left, right = edges if any(edges) else "()"
                return _Piece(f"{left}{'，'.join(said)}{right}")
            case "a":
                return _Piece("；".join(said))
        return _Piece("，".join(filter(None, said)))
