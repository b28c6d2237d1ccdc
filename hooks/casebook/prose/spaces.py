"""树里的空白：中文之间的换行去掉。"""

import re
import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_LINE_END = re.compile(r"(?<=(.))\n(?=(.))")


def tidy(root: Element) -> None:
    """中文段落里的换行不是空格：两边都是中文时就地去掉。"""
    slots = list(_slots(root))
    for index, (element, where, text) in enumerate(slots):
        if "\n" not in text:
            continue
        after = next((t[0] for _, _, t in slots[index + 1 :] if t), "")
        before = next((t[-1] for _, _, t in reversed(slots[:index]) if t), "")
        joined = _LINE_END.sub(_joint, before + text + after)
        setattr(element, where, joined[len(before) : len(joined) - len(after)])


def _joint(found: re.Match[str]) -> str:
    return "" if is_wide(found[1]) and is_wide(found[2]) else "\n"


def _slots(node: Element) -> Iterator[tuple[Element, str, str]]:
    """文档顺序里的一段段文字：（元素, "text" 或 "tail", 文字）。"""
    if node.tag not in ("code", "pre"):
        yield node, "text", node.text or ""
    for child in node:
        yield from _slots(child)
        yield child, "tail", child.tail or ""


def is_wide(char: str) -> bool:
    """汉字、全角的标点：两个这样的字之间换行，不是空格。"""
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’…—"
