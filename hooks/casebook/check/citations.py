"""文字里的〔编号〕：编号要登记过，写法要对。写错的出处印出来是空的，或原样印出来。

〔2023〕12 号是文号，〔宋〕是朝代，都不是出处。
"""

import re
from collections.abc import Iterator
from typing import Any

from casebook.check.entries import Entries
from casebook.check.scalars import Finder
from casebook.check.text import place
from casebook.model import FieldDescription, Record, Statement, describe
from casebook.model.walk import Loc, texts_of
from casebook.problems import Problem
from casebook.prose import read_prose
from casebook.read import Entry, Library, ProsePage, ScalarNode
from casebook.read.text import Text

_LATIN = "A-Za-zＡ-Ｚａ-ｚ"
_MEANT = re.compile(
    rf"(?<!\\)〔(?=[^〔〕\n]*[{_LATIN}]|[^〔〕\n]*[\u3400-\u9fff][^〔〕\n]*[0-9０-９])"
    r"[^〔〕\n]*〕?"
)
"""里面有字母，或先有汉字后有数字：多半是想写出处。"""
_RIGHT = re.compile(r"〔(?P<source>[a-z][a-z0-9-]*)(?: [^〔〕\n]{1,60})?〕")
_CODE = re.compile(r"(`+).+?\1", re.S)
_HOW = "出处写成 〔编号〕 或 〔编号 第 3 段〕：编号照来源登记簿抄，后面空一格再写位置"


def check_citations(library: Library, entries: Entries) -> Iterator[Problem]:
    """R02 文字里的编号没有登记；R08 不合写法的出处，或写在不能用的栏里。"""
    wanted = {entry.path: "〔" in entry.document.text.content for entry in entries}
    for entry in entries:
        if not (wanted[entry.path] and _MEANT.search(entry.document.text.content)):
            continue
        for loc, record in entry.parts:
            for field in describe(type(record)):
                if field.sentence:
                    for value, at in texts_of(record, field.name, field.key):
                        if "〔" in value:
                            yield from _cited(library, entry, record, field, value, (*loc, *at))


def _cited(
    library: Library,
    entry: Entry[Any],
    record: Record,
    field: FieldDescription,
    value: str,
    loc: Loc,
) -> Iterator[Problem]:
    """`loc` 的 `value` 里写的出处。"""
    text = entry.document.text
    at = entry.document.position(*entry.base, *loc)
    if isinstance(record, Statement) and field.name == "text":
        for source, _, line in read_prose(value).citations:
            if _unknown(library, source):
                where = place(entry, loc[:-1], line, f"〔{source}")
                yield text.problem(*where, "R02", _unregistered(source))
        yield from _wrong(text, ScalarNode(value, *at))
        return
    own = "sources" in type(entry.record).model_fields
    how = "出处写进“来源”栏" if own else "这里不写出处，请删掉"
    yield from _misplaced(library, text, ScalarNode(value, *at), field.key, how)


def check_page_citations(library: Library) -> Iterator[Problem]:
    """文章里的 R08；R02 在 check.references。"""
    for page in library.pages.values():
        if "〔" in page.body and _MEANT.search(page.body):
            yield from _wrong(page.text, ScalarNode(_without_fences(page), page.line, 1))


def _wrong(text: Text, scalar: ScalarNode) -> Iterator[Problem]:
    """想写出处、写得不对的各处。"""
    finder = Finder(text, scalar)
    bare = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), scalar.text)
    for found in _MEANT.finditer(bare):
        if not _RIGHT.fullmatch(found[0]):
            message = f"“{found[0]}”不是出处的写法，会原样印出来。{_HOW}"
            yield text.problem(*finder.next(found[0]), "R08", message)


def _misplaced(
    library: Library, text: Text, scalar: ScalarNode, key: str, how: str
) -> Iterator[Problem]:
    """不认记号的一栏里写了出处：会原样印出来。`how` 是该怎样写。"""
    finder = Finder(text, scalar)
    for found in _MEANT.finditer(scalar.text):
        where = finder.next(found[0])
        right = _RIGHT.fullmatch(found[0])
        if right and _unknown(library, right["source"]):
            yield text.problem(*where, "R02", _unregistered(right["source"]))
        else:
            message = f"“{key}”里的“{found[0]}”会原样印出来。{how}"
            yield text.problem(*where, "R08", message)


def _unknown(library: Library, source: str) -> bool:
    return "sources" in library.registers and source not in library.ids("sources")


def _unregistered(source: str) -> str:
    return f"没有登记编号“{source}”的来源。先登记，或照来源登记簿抄编号"


def _without_fences(page: ProsePage) -> str:
    """代码块里的原样印，不看；行数不变。"""
    lines, inside = [], False
    for line in page.body.split("\n"):
        fence = line.lstrip().startswith("```")
        lines.append("" if inside or fence else line)
        inside ^= fence
    return "\n".join(lines)
