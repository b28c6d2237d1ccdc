"""文字：Markdown 里不该有的东西（T01–T04）。

站内链接要等页面都有了地址再查（R06，见 check.addresses）。
"""

from collections.abc import Iterator
from typing import Any

from casebook.check.entries import entries
from casebook.model import Statement
from casebook.model.walk import Loc, walk
from casebook.problems import Problem
from casebook.prose import Prose, read_prose
from casebook.read import Entry, Library


def check_text(library: Library) -> Iterator[Problem]:
    """T01 网页代码、T02 链接、T03 图片、T04 标题。"""
    for entry, loc, prose in statements(library):
        for fault in prose.faults:
            line, column = place(entry, loc, fault.line)
            yield entry.document.text.problem(line, column, fault.code, fault.message)
    for page in library.pages.values():
        for fault in read_prose(page.body, page=True).faults:
            yield page.text.problem(page.line + fault.line - 1, 1, fault.code, fault.message)


def statements(library: Library) -> Iterator[tuple[Entry[Any], Loc, Prose]]:
    """每一处可用 Markdown 的文字。"""
    for entry in entries(library):
        for loc, item in walk(entry.record):
            if isinstance(item, Statement) and item.text:
                yield entry, loc, read_prose(item.text)


def place(entry: Entry[Any], loc: Loc, line: int) -> tuple[int, int]:
    """文字里第 `line` 行在文件里的行列；`|` 写的文字从下一行开始。"""
    start, column = entry.document.position(*entry.base, *loc, "内容")
    at = entry.document.text.line(start)[column - 1 : column]
    if at in ("|", ">"):
        return start + line, 1
    return start, column
