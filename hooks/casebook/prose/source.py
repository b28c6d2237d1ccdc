"""原文：不必读成树就看得出的毛病，和一处在第几行。"""

import re
from collections.abc import Iterator
from html.entities import html5

from casebook.prose.inline import EMPHASIS, STRONG
from casebook.prose.tree import Fault

_RAW_HTML = re.compile(r"(?<!\\)<(?!https?://[^\s>]*>)(?:[A-Za-z/!?][^<>]*>|!--)|-->")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.S)
_MARKS = re.compile(r"\[|`|[*]+|_+")
NO_HEADINGS = "这里的文字不写标题（# 开头的行）；各节的标题由书统一加"
"""案例的文字里写了标题时说的话（T04）。"""
MARK_LIMIT = 200
"""一段里至多几处方括号、反引号、星号、下划线。"""


def crowded(text: str) -> Iterator[Fault]:
    """解析器遇到太多没有配对的方括号、反引号、星号会非常慢；这样的文字不解析。"""
    if len(text) <= MARK_LIMIT:
        return
    for found in re.finditer(r"(?:[^\n]+\n?)+", text):
        marks = [mark[0][0] for mark in _MARKS.finditer(found[0])]
        for char in dict.fromkeys(marks):
            if marks.count(char) > MARK_LIMIT:
                line = text.count("\n", 0, text.index(char, found.start())) + 1
                yield Fault("T05", line, f"一段里的 {char} 超过 {MARK_LIMIT} 个，请分段", char)


def without_code(text: str) -> str:
    """行内代码换成空格；字数与行数不变。"""
    return _CODE_SPAN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text) if "`" in text else text


def source_faults(text: str, page: bool) -> Iterator[Fault]:
    """网页代码与图片；行内代码里的不算。文章里（`page`）可以写 ![替代文字](文件名)。"""
    picture = re.compile(r"!\[[^\]]*\]" + (r"\[" if page else r"[(\[]"))
    for number, line in enumerate(without_code(text).split("\n"), 1):
        if found := _RAW_HTML.search(line):
            message = "文字里不能写网页代码（尖括号）。要显示尖括号，写成 \\<"
            yield Fault("T01", number, message, found[0])
        if found := picture.search(line):
            message = "文字里不能插图片。图片放到 cases/<编号>/ 里，写进“图片”栏"
            if page:
                message = "文章里的图片写成 ![图里有什么](文件名)"
            yield Fault("T03", number, message, found[0])


_MARK_LIKE = (
    r"\d{1,2}(?:[、．)）]|\.(?=[^\s\d]))|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    r"|第?[一二三四五六七八九十]{1,3}[、，]|[A-Za-z](?:[)）．、]|\. )|[①-⑳⑴-⒇❶-❿]|[Ⅰ-Ⅻⅰ-ⅻ][.．、]"
    r"|[●•○◆◇■□▪◦►➢✓✔·－–—](?=[^－–—])|[-*+](?=[\u3400-\u9fff])"
)
_LIST_LIKE = re.compile(
    rf"^[ ]{{0,3}}(?P<mark>{_MARK_LIKE})[^\n]*\n[ ]{{0,3}}(?={_MARK_LIKE})", re.M
)
_CLOSE_HEADING = re.compile(r"^#{1,6}(?=[^#\s\d]|\u3000)", re.M)
_DEEP = re.compile(r"(?:\A|\n[ ]*\n)(?P<spaces>[ ]{4,})(?=[^\s*+-])")
_REFERENCE = re.compile(r"(?<!\\)&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HAN = r"[\u3400-\u9fff]"
_SINGLE = re.compile(r"(?<![\\*])[*](?=[^*\s])[^*\n]{1,40}(?<=[^*\s\\])[*](?![*])")
_DOUBLE = re.compile(rf"(?<![\\*])[*]{{2,3}}(?![*])(?:(?<={_HAN}[*][*])|(?={_HAN}|[“《（]))")


def style_faults(text: str, page: bool) -> Iterator[Fault]:
    """看着像、其实不是列表、标题、加重与段落的写法。"""
    if found := _LIST_LIKE.search(text):
        mark = found["mark"]
        line = text.count("\n", 0, found.start("mark")) + 1
        right = "- " if re.fullmatch(r"[^\w①-⑳⑴-⒇❶-❿]", mark) else "1. "
        message = f"“{mark}”开头的行不会变成列表，会接成一段。写成“{right}”，后面空一格"
        yield Fault("T10", line, message, mark)
    for found in _CLOSE_HEADING.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"{found[0]} 后面要空一格才是标题" if page else NO_HEADINGS
        yield Fault("T04", line, message, found[0])
    yield from _literal_marks(without_code(text))
    for found in _DEEP.finditer(text):
        before = text[: found.start()].rstrip().rpartition("\n")[2]
        if re.match(r" *(?:[-*+]|\d{1,3}\.|\[\^)|(?:!!!| {4})", before):
            continue  # 列表、脚注、提示框里的一段，本该缩进
        line = text.count("\n", 0, found.start("spaces")) + 1
        first = text[found.end() :].partition("\n")[0]
        yield Fault("T11", line, "这一段开头空得太多。顶格写，段落的样子由书统一排", first)


def _literal_marks(text: str) -> Iterator[Fault]:
    """照样印出来的记号：没有配成对的 `**`，夹在汉字里的 `*`，网页的字符引用。"""
    for found in _REFERENCE.finditer(text):
        if found[0][1] == "#" or found[0][1:] in html5:
            line = text.count("\n", 0, found.start()) + 1
            yield Fault("T18", line, f"“{found[0]}”会照样印出来。写成它代表的那个字", found[0])
    if "*" not in text:
        return
    for pattern in (STRONG, STRONG, EMPHASIS):  # 套着的两层
        text = pattern.sub(lambda m: f"{_blank(m['mark'])}{m['words']}{_blank(m['mark'])}", text)
    literal = (
        (_DOUBLE, "这里的 ** 没有配成对，会照样印出来。要加重，写成 **重点**，记号贴着字"),
        (_SINGLE, "这里的 * 会照样印出来。是乘号，写成 ×；要加重，写成 **重点**"),
    )
    for pattern, message in literal:
        if (left := pattern.search(text)) and re.search(_HAN, text):
            line = text.count("\n", 0, left.start()) + 1
            yield Fault("T17", line, message, left[0])
            return


def _blank(mark: str) -> str:
    return " " * len(mark)


def line_of(text: str, part: str, nth: int = 1) -> int:
    """`part` 第 `nth` 次出现在第几行；没有那么多次时取最后一次，一次也没有时为 1。"""
    line = 1
    at = -1
    for _ in range(nth):
        at = text.find(part, at + 1) if part else -1
        if at < 0:
            break
        line = text.count("\n", 0, at) + 1
    return line
