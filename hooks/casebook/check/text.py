"""文字：Markdown 里不该有的东西（T01–T05）。

站内链接要等页面都有了地址再查（R06，见 check.addresses）。
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from casebook.check.entries import Entries
from casebook.model import Statement
from casebook.model.walk import Loc
from casebook.problems import Problem
from casebook.prose import Prose, read_prose
from casebook.read import Entry, Library, ProsePage


def check_text(_: Library, entries: Entries) -> Iterator[Problem]:
    """T01 网页代码、T02 链接、T03 图片、T04 标题、T05 括号太多。"""
    for entry, loc, prose in statements(entries):
        for fault in prose.faults:
            line, column = place(entry, loc, fault.line, fault.part, fault.nth)
            yield entry.document.text.problem(line, column, fault.code, fault.message)


def check_page_text(library: Library) -> Iterator[Problem]:
    """文章里的 T01–T05。"""
    for page in library.pages.values():
        for fault in read_prose(page.body, page=True).faults:
            line, column = place_in_page(page, fault.line, fault.part, fault.nth)
            yield page.text.problem(line, column, fault.code, fault.message)


def statements(entries: Iterable[Entry[Any]]) -> Iterator[tuple[Entry[Any], Loc, Prose]]:
    """每一处可用 Markdown 的文字。"""
    for entry in entries:
        for loc, item in entry.parts:
            if isinstance(item, Statement) and item.text:
                yield entry, loc, read_prose(item.text)


def place(entry: Entry[Any], loc: Loc, line: int, part: str, nth: int = 1) -> tuple[int, int]:
    """文字第 `line` 行里第 `nth` 个 `part` 在文件里的行列。

    换行折叠过的文字，往下找到第 `nth` 个 `part` 为止；没有那么多个的，是最后一个。
    """
    start, column = entry.document.position(*entry.base, *loc, "内容")
    text = entry.document.text
    folded = text.line(start)[column - 1 : column] != "|"
    if not folded:
        start, column = start + line, 1
    here = start, column
    for number in range(start, len(text.lines) + 1 if folded else start + 1):
        for at in places(text.line(number), part, column - 1 if number == start else 0):
            here, nth = (number, at + 1), nth - 1
            if not nth:
                return here
    return here


def place_in_page(page: ProsePage, line: int, part: str, nth: int = 1) -> tuple[int, int]:
    """文章第 `line` 行里第 `nth` 个 `part` 在文件里的行列。"""
    number = page.line + line - 1
    found = [*islice(places(page.text.line(number), part), nth)]
    return number, (found[-1] if found else 0) + 1


def places(line: str, part: str, start: int = 0) -> Iterator[int]:
    """`part` 在 `line` 里的各处（从 0 数起）。"""
    at = line.find(part, start) if part else -1
    while at >= 0:
        yield at
        at = line.find(part, at + len(part))
