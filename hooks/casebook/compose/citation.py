"""可以引用的：一条工作法与它的各幅图，整本书。"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from casebook.bind.citing import Cited, Reference, Today, apa, gbt_author_date, gbt_numeric
from casebook.compose.blocks import Blocks, Fact, Facts, Figure, Section
from casebook.compose.document import LANGUAGE, Document
from casebook.compose.edition import Edition
from casebook.compose.inlines import Citation
from casebook.compose.words import chinese_number, word
from casebook.model import Handbook

BOOK = "/"
"""整本书的地址。"""
STYLES: Final[Mapping[str, Callable[[Cited], Reference]]] = {
    "numeric": gbt_numeric,
    "author-date": gbt_author_date,
    "apa": apa,
}
"""引用的各种写法，叫什么在 `words/` 的 `cite-styles` 里。"""
CITED: Final[Mapping[str, str]] = {"bib": "BibTeX", "ris": "RIS", "csl.json": "CSL-JSON"}
"""给文献管理软件的文件：扩展名 → 叫什么。"""


def book_cited(handbook: Handbook, edition: Edition) -> tuple[Cited]:
    """整本书。"""
    return (_book(handbook, edition),)


def _book(handbook: Handbook, edition: Edition) -> Cited:
    return Cited(
        id=handbook.file_name,
        title=handbook.title,
        book="",
        authors=handbook.editors,
        publisher=handbook.owner("host"),
        edition=edition.frozen.number if edition.frozen else 0,
        issued=edition.frozen.day if edition.frozen else "",
        url=edition.url(BOOK),
        language=LANGUAGE,
    )


def cited_case(document: Document, handbook: Handbook, edition: Edition) -> tuple[Cited, ...]:
    """一条工作法，再是它的各幅图。"""
    book = _book(handbook, edition)
    own = Cited(
        id=document.address.split("/")[-2],
        title=document.title,
        book=handbook.title,
        authors=book.authors,
        publisher=book.publisher,
        edition=edition.cited(document.edition),
        issued=book.issued,
        url=edition.url(document.address),
        language=document.language,
    )
    return (own, *(own.part(name, anchor) for anchor, name in figures(document)))


def cited_as(cited: Cited) -> Facts:
    """一条引用的各种写法，一种一行。"""
    return Facts(
        tuple(
            Fact(word(f"cite-styles.{name}"), (Citation(name, _dated(write(cited))),))
            for name, write in STYLES.items()
        )
    )


def _dated(reference: Reference) -> tuple[tuple[str, str], ...]:
    return tuple(
        (word(f"cite-today.{part}"), f"{part}") if isinstance(part, Today) else (part, "")
        for part in reference
        if part
    )


def figures(document: Document) -> tuple[tuple[str, str], ...]:
    """一页的各幅图：锚点，图几与题。"""
    found: list[tuple[str, str]] = []
    seen: Counter[str] = Counter()
    for one in _drawn(document.blocks):
        seen[one.kind] += 1
        name = word("figures.name", n=chinese_number(len(found) + 1))
        found.append((figure_anchor(one.kind, seen[one.kind]), f"{name} {one.title}"))
    return tuple(found)


def _drawn(blocks: Blocks) -> Iterator[Figure]:
    """图都在各节里，不套在别的块里。"""
    for one in blocks:
        if isinstance(one, Figure):
            yield one
        elif isinstance(one, Section):
            yield from _drawn(one.c)


def figure_anchor(kind: str, nth: int) -> str:
    """一幅图的锚点：哪一种的第几幅，别处添一幅也不变。"""
    return f"figure-{kind}-{nth}" if nth > 1 else f"figure-{kind}"
