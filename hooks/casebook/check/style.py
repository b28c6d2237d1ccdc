"""中文的排印：标点、省略号、成对的符号（GB/T 15834—2011）。都是提醒，不挡发布。

半角标点与省略号，`casebook fix` 照同样的办法改。
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from casebook.check.entries import Entries
from casebook.check.scalars import Finder
from casebook.model import REGISTERS, Case, Kind, describe
from casebook.model.walk import field_names, texts_of
from casebook.problems import Problem
from casebook.prose.marks import mark_edits, with_signs
from casebook.prose.punctuation import POINTS, Edit
from casebook.read import Library, ScalarNode
from casebook.read.text import Text
from casebook.read.written import applied, written_edits

_HAN = "\u3400-\u9fff"
_PAIRS = dict(zip("》”’）」』】〉", "《“‘（「『【〈", strict=True))
_OPEN = frozenset(_PAIRS.values())
_MARKS = re.compile("[》”’）」』】〉《“‘（「『【〈]")
_AFTER = rf"(?<=[{_HAN}》”’）】」』％].)"
_SIGNS = "，。；：？！、（）《》“”‘’「」『』【】"
# 先整个文件看一眼，绝大多数不必细看；一个一个地找，都以要找的字开头，才快
_SIEVES = tuple(
    re.compile(pattern, re.M)
    for pattern in (
        rf"[,;:?!(…]{_AFTER}",
        rf"\.{_AFTER}(?=[{_HAN}“‘《（])",
        rf"\.{_AFTER}(?=[”’）)\"]*\s*$)",
        rf"\"(?=[^\"\n]*[{_HAN}][^\"\n]*\")",
        r"“[^”\n]{1,30}”(?=[\n\],}])",
        rf"\((?=[^()\n]*[{_HAN}][^()\n]*\))",
        rf"[,;?!](?<=[0-9A-Za-z%‰℃㎡²³].) *(?=[{_HAN}“‘《（])",
        rf"[,;:?!](?<=[{_HAN}》”’）】」』％ ] .) *(?=[{_HAN}“‘《（]|$)",
        rf"--(?<=[{_HAN}”》）]--)(?=[-{_HAN}“《（])",
        rf"[{_SIGNS}](?<=[{_HAN}A-Za-z0-9*{_SIGNS}％℃ ] .)",
        rf"[{_SIGNS}] (?=[ {_HAN}A-Za-z0-9*{_SIGNS}])",
        "[０-９Ａ-Ｚａ-ｚ]",
    )
)
_WORD = f"{_HAN}A-Za-z0-9"
_POINT = re.compile(
    rf"[{POINTS}](?<=[{_WORD}].)(?=[{_WORD}])|(?<= )[{POINTS}](?= )|(?<=[”》])[{POINTS}]"
)
# 全角的记号，接连的两对括号；多数就是平常的标点、链接，细看才知道
_FULL_WIDTH = re.compile(r"[＃｜［＞－｀]|＊[＊ ]|[)）\]］】〕][ \u3000]*[(（\[［【](?=[/#hm])")
_MARK_CODES = ("T21", "T23")
_QUOTED = re.compile(rf"“(?=[^”]*[{_HAN}])[^“”。！？；\n]{{1,30}}”")
_ELSEWHERE = re.compile(r"`[^`\n]*`|https?://[^\s)）]+|\]\([^)\n]*\)")


def check_style(_: Library, entries: Entries) -> Iterator[Problem]:
    """T07、T28 标点，T08 省略号，T09 没有配对，T20 间隔号，T21、T23 记号，Y17 弯引号。"""
    wanted = {path: (_doubtful(text), _wide(text)) for path, text in _contents(entries)}
    for entry in entries:
        doubtful, wide = wanted[entry.path]
        if not (doubtful or wide):
            continue
        for loc, record in entry.parts:
            for field in describe(type(record)):
                for value, inside in (
                    texts_of(record, field.name, field.key) if field.sentence else ()
                ):
                    at = entry.document.position(*entry.base, *loc, *inside)
                    marks = mark_edits(value) if wide and field.kind is Kind.PROSE else []
                    yield from _told(entry.document.text, ScalarNode(value, *at), marks, doubtful)


def check_page_style(library: Library) -> Iterator[Problem]:
    """文章里的 T07–T09：一段一段地看。"""
    for page in library.pages.values():
        for said in (page.head.title, page.head.summary, page.head.lead):
            yield from _marked(page.text, ScalarNode(said or "", 1, 1))
        doubtful, wide = _doubtful(page.body), _wide(page.body)
        if not (doubtful or wide):
            continue
        marks = mark_edits(page.body, page=True) if wide else []
        for block in re.finditer(r"(?:[^\n]*\S[^\n]*\n?)+", page.body):
            line = page.line + page.body.count("\n", 0, block.start())
            here = [
                edit._replace(start=edit.start - block.start(), end=edit.end - block.start())
                for edit in marks
                if block.start() <= edit.start < block.end()
            ]
            yield from _marked(page.text, ScalarNode(block[0], line, 1), here, doubtful)


def _contents(entries: Entries) -> Iterable[tuple[str, str]]:
    return {entry.path: entry.document.text.content for entry in entries}.items()


@cache
def _keys() -> re.Pattern[str]:
    """栏目名与冒号：那个冒号不是句子里的。"""
    names = "|".join(sorted(field_names(Case, *REGISTERS.values()), key=len, reverse=True))
    return re.compile(rf"(?:^ *(?:- +)*|[{{,] *)(?:{names}):", re.M)


def _doubtful(content: str) -> bool:
    """可能有毛病，值得细看。"""
    content = _keys().sub("", content)
    return (
        any(sieve.search(content) for sieve in _SIEVES)
        or _POINT.search(content) is not None
        or "..." in content
        or "。。。" in content
        or bool(_left("".join(_MARKS.findall(content))))
    )


def _wide(content: str) -> bool:
    """可能有没有打对的记号。"""
    return _FULL_WIDTH.search(content) is not None


def _told(
    text: Text, scalar: ScalarNode, marks: Sequence[Edit], doubtful: bool
) -> Iterator[Problem]:
    if _QUOTED.fullmatch(scalar.text):
        message = "“”会照样印出来。YAML 里不用它作引号；不是要印引号，就删掉"
        yield text.problem(scalar.line, scalar.column, "Y17", message, scalar.text[1:-1])
        return
    yield from _marked(text, scalar, marks, doubtful)


def _marked(
    text: Text, scalar: ScalarNode, marks: Sequence[Edit] = (), doubtful: bool = True
) -> Iterator[Problem]:
    """一段文字里的毛病，各在原文的哪里；`marks` 是没有打对的记号，那里别的毛病不再说。

    `doubtful` 为假时只说记号。
    """
    edits = with_signs(scalar.text, marks) if doubtful else sorted(marks)
    if edits:
        yield from _edited(text, scalar, edits)
    if not doubtful:
        return
    value = scalar.text
    for edit in marks:
        value = value[: edit.start] + " " * (edit.end - edit.start) + value[edit.end :]
    value = _ELSEWHERE.sub(lambda found: " " * len(found[0]), value)
    if at := _unpaired(value):
        mark = value[at - 1]
        finder = Finder(text, scalar)
        places = [finder.next(mark) for _ in range(value.count(mark, 0, at))]
        yield text.problem(*places[-1], "T09", f"{mark} 没有配对：少了另一半，或多了这一个")


def _edited(text: Text, scalar: ScalarNode, edits: Sequence[Edit]) -> Iterator[Problem]:
    """要改的各处；改法是改好的一行，一行只给一次，与 `casebook fix` 写的一样。"""
    written = written_edits(text.lines, scalar, edits)
    finder = Finder(text, scalar)
    hinted: set[int] = set()
    told: set[tuple[int, str]] = set()
    for n, edit in enumerate(edits):
        hint = ""
        if written:
            line, column = written[0][n].line + 1, written[0][n].start + 1
        else:  # 写着转义的：往下找，找得到大概
            before = edit.start - (
                scalar.text[max(edit.start - 1, 0)] not in "\n" and edit.start > 0
            )
            part = scalar.text[before : edit.start + 1]  # 后面的字折到下一行去了，就找不到
            line, column = finder.next(part, edit.start - before)
        if edit.code in _MARK_CODES and (line, edit.what) in told:
            continue  # 一行里一样的记号（**、表的竖线）只说一次；标点各说各的
        told.add((line, edit.what))
        if written and line not in hinted and edit.new != scalar.text[edit.start : edit.end]:
            here = [one for one in written[0] if one.line == line - 1]
            hint = applied(text.lines, here)[line - 1].strip()
            hinted.add(line)
        yield text.problem(line, column, edit.code, edit.what, hint)


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
