"""casebook changes：两版、两天之间改了什么。"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from casebook.cli.arguments import misused
from casebook.cli.export_docx import word_path, write_word
from casebook.compile import read_with_drafts
from casebook.compose import Document
from casebook.compose.changes import CHANGES, difference_document
from casebook.compose.edition import Edition
from casebook.compose.page import Page, Whole
from casebook.compose.words import word
from casebook.editions import NOW, Committed, Point, committed_editions, compared
from casebook.faults import Fault
from casebook.read.history import commit_on
from casebook.render.docx.official import official_document
from casebook.render.text import plain_parts

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOW = "写一版的名称（如 第一版），或一天（如 2026-10-01）"


def show_changes(root: Path, since: str, until: str, docx: Path | None) -> None:
    """说出 `since`（不写是最近的一版）到 `until`（不写是现在）改了什么；写了 `docx`，写成 Word。"""
    if docx:
        word_path(docx)
    document = _difference(root.resolve(), since, until)
    if docx is None:
        print("\n".join(_told(document)))
        return
    write_word(docx, official_document(document))
    print(f"写好了：{docx}")


def _difference(root: Path, since: str, until: str) -> Document:
    read = read_with_drafts(root)
    if _DAY.fullmatch(since) and _DAY.fullmatch(until) and until < since:
        misused(f"{until} 在 {since} 的前面：先写早的一天，再写晚的一天。")
    editions = committed_editions(root, read.library.handbook.record)
    start = _point(root, since, editions) if since else _latest(editions)
    found = compared(root, start, _point(root, until, editions) if until else NOW, read.library)
    if not found.entries:
        print(f"{start.name}以来，给读者看的没有改。" if not until else "两边一样。")
        raise SystemExit
    book = replace(read.book(False), changes=(found,))
    whole = Whole(book, Edition(), read.documents, {})
    return difference_document(Page(whole, CHANGES, word("titles.changes"), ""))


def _latest(editions: Committed) -> Point:
    known = [Point(frozen.name, commit) for frozen, commit in editions if commit]
    return known[-1] if known else misused(f"还没有定下来的版，要写从什么时候起：{_HOW}。")


def _point(root: Path, said: str, editions: Committed) -> Point:
    """人说的一版、一天。"""
    for frozen, commit in editions:
        if said in (frozen.name, f"{frozen.number}"):
            if not commit:
                raise Fault(f"{frozen.name}还没有提交进 Git，没有可以比的")
            return Point(frozen.name, commit)
    if _DAY.fullmatch(said):
        _real_day(said)
        if commit := commit_on(root, said):
            return Point(said, commit)
        raise Fault(f"{said} 那时，Git 里还没有这本手册的内容")
    names = "、".join(frozen.name for frozen, _ in editions)
    misused(f"不知道“{said}”是哪一版。{_HOW}。" + (f"有：{names}。" if names else ""))


def _real_day(said: str) -> None:
    try:
        date.fromisoformat(said)
    except ValueError:
        misused(f"没有 {said} 这一天。{_HOW}。")


def _told(document: Document) -> Iterator[str]:
    for part in plain_parts(document):
        yield from ("", part.title, *part.lines)
