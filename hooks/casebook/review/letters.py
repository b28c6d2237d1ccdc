"""Word 的一个标签写着什么字：字、换行、公式里的、符号字体里的；划去的、藏起来的不算。"""

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
CROSSED = ("strike", "dstrike", "vanish")
"""划去、藏起来的写法。"""


def letters(element: Any) -> str:
    """`element` 自己写着的字；不是写字的标签，为空。"""
    if element.tag in _T:
        return element.text or ""
    if element.tag == W + "sym":
        return symbol(element.get(W + "font", ""), element.get(W + "char", ""))
    return _BREAKS.get(element.tag, "")


def crossed(run: Any) -> bool:
    """一截字上写着划去（或藏起来）没有：纸上划掉一句的人，在 Word 里也常常这样。"""
    marks = (run.find(f"{W}rPr/{W}{name}") for name in CROSSED)
    return any(one is not None and is_on(one) for one in marks)


def is_on(mark: Any) -> bool:
    """开关是开着的：没有写值，就是开。"""
    return mark.get(W + "val", "1") not in ("0", "false", "off")
