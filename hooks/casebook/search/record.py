"""查找、对照时看的一页：题、它的名字与拼音、各段的话。

放在网页旁边：查到了、拿来对照了才取来。
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from casebook.compose import Document
from casebook.compose.blocks import Numbers, Parts, Plaque, Section, Terms
from casebook.compose.walk import walk
from casebook.render.text import flat, plain_parts, spoken
from casebook.search.script import read_script, script

FILE = "search.js"
"""在一页的文件夹里叫什么。"""
_BEHIND = ("/guide/", "/sources/")
"""排在后面的：编者看的，只列题名的。"""


class Name(NamedTuple):
    """一个名字：从哪一个锚点起（整页的为空），一字一节的拼音，当中空一格。"""

    anchor: str
    name: str
    pinyin: str


class Part(NamedTuple):
    """一段：锚点（页首的为空）、题、话，一行一句。"""

    anchor: str
    title: str
    text: str


Pairs = tuple[tuple[str, str], ...]
"""栏名、那一栏的话，一对一对。"""


class PageRecord(NamedTuple):
    """`number` 是工作法的编号，`about` 是题下的一行小字。

    `facts` 是题下的各栏，`parties` 是谁做了什么；只有工作法的一页有，对照时看。
    """

    address: str
    title: str
    number: str
    about: str
    names: tuple[Name, ...]
    parts: tuple[Part, ...]
    facts: Pairs = ()
    parties: Pairs = ()


def page_record(document: Document, also: Iterable[str] = ()) -> PageRecord:
    """`document` 一页，名字还没有注音。`also` 是题之外它还叫得出的名字（地点、组织）。

    编号要看整本书，空着。
    """
    head = document.masthead
    names = dict.fromkeys((("", document.title), *(("", name) for name in also), *_names(document)))
    return PageRecord(
        address=document.address.removeprefix("/"),
        title=document.title,
        number="",
        about=head.above or " · ".join(crumb.title for crumb in document.trail[1:-1]),
        names=tuple(Name(anchor, name, "") for anchor, name in names),
        parts=tuple(
            Part(part.anchor, part.title, "\n".join(part.lines)) for part in plain_parts(document)
        ),
        facts=tuple(_facts(document)),
        parties=tuple(_parties(document)),
    )


def with_pinyin(record: PageRecord, spell: Callable[[str], tuple[str, ...]]) -> PageRecord:
    """名字注上拼音；`spell` 是一个名字怎样读，一字一节。"""
    named = (name._replace(pinyin=" ".join(spell(name.name))) for name in record.names)
    return record._replace(names=tuple(named))


def is_behind(address: str) -> bool:
    """`address` 一页是不是排在后面的。"""
    return f"/{address}".startswith(_BEHIND)


def written_record(record: PageRecord) -> bytes:
    """写成放在网页旁边的脚本。"""
    return script(*record)


def read_record(written: bytes) -> PageRecord:
    """`written_record` 写的，读回来。"""
    address, title, number, about, names, parts, *compared = read_script(written)
    found = tuple(Name(*name) for name in names), tuple(Part(*part) for part in parts)
    facts, parties = (tuple((name, text) for name, text in pairs) for pairs in compared)
    return PageRecord(address, title, number, about, *found, facts, parties)


def _names(document: Document) -> Iterator[tuple[str, str]]:
    """登记簿的各条：术语、数字、各节。"""
    if document.kind == "case" or is_behind(document.address[1:]):
        return
    for block in walk(document.blocks):
        if isinstance(block, Terms) or (isinstance(block, Numbers) and block.full):
            yield from ((one.id, one.name) for one in block.items if one.id)
        elif isinstance(block, Section | Plaque):
            yield block.id, block.title


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    if document.kind == "case" and document.facts:
        yield from ((fact.name, spoken(fact.c)) for fact in document.facts.rows)


def _parties(document: Document) -> Iterator[tuple[str, str]]:
    if document.kind != "case":
        return
    for section in document.blocks:
        for block in section.c if isinstance(section, Section) else ():
            if isinstance(block, Parts):
                for row in block.rows:
                    yield row.who.name, f"{spoken(row.role)}：{flat(row.deed)}"
