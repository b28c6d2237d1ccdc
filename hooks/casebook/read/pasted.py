"""贴进来、留下来的东西：git 的冲突标记，从 Excel 贴来的表格。"""

import re
from collections.abc import Iterator, Sequence

_MARKER = re.compile(r"(<{7}|>{7}|\|{7})(?: .*)?|={7}")
_ROW = re.compile(r" *[^\s\-#][^\t]*\t|\t*[^\s][^\t]*\t| *\t+\S")
LISTED = (
    r" *(?:[-*+o•·●○◆◇■□▪►➢√✓–—\uf020-\uf0ff]|[①-⑳]"
    r"|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、])\t[^\t]*"
)
"""从 Word 贴来的列表的一项：号与文字之间是制表符。表单也用。"""
_ITEM = re.compile(LISTED)
_KEY = re.compile(r"\s*(?:- +)*[^\s:：,，。]{1,20}[:：][ \t]*\t")
_BLOCK = re.compile(r"[:-][ \t]+[|>][+\-\d]{0,2}\s*(?: #.*)?$")


def conflicted(content: str) -> bool:
    """可能有冲突标记，值得细看。"""
    return "<<<<<<<" in content or ">>>>>>>" in content


def conflicts(lines: Sequence[str]) -> list[tuple[range, list[int]]]:
    """每一处冲突：从哪一行到哪一行（从 0 数起），其中哪几行不读：标记，和另一个人写的。

    两边各添了几条的（都以短横开头），两边都读；一边的标记已经删了的，只有剩下的标记不读。
    """
    marks = [(n, line[0]) for n, line in enumerate(lines) if _MARKER.fullmatch(line)]
    if not any(mark in "<>" for _, mark in marks):
        return []
    found: list[list[tuple[int, str]]] = []
    for n, mark in marks:
        if mark == "<" or not found or found[-1][-1][1] == ">":
            found.append([])
        found[-1].append((n, mark))
    return [
        (range(some[0][0], some[-1][0] + 1), _unread(lines, some))
        for some in found
        if any(mark in "<>|" for _, mark in some)
    ]


def _unread(lines: Sequence[str], marks: list[tuple[int, str]]) -> list[int]:
    at = [n for n, _ in marks]
    kinds = "".join(mark for _, mark in marks)
    if kinds not in ("<=>", "<|=>"):
        return at
    base = range(at[1], at[-2])  # 三方的：中间是原来的样子
    theirs = range(at[-2], at[-1])
    firsts = [lines[n + 1].lstrip(" ") for n in (at[0], at[-2])]
    both = all(first.startswith("- ") for first in firsts)
    return [*at, *base, *(() if both else theirs)]


def table_rows(lines: Sequence[str], prose: bool) -> Iterator[range]:
    """从 Excel 贴来的表格：挨着的两行以上，格子之间是制表符；各是哪几行（从 0 数起）。

    `prose` 为真时整个文件都是文章；否则只看块文字（| 与 >）里的，别处的制表符是缩进。
    """
    start = 0
    for n, line in enumerate([*lines, ""]):
        if "\t" in line and _ROW.match(line) and not _KEY.match(line):
            continue
        inside = n - start > 1 and (prose or _in_block(lines, start))
        if inside and _columns(lines[start:n]) > 1:  # 只有一列的，制表符是缩进
            yield range(start, n)
        start = n + 1


def is_list(rows: Sequence[str]) -> bool:
    """从 Word 贴来的列表，不是表：每一行都是号、一个制表符、文字。"""
    return all(map(_ITEM.fullmatch, rows))


def _columns(rows: Sequence[str]) -> int:
    """有字的几列。"""
    if is_list(rows):
        return 0
    cells = (row.split("\t") for row in rows)
    return len({n for row in cells for n, words in enumerate(row) if words.strip()})


def _in_block(lines: Sequence[str], index: int) -> bool:
    """第 `index` 行在块文字里：往上第一个缩进更少的行，以 | 或 > 收尾。"""
    indent = _indent(lines[index])
    for line in reversed(lines[:index]):
        if line.strip() and _indent(line) < indent:
            return _BLOCK.search(line) is not None
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
