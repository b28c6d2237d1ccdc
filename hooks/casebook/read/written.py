"""值里的几个字，写在文件的哪几个字上：检查指得准，改正照同样的改。"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casebook.prose.punctuation import Edit
from casebook.read.tree import ScalarNode

# YAML 里放在内容开头有特别意思的（1.2.2 第 5.3 节）
_SPECIAL = re.compile(r"[\[\]{},#&*!|>%@`]|[-?](?: |$)")


@dataclass(frozen=True)
class LineEdit:
    """第 `line` 行（从 0 数起）从 `start` 到 `end` 改成 `new`。"""

    line: int
    start: int
    end: int
    new: str
    what: str


def written_edits(
    lines: Sequence[str], scalar: ScalarNode, edits: Sequence[Edit]
) -> tuple[list[LineEdit], str] | None:
    """值里的改动 → 文件里的改动，和改好的值；对不上原文的字时为 None。

    改好的以 `*`、`[` 这样的记号开头的，两头加上引号，末尾的引号是多出来的一处；折成几行的不改。
    """
    spots = _spots(lines, scalar)
    if spots is None:
        return None
    found: list[LineEdit] = []
    value = scalar.text
    for edit in reversed(edits):
        end = edit.end
        while end > edit.start and scalar.text[end - 1].isspace():
            end -= 1  # 跟着的空白在同一行里才一起改
        line, start, _ = spots[edit.start]
        last_line, _, stop = spots[end - 1]
        if end < edit.end and edit.end < len(spots) and spots[edit.end][0] == line:
            end, stop = edit.end, spots[edit.end][1]
        if last_line != line:
            return None
        found.append(LineEdit(line, start, stop, edit.new, edit.what))
        value = value[: edit.start] + edit.new + value[end:]
    found.reverse()
    head = lines[scalar.line - 1][scalar.column - 1 :][:1]
    if _SPECIAL.match(value) and head == scalar.text[:1] and not _SPECIAL.match(scalar.text):
        if '"' in value or "\\" in value or spots[-1][0] != spots[0][0]:
            return None
        found[0] = replace(found[0], new=f'"{found[0].new}')
        line, _, stop = spots[-1]
        found.append(LineEdit(line, stop, stop, '"', found[0].what))
    return found, value


def _spots(lines: Sequence[str], scalar: ScalarNode) -> list[tuple[int, int, int]] | None:
    """值的每个字在哪一行、从哪到哪（都从 0 数起）；空白的位置不准，不用它。"""
    line, at = scalar.line - 1, scalar.column - 1
    head = lines[line][at : at + 1]
    quote = head if head in ("'", '"') and head else ""
    if quote:
        at += 1
    elif head in ("|", ">") and not scalar.text.startswith(head):
        line, at = line + 1, 0
    spots: list[tuple[int, int, int]] = []
    for char in scalar.text:
        if char.isspace():
            spots.append((line, at, at))
            continue
        while line < len(lines) and not lines[line][at:].lstrip():
            line, at = line + 1, 0
        if line >= len(lines):
            return None
        source = lines[line]
        at += len(source[at:]) - len(source[at:].lstrip())
        width = (
            2 if source[at : at + 2] in {"'": ("''",), '"': ('\\"', "\\\\")}.get(quote, ()) else 1
        )
        if source[at + width - 1] != char:
            return None
        spots.append((line, at, at + width))
        at += width
    return spots


def applied(lines: Iterable[str], edits: Iterable[LineEdit]) -> list[str]:
    """改好的各行；后面的先改，前面的位置才不变。"""
    lines = list(lines)
    for edit in sorted(edits, key=lambda e: (e.line, e.start), reverse=True):
        line = lines[edit.line]
        lines[edit.line] = line[: edit.start] + edit.new + line[edit.end :]
    return lines
