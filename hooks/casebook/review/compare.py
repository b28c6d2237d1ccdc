"""改过的与送出去的对：一处一处，是哪个文件的哪一栏，原来怎样，现在怎样。"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from casebook.render.docx.sent import Line, Sent, Span, upper
from casebook.review.change import LONG, Change, owners, plain, whole
from casebook.review.moved import joined, moved
from casebook.review.pieces import Comment, Piece, Returned
from casebook.review.places import after, cell
from casebook.review.unworded import marked, pictured

_LIKE = 0.5
"""书签丢了的，字有一半一样才认作同一段。"""
_NEAR = 20
"""往后看几段：再多就要等很久。"""
_Codes = Sequence[tuple[str, int, int, int, int]]


@dataclass(frozen=True)
class Compared:
    """对好的：能归到栏目的，归不到的；字没有改、只标了样子的。"""

    placed: tuple[Change, ...]
    others: tuple[Change, ...]
    marked: tuple[Change, ...]


def compare(sent: Sent, returned: Returned) -> Compared:
    """一样也不丢：归不到栏目的另列。"""
    pieces = {one.mark: one for one in returned.pieces if one.mark}
    added = [one for one in returned.pieces if not one.mark]
    empty = {one.mark for one in pieces.values() if not one.text.strip()}
    lost = [line for line in sent.lines if line.mark not in pieces or line.mark in empty]
    names = {id(piece): line.mark for line, piece in _alike(lost, added)}
    pieces |= {names[id(one)]: one for one in added if id(one) in names}
    added = [one for one in added if id(one) not in names]
    beside = _beside(sent)

    def put(line: Line, one: Change) -> Change:
        if at := one.at or beside.get(line.row, ""):
            return replace(one, at=at)
        return replace(one, where=cell(sent, line, pieces))

    found: list[Change] = []
    marks: list[Change] = []
    for line in sent.lines:
        piece = pieces.get(line.mark, Piece(line.mark))
        found += [put(line, one) for one in (*_changed(line, piece), *pictured(line, piece))]
        marks += [put(line, one) for one in marked(line, piece)]
    found += joined(sent, pieces)
    order = ((names.get(id(one), one.mark), one) for one in returned.pieces)
    shown = [mark for mark, one in order if pieces.get(mark) is one and one.text.strip()]
    found += moved(sent, shown, pieces)
    found += _added(sent, returned, added)
    found += _comments(sent, returned)
    found += _elsewhere(sent, returned)
    others = tuple(one for one in found if not one.at)
    return Compared(_once(one for one in found if one.at), others, _once(marks))


def _once(changes: Iterable[Change]) -> tuple[Change, ...]:
    """一栏印在几处、几节的，一样的只说一遍。"""
    found: dict[tuple[str, ...], Change] = {}
    for one in changes:
        where = "" if one.at else one.where
        found.setdefault((one.at, where, one.kind, one.before, one.after, one.who), one)
    return tuple(found.values())


def _beside(sent: Sent) -> dict[int, str]:
    """表里的一行是哪一项：同一行别的格子写在它的哪一栏，就知道了。"""
    found: dict[int, str] = {}
    for line in sent.lines:
        if line.row and line.spans:
            at = upper(line.spans[0].at)
            if at.endswith("]"):
                found.setdefault(line.row, at)
    return found


def _alike(lost: Sequence[Line], added: Sequence[Piece]) -> Iterator[tuple[Line, Piece]]:
    """书签丢了的各段，与没有书签的各段：照先后，先认一字不差的，当中的认最像的。"""
    own, other = [plain(one.text) for one in lost], [plain(one.text) for one in added]
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
    matcher = SequenceMatcher(None, one[:LONG], other[:LONG], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _LIKE else 0.0


def _changed(line: Line, piece: Piece) -> Iterator[Change]:
    """一段里的各处。"""
    said = piece.text.strip()
    own, now = plain(line.text), plain(said)
    if own.strip() == now or " ".join(own.split()) == " ".join(now.split()):
        return
    who = "、".join(piece.authors)
    if not now or not own.strip():
        at = whole(line) if now else ""
        if not now and line.spans:
            spans = ((one.at, line.text[one.start : one.end]) for one in line.spans)
            yield from (Change(at, line.where, "删去", words, "", who) for at, words in spans)
        else:
            kind = "添上" if now else "删去"
            yield Change(at, line.where, kind, line.text.strip(), said, who)
        return
    if max(len(own), len(now)) > LONG:
        yield Change(whole(line), line.where, "改了", line.text, said, who)
        return
    kind = "分段" if _joined(line.text) == _joined(said) else "改了"
    codes = SequenceMatcher(None, own, now, autojunk=False).get_opcodes()
    ranges = ((i1, i2) for tag, i1, i2, _, _ in codes if tag != "equal")
    touched = dict.fromkeys(one for start, end in ranges for one in owners(line, start, end))
    for at, span in touched:
        if span:
            before, after = line.text[span.start : span.end], _now(codes, line, span, said)
        else:
            before, after = line.text, said
        if before.strip() != after.strip():
            yield Change(at, line.where, kind, before, after, who)


def _joined(words: str) -> str:
    """接成一段。"""
    return words.strip().replace("\n", "")


def _now(codes: _Codes, line: Line, span: Span, now: str) -> str:
    """`span` 的字现在是什么。"""
    said = []
    for tag, i1, i2, j1, j2 in codes:
        if tag == "equal":
            low, high = max(i1, span.start), min(i2, span.end)
            if low < high:
                said.append(now[j1 + low - i1 : j1 + high - i1])
        elif any(one is span for _, one in owners(line, i1, i2)):
            said.append(now[j1:j2])
    return "".join(said)


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
        return next(owners(line, start, start + len(comment.quoted)))[0]
    return whole(line)


def _elsewhere(sent: Sent, returned: Returned) -> Iterator[Change]:
    """文本框、页眉里添的字。"""
    for words in returned.elsewhere:
        left = words
        for known in sent.edges:
            left = left.replace(known, "")
        if left.strip(" \t\n/"):  # 页码当中的一道
            yield Change("", "文本框、页眉、页脚", "添上", "", words)
