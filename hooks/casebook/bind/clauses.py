"""一段话的前后：去掉记号，说成给人看的；长的一段只改了几个字，取出改了的几句，别的略去。"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from casebook.prose import beside, plain_lines, read_prose, told_lines

_END = re.compile(r"(?<=[。！？；\n])")
_LONG = 80
"""短于这么多字的，整段都写。"""
_CUT = "……"


def clauses(text: str) -> list[str]:
    """一段拆成一句句；接起来就是原来的一段。"""
    return [one for one in _END.split(text) if one]


def readable(text: str, page: bool = False) -> str:
    """去掉 Markdown 的记号，一段、一项一行；链接写出网址，出处、图、注号照写的原样。"""
    return "\n".join(told_lines(read_prose(text, page)))


def without_marks(before: str, after: str, page: bool = False) -> tuple[str, str]:
    """两边都去掉 Markdown 的记号；网址、出处、图改了的，连它们一起说。

    只是别的记号不一样的，照写的原样给。
    """
    was, now = read_prose(before, page), read_prose(after, page)
    say = plain_lines if beside(was) == beside(now) else told_lines
    old, new = ("\n".join(say(one)) for one in (was, now))
    return (old, new) if old != new else (before, after)


def excerpts(before: object, after: object) -> tuple[str, str]:
    """原来、现在各一段，没有的（空的、0）写成空；两段都长的，只留不一样的句子与它们前面的一句。"""
    old, new = (str(one or "").strip() for one in (before, after))
    if not (old and new) or max(len(old), len(new)) <= _LONG:
        return old, new
    a, b = clauses(old), clauses(new)
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    changed = [(i, j, k, n) for tag, i, j, k, n in blocks if tag != "equal"]
    return _kept(a, [(i, j) for i, j, *_ in changed]), _kept(b, [(k, n) for *_, k, n in changed])


def _kept(said: Sequence[str], spans: Sequence[tuple[int, int]]) -> str:
    """`said` 里 `spans` 的几段，当中略去的写省略号。"""
    wanted = {n for start, end in spans for n in range(max(start - 1, 0), end)}
    text, last = "", -1
    for n in sorted(wanted):
        text += (_CUT if n != last + 1 else "") + said[n]
        last = n
    return text.strip("\n") + (_CUT if last != len(said) - 1 else "")
