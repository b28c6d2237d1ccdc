"""看号码之前，先把字写成一个样：全角半角、各种横、点、空格都一样，断开的行接起来。"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

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


def joined(lines: Sequence[str]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """接起来的一段段，各带每个字在第几行、第几列（从 1 数起）。

    一句话在 YAML 与 Markdown 里可以断成几行：汉字之间直接接上，别的隔一个空格。
    转义用的反斜杠不是字：wang\\_1234 就是 wang_1234。
    """
    text, places = "", list[tuple[int, int]]()
    for number, line in enumerate(lines, 1):
        if text and not _NEW_LINE.match(line):
            start = len(line) - len(line.lstrip())
            text, places = text.rstrip(), places[: len(text.rstrip())]
            if not (_HAN.match(text[-1:]) and _HAN.match(line[start : start + 1])):
                text, places = f"{text} ", [*places, (number, 1)]
        else:
            if text:
                yield text, places
            text, places, start = "", [], 0
        escapes = {found.start() for found in _ESCAPE.finditer(line)} if "\\" in line else ()
        columns = [at for at in range(start, len(line)) if at not in escapes]
        text += "".join([line[at] for at in columns])
        places += [(number, at + 1) for at in columns]
    if text:
        yield text, places
