"""中文的排印：标点、省略号、成对的符号（GB/T 15834—2011）。都是提醒，不挡发布。

半角标点与省略号，`casebook fix` 照同样的办法改。
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from casebook.check.entries import Entries
from casebook.check.scalars import Finder
from casebook.model import Kind, describe
from casebook.problems import Problem
from casebook.prose.fullwidth import fullwidth_edits
from casebook.prose.punctuation import POINTS, Edit, sentence_edits
from casebook.read import Library, Scalar
from casebook.read.text import Text

_HAN = "\u3400-\u9fff"
_PAIRS = dict(zip("》”’）」』】〉", "《“‘（「『【〈", strict=True))
_OPEN = frozenset(_PAIRS.values())
_MARKS = re.compile("[》”’）」』】〉《“‘（「『【〈]")
_AFTER = rf"(?<=[{_HAN}》”’）】」』％].)"
# 先整个文件看一眼，绝大多数不必细看；一个一个地找，都以要找的字开头，才快
_SIEVES = tuple(
    re.compile(pattern, re.M)
    for pattern in (
        rf"[,;?!(…]{_AFTER}",
        rf"[.:]{_AFTER}(?=[{_HAN}“‘《（])",
        rf"\.{_AFTER}(?=[”’）)\"]*\s*$)",
        rf"\"(?<=[{_HAN}].)",
        r"“[^”\n]{1,30}”(?=[\n\],}])",
    )
)
_POINT = re.compile(rf"[{POINTS}](?<=[{_HAN}].)(?=[{_HAN}])")
# 全角的记号；多数就是平常的标点，细看才知道
_FULL_WIDTH = ("＊＊", "＃", "｜", "［", "＞", "－", "＊ ", "](/", "]（")
_QUOTED = re.compile(rf"“(?=[^”]*[{_HAN}])[^“”。！？；\n]{{1,30}}”")
_ELSEWHERE = re.compile(r"`[^`\n]*`|https?://[^\s)）]+|\]\([^)\n]*\)")


def check_style(_: Library, entries: Entries) -> Iterator[Problem]:
    """T07 半角标点、T08 省略号、T09 没有配对、T20 间隔号、T21 全角的记号、Y17 弯引号当引号。"""
    wanted = {path: (_doubtful(text), _wide(text)) for path, text in _contents(entries)}
    for entry in entries:
        doubtful, wide = wanted[entry.path]
        if not (doubtful or wide):
            continue
        for loc, record in entry.parts:
            for field in describe(type(record)):
                value = getattr(record, field.name) if field.sentence else None
                if value:
                    at = entry.document.position(*entry.base, *loc, field.key)
                    prose = wide and field.kind is Kind.PROSE
                    narrow = fullwidth_edits(value) if prose else []
                    yield from _told(entry.document.text, Scalar(value, *at), narrow, doubtful)


def check_page_style(library: Library) -> Iterator[Problem]:
    """文章里的 T07–T09：一段一段地看。"""
    for page in library.pages.values():
        for said in (page.head.title, page.head.summary, page.head.lead):
            yield from _marked(page.text, Scalar(said or "", 1, 1))
        doubtful, wide = _doubtful(page.body), _wide(page.body)
        if not (doubtful or wide):
            continue
        narrow = fullwidth_edits(page.body, page=True) if wide else []
        for block in re.finditer(r"(?:[^\n]*\S[^\n]*\n?)+", page.body):
            line = page.line + page.body.count("\n", 0, block.start())
            here = [
                edit._replace(start=edit.start - block.start(), end=edit.end - block.start())
                for edit in narrow
                if block.start() <= edit.start < block.end()
            ]
            yield from _marked(page.text, Scalar(block[0], line, 1), here, doubtful)


def _contents(entries: Entries) -> Iterable[tuple[str, str]]:
    return {entry.path: entry.document.text.content for entry in entries}.items()


def _doubtful(content: str) -> bool:
    """可能有毛病，值得细看。"""
    return (
        any(sieve.search(content) for sieve in _SIEVES)
        or _POINT.search(content) is not None
        or "..." in content
        or "。。。" in content
        or bool(_left("".join(_MARKS.findall(content))))
    )


def _wide(content: str) -> bool:
    """可能有全角的记号。"""
    return any(sign in content for sign in _FULL_WIDTH)


def _told(text: Text, scalar: Scalar, narrow: Sequence[Edit], doubtful: bool) -> Iterator[Problem]:
    if _QUOTED.fullmatch(scalar.text):
        message = "“”会照样印出来。YAML 里不用它作引号；不是要印引号，就删掉"
        yield text.problem(scalar.line, scalar.column, "Y17", message, scalar.text[1:-1])
        return
    yield from _marked(text, scalar, narrow, doubtful)


def _marked(
    text: Text, scalar: Scalar, narrow: Sequence[Edit] = (), doubtful: bool = True
) -> Iterator[Problem]:
    """一段文字里的毛病，各在原文的哪里；`narrow` 是全角的记号，那里别的毛病不再说。

    `doubtful` 为假时只说全角的记号。
    """
    finder = Finder(text, scalar)
    inside = [range(edit.start, edit.end) for edit in narrow]
    edits = sentence_edits(scalar.text) if doubtful else []
    edits = [edit for edit in edits if not any(edit.start in one for one in inside)]
    for edit in sorted([*edits, *_once(narrow)]):
        before = edit.start - (scalar.text[max(edit.start - 1, 0)] not in "\n" and edit.start > 0)
        part = scalar.text[before : edit.start + 1]  # 后面的字折到下一行去了，就找不到
        line, column = finder.next(part, edit.start - before)
        yield text.problem(line, column, edit.code, edit.what)
    if not doubtful:
        return
    value = scalar.text
    for edit in narrow:
        value = value[: edit.start] + " " * (edit.end - edit.start) + value[edit.end :]
    value = _ELSEWHERE.sub(lambda found: " " * len(found[0]), value)
    if at := _unpaired(value):
        mark = value[at - 1]
        finder = Finder(text, scalar)
        places = [finder.next(mark) for _ in range(value.count(mark, 0, at))]
        yield text.problem(*places[-1], "T09", f"{mark} 没有配对：少了另一半，或多了这一个")


def _once(edits: Iterable[Edit]) -> Iterable[Edit]:
    """一处记号的几个一样的（**、一行竖线）只说一次。"""
    return {edit.what: edit for edit in reversed([*edits])}.values()


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
