"""一个一个的字：哪些看不见，哪些写成了别的编码，各该怎样读。

看不见的字（零宽、控制符、方向符）去掉，怪的空格换成普通的；有正式编码的换成正式的；别的一个也不丢。
"""

import re
import unicodedata
from typing import NamedTuple

from casebook.package import PACKAGE

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACES = frozenset(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
)
# Unicode 的 Default_Ignorable_Code_Point：本来就不画出来的；另加行间注的三个记号
_INKLESS = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# 跟在这些字后面的不是多出来的：汉字的异体、蒙文的字形、旗帜的字母
_SELECTED = re.compile(
    f"[{_HAN}][\ufe00-\ufe02\U000e0100-\U000e01ef]"
    "|[\u1820-\u18aa][\u180b-\u180d\u180f]"
    "|[\U0001f3f4\U000e0020-\U000e007e][\U000e0020-\U000e007f]"
)
_RADICALS = range(0x2E80, 0x2FD6)
# 部首的编码，和算作“可印”的不画的字符
_PRINTABLE = re.compile(
    "[\u2e80-\u2fd5\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
# GBK 的 A3A0：网页的编码标准（WHATWG Encoding）读成全角空格
_GBK_SPACE = "\ue5e5"

_SYMBOLS = range(0xF020, 0xF100)
"""Word 的项目符号：Symbol、Wingdings 字体里的，不是字。"""
# 一行文字前面空的两格，不是栏目、列表的缩进：段落的样子由书统一排
_PARAGRAPH = re.compile(r" +\u3000[ \u3000]*(?!- |#|[^\s:：]{1,20}[:：](?:\s|$))\S")

# 缩进，或栏目名与冒号：后面的全角空格是排版用错了，句子中间的不是
_INDENT = re.compile(rf"[\s{_GBK_SPACE}]*(?:- +)*(?:[^\s:：{_GBK_SPACE}]+:)?[\s{_GBK_SPACE}]*")
_INDENT_LIMIT = 100


def _read_table() -> dict[str, str]:
    """部首补充、私有区 → 正式的字；康熙部首照 NFKC，成了繁体的照表：“⽤⼾”是“用户”。"""
    rows = (PACKAGE / "read/characters.txt").read_text("utf-8").splitlines()
    pairs = (row.split()[:2] for row in rows if not row.startswith("#"))
    kangxi = {chr(n): unicodedata.normalize("NFKC", chr(n)) for n in range(0x2F00, 0x2FD6)}
    return kangxi | {chr(int(odd, 16)): chr(int(right, 16)) for odd, right in pairs}


STANDARD = _read_table()
"""写成了部首、私有区的字 → 正式的字。"""


class Odd(NamedTuple):
    """一个不该写的字犯了哪一条；`right` 是该怎样读，一个字也没有的是去掉。"""

    code: str
    right: str


def suspect(text: str) -> bool:
    """可能有不该写的字，值得一个一个地看；绝大多数的没有。"""
    return not text.isprintable() or _PRINTABLE.search(text) is not None


def odd(line: str, at: int) -> Odd | None:
    """`line` 第 `at` 个字（从 0 数起）不该写的，犯了哪一条；可以写的为 None。"""
    char = line[at]
    if char == "\n":
        return None
    if char == "\t":
        return Odd("F08", "  ")
    if char in _SPACES:
        return Odd("F12", " ")
    if char in ("\u3000", _GBK_SPACE):
        if at < _INDENT_LIMIT and _INDENT.fullmatch(line[:at]):
            return Odd("F12", "" if _PARAGRAPH.match(line) else "  ")
        return Odd("F12", "\u3000") if char == _GBK_SPACE else None
    if ord(char) in _RADICALS:
        return Odd("F19", STANDARD.get(char, char)) if unicodedata.name(char, "") else None
    if unicodedata.category(char) == "Co":
        if ord(char) in _SYMBOLS:
            return Odd("F18", char if line[:at].strip() else "- ")
        return Odd("F18", STANDARD.get(char, char))
    if char in _BIDI:
        return Odd("F07", "")
    return Odd("F06", "") if _inkless(line, at) else None


def _inkless(line: str, at: int) -> bool:
    """什么也画不出来：控制符、不成字的码位、不画的字符。还没有编码的、字库里没有的不算。"""
    char = line[at]
    if unicodedata.category(char) in ("Cc", "Cs") or char in "\u2028\u2029":
        return True
    if ord(char) & 0xFFFE == 0xFFFE or ord(char) in _NONCHARACTERS:
        return True
    if not _INKLESS.match(char):
        return False
    return not (at and _SELECTED.fullmatch(line[at - 1 : at + 1]))


def named(char: str) -> str:
    """`U+E81E`。"""
    return f"U+{ord(char):04X}"


def said(char: str, found: Odd) -> str:
    """`char` 犯了 `found`，对编辑怎样说。"""
    match found.code:
        case "F06" if char in "\u000b\u000c\u2028\u2029":
            return (
                f"这里有 Word 的手动换行（{named(char)}），印不出来，两边会接成一行。请删掉；"
                "要分成两段，就另起一行，当中空一行"
            )
        case "F06":
            return f"这里有看不见的字符 {named(char)}，请删掉"
        case "F07":
            return f"这里有看不见的文字方向控制符 {named(char)}，请删掉"
        case "F08":
            return "这里有制表符（Tab）。请换成空格：每一层缩进两个"
        case "F12" if found.right == "\u3000":
            return f"这里是别的编码留下的空格（{named(char)}），换一台电脑就不是空格。换成全角空格"
        case "F12" if not found.right:
            return "一段的开头不空格：段落的样子由书统一排。请删掉这里的全角空格"
        case "F12":
            return f"这里的空格不是普通空格（{named(char)}）。请换成半角空格"
        case "F19" if found.right == char:
            return (
                f"“{char}”是部首（{named(char)}），不是字，查不到，也读不出。"
                "是字，换成平常的字；说的就是部首，写出名称，如“竖心旁”"
            )
        case "F19":
            return said_together(char)
    if ord(char) in _SYMBOLS:
        return (
            f"这里是 Word 的项目符号（{named(char)}），别的电脑上是一个方框。"
            "列表的一项以“- ”开头；别处的删掉，或写成平常的字"
        )
    if found.right != char:
        right = f"“{found.right}”（{named(found.right)}）"
        return (
            f"这里是私有区的字（{named(char)}），别的电脑上看不见或不一样。换成正式的编码 {right}"
        )
    return (
        f"这里是私有区的字（{named(char)}），别的电脑上看不见或不一样。不要删，换成正式的编码："
        "用输入法的拆字、手写打一次；打不出的，写成“左金右弘”的样子"
    )


def said_together(line: str) -> str:
    """`line` 里有正式编码的部首（F19），一起怎样说。"""
    radicals = [char for char in dict.fromkeys(line) if ord(char) in _RADICALS and char in STANDARD]
    written, right = "".join(radicals), "".join(STANDARD[char] for char in radicals)
    code = f"（{named(written)}）" if len(written) == 1 else ""
    return f"“{written}”是部首的编码{code}，看着一样，却查不到。换成“{right}”"
