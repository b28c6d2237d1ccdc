"""Word 的一个标签写着什么字：字、换行、公式里的、符号字体里的；划去的、藏起来的不算。"""

import re
from typing import Any

from casebook.intake.symbols import symbol

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Word 的命名空间。"""
_T = (W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
_BREAKS = {
    **dict.fromkeys((W + "tab", W + "ptab"), "\t"),
    **dict.fromkeys((W + "br", W + "cr"), "\n"),
    W + "noBreakHyphen": "-",
}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_LEFT = re.compile("[0-9A-Za-z]+")
CROSSED = ("strike", "dstrike", "vanish")
"""划去、藏起来的写法。"""


def letters(element: Any) -> str:
    """`element` 自己写着的字；不是写字的标签，为空。"""
    if element.tag in _T:
        return element.text or ""
    if element.tag == W + "sym":
        return symbol(element.get(W + "font", ""), element.get(W + "char", ""))
    return _BREAKS.get(element.tag, "")


def raised(words: str) -> str:
    """升上去的字（10 的 2 次方）写成上标的字；没有上标的字的，写明。"""
    return _LEFT.sub(lambda found: f"〔上标 {found[0]}〕", words.translate(_RAISED))


def lowered(words: str) -> str:
    """降下去的字写成下标的字；没有下标的字的，写明。"""
    return _LEFT.sub(lambda found: f"〔下标 {found[0]}〕", words.translate(_LOWERED))


def crossed(run: Any) -> bool:
    """一截字上写着划去（或藏起来）没有：纸上划掉一句的人，在 Word 里也常常这样。"""
    marks = (run.find(f"{W}rPr/{W}{name}") for name in CROSSED)
    return any(one is not None and is_on(one) for one in marks)


def is_on(mark: Any) -> bool:
    """开关是开着的：没有写值，就是开。"""
    return mark.get(W + "val", "1") not in ("0", "false", "off")
