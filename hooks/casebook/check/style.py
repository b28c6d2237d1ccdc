"""中文的排印：标点、省略号、成对的符号（GB/T 15834—2011）。都是提醒，不挡发布。"""

import re
from collections.abc import Iterator

from casebook.check.entries import Entries
from casebook.check.scalars import Finder, scalars
from casebook.problems import Edit, Problem
from casebook.read import Library, Scalar
from casebook.read.text import Text

_HAN = "\u3400-\u9fff"
_FULL = dict(zip(",;:?!.", "，；：？！。", strict=True))
_PUNCTUATION = re.compile(
    rf"(?<=[{_HAN}》”）])(?P<one>[,;:?!])(?=[{_HAN}“《（]| [{_HAN}“《（]|$)"
    rf"|(?<=[{_HAN}》”）])(?P<stop>\.)(?=[{_HAN}“《（]|$)"
    rf"|(?<=[{_HAN}])\((?P<inner>[^()\n]{{0,60}}[{_HAN}][^()\n]{{0,60}})\)",
    re.M,
)
_DOTS = re.compile(rf"(?<=[{_HAN}》”，、])(?:\.{{3,}}|。{{3,}}|(?<!…)…(?!…))")
_PAIRS = dict(zip("》”’）」』】〉", "《“‘（「『【〈", strict=True))
_OPEN = frozenset(_PAIRS.values())
_MARKS = re.compile("[》”’）」』】〉《“‘（「『【〈]")
# 先整个文件看一眼，绝大多数不必细看；以要找的字开头，找得才快
_SIEVE = re.compile(
    rf"[,;?!(…](?<=[{_HAN}》”）].)|[.:](?<=[{_HAN}》”）].)(?=[{_HAN}“《（])"
    rf"|\.(?<=[{_HAN}》”）].)$|\.\.\.|。。。|“[^”\n]{{1,30}}”(?=[\n\],}}])",
    re.M,
)
_QUOTED = re.compile(rf"“(?=[^”]*[{_HAN}])[^“”。！？；\n]{{1,30}}”")


def check_style(_: Library, entries: Entries) -> Iterator[Problem]:
    """T07 半角标点、T08 省略号、T09 没有配对、Y17 弯引号当引号。"""
    for document in {entry.path: entry.document for entry in entries}.values():
        content = document.text.content
        if _SIEVE.search(content) or _left("".join(_MARKS.findall(content))):
            for scalar in scalars(document.root):
                yield from _in_scalar(document.text, scalar)


def check_page_style(library: Library) -> Iterator[Problem]:
    """文章里的 T07–T09：一段一段地看。"""
    for page in library.pages.values():
        if _SIEVE.search(page.body) or _left("".join(_MARKS.findall(page.body))):
            for block in re.finditer(r"(?:[^\n]*\S[^\n]*\n?)+", page.body):
                line = page.line + page.body.count("\n", 0, block.start())
                yield from _marked(page.text, Scalar(block[0], line, 1))


def _in_scalar(text: Text, scalar: Scalar) -> Iterator[Problem]:
    if _QUOTED.fullmatch(scalar.text):
        message = "“”会照样印出来。YAML 里不用它作引号；不是要印引号，就删掉"
        yield text.problem(scalar.line, scalar.column, "Y17", message, scalar.text[1:-1])
        return
    yield from _marked(text, scalar)


def _marked(text: Text, scalar: Scalar) -> Iterator[Problem]:
    """一段文字里的毛病，各在原文的哪里。"""
    value = _plain(scalar.text)
    finder = Finder(text, scalar)
    for found in sorted([*_PUNCTUATION.finditer(value), *_DOTS.finditer(value)], key=_start):
        at, old = found.start(), found[0]
        line, column, sure = finder.next(value[at - 1 : found.end()], 1)
        if found.re is _DOTS:
            code, new, message = "T08", "……", "省略号写成“……”"
        elif found["inner"] is not None:
            code, new, message = "T07", f"（{found['inner']}）", "中文里用全角的括号（）"
        else:
            code, new = "T07", _FULL[old]
            message = f"中文里用全角的标点“{new}”，不用半角的“{old}”"
        edit = Edit(column, old, new) if sure else None
        yield text.problem(line, column, code, message, "", edit)
    if at := _unpaired(value):
        mark = value[at - 1]
        nth = value.count(mark, 0, at)
        finder = Finder(text, scalar)
        places = [finder.next(mark) for _ in range(nth)]
        line, column, _ = places[-1]
        yield text.problem(line, column, "T09", f"{mark} 没有配对：少了另一半，或多了这一个")


def _start(found: re.Match[str]) -> int:
    return found.start()


_ELSEWHERE = re.compile(r"`[^`\n]*`|https?://[^\s)）]+|\]\([^)\n]*\)")


def _plain(value: str) -> str:
    """代码与网址换成空格，字数不变。"""
    if "`" in value or "http" in value or "](" in value:
        return _ELSEWHERE.sub(lambda found: " " * len(found[0]), value)
    return value


def _left(marks: str) -> str:
    """一串符号里，一对一对划掉之后剩下的。"""
    while True:
        before = marks
        for close, opened in _PAIRS.items():
            marks = marks.replace(opened + close, "")
        if marks == before:
            return marks


def _unpaired(value: str) -> int:
    """第一个没有配对的符号是第几个字（从 1 数起）；都配对时为 0。"""
    waiting: list[re.Match[str]] = []
    for found in _MARKS.finditer(value):
        mark = found[0]
        if mark in _OPEN:
            waiting.append(found)
        elif waiting and waiting[-1][0] == _PAIRS[mark]:
            waiting.pop()
        elif mark != "’":  # 英文的撇号
            return found.start() + 1
    left = [found for found in waiting if found[0] != "‘"]
    return left[0].start() + 1 if left else 0
