"""原文：不必读成树就看得出的毛病，和一处在第几行。"""

import re
from collections.abc import Iterator
from html.entities import html5

from casebook.prose.foreign import foreign_faults
from casebook.prose.inline import EMPHASIS, STRONG
from casebook.prose.lists import list_faults
from casebook.prose.tree import Fault, fault_at

_TAGS = (
    "a|abbr|address|article|aside|audio|b|base|big|blockquote|body|br|button|canvas|caption|center"
    "|cite|code|col|dd|del|details|dialog|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer"
    "|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link"
    "|main|map|mark|marquee|math|meta|nav|nobr|noscript|object|ol|optgroup|option|p|param|picture"
    "|pre|q|rp|rt|ruby|s|samp|script|section|select|small|source|span|strike|strong|style|sub"
    "|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|tt|u|ul|var|video"
    "|wbr|xml|[a-z]{1,3}:[a-z]+"
)
_ATTRIBUTE = r"\s+[A-Za-z_:@-][\w:.-]*(?:\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'|[^\s\"'<>=]+))?"
# x<b>y 是不等式，不是加粗：一个字母的标签，前面不挨着字母、数字
_RAW_HTML = re.compile(
    rf"(?<!\\)<(?:(?:{_TAGS})(?:{_ATTRIBUTE})*\s*/?>|/(?:{_TAGS})\s*>|!--|!doctype\b|\?xml\b)"
    r"(?<!(?<=[0-9A-Za-z])<[A-Za-z]>)",
    re.I,
)
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


_CLOSE_HEADING = re.compile(r"^(?:#{1,6}(?=[^#\s\d])|#{7,})", re.M)
_FENCE = re.compile(r" *(?:```[^`]*|~~~~*[a-z]* *)")
_DEEP = re.compile(r"(?:\A|\n[ ]*\n)(?P<spaces>[ ]{4,})(?=[^\s*+-])")
_QUOTE_ENDS = re.compile(r"^[ ]*>.*\n(?P<after>(?![ ]*(?:>|$)).+)", re.M)
_REFERENCE = re.compile(r"(?<!\\)&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HAN = r"[\u3400-\u9fff]"
_WIDE_STAR = re.compile(r"(?<![\\＊])＊(?=[^＊\s\d])[^＊\n]{1,40}(?<=[^＊\s\d])＊(?!＊)")
_SINGLE = re.compile(r"(?<![\\*])[*](?=[^*\s])[^*\n]{1,40}(?<=[^*\s\\])[*](?![*])")
_DOUBLE = re.compile(rf"(?<![\\*])[*]{{2,3}}(?![*])(?:(?<={_HAN}[*][*])|(?={_HAN}|[“《（]))")


_DOUBTED = re.compile("[*＊_]")


def style_faults(text: str, page: bool) -> Iterator[Fault]:
    """看着像、其实不是列表、标题、加重与段落的写法。"""
    if "\n" in text:
        yield from list_faults(without_code(text))
    if "```" in text or "~~~" in text:
        yield from _fences(text, page)
    for found in _CLOSE_HEADING.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"{found[0]} 后面要空一格才是标题"
        if len(found[0]) > 6:
            message = "文章里的标题最多到 ####，这一行的 # 照样印了出来"
        message = message if page else NO_HEADINGS
        yield Fault("T04", line, message, found[0])
    for found in _QUOTE_ENDS.finditer(without_code(text)) if ">" in text else ():
        message = "引文到上一行为止，这一行不在里面。也是引文，前面写 >；不是，上面空一行"
        line = text.count("\n", 0, found.start("after")) + 1
        yield Fault("T25", line, message, found["after"].strip())
    yield from _literal_marks(text, without_code(text))
    for found in _DEEP.finditer(text):
        before = text[: found.start()].rstrip().rpartition("\n")[2]
        if re.match(r" *(?:[-*+]|\d{1,3}\.|\[\^)|(?:!!!| {4})", before):
            continue  # 列表、脚注、提示框里的一段，本该缩进
        line = text.count("\n", 0, found.start("spaces")) + 1
        first = text[found.end() :].partition("\n")[0]
        yield Fault("T11", line, "这一段开头空得太多。顶格写，段落的样子由书统一排", first)


def _literal_marks(text: str, bare: str) -> Iterator[Fault]:
    """照样印出来的记号：没有配成对的 `**`，夹在汉字里的 `*`，网页的字符引用，别处的记号。

    `bare` 是抹去了行内代码的 `text`。
    """
    for found in _REFERENCE.finditer(bare):
        if found[0][1] == "#" or found[0][1:] in html5:
            message = f"“{found[0]}”会照样印出来。写成它代表的那个字"
            yield fault_at(text, found.span(), "T18", message)
    starred = _DOUBTED.search(bare) is not None
    if starred:
        for pattern in (STRONG, STRONG, EMPHASIS):  # 套着的两层
            bare = pattern.sub(
                lambda m: f"{_blank(m['mark'])}{m['words']}{_blank(m['mark'])}", bare
            )
    yield from foreign_faults(text, bare)
    if not starred or not re.search(_HAN, bare):
        return
    for pattern, message in (
        (_DOUBLE, "这里的 ** 没有配成对，会照样印出来。要加重，写成 **重点**，记号贴着字"),
        (_SINGLE, "这里的 * 会照样印出来。是乘号，写成 ×；要加重，写成 **重点**"),
        (_WIDE_STAR, "这里的 ＊ 会照样印出来。是乘号，写成 ×；要加重，写成 **重点**"),
    ):
        if star := pattern.search(bare):
            yield fault_at(text, star.span(), "T17", message)
            return


def _fences(text: str, page: bool) -> Iterator[Fault]:
    """T22：没有结尾的代码块，别样的围栏；案例里没有代码块。"""
    opened = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not _FENCE.fullmatch(line):
            continue
        bare = line.strip()
        if page and not opened and re.fullmatch(r"```[a-z]*", bare):
            opened = number
        elif opened:
            opened = 0 if bare == "```" else opened
        else:
            message = "这里不写代码块，几行会接成一行。请删掉头尾的这两行"
            if page:
                message = "代码块的头一行写三个反引号，末一行再写三个；别的写法不认，会照样印出来"
            yield Fault("T22", number, message, bare)
            return
    if opened:
        message = "代码块没有结尾，后面的都乱了。在末尾另起一行，写三个反引号 ```"
        yield Fault("T22", opened, message, "```")


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
