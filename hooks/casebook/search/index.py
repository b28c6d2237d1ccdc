"""全部各页 → 分成一小份一小份的索引，查一个词只取用得到的几份。

    index.js      有多少页、分成多少份、别的叫法、查找时说的话
    words-N.js    哪个字、哪两个字在哪几页（`postings.py`）
    names-N.js    名字的拼音：哪三个字母、哪三个声母（前面有 ^）在哪几页
    pages-N.js    第几页的地址，一份 `BLOCK` 页
    facets.js     各领域、各街镇有哪几页

页号：工作法在前，编者看的、只列题名的在后，各照地址排。
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from casebook.bind import Book
from casebook.compose.words import section
from casebook.search.postings import (
    HEADING,
    LONG_TITLE,
    OFTEN,
    TEXT,
    TITLE,
    Change,
    Gathered,
    encoded,
    patched,
    shard_of,
)
from casebook.search.record import PageRecord, is_behind
from casebook.search.script import read_script, script
from casebook.search.units import BREAK, terms, units

FOLDER = "search"
BLOCK = 64
"""一份 `pages-N.js` 里的页数：二十条结果散在二十份里，也不过几十 KB。"""
_SHORT = 6
"""题目不超过几个字的算短：查的词占它的一多半。"""

Terms = Mapping[str, int]
"""一页的词 → 几等。"""


class Layout(NamedTuple):
    """`pages` 页分成多少份：一份平均二十 KB 上下，压缩后一半。"""

    pages: int

    @property
    def words(self) -> int:
        """词分成几份。"""
        return _power_of_two(self.pages / 10)

    @property
    def names(self) -> int:
        """名字的拼音分成几份。"""
        return _power_of_two(self.pages / 80)


def _power_of_two(most: float) -> int:
    return 1 << max(1, int(most)).bit_length() - 1


def ordered(addresses: Iterable[str]) -> list[str]:
    """各页的地址，照页号的次序。"""
    return sorted(addresses, key=lambda a: (is_behind(a), not a.startswith("cases/"), a))


def word_terms(record: PageRecord) -> Terms:
    """一页的词。"""
    text = BREAK.join(part.text.replace("\n", " ") for part in record.parts)
    found = terms(units(text), TEXT, OFTEN)
    headings = [part.title for part in record.parts[1:]]
    headings += [name.name for name in record.names[1:]]
    found |= terms(units(BREAK.join(headings)), HEADING, HEADING)
    title = units(record.title)
    rank = TITLE if len(title) <= _SHORT else LONG_TITLE
    return found | terms(title, rank, rank)


def name_terms(record: PageRecord) -> Terms:
    """一页的各个名字的拼音：每三个字母，每三个声母，开头的两个声母。"""
    terms: dict[str, int] = {}
    for name in reversed(record.names):
        sounds = name.pinyin.split()
        letters, initials = "".join(sounds), "".join(sound[0] for sound in sounds)
        found = [letters[n : n + 3] for n in range(len(letters) - 2)]
        found += [f"^{initials[n : n + 3]}" for n in range(len(initials) - 2)]
        found += [f"^{initials[:2]}"] * (len(initials) > 1)
        title = TITLE if len(sounds) <= _SHORT else LONG_TITLE
        terms |= dict.fromkeys(found, title if name is record.names[0] else HEADING)
    return terms


def shards(records: Iterable[PageRecord], layout: Layout) -> dict[str, bytes]:
    """从头做：文件名 → 内容。`records` 照页号的次序。"""
    words, names = Gathered(), Gathered()
    for page, record in enumerate(records):
        words.add(page, word_terms(record))
        names.add(page, name_terms(record))
    kinds = (
        ("words", words.shards(layout.words)),
        ("names", names.shards(layout.names)),
    )
    return {
        f"{kind}-{n}.js": script(f"{kind}-{n}", part)
        for kind, parts in kinds
        for n, part in enumerate(parts)
    }


def changes(
    edits: Iterable[tuple[int, PageRecord, PageRecord]], layout: Layout
) -> dict[str, dict[str, list[Change]]]:
    """改了几页（页号、从前的、现在的）：哪几份里哪些词变了。"""
    found: dict[str, dict[str, list[Change]]] = {}
    for page, before, after in edits:
        for kind, of, count in (
            ("words", word_terms, layout.words),
            ("names", name_terms, layout.names),
        ):
            old, new = of(before), of(after)
            for term in old.keys() | new.keys():
                if old.get(term) != new.get(term):
                    name = f"{kind}-{shard_of(term, count)}.js"
                    found.setdefault(name, {}).setdefault(term, []).append((page, new.get(term)))
    return found


def patched_shard(written: bytes, changed: Mapping[str, Sequence[Change]]) -> bytes:
    """改了几个词的一份。"""
    name, postings = read_script(written)
    return script(name, patched(postings, changed))


def manifest(pages: Sequence[str], book: Book) -> bytes:
    """`index.js`；`pages` 是各页的地址，照页号的次序。"""
    layout = Layout(len(pages))
    return script(
        "index",
        {
            "pages": layout.pages,
            "cases": sum(address.startswith("cases/") for address in pages),
            "behind": sum(not is_behind(address) for address in pages),
            "home": pages.index("") if "" in pages else -1,
            "words": layout.words,
            "names": layout.names,
            "block": BLOCK,
            "aliases": _aliases(book),
            "said": section("search", book.handbook.words),
        },
    )


def directories(pages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """`pages-N.js`。"""
    for n, start in enumerate(range(0, len(pages), BLOCK)):
        yield f"pages-{n}.js", script(f"pages-{n}", pages[start : start + BLOCK])


def facets(pages: Sequence[str], book: Book) -> bytes:
    """`facets.js`：一种查法的叫法、各个词与有它的页。"""
    number = {address: n for n, address in enumerate(pages)}
    found = [
        [
            facet.label,
            [
                [
                    category.term.name,
                    encoded([sorted(number[m.address[1:]] for m in category.methods)]),
                ]
                for category in facet.categories.values()
                if category.methods
            ],
        ]
        for facet in book.facets
        if facet.register in ("fields", "streets")
    ]
    return script("facets", found)


def _aliases(book: Book) -> dict[str, list[str]]:
    """读者可能打的别的词 → 书里的词。"""
    found: dict[str, list[str]] = {}
    terms = ((term.also, (term.name,)) for term in book.terms)
    written = ((a.said, a.means) for register in book.registers.values() for a in register.aliases)
    for several, means in (*terms, *written):
        for said in several:
            found.setdefault("".join(units(said)), []).extend(means)
    return found
