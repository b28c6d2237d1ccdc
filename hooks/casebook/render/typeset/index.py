"""索引：组织、地方、主题，各按拼音排；文字里出现一处，留一个记号，页码由排版机填。

别的写法（术语的“又称”、组织的全称）不另列页码，写“见”哪一条；术语的“参见”指到索引里另一条的，写“参见”；
名称在一个项目的名称里的，两头都写。认的时候不看引号：六边形治理力量，“六边形”治理力量，是一条。
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casebook.bind import Book
from casebook.bind.addresses import entry_address
from casebook.bind.pinyin import pinyin
from casebook.compose import word
from casebook.model import Term
from casebook.model.handbook import readings
from casebook.render.typeset.breaking import foldable
from casebook.render.typeset.inlines import label_of

_KINDS = ("organisations", "places", "subjects")
_QUOTES = re.compile("[“”‘’]")
_QUOTED = re.compile("[“‘]+$")


@dataclass(frozen=True)
class Entry:
    """索引里的一条；`key` 在全书唯一，`sort` 是排序用的拼音。

    `address` 是它在站内的地址；是别的写法的，`see` 是那一条的名称；`also` 是参见的各条的地址。
    工作法的篇名，`main` 是它那一篇的标签：它自己的几页排在最前，用粗体。
    """

    key: str
    name: str
    kind: str
    sort: tuple[str, ...]
    address: str = ""
    see: str = ""
    also: tuple[str, ...] = ()
    main: str = ""

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
        listed = {(e.kind, e.name): e.key for e in entries}
        self._by_name: dict[str, list[str]] = {}
        for one in entries:
            keys = self._by_name.setdefault(_unquoted(one.name), [])
            if (key := listed[one.kind, one.see or one.name]) not in keys:
                keys.append(key)
        self._at = {e.address: e.name for e in entries if e.address}
        names = sorted(self._by_name, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, names))) if names else None

    def mark(self, text: str) -> list[Any]:
        """文字 → 文字与索引记号；记号在词的前面，长的词优先。"""
        if self._pattern is None:
            return [text]
        places = [n for n, char in enumerate(text) if char not in "“”‘’"]
        out: list[Any] = []
        end = 0
        for found in self._pattern.finditer(_unquoted(text)):
            start = len(_QUOTED.sub("", text[: places[found.start()]]))  # 在前引号的前面
            out.append(text[end:start])
            out += ({"t": "idx", "k": key} for key in self._by_name[found[0]])
            end = start
        out.append(text[end:])
        return [part for part in out if part != ""]

    def groups(self) -> list[dict[str, Any]]:
        """三种索引，各自按字母分组。"""
        return [
            {
                "title": word(f"print.index-of.{kind}"),
                "entries": [
                    {
                        "key": e.key,
                        "name": foldable(e.name),
                        "letter": e.letter,
                        "main": e.main,
                        "see": foldable(e.see),
                        "also": foldable(self._also(e)),
                    }
                    for e in self.entries
                    if e.kind == kind
                ],
            }
            for kind in _KINDS
        ]

    def _also(self, entry: Entry) -> str:
        names = (self._at.get(address, "") for address in entry.also)
        return "、".join(dict.fromkeys(name for name in names if name not in ("", entry.name)))


def _unquoted(text: str) -> str:
    return _QUOTES.sub("", text)


def _entries(book: Book, known: Mapping[str, tuple[str, ...]]) -> Iterable[Entry]:
    seen: set[tuple[str, str]] = set()

    def entry(kind: str, key: str, name: str, **more: Any) -> Iterable[Entry]:
        if len(name) > 1 and (kind, name) not in seen:
            seen.add((kind, name))
            yield Entry(f"{kind}-{key}", name, kind, pinyin(name, known), **more)

    def others(kind: str, key: str, see: str, names: Iterable[str | None]) -> Iterable[Entry]:
        for n, name in enumerate(names):
            yield from entry(kind, f"{key}-also-{n}", name or "", see=see)

    for method in book.methods:
        yield from entry(
            "subjects",
            method.id,
            method.title,
            address=method.address,
            main=label_of(method.address),
        )
    for organisation in book.organisations:
        yield from entry("organisations", organisation.id, organisation.name)
    for street in book.streets:
        yield from entry("places", street.id, street.name)
    for method in book.methods:
        for n, place in enumerate((*method.card.residential_areas, method.card.address)):
            if place:
                yield from entry("places", f"{method.id}-{n}", place)
    twins = [
        (entry_address("terms", term, {}), book.programme_addresses[programme.id])
        for term in book.terms
        for programme in book.programmes
        if _unquoted(term.name) in _unquoted(programme.name)
    ]
    for register in ("programmes", "terms", "policies"):
        for item in book.registers[register].entries if register in book.registers else ():
            key = f"{type(item).__name__.lower()}-{item.id}"
            address = entry_address(register, item, dict(book.programme_addresses))
            told = [item.see or ""] if isinstance(item, Term) else []
            told += [b for pair in twins for a, b in (pair, pair[::-1]) if a == address]
            yield from entry("subjects", key, item.name, address=address, also=tuple(told))
    # 别的写法排在后面：与哪一条的名称一样的，不另列
    for organisation in book.organisations:
        full = [organisation.full_name]
        yield from others("organisations", organisation.id, organisation.name, full)
    for term in book.terms:
        yield from others("subjects", f"term-{term.id}", term.name, term.also)
