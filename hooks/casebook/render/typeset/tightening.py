"""标点挤压：链接、加粗、索引记号的两边，排版机当作两串字，挨着的标点不挤；这里标出来，由模板收去半个字。"""

from itertools import pairwise
from typing import Any, Final

from casebook.render.typeset.inlines import Tree

_CLOSING: Final = "，。、；：）》〉」』】”’"
_OPENING: Final = "（《〈「『【“‘"
_THROUGH: Final = frozenset(("strong", "link", "to", "code"))
"""里面的字与外面的字排在一起的。"""
_INLINE: Final = _THROUGH | {"em", "cite", "fn", "tbd", "tag", "tile", "idx", "br"}

TIGHT: Final = {"t": "tight"}


def tightened(parts: Tree) -> Tree:
    """行内的一串：要收去半个字的地方插上 `tight`；别的原样。"""
    if not _is_inline(parts):
        return parts
    out, before = [], ""
    for part in parts:
        if _kind(part) == "idx":
            out.append(part)
            continue
        if _pair(before, _edge(part, 0)):
            out.append(TIGHT)
        if _kind(part) == "to" and _pair(_edge(part, -1, inner=True), "（"):
            part = {**part, "tight": True}
        out.append(part)
        before = _edge(part, -1)
    return out


def _pair(before: str, after: str) -> bool:
    """挨着的两个标点，当中有一个字的空：前一个的右边，后一个的左边（CLREQ 3.1.6.1）。"""
    if not before or not after:
        return False
    if before in _CLOSING:
        return after in _CLOSING or after in _OPENING
    return before in _OPENING and after in _OPENING


def _is_inline(parts: Tree) -> bool:
    kinds = [_kind(part) for part in parts if not isinstance(part, str)]
    return bool(kinds) and all(kind in _INLINE for kind in kinds)


def _kind(part: Any) -> str:
    return str(part.get("t", "")) if isinstance(part, dict) else ""


def _edge(part: Any, end: int, inner: bool = False) -> str:
    """一段最前（0）或最后（-1）的一个字；不是字的（出处的号、方块）是空的。"""
    if isinstance(part, str):
        return part[end : end + 1 or None]
    if not isinstance(part, dict) or part.get("t") not in _THROUGH:
        return ""
    if end and not inner and ("print" in part or "at" in part or "elsewhere" in part):
        return "）"  # 网址、见第几页
    words = [one for one in part["c"] if _kind(one) != "idx"]
    return _edge(words[end], end) if words else ""
