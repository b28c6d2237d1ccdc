"""改过的与送出去的对：一处一处，是哪个文件的哪一栏，原来怎样，现在怎样。"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from casebook.compose import word
from casebook.render.docx.sent import Line, Sent, Span
from casebook.review.pieces import Comment, Piece, Returned
from casebook.review.places import after, cell

_MARKS = re.compile(r"〔〕|\s")
_LIKE = 0.5
"""书签丢了的，字有一半一样才认作同一段。"""
_NEAR, _LONG = 20, 4000
"""往后看几段，一段比几个字：再多就要等很久。"""
_Codes = Sequence[tuple[str, int, int, int, int]]


@dataclass(frozen=True)
class Change:
    """一处：`at` 是哪个文件的哪一栏（没有归到哪一栏的为空），`where` 是在哪一节；原来、现在。

    `kind` 是改了、删去、添上、挪了、批注；`who` 是改它的人，不知道的为空。
    """

    at: str
    where: str
    kind: str
    before: str
    after: str
    who: str = ""


@dataclass(frozen=True)
class Compared:
    """对好的：能归到栏目的，归不到的。"""

    placed: tuple[Change, ...]
    others: tuple[Change, ...]


def compare(sent: Sent, returned: Returned) -> Compared:
    """一样也不丢：归不到栏目的另列。"""
    pieces = {one.mark: one for one in returned.pieces if one.mark}
    added = [one for one in returned.pieces if not one.mark]
    lost = [line for line in sent.lines if line.mark not in pieces]
    for line, piece in _alike(lost, added):
        pieces[line.mark] = piece
        added = [one for one in added if one is not piece]
    found: list[Change] = []
    beside = _beside(sent)
    for line in sent.lines:
        changes = _changed(line, pieces.get(line.mark, Piece(line.mark)))
        for one in changes:
            if at := one.at or beside.get(line.row, ""):
                found.append(replace(one, at=at))
            else:
                found.append(replace(one, where=cell(sent, line, pieces)))
    found += _moved(sent, returned)
    found += _added(sent, returned, added)
    found += _comments(sent, returned)
    found += _elsewhere(sent, returned)
    placed = dict.fromkeys(one for one in found if one.at)  # 一栏印在几处的，一样的只说一遍
    return Compared(tuple(placed), tuple(one for one in found if not one.at))


def _beside(sent: Sent) -> dict[int, str]:
    """表里的一行是哪一项：同一行别的格子写在它的哪一栏，就知道了。"""
    found: dict[int, str] = {}
    for line in sent.lines:
        if line.row and line.spans:
            at = _above(line.spans[0].at)
            if at.endswith("]"):
                found.setdefault(line.row, at)
    return found


def _alike(lost: Sequence[Line], added: Sequence[Piece]) -> Iterator[tuple[Line, Piece]]:
    """书签丢了的各段，与没有书签的各段：照先后，先认一字不差的，当中的认最像的。"""
    own, other = [_plain(one.text) for one in lost], [_plain(one.text) for one in added]
    matcher = SequenceMatcher(None, own, other, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(lost[i1:i2], added[j1:j2], strict=True)
        elif tag == "replace":
            free = [*range(j1, j2)]
            for i in range(i1, i2):
                like = {j: _likeness(own[i], other[j]) for j in free[:_NEAR]}
                best = max(like, key=lambda j: like[j], default=-1)
                if own[i] and best >= 0 and like[best] >= _LIKE:
                    yield lost[i], added[best]
                    free = [one for one in free if one > best]


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one[:_LONG], other[:_LONG], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _LIKE else 0.0


def _plain(words: str) -> str:
    """要比的字：各种空白不分。与原来的一样长。"""
    return re.sub(r"\s", " ", words)


def _changed(line: Line, piece: Piece) -> Iterator[Change]:
    """一段里的各处。"""
    own, now = _plain(line.text), _plain(piece.text).strip()
    if own.strip() == now or " ".join(own.split()) == " ".join(now.split()):
        return
    who = "、".join(piece.authors)
    if not now or not own.strip():
        at = _whole(line) if now else ""
        spans = {span.at: line.text[span.start : span.end] for span in line.spans}
        if not now and spans:
            yield from (Change(a, line.where, "删去", w, "", who) for a, w in spans.items())
        else:
            kind = "添上" if now else "删去"
            yield Change(at, line.where, kind, line.text.strip(), piece.text.strip(), who)
        return
    if max(len(own), len(now)) > _LONG:
        yield Change(_whole(line), line.where, "改了", line.text, piece.text.strip(), who)
        return
    codes = SequenceMatcher(None, own, now, autojunk=False).get_opcodes()
    touched: dict[str, Span | None] = {}
    for tag, i1, i2, _, _ in codes:
        if tag != "equal":
            touched |= dict(_owners(line, i1, i2))
    for at, span in touched.items():
        if span:
            before, after = line.text[span.start : span.end], _now(codes, line, span, now)
        else:
            before, after = line.text, piece.text.strip()
        if before.strip() != after.strip():
            yield Change(at, line.where, "改了", before, after, who)


def _owners(line: Line, start: int, end: int) -> Iterator[tuple[str, Span | None]]:
    """从 `start` 到 `end` 的字写在哪几栏；夹在几栏当中的（数、日期），归到它们的那一项。"""
    if start == end:  # 添的字：接在一栏末尾的，归那一栏
        inside = [one for one in line.spans if one.start < start <= one.end]
        inside = inside or [one for one in line.spans if one.start == start]
    else:
        inside = [one for one in line.spans if one.start < end and start < one.end]
    if inside:
        yield from ((one.at, one) for one in inside)
        return
    before = [one for one in line.spans if one.end <= start]
    if before and start == end and not _MARKS.sub("", line.text[before[-1].end : start]):
        yield before[-1].at, before[-1]  # 隔着的只是出处的号：还是接在它后面
        return
    near = before[-1] if before else next(iter(line.spans), None)
    yield (_above(near.at) if near else "", None)


def _above(at: str) -> str:
    """`规模[1].名称` 的上一级：`规模[1]`。"""
    path, _, loc = at.partition("#")
    return f"{path}#{loc.rpartition('.')[0] or loc}"


def _whole(line: Line) -> str:
    return line.spans[0].at if line.spans else ""


def _now(codes: _Codes, line: Line, span: Span, now: str) -> str:
    """`span` 的字现在是什么。"""
    said = []
    for tag, i1, i2, j1, j2 in codes:
        if tag == "equal":
            low, high = max(i1, span.start), min(i2, span.end)
            if low < high:
                said.append(now[j1 + low - i1 : j1 + high - i1])
        elif any(one is span for _, one in _owners(line, i1, i2)):
            said.append(now[j1:j2])
    return "".join(said)


def _moved(sent: Sent, returned: Returned) -> Iterator[Change]:
    """挪了位置的：去掉它们，别的次序都没有变。"""
    lines = {line.mark: (n, line) for n, line in enumerate(sent.lines)}
    notes = {line.mark for line in sent.lines if line.where == word("docx.footnote")}
    marks = [p.mark for p in returned.pieces if p.mark in lines and p.mark not in notes]
    kept = {marks[n] for n in _rising([lines[mark][0] for mark in marks])}
    for mark in marks:
        if mark not in kept and lines[mark][1].text.strip():
            line = lines[mark][1]
            yield Change(_whole(line), line.where, "挪了", line.text, line.text)


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


def _added(sent: Sent, returned: Returned, added: Iterable[Piece]) -> Iterator[Change]:
    """添上的各段：说在哪一段后面。"""
    lines = {line.mark: line for line in sent.lines}
    new = {id(one) for one in added}
    above: Line | None = None
    for piece in returned.pieces:
        above = lines.get(piece.mark, above)
        if id(piece) in new:
            where = after(lines.get(piece.near, above))
            yield Change("", where, "添上", "", piece.text.strip(), "、".join(piece.authors))


def _comments(sent: Sent, returned: Returned) -> Iterator[Change]:
    lines = {line.mark: line for line in sent.lines}
    for one in returned.comments:
        line = lines.get(one.mark)
        at = _spoken_of(line, one) if line else ""
        where = line.where if line else ""
        yield Change(at, where, "批注", one.quoted.strip(), one.text, one.author)


def _spoken_of(line: Line, comment: Comment) -> str:
    """批注说的是哪一栏：选中的字在原来的哪里；找不到的，是这一段的头一栏。"""
    start = line.text.find(comment.quoted) if comment.quoted else -1
    if start >= 0:
        return next(_owners(line, start, start + len(comment.quoted)))[0]
    return _whole(line)


def _elsewhere(sent: Sent, returned: Returned) -> Iterator[Change]:
    """文本框、页眉里添的字。"""
    for words in returned.elsewhere:
        left = words
        for known in sent.edges:
            left = left.replace(known, "")
        if left.strip(" \t\n/"):  # 页码当中的一道
            yield Change("", "文本框、页眉、页脚", "添上", "", words)
