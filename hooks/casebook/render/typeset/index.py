"""索引：组织、地方、主题，各按拼音排；文字里出现一处，留一个记号，页码由排版机填。"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casebook.bind import Book
from casebook.compose import word
from casebook.model.handbook import readings
from casebook.render.typeset.breaking import foldable

_WORDS: Mapping[str, tuple[str, ...]] = {"重建": ("chong", "jian")}
"""拼音库猜不对的词。别的由编者写在手册与登记簿的“读音”里。先把它们分出来，免得和前后的字连成别的词。"""
_SURNAMES = {
    "曾": "zeng",
    "单": "shan",
    "仇": "qiu",
    "区": "ou",
    "解": "xie",
    "查": "zha",
    "朴": "piao",
    "盖": "ge",
    "缪": "miao",
    "翟": "zhai",
    "乐": "yue",
}
"""作姓时另有读音的字：曾家渡、单家宅。只认后面是“家”“氏”的，“区社联”“解放路”不是姓。"""
_SURNAME = re.compile(f"[{''.join(_SURNAMES)}](?=[家氏])")

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


def pinyin(name: str, written: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """排序用的拼音，一字一节，不带声调；书名号、引号不算。`written` 是编者写明的，先照它。"""
    import pypinyin  # 只查、只建网站时不必装

    plain = re.sub(r"[《》“”‘’（）\s·]", "", name)
    known = {**_WORDS, **written}
    longest = sorted(known, key=len, reverse=True)
    out: list[str] = []
    found = re.split(f"({'|'.join(map(re.escape, longest))}|{_SURNAME.pattern})", plain)
    for n, piece in enumerate(found):
        if n % 2:  # 认得的与认不得的轮着来
            out += known.get(piece) or (_SURNAMES[piece],)
        else:
            out += pypinyin.lazy_pinyin(piece, style=pypinyin.Style.NORMAL)
    return tuple(out)
