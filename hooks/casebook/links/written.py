"""手册里写着哪些书外的网址，各写在哪里。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.check.entries import register_entries
from casebook.model import LABELS, Record, Source, register_of
from casebook.model.description import describe
from casebook.model.scalars import Kind
from casebook.model.walk import Loc
from casebook.prose import read_prose
from casebook.read import Entry, Library

_ARCHIVED = "archived"


@dataclass(frozen=True)
class Place:
    """网址写在哪里：文件、第几行、是什么的哪一栏。

    `source` 是来源的编号，不是来源的为空；`archived` 是它另写了存档，`archive` 是这个网址就是存档。
    """

    path: str
    line: int
    what: str
    source: str = ""
    archived: bool = False
    archive: bool = False


def advice(places: Sequence[Place]) -> str:
    """网址打不开了，该做什么。"""
    if any(place.archive for place in places):
        return "是存档的网址：换一个打得开的，没有就不写"
    if all(place.archived for place in places):
        return "另写了存档，读者还看得到：找得到新的网址就换上，找不到不必改"
    return "找一找新的网址，换上；找不到，找一份存档（如 web.archive.org），写在来源的“存档”"


def written_links(library: Library) -> dict[str, list[Place]]:
    """网址 → 各写在哪里；照文件里的次序。"""
    found: dict[str, list[Place]] = {}
    entries = [*register_entries(library)]
    entries += [library.entry(name) for name in library.cards]
    for entry in entries:
        for url, place in _of(entry):
            found.setdefault(url, []).append(place)
    for page in library.pages.values():
        lines = page.body.split("\n")
        for url in _outward(page.body, page=True):
            at = next((n for n, line in enumerate(lines) if url in line), 0)
            place = Place(page.text.path, page.line + at, f"《{page.head.title}》里的链接")
            found.setdefault(url, []).append(place)
    return found


def _of(entry: Entry[Any]) -> Iterator[tuple[str, Place]]:
    """一条记录里的。"""
    for loc, part in entry.parts:
        archived = bool(getattr(part, _ARCHIVED, None))
        for one in describe(type(part)):
            value: Any = getattr(part, one.name)
            if one.kind is Kind.URL and value:
                at, archive = _line(entry, loc, one.key), one.name == _ARCHIVED
                what = f"{_named(entry)}的“{one.key}”"
                source = part.id if isinstance(part, Source) else ""
                more = archived and not archive, archive
                yield value, Place(entry.path, at, what, source, *more)
            elif one.kind is Kind.PROSE and isinstance(value, str):
                for url in _outward(value):
                    at = _line(entry, loc, one.key)
                    yield url, Place(entry.path, at, f"{_named(entry)}的“{one.key}”里的链接")


def _line(entry: Entry[Any], loc: Loc, key: str) -> int:
    return entry.document.position(*entry.base, *loc, key)[0]


def _named(entry: Entry[Any]) -> str:
    record: Record = entry.record
    name = getattr(record, "name", None) or getattr(record, "title", None)
    kind = LABELS.get(register_of(entry.path), LABELS["cases"])
    return f"{kind}“{name}”" if name else kind


def _outward(text: str, page: bool = False) -> Iterator[str]:
    """文字里指到书外网页的链接。"""
    if "http" in text:
        for element in read_prose(text, page).root.iter("a"):
            if (url := element.get("href", "")).startswith(("http://", "https://")):
                yield url
