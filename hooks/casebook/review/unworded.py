"""字没有改，别的改了：图换了、替代文字改了；标亮、换了颜色、加粗的几个字。"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final

from casebook.render.docx.sent import Drawn, Line, upper
from casebook.render.docx.thumbnail import alike, thumbnail
from casebook.review.change import LONG, Change, owners, plain, whole
from casebook.review.looks import BOLD
from casebook.review.pieces import Marks, Piece, Shown
from casebook.store import digest_of_bytes

_UNBOLD: Final = "不加粗了"
_BLANK: Final = re.compile(r"[〔〕\s]*")


def pictured(line: Line, piece: Piece) -> Iterator[Change]:
    """`line` 里的图；少了、多了的，字里已经看得出（一张图占一个字）。"""
    if line.pictures is None or len(line.pictures) != len(piece.pictures):
        return
    who = "、".join(piece.authors)
    for sent, now in zip(line.pictures, piece.pictures, strict=True):
        at = sent.at or whole(line)
        if not _same(sent, now):
            yield Change(upper(at), line.where, "图换了一张", sent.alt, "", who)
        elif now.altered:
            yield Change(upper(at), line.where, "图裁过或转过", sent.alt, "", who)
        own, other = (" ".join(said.split()) for said in (sent.alt, now.alt))
        if own != other:
            yield Change(at, line.where, "替代文字改了" if other else "替代文字删去", own, other)


def _same(sent: Drawn, now: Shown) -> bool:
    return sent.digest == digest_of_bytes(now.data) or alike(sent.thumbnail, thumbnail(now.data))


def marked(line: Line, piece: Piece) -> Iterator[Change]:
    """`line` 里原来就有的字，标上了什么样子。添的字连同样子已经列了，不再说。"""
    if not any(piece.marks) and not line.bold:
        return
    looks = _looks(line, piece)
    start = 0
    for names, same in groupby(looks):
        end = start + len([*same])
        if names and not _BLANK.fullmatch(line.text, start, end):
            said = "、".join(sorted(names))
            for at, span in owners(line, start, end):
                low, high = (max(start, span.start), min(end, span.end)) if span else (start, end)
                if not _BLANK.fullmatch(line.text, low, high):
                    yield Change(at, line.where, "标了", line.text[low:high], said)
        start = end


def _looks(line: Line, piece: Piece) -> list[Marks]:
    """原来的各个字，与送出去时不同的样子；没有了的字、空白，照前一个字。"""
    looks: list[Marks | None] = [None] * len(line.text)
    for own, now, size in _blocks(plain(line.text), plain(piece.text)):
        looks[own : own + size] = piece.marks[now : now + size]
    bold = {n for start, end in line.bold or () for n in range(start, end)}
    found: list[Marks] = []
    for n, one in enumerate(looks):
        if one is None or _BLANK.fullmatch(line.text[n]):
            found.append(found[-1] if found else frozenset())
        elif line.bold is None:
            found.append(one - {BOLD})
        elif n in bold:
            found.append(one - {BOLD} if BOLD in one else one | {_UNBOLD})
        else:
            found.append(one)
    return found


def _blocks(own: str, now: str) -> Iterator[tuple[int, int, int]]:
    """一样的各截：原来从哪里起，现在从哪里起，多少字。"""
    if own == now:
        yield 0, 0, len(own)
    elif max(len(own), len(now)) <= LONG:
        yield from SequenceMatcher(None, own, now, autojunk=False).get_matching_blocks()
    else:
        pairs = zip(own, now, strict=False)
        same = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(own), len(now)))
        yield 0, 0, same
