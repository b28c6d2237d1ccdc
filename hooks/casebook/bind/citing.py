"""引用这本书里的一条，写成各种样子：GB/T 7714—2025 的两种体系、APA 第 7 版、CSL-JSON。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b
from types import NoneType
from typing import Any

from casebook.model import Record

_GBT, _APA = 3, 20
"""两种写法各写出几位责任者。"""
_FEW = 3
"""不到几位的，之间不用逗号。"""


_SPOKEN = re.compile(r"[^\W_]|(?<=\d)[.:/—–~～-](?=\d)|(?<=\d)[%‰]|[-−](?=\d)")
_APART = frozenset(("sources", "inferred", "missing"))


def said_id(record: Record) -> str:
    """一句话、一个数字的锚点，给人引用：照它说的话定，前后添一句也不变，话改了就是另一句。

    标点、空格、记号不算，数里的小数点、负号、百分号算：1.5 与 15 不是一句。
    只写了还差什么的，没有说话，为空。
    """
    words = "\n".join("".join(_SPOKEN.findall(format(part))) for part in _own_words(record)).strip()
    return f"said-{blake2b(words.encode(), digest_size=4).hexdigest()}" if words else ""


def _own_words(record: Record) -> Iterator[Any]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name not in _APART and not isinstance(value, (tuple, bool, Record, NoneType)):
            yield value


class Today(StrEnum):
    """引用的那一天，读者打开时才知道：哪年、英文的哪天。"""

    YEAR = "year"
    ENGLISH = "english"


Reference = tuple[str | Today, ...]
"""一条著录：字与引用的那一天，照先后。"""


@dataclass(frozen=True)
class Cited:
    """可以引用的一样：一条、一幅图，或整本书；不知道的为空。

    `book` 是在哪本书里，整本书的为空；`edition` 是第几版，第 1 版不写；`issued` 是出版的一天
    （年-月-日）：只有定下来的一版才有，别的随时会改。
    """

    id: str
    title: str
    book: str
    authors: tuple[str, ...]
    publisher: str
    edition: int
    issued: str
    url: str
    language: str

    @property
    def year(self) -> str:
        """出版的一年。"""
        return self.issued[:4]

    def part(self, name: str, anchor: str) -> "Cited":
        """里面的一幅图：叫什么，在那一页的哪里。"""
        url = f"{self.url}#{anchor}" if self.url else ""
        return replace(self, id=f"{self.id}-{anchor}", title=f"{self.title}：{name}", url=url)


def gbt_numeric(one: Cited) -> Reference:
    """GB/T 7714—2025 顺序编码制，图书（8.2）与图书中的析出文献（8.3）。

    责任者. 题名[M/OL]//书名. 几 版. 出版者，年. 网址.
    图书不写引用日期；出版的年不知道的，用引用的年，放在方括号里。
    """
    year: Reference = (one.year,) if one.issued else ("[", Today.YEAR, "]")
    made = f"{one.publisher}，" if one.publisher else ""
    who = _several(one.authors)
    return (f"{who}. " if who else "", *_titled(one, f". {made}"), *year, *_at(one))


def gbt_author_date(one: Cited) -> Reference:
    """GB/T 7714—2025 著者-出版年制：年写在责任者后面；没有责任者的写“佚名”。"""
    year: Reference = (one.year,) if one.issued else ("[", Today.YEAR, "]")
    made = f". {one.publisher}" if one.publisher else ""
    return (f"{_several(one.authors) or '佚名'}，", *year, ". ", *_titled(one, made), *_at(one))


def apa(one: Cited) -> Reference:
    """APA 第 7 版（10.3 书里的一章，10.2 书）：没有写定的写 n.d. 与取用的一天（9.16）。"""
    edition = f" ({one.edition}{_ordinal(one.edition)} ed.)" if one.edition > 1 else ""
    dated = f"({one.year or 'n.d.'})"
    title, place = (one.title, f"In {one.book}{edition}") if one.book else ("", "")
    title = title or f"{one.title}{edition}"
    who = _listed(one.authors)
    first = f"{who}. {dated}. {title}" if who else f"{title}. {dated}"
    said = ". ".join(filter(None, (first, place, one.publisher)))
    if not one.url:
        return (f"{said}.",)
    if one.issued:
        return (f"{said}. {one.url}",)
    return (f"{said}. Retrieved ", Today.ENGLISH, f", from {one.url}")


def csl_item(one: Cited) -> dict[str, Any]:
    """一条 CSL-JSON（https://citeproc-js.readthedocs.io/csl-json/）；不知道的不写。"""
    issued = [[int(part) for part in one.issued.split("-")]] if one.issued else []
    said = {
        "id": one.id,
        "type": "chapter" if one.book else "book",
        "title": one.title,
        "container-title": one.book,
        "author": [{"literal": who} for who in one.authors],
        "publisher": one.publisher,
        "edition": f"{one.edition}" if one.edition > 1 else "",
        "issued": {"date-parts": issued} if issued else {},
        "URL": one.url,
        "language": one.language,
    }
    return {key: value for key, value in said.items() if value}


def _several(names: tuple[str, ...]) -> str:
    """责任者：三位以内都写，多的写三位，再写“等”（GB/T 7714—2025 的责任者项）。"""
    return "，".join(names if len(names) <= _GBT else (*names[:_GBT], "等"))


def _listed(names: tuple[str, ...]) -> str:
    """责任者：二十位以内都写，多的写前十九位、省略号与末一位（APA 第 7 版 9.8）。"""
    if len(names) < _FEW:
        return " & ".join(names)
    if len(names) > _APA:
        return f"{', '.join(names[: _APA - 1])}, . . . {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def _titled(one: Cited, made: str) -> Iterator[str]:
    yield f"{one.title}[{'M/OL' if one.url else 'M'}]"
    yield f"//{one.book}" if one.book else ""
    yield f". {one.edition} 版" if one.edition > 1 else ""
    yield made


def _at(one: Cited) -> Iterator[str]:
    yield f". {one.url}." if one.url else "."


def _ordinal(n: int) -> str:
    return "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
