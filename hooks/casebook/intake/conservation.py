"""不丢字：放进了栏目的各段，字都在；不在的（号、标题、换了说法的）留作原稿。"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from casebook.editing.literal import tidied
from casebook.intake.blocks import Block, Table, has_url, paragraphs_of
from casebook.intake.filled import Left
from casebook.intake.headings import bare, unnumbered
from casebook.intake.markdown import markdown
from casebook.intake.typed import BULLETS
from casebook.intake.values import AGREED
from casebook.model.dates import meant_date
from casebook.model.periods import meant_period
from casebook.model.quantities import split_quantity
from casebook.model.values import half_width, meant_yes_no
from casebook.render.text.escape import url as address

_MARKS = re.compile(rf"[\s!-/:-@\[-`{{-~{BULLETS}]+")
_CELL = "\0"
"""表里一格的边：一个数不跨过它。"""
_PIECE = re.compile(r"[：:]")
_PARTS = re.compile(r"[\s、，;；：:。（）()〔〕《》“”]|,(?!\d)")
_FIGURE = re.compile(r"(?<=\d)(?=\D)|(?<=\D)(?=\d)")


def letters(text: str) -> str:
    """字母、数字、汉字与全角的标点；空白、半角的记号、列表的点不算。"""
    return _MARKS.sub("", tidied(text))


def said_in(record: Any) -> Iterator[str]:
    """案例里写着的全部的话。"""
    if isinstance(record, str):
        yield record
    else:
        for one in record.values() if isinstance(record, Mapping) else record:
            yield from said_in(one)


def lost(taken: Iterable[Block], record: Mapping[str, Any], left: Iterable[Left]) -> Iterator[Left]:
    """`taken` 里有的字，案例与原稿里都没有的，一段一处。"""
    said = (*said_in(record), *(one.text for one in left))
    kept = "\n".join(_CELL.join(map(letters, one.split("|"))) for one in said)
    for place, text in _texts(taken):
        if not _inside(text, kept):
            words = (one for one in (unnumbered(text), bare(text)) if text.endswith(one))
            rest = next((one for one in words if one != text and _inside(one, kept)), None)
            if rest is not None:
                yield Left(place, text[: len(text) - len(rest)].strip(), "号")
            else:
                yield Left(place, text.strip(), "换了写法")


def lost_in_form(
    tables: Iterable[Table],
    ours: Collection[str],
    record: Mapping[str, Any],
    left: Iterable[Left],
    cited: Iterable[str],
) -> Iterator[Left]:
    """投稿表里人写的，案例与原稿里都没有的，一行一处；`cited` 是换成了编号的话。

    日期、数字、是否换了写法的算在；拆成几栏的，各在就算。
    """
    said = (*said_in(record), *(one.text for one in left), *cited)
    kept = "\n".join(letters(half_width(one)) for one in said)
    printed = {"".join(one.split()) for one in ours}
    for place, text in _texts(tables):
        if "".join(text.split()) not in printed and not all(
            _told(part, kept) for part in _PARTS.split(text)
        ):
            yield Left(place, text.strip(), "换了写法")


def lost_tables(
    blocks: Iterable[Block], record: Mapping[str, Any], left: Iterable[Left]
) -> Iterator[Left]:
    """格子里的表，案例与原稿里都不是一张表的：拆开了，行与行就分不清。"""
    kept = "\n".join((*said_in(record), *(one.text for one in left)))
    for block in blocks:
        for one in block.inside if isinstance(block, Table) else ():
            words = markdown([one])
            if words.startswith("|") and words not in kept:  # 只有一列、一行的，拆开也一样
                yield Left(one.place, words, "格子里的表")


def lost_links(
    blocks: Iterable[Block], record: Mapping[str, Any], left: Iterable[Left]
) -> Iterator[Left]:
    """链接的网址，案例与原稿里都没有的，一处一处。"""
    kept = "\n".join((*said_in(record), *(one.text for one in left)))
    for one in (inside for block in blocks for inside in paragraphs_of(block)):
        for run in one.runs:
            url = run.url.removeprefix("mailto:")
            if url and not any(has_url(kept, one) for one in (url, address(url))):
                yield Left(one.place, f"{run.text.strip()} {url}", "链接")


def _told(part: str, kept: str) -> bool:
    words = letters(half_width(part))
    meant = letters(meant_date(part) or meant_period(part))
    return (
        words in kept
        or bool(meant and meant in kept)
        or part in AGREED
        or bool(meant_yes_no(part))
        or all(one in kept for one in _figures(part, words))
    )


def _figures(part: str, words: str) -> Iterable[str]:
    """拆成数字与别的字；拆得开的一个量，照几栏拆。"""
    found = split_quantity(part)
    parts = (found.value, found.qualifier, found.unit) if found else _FIGURE.split(words)
    return map(letters, parts)


def _inside(text: str, kept: str) -> bool:
    return all(_there(letters(piece), kept) for piece in _PIECE.split(text))


def _there(words: str, kept: str) -> bool:
    """`words` 在 `kept` 里；一个数要整个是它：12 不算在 120 里。"""
    if words.isdecimal():
        return re.search(rf"(?<!\d){words}(?!\d)", kept) is not None
    return words in kept.replace(_CELL, "")


def _texts(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Table):
            yield from ((one.place, one.text) for one in paragraphs_of(block))
        else:
            yield from ((block.place, line) for line in block.text.split("\n"))
