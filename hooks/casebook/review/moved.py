"""挪了位置的各段，并成了一段的。"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from casebook.compose import word
from casebook.render.docx.sent import Sent
from casebook.review.change import Change, whole
from casebook.review.pieces import Piece
from casebook.review.places import shortened


def moved(sent: Sent, order: Sequence[str], pieces: Mapping[str, Piece]) -> Iterator[Change]:
    """挪了位置的：去掉它们，别的次序都没有变。`order` 是各段的书签现在的先后。"""
    lines = {line.mark: (n, line) for n, line in enumerate(sent.lines)}
    notes = {line.mark for line in sent.lines if line.where == word("docx.footnote")}
    marks = [mark for mark in order if mark in lines and mark not in notes]
    kept = {marks[n] for n in _rising([lines[mark][0] for mark in marks])}
    for above, mark in pairwise(["", *marks]):
        if mark not in kept and lines[mark][1].text.strip():
            line = lines[mark][1]
            now = f"在“{shortened(pieces[above].text.strip())}”后面" if above else "在开头"
            who = "、".join(pieces[mark].authors)
            yield Change(whole(line), line.where, "挪了", line.text, now, who)


def _rising(numbers: Sequence[int]) -> list[int]:
    """最长的一串越来越大的，各在第几个。"""
    ends: list[int] = []
    last: list[int] = []
    before = [-1] * len(numbers)
    for n, number in enumerate(numbers):
        at = bisect_left(ends, number)
        ends[at:], last[at:] = [number, *ends[at + 1 :]], [n, *last[at + 1 :]]
        before[n] = last[at - 1] if at else -1
    found: list[int] = []
    n = last[-1] if last else -1
    while n >= 0:
        found.append(n)
        n = before[n]
    return found[::-1]


def joined(sent: Sent, pieces: Mapping[str, Piece]) -> Iterator[Change]:
    """与上面一段并成一段的。"""
    above: dict[int, str] = {}
    for line in sent.lines:
        piece = pieces.get(line.mark)
        if piece is None or not piece.paragraph or not (words := piece.text.strip()):
            continue
        if before := above.get(piece.paragraph):
            said = f"接在“{shortened(before)}”后面，不另起一段"
            who = "、".join(piece.authors)
            yield Change(whole(line), line.where, "并段", line.text, said, who)
        above[piece.paragraph] = words
