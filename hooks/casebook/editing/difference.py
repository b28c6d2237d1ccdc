"""改了哪里：前后对照着给人看。"""

from collections.abc import Iterator
from enum import Enum

from casebook.editing.fixing import Mended
from casebook.problems.report import shown


class Tone(Enum):
    """一行说的是什么；终端里颜色不同。"""

    HEAD = "文件"
    SAME = "没有改"
    GONE = "原来"
    NEW = "改成"
    WHY = "改了什么"


def difference(mended: Mended) -> Iterator[tuple[Tone, str]]:
    """一行一行的对照：- 是原来的，+ 是改成的，下面说改了什么；前后各带一行，好找。"""
    before, after = mended.before, mended.after
    changed = {n for n, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}
    yield Tone.HEAD, f"{mended.path}（- 原来，+ 改成）"
    for change in mended.changes:
        if not change.line:
            yield Tone.WHY, f"整个文件：{change.what}"
    last = -1
    width = len(str(len(before)))
    blank = " " * width
    for number in sorted(n for c in changed for n in (c - 1, c, c + 1) if 0 <= n < len(before)):
        if number <= last:
            continue
        if last >= 0 and number > last + 1:
            yield Tone.SAME, f"{blank}   ……"
        last = number
        place = f"{number + 1:>{width}}"
        if number not in changed:
            yield Tone.SAME, f"{place}   {shown(before[number])}"
            continue
        yield Tone.GONE, f"{place} - {_seen(before[number], after[number])}"
        for line in after[number].split("\n"):
            yield Tone.NEW, f"{blank} + {shown(line)}" if line else f"{blank} +"
        whats = [change.what for change in mended.changes if change.line == number + 1]
        yield Tone.WHY, f"{blank}   ↑ {'；'.join(whats)}"


def _seen(before: str, after: str) -> str:
    """原来的一行：开头的全角空格、去掉的行尾空格也看得见。"""
    body = before.rstrip(" ")
    rest = body.lstrip(" \u3000\u00a0\t")
    head = body[: len(body) - len(rest)]
    tail = before[len(body) :]
    dots = tail if after.endswith(tail) else "·" * len(tail)
    return shown(head).replace("\u3000", "□") + shown(rest) + dots
