"""标点挤压：链接、加粗、索引记号的两边，排版机当作两串字，挨着的标点不挤；这里把它们挪进同一串里。"""

from typing import Any, Final

from casebook.render.typeset.inlines import Tree

_CLOSING: Final = "，。、；：）》〉」』】”’"
_OPENING: Final = "（《〈「『【“‘"
_AROUND: Final = frozenset(("strong", "link", "to", "code"))
"""里面的字与外面的字排在一起的。"""
_INLINE: Final = _AROUND | {"em", "whole", "cite", "fn", "tbd", "tag", "tile", "idx", "br"}


def tightened(parts: Tree) -> Tree:
    """行内的一串：挨着的两个标点在同一串里，一个字也不多、不少，次序不变。"""
    kinds = [_kind(part) for part in parts if not isinstance(part, str)]
    if not kinds or not all(kind in _INLINE for kind in kinds):
        return parts
    out: Tree = []
    for part in parts:
        if _kind(part) != "idx":
            part = _joined(out, part)
        if part != "":
            out.append(part)
    return out


def _joined(out: Tree, part: Any) -> Any:
    """`part` 与前面的（`out`）接好；返回 `part` 余下的。"""
    at = next((n for n in range(len(out) - 1, -1, -1) if _kind(out[n]) != "idx"), None)
    if at is None:
        return part
    marks = out[at + 1 :]
    while _pair(_last(out[at]), _first(part)):
        before = out[at]
        if isinstance(before, str) and isinstance(part, str):
            # 当中的索引记号挪到词的第一个字后面：还在词上
            lead = 1 + next((n for n, c in enumerate(part) if c not in _CLOSING + _OPENING), 0)
            out[at:] = [before + part[:lead], *marks]
            return part[lead:]
        if isinstance(part, str) and _kind(before) in _AROUND:
            _append(before, part[0])
            part = part[1:]
        elif isinstance(before, str):
            _prepend(part["c"], before[-1])
            out[at] = before[:-1]
            break
        elif _kind(before) in _AROUND:
            _append(before, _taken(part["c"]))
        else:
            break
    if out[at] == "":
        del out[at]
    return part


def _prepend(words: Tree, mark: str) -> None:
    """`mark` 接在最前面的字前，索引的记号后面。"""
    at = next(n for n, one in enumerate(words) if _kind(one) != "idx")
    if isinstance(words[at], str):
        words[at] = mark + words[at]
    else:
        _prepend(words[at]["c"], mark)


def _taken(words: Tree) -> str:
    """最前面的一个字，取下来。"""
    at = next(n for n, one in enumerate(words) if _kind(one) != "idx")
    if not isinstance(words[at], str):
        return _taken(words[at]["c"])
    mark, words[at] = words[at][0], words[at][1:]
    if not words[at]:
        del words[at]
    return str(mark)


def _append(part: Any, mark: str) -> None:
    """`mark` 接在一段的末尾：后面印着页码、网址的，接在那个括号后面。"""
    if _printed_after(part):
        part["then"] = part.get("then", "") + mark
    else:
        part["c"].append(mark)


def _pair(before: str, after: str) -> bool:
    """挨着的两个标点，当中有一个字的空：前一个的右边，后一个的左边（CLREQ 3.1.6.1）。"""
    if not before or not after:
        return False
    if before in _CLOSING:
        return after in _CLOSING or after in _OPENING
    return before in _OPENING and after in _OPENING


def _kind(part: Any) -> str:
    return str(part.get("t", "")) if isinstance(part, dict) else ""


def _printed_after(part: Any) -> bool:
    """后面还印着（见第几页）、（网址）的。"""
    return "print" in part or "at" in part or "elsewhere" in part


def _first(part: Any) -> str:
    if isinstance(part, str):
        return part[:1]
    words = _words(part)
    return _first(words[0]) if words else ""


def _last(part: Any) -> str:
    if isinstance(part, str):
        return part[-1:]
    if _kind(part) in _AROUND and _printed_after(part):
        return str(part.get("then", "）"))[-1:]
    words = _words(part)
    return _last(words[-1]) if words else ""


def _words(part: Any) -> Tree:
    return [one for one in part["c"] if _kind(one) != "idx"] if _kind(part) in _AROUND else []
