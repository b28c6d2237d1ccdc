"""上标、下标、分数、根号写成一行字：不然 10⁴ 读成了 104，½ 读成了 12。"""

import re
import unicodedata

SUPER, SUB = "superscript", "subscript"
_TABLES = {
    SUPER: str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    SUB: str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
_MARKS = {SUPER: "^", SUB: "_"}
_PLAIN = re.compile(
    r"[^0-9A-Za-zΑ-ω]*|st|nd|rd|th|TM|(?:[\[〔][-\d,，、~～—]+[\]〕])+|[①-⑳]+", re.I
)
"""写在行上也不会看错的：汉字，1st，注码。"""
_ATOM = re.compile(r"[-−]?(?:[\d.]+|\w)%?")
_CIRCLED = {
    unicodedata.normalize("NFKC", char): char
    for char in map(chr, (*range(0x2460, 0x2474), *range(0x24B6, 0x24EB), *range(0x3280, 0x32B1)))
}
_ROUND = "○〇◯"
RINGS = f"{_ROUND}□△◇"
"""带圈字符的圈。"""


def placed(text: str, where: str) -> str:
    """写在上标（`SUPER`）、下标（`SUB`）里的 `text`；写不成上标的字的，写成 ^(a)、_(a)。"""
    if where not in _TABLES or not text.strip():
        return text
    table = _TABLES[where]
    if all(ord(char) in table or char.isspace() for char in text):
        return text.translate(table)
    if _PLAIN.fullmatch(text.strip()):
        return text
    return f"{_MARKS[where]}({text.strip()})"


def fraction(above: str, below: str) -> str:
    """`above` 分之……：½ 写成 1/2，不止一项的括起来。"""
    return f"{_whole(above)}/{_whole(below)}"


def root(inside: str, degree: str = "") -> str:
    """根号；开平方的不写几次。"""
    marks = {"": "√", "2": "√", "3": "∛", "4": "∜"}
    return f"{marks.get(degree, f'（{degree} 次）√')}{_whole(inside)}"


def circled(ring: str, inside: str) -> str:
    """带圈的字；没有这个字的，把圈写出来。"""
    made = _CIRCLED.get(inside) if ring in _ROUND else None
    return made or f"〔{ring}{inside}〕"


def _whole(text: str) -> str:
    return text if _ATOM.fullmatch(text) else f"({text})"
