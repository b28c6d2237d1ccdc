"""符号字体里的字：用来打钩、打叉、画框、写希腊字母的，是哪个字。收稿子与对送审稿都照它。"""

from collections.abc import Mapping

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOLS: Mapping[str, Mapping[int, str]] = {
    "wingdings": {
        **{0x6F: "□", 0xA8: "□", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
        **{0x6C: "●", 0x6E: "■", 0xA1: "○", 0x4A: "☺", 0x4C: "☹"},
        **{0x6D: "❍", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0xA7: "▪", 0xD8: "➢", 0xE0: "→"},
        **dict(enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", 0x80)),
    },
    "wingdings 2": {
        **{0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒"},
        **{0xA3: "□", 0x97: "●", 0xA2: "■"},
    },
    "symbol": {
        **dict(enumerate(_GREEK, 0x41)),
        **dict(enumerate(_SMALL, 0x61)),
        **{0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓"},
        **{0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠"},
        **{0xBB: "≈", 0xBC: "…", 0xD6: "√", 0xE5: "∑"},
    },
}
"""字体（小写）→ 第几个 → 字。"""


def symbol(font: str, code: str) -> str:
    """`font` 的第 `code`（十六进制）个；认不出的照实说：哪个字体的第几个，总不能不说。"""
    try:
        known = _SYMBOLS.get(font.lower(), {}).get(int(code, 16) & 0xFF)
    except ValueError:
        known = None
    return known or f"〔符号 {font} {code}〕"


def lettered(font: str, text: str) -> str:
    """用 `font` 打出来的 `text`：字体是符号的，换成看见的字；平常的字体，照原样。"""
    if font.lower() not in _SYMBOLS:
        return text
    return "".join(
        symbol(font, f"{ord(one):X}") if _coded(one) and not one.isspace() else one for one in text
    )


def _coded(char: str) -> bool:
    """符号字体管得着的：单字节的，和它在私有区里的号。"""
    return ord(char) < 0x100 or 0xF000 <= ord(char) <= 0xF0FF
