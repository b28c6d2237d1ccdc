"""树里的空白：中文之间的换行去掉，脚注扩展留下的占位字换掉。"""

import re
import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER

_LINE_END = re.compile(r"(?<=(.))\n(?=(.))")


def tidy(root: Element) -> None:
    """就地理好 `root` 里的空白。"""
    for element, where, text in list(_slots(root)):
        words = text.replace(NBSP_PLACEHOLDER, "\u00a0").replace(FN_BACKLINK_TEXT, "回正文")
        if words != text:
            setattr(element, where, words)
    _join_chinese_lines(root)


def _join_chinese_lines(root: Element) -> None:
    """中文段落里的换行不是空格：两边都是中文时去掉。"""
    slots = list(_slots(root))
    for index, (element, where, text) in enumerate(slots):
        if "\n" not in text:
            continue
        after = next((t[0] for _, _, t in slots[index + 1 :] if t), "")
        before = next((t[-1] for _, _, t in reversed(slots[:index]) if t), "")
        joined = _LINE_END.sub(_joint, before + text + after)
        setattr(element, where, joined[len(before) : len(joined) - len(after)])


def _joint(found: re.Match[str]) -> str:
    return "" if _chinese(found[1]) and _chinese(found[2]) else "\n"


def _slots(node: Element) -> Iterator[tuple[Element, str, str]]:
    """文档顺序里的一段段文字：（元素, "text" 或 "tail", 文字）。"""
    if node.tag not in ("code", "pre"):
        yield node, "text", node.text or ""
    for child in node:
        yield from _slots(child)
        yield child, "tail", child.tail or ""


def _chinese(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’…—"
