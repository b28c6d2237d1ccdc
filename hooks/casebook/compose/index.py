"""索引：组织、地方、主题，各按拼音排；认得文字里的索引词。

别的写法（术语的“又称”、组织的全称）不另列页码，写“见”哪一条；术语的“参见”指到索引里另一条的，写“参见”；
名称在一个项目的名称里的，两头都写。认的时候不看引号：六边形治理力量，“六边形”治理力量，是一条。
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from casebook.bind import Book
from casebook.bind.addresses import entry_address
from casebook.bind.pinyin import pinyin
from casebook.model import Term
from casebook.model.handbook import readings

KINDS: Final = ("organisations", "places", "subjects")
"""三种索引，照印的次序；题在 `words/` 的 `print.index-of` 里。"""
_QUOTES = re.compile("[“”‘’]")
_QUOTED = re.compile("[“‘]+$")


@dataclass(frozen=True)
class Entry:
    """索引里的一条；`key` 在全书唯一，`sort` 是排序用的拼音。

    `address` 是它在站内的地址；是别的写法的，`see` 是那一条的名称；`also` 是参见的各条的地址。
    工作法的篇名，`main` 为真：它自己的一篇排在最前。
    """

    key: str
    name: str
    kind: str
    sort: tuple[str, ...]
    address: str = ""
    see: str = ""
    also: tuple[str, ...] = ()
    main: bool = False

    @property
    def letter(self) -> str:
        """排在哪个字母下；数字与符号排在最前。"""
        first = self.sort[0][:1].upper() if self.sort else ""
        return first if "A" <= first <= "Z" else "#"


class Index:
    """认得全部索引词；`entries` 是各条，照次序。"""

    def __init__(self, book: Book) -> None:
        entries = [*_entries(book, readings(book.handbook, book.registers.values()))]
        # 认不得读音的字同数字与符号一组，不另在末尾起一组
        self.entries = sorted(entries, key=lambda e: (e.letter != "#", e.sort, e.name))
        listed = {(e.kind, e.name): e.key for e in entries}
        self._by_name: dict[str, list[str]] = {}
        for one in entries:
            keys = self._by_name.setdefault(_unquoted(one.name), [])
            if (key := listed[one.kind, one.see or one.name]) not in keys:
                keys.append(key)
        self._at = {e.address: e.name for e in entries if e.address}
        names = sorted(self._by_name, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, names))) if names else None

    def pieces(self, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """文字一截截，各截的后面是哪几条的词（末一截后面没有）；长的词优先。"""
        end = 0
        if self._pattern is not None:
            places = [n for n, char in enumerate(text) if char not in "“”‘’"]
            for found in self._pattern.finditer(_unquoted(text)):
                start = len(_QUOTED.sub("", text[: places[found.start()]]))  # 在前引号的前面
                yield text[end:start], tuple(self._by_name[found[0]])
                end = start
        yield text[end:], ()

    def of(self, kind: str) -> list[Entry]:
        """一种索引的各条。"""
        return [entry for entry in self.entries if entry.kind == kind]

    def also(self, entry: Entry) -> str:
        """参见的各条的名称；没有的为空。"""
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
            main=True,
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
