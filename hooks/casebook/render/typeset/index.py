"""索引：组织、地方、主题，各按拼音排；文字里出现一处，留一个记号，页码由排版机填。"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casebook.bind import Book
from casebook.bind.pinyin import pinyin
from casebook.compose import word
from casebook.model.handbook import readings
from casebook.render.typeset.breaking import foldable

_KINDS = ("organisations", "places", "subjects")


@dataclass(frozen=True)
class Entry:
    """索引里的一条；`key` 在全书唯一，`sort` 是排序用的拼音。"""

    key: str
    name: str
    kind: str
    sort: tuple[str, ...]

    @property
    def letter(self) -> str:
        """排在哪个字母下；数字与符号排在最前。"""
        first = self.sort[0][:1].upper() if self.sort else ""
        return first if "A" <= first <= "Z" else "#"


class Index:
    """认得全部索引词；`mark` 在文字里插记号。"""

    def __init__(self, book: Book) -> None:
        entries = [*_entries(book, readings(book.handbook, book.registers.values()))]
        self.entries = sorted(entries, key=lambda e: (e.sort, e.name))
        self._by_name = {e.name: e for e in entries}
        names = sorted(self._by_name, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, names))) if names else None

    def mark(self, text: str) -> list[Any]:
        """文字 → 文字与索引记号；记号在词的前面，长的词优先。"""
        if self._pattern is None:
            return [text]
        out: list[Any] = []
        end = 0
        for found in self._pattern.finditer(text):
            out.append(text[end : found.start()])
            out.append({"t": "idx", "k": self._by_name[found[0]].key})
            end = found.start()
        out.append(text[end:])
        return [part for part in out if part != ""]

    def groups(self) -> list[dict[str, Any]]:
        """三种索引，各自按字母分组。"""
        return [
            {
                "title": word(f"print.index-of.{kind}"),
                "entries": [
                    {"key": e.key, "name": foldable(e.name), "letter": e.letter}
                    for e in self.entries
                    if e.kind == kind
                ],
            }
            for kind in _KINDS
        ]


def _entries(book: Book, known: Mapping[str, tuple[str, ...]]) -> Iterable[Entry]:
    seen: set[str] = set()

    def entry(kind: str, key: str, name: str) -> Iterable[Entry]:
        if len(name) > 1 and name not in seen:
            seen.add(name)
            yield Entry(f"{kind}-{key}", name, kind, pinyin(name, known))

    for organisation in book.organisations:
        yield from entry("organisations", organisation.id, organisation.name)
    for street in book.streets:
        yield from entry("places", street.id, street.name)
    for method in book.methods:
        for n, place in enumerate((*method.card.residential_areas, method.card.address)):
            if place:
                yield from entry("places", f"{method.id}-{n}", place)
    for register in (book.programmes, book.terms, book.policies):
        for item in register:
            yield from entry("subjects", f"{type(item).__name__.lower()}-{item.id}", item.name)
