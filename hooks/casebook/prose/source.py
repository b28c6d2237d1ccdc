"""原文：不必读成树就看得出的毛病，和一处在第几行。"""

import re
from collections.abc import Iterator

from casebook.prose.tree import Fault

_RAW_HTML = re.compile(r"(?<!\\)<(?!https?://[^\s>]*>)[A-Za-z/!?]")
_CODE_SPAN = re.compile(r"(`+).+?\1", re.S)
MARK_LIMIT = 200
"""一段里至多几个方括号或反引号。"""


def crowded(text: str) -> Iterator[Fault]:
    """解析器遇到太多没有配对的方括号、反引号会非常慢；这样的文字不解析。"""
    for found in re.finditer(r"(?:[^\n]+\n?)+", text):
        for char in "[`":
            if found[0].count(char) > MARK_LIMIT:
                line = text.count("\n", 0, text.index(char, found.start())) + 1
                yield Fault("T05", line, f"一段里的 {char} 超过 {MARK_LIMIT} 个，请分段", char)


def source_faults(text: str, page: bool) -> Iterator[Fault]:
    """网页代码与图片；行内代码里的不算。文章里（`page`）可以写 ![替代文字](文件名)。"""
    picture = re.compile(r"!\[[^\]]*\]" + (r"\[" if page else r"[(\[]"))
    bare = _CODE_SPAN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    for number, line in enumerate(bare.split("\n"), 1):
        if found := _RAW_HTML.search(line):
            message = "文字里不能写网页代码（尖括号）。要显示尖括号，写成 \\<"
            yield Fault("T01", number, message, found[0])
        if found := picture.search(line):
            message = "文字里不能插图片。图片放到 cases/<编号>/ 里，写进“图片”栏"
            if page:
                message = "文章里的图片写成 ![图里有什么](文件名)"
            yield Fault("T03", number, message, found[0])


_NUMBERED = re.compile(r"(?:^|(?<=\n))[ ]{0,3}[0-9]{1,2}、[^\n]*\n[ ]{0,3}[0-9]{1,2}、")
_DEEP = re.compile(r"(?:\A|\n[ ]*\n)(?P<spaces>[ ]{4,})(?=[^\s*+-])")


def style_faults(text: str) -> Iterator[Fault]:
    """看着像、其实不是列表与段落的写法。"""
    if found := _NUMBERED.search(text):
        part = found[0].strip().partition("、")[0]
        line = text.count("\n", 0, found.start()) + 1
        message = f"“{part}、”开头的行不会变成列表。写成“{part}. ”，点后面空一格"
        yield Fault("T10", line, message, f"{part}、")
    for found in _DEEP.finditer(text):
        before = text[: found.start()].rstrip().rpartition("\n")[2]
        if re.match(r" *(?:[-*+]|\d{1,3}\.|\[\^)|(?:!!!| {4})", before):
            continue  # 列表、脚注、提示框里的一段，本该缩进
        line = text.count("\n", 0, found.start("spaces")) + 1
        first = text[found.end() :].partition("\n")[0]
        yield Fault("T11", line, "这一段开头空得太多。顶格写，段落的样子由书统一排", first)


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
