r"""Word 的 EQ 域 → 一行字：带圈的字、拼音、分数、上下标都写在域里，不在平常的字里。

`EQ \o\ac(○,1)` 是①，`EQ \s\up8(2)` 是上标的 2，`EQ \f(1,2)` 是 1/2。
"""

import re
from dataclasses import dataclass, field

from casebook.intake.scripts import SUB, SUPER, circled, fraction, placed, root

_SWITCH = re.compile(r"\\\s*([a-z]{1,2})\s*([-\d]*)", re.I)
_LOOK = re.compile(r"\\\*\s*(?:\"[^\"]*\"|\S+)\s*")
_RINGS = "○〇◯□△◇"
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
    made.text = _Reader(_LOOK.sub("", code), made).several(0)[0][0].strip()
    return made


class _Reader:
    """从左到右读；圆括号里以逗号、分号隔开几样。"""

    def __init__(self, code: str, made: Equation) -> None:
        self._code = code
        self._made = made
        self._at = 0

    def several(self, deep: int) -> list[tuple[str, str]]:
        """到这一层括号的末了：一样样的字，和其中升起来的原是什么。"""
        said: list[tuple[str, str]] = []
        now, raised = "", ""
        while self._at < len(self._code):
            char = self._code[self._at]
            if char == "\\":
                text, up = self._switch(deep)
                now, raised = now + text, raised or up
                continue
            self._at += 1
            if deep and char == ")":
                break
            if deep and char in ",;，；":
                said.append((now, raised))
                now, raised = "", ""
            elif char == "(":
                now += f"({','.join(one for one, _ in self.several(deep + 1))})"
            else:
                now += char
        return [*said, (now, raised)]

    def _switch(self, deep: int) -> tuple[str, str]:
        names: list[str] = []
        left, right = "(", ")"
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
            return char, ""
        while self._code[self._at : self._at + 1] == " ":
            self._at += 1
        if self._code[self._at : self._at + 1] != "(":
            return "", ""
        self._at += 1
        return self._made_of(names, self.several(deep + 1), (left, right))

    def _made_of(
        self, names: list[str], parts: list[tuple[str, str]], edges: tuple[str, str]
    ) -> tuple[str, str]:
        said = [one.strip() for one, _ in parts]
        first, last = said[0], said[-1]
        match names[0]:
            case "s":
                where = SUB if "do" in names else SUPER
                raised = "，".join(said)
                return "，".join(
                    placed(one, where) for one in said
                ), raised if where == SUPER else ""
            case "o" if len(said) == 2 and parts[0][1] and not parts[1][1]:  # 拼音指南
                self._made.readings.append(f"{last}（{parts[0][1]}）")
                return last, ""
            case "o" if len(said) == 2 and {*said} & {*_RINGS}:
                ring, inside = (first, last) if first in _RINGS else (last, first)
                return circled(ring, inside), ""
        self._made.same = False
        match names[0]:
            case "f" if len(said) == 2:
                return fraction(first, last), ""
            case "r":
                return root(last, first if len(said) > 1 else ""), ""
            case "b":
                return f"{edges[0]}{'，'.join(said)}{edges[1]}", ""
            case "a":
                return "；".join(said), ""
        return "，".join(filter(None, said)), ""
