"""看号码之前，先把字写成一个样：全角半角、各种横、点、空格都一样，断开的行接起来。"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

_ALIKE: Mapping[str, str] = {
    "-": "‐‑‒–—―⁃−﹘─━╌┄┈˗⁓⸺⸻➖〰ㄧ丨ー~〜",
    ".": "·•‧∙⋅・●⸱ꞏ᛫ㆍ",
    " ": "\t\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0f\u20e3",
    "(": "[{【〔《",
    ")": "]}】〕》",
    '"': "“”„‟‘’'",
    "〇": "零○◯",
    "x": "×✕✖",
    "一": "幺",
    "号": "號",
    "楼": "樓",
}
"""看着一样、或当一样用的字，都换成前面那个。"""
ALIKE: Mapping[str, str] = {char: to for to, chars in _ALIKE.items() for char in chars}
"""字 → 换成什么；先照 NFKC 换过，英文已是小写。"""
NEW_LINE = r" *(?:$|[#|>]|[-*+](?: |$)|[0-9]+[.)] |```|(?:- +)*[^\s:：]{1,24}[:：](?: |$))"
"""一行的开头像这样，就是另起的一行，不与上一行相接。"""
_NEW_LINE = re.compile(NEW_LINE)
_HAN = re.compile("[\u3400-\u9fff]")
_ESCAPE = re.compile(r"\\(?=[!-/:-@[-`{-~])")


def plain(text: str) -> str:
    """`text` 换成一个样，字数不变：位置对得上。"""
    return "".join(map(_plain, text))


def _plain(char: str) -> str:
    same = unicodedata.normalize("NFKC", char)
    if len(same) != 1:
        return char
    if "A" <= same <= "Z":
        return same.lower()
    return ALIKE.get(same, same)


def passage(lines: Sequence[str], at: int) -> range:
    """第 `at` 行（从 0 数起）所在的一段话是哪几行：一句话在 YAML 与 Markdown 里可以断成几行。"""

    def goes_on(line: int) -> bool:
        before = lines[line - 1]
        return bool(before and not before.isspace()) and not _NEW_LINE.match(lines[line])

    first, last = at, at + 1
    while first and goes_on(first):
        first -= 1
    while last < len(lines) and goes_on(last):
        last += 1
    return range(first, last)


def joined(lines: Sequence[str], inside: range) -> tuple[str, list[tuple[int, int]]]:
    """`inside` 的几行接起来，带每个字在第几行、第几列（从 1 数起）。

    汉字之间直接接上，别的隔一个空格。转义用的反斜杠不是字：wang\\_1234 就是 wang_1234。
    """
    text, places = "", list[tuple[int, int]]()
    for number in inside:
        line, start = lines[number], 0
        if text:
            start = len(line) - len(line.lstrip())
            text, places = text.rstrip(), places[: len(text.rstrip())]
            if not (_HAN.match(text[-1:]) and _HAN.match(line[start : start + 1])):
                text, places = f"{text} ", [*places, (number + 1, 1)]
        escapes = {found.start() for found in _ESCAPE.finditer(line)} if "\\" in line else ()
        columns = [at for at in range(start, len(line)) if at not in escapes]
        text += "".join([line[at] for at in columns])
        places += [(number + 1, at + 1) for at in columns]
    return text, places
