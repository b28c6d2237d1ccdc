"""一条记录的前后，一栏栏改了什么：只比给读者看的，写给编者的（状态、排序、同意）不比。"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from casebook.bind.clauses import excerpts, readable, without_marks
from casebook.model import Citation, FieldDescription, Record, Statement, describe
from casebook.model.scalars import YES, Kind
from casebook.read import Library

_PRIVATE = frozenset(
    (
        *("status", "rank", "agreed", "consent", "aliases", "withdrawn", "corrections"),
        *("headline", "marked", "column", "row", "label", "tile"),
        *("entries", "readings", "editions", "page_size", "volume_size", "file_name"),
    )
)
"""不比的栏目：写给编者与程序的；更正、撤下另说。"""
_URL = re.compile(r"(?<=\])\([^)\s]*\)|https?://[!-~]+")
_Sides = tuple[Library, Library]
Say = Callable[[str], str]
"""一段 Markdown 怎样说。"""
_ALIKE = 0.4
"""两项有这么像，就是同一项改了字；更不像的，是删了一项、添了一项。"""


@dataclass(frozen=True)
class Step:
    """往里走一级：栏目的中文名；是一列里的一项的，它叫什么，第几项（从 1 数起）。

    不在列里的、只有一项的，`number` 为 0；整列只换了次序的，为 -1。
    """

    key: str
    name: str = ""
    number: int = 0


@dataclass(frozen=True)
class Change:
    """一处：在哪一栏，原来写什么，现在写什么；原来、现在没有的为空。"""

    place: tuple[Step, ...]
    before: str
    after: str


def compare_records(
    kind: type[Record], was: Any, now: Any, at: tuple[Step, ...], sides: _Sides
) -> Iterator[Change]:
    """`was` 到 `now` 一栏栏改了什么；`at` 是它们在哪里，`sides` 是两边的登记簿。"""
    for field in describe(kind):
        before, after = getattr(was, field.name), getattr(now, field.name)
        if before == after or field.name in _PRIVATE:
            continue
        if field.record and field.record is not Citation and field.many:
            yield from _items(field, before, after, at, sides)
        elif field.record and field.record is not Citation and before and after:
            yield from compare_records(field.record, before, after, (*at, _step(field)), sides)
        else:
            old, new = _told(before, field, sides), _told(after, field, sides[::-1])
            if field.kind is Kind.PROSE and not field.many:
                old, new = without_marks(old, new)
            place = at if at and field.name == "text" else (*at, _step(field))
            yield Change(place, *excerpts(old, new))


def _step(field: FieldDescription) -> Step:
    return Step(field.key)


def _items(
    field: FieldDescription,
    was: Sequence[Any],
    now: Sequence[Any],
    at: tuple[Step, ...],
    sides: _Sides,
) -> Iterator[Change]:
    """一列里的各项：一样的略去，像的一栏栏比，别的是删了、添了。"""
    assert field.record  # noqa: S101 - 只有一列记录才来
    own = sides, sides[::-1]  # 先查自己的一边
    before, after = ([_whole(o, s) for o in some] for some, s in zip((was, now), own, strict=True))
    if before == after:
        return
    if sorted(before) == sorted(after):
        names = ("；".join(_name(one) or _brief(one, sides) for one in some) for some in (was, now))
        yield Change((*at, Step(field.key, number=-1)), *names)
        return
    alone = len(was) <= 1 and len(now) <= 1
    for a, b in paired(before, after, [_name(o) for o in was], [_name(o) for o in now]):
        item = now[b - 1] if b else was[a - 1]
        step = Step(field.key, _name(item), 0 if alone else b or a)
        if a and b:
            yield from compare_records(field.record, was[a - 1], now[b - 1], (*at, step), sides)
        else:
            gone = _whole(was[a - 1], own[0], readable) if a else ""
            yield Change((*at, step), gone, _whole(now[b - 1], own[1], readable) if b else "")


def paired(
    before: Sequence[str],
    after: Sequence[str],
    named: Sequence[str] = (),
    renamed: Sequence[str] = (),
) -> Iterator[tuple[int, int]]:
    """两列里不一样的，谁对谁：在两边各是第几项（从 1 数起），那一边没有的为 0，照后一列的次序。"""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for tag, a, a_end, b, b_end in blocks:
        if tag == "equal":
            continue
        left = [*range(a, a_end)]
        for n in range(b, b_end):
            twin = next(
                (m for m in left if renamed and renamed[n] and named[m] == renamed[n]), None
            )
            if twin is None:
                scored = ((_likeness(before[m], after[n]), -m) for m in left)
                score, found = max(scored, default=(0.0, 0))
                twin = -found if left and score >= _ALIKE else None
            if twin is None:
                yield 0, n + 1
            else:
                yield from ((m + 1, 0) for m in left if m < twin)
                left = [m for m in left if m > twin]
                yield twin + 1, n + 1
        yield from ((m + 1, 0) for m in left)


def _likeness(one: str, other: str) -> float:
    """字有多像；网址长，又常常像，不算在内。"""
    own, others = (_URL.sub("", said) for said in (one, other))
    return SequenceMatcher(None, own, others, autojunk=False).ratio()


def _name(record: Any) -> str:
    """一项叫什么：标题、名称、谁；没有的为空。"""
    names = (getattr(record, one, None) for one in ("title", "name", "who", "by", "file"))
    return next((one for one in names if one and isinstance(one, str)), "")


# —— 一个值怎样说 ——


def _whole(record: Any, sides: _Sides, say: Say = str) -> str:
    """一整条说成一句：只有一句话的就是那句话；几栏的，栏名与内容隔着写。

    `say` 是一段 Markdown 怎样说：比的时候照原样，给人看的去掉记号。
    """
    kind: type[Record] = type(record)
    if kind is Statement and record.text:
        more = _parts(record, kind, sides, say, without=("text",))
        return f"{say(record.text)}（{more}）" if more else say(record.text)
    return _parts(record, kind, sides, say)


def _brief(record: Any, sides: _Sides) -> str:
    """一句话的，只说那句话。"""
    text = getattr(record, "text", None)
    return readable(text) if text else _whole(record, sides, readable)


def _parts(
    record: Any, kind: type[Record], sides: _Sides, say: Say, without: Sequence[str] = ()
) -> str:
    parts = (
        f"{field.key}：{said}"
        for field in describe(kind)
        if field.name not in _PRIVATE and field.name not in without
        if (said := _told(getattr(record, field.name), field, sides, say))
    )
    return "；".join(parts)


def _told(value: Any, field: FieldDescription, sides: _Sides, say: Say = str) -> str:
    """一栏的值；没有写的为空。引用的编号换成它的名称。"""
    match value:
        case None | () | "" | False:
            return ""
        case True:
            return YES
        case Citation():
            name = _named("sources", value.source, sides)
            return f"{name}，{value.locator}" if value.locator else name
        case tuple():
            return "；".join(_told(one, field, sides, say) for one in value)
        case Record():
            return _whole(value, sides, say)
    text = say(value) if field.kind is Kind.PROSE else str(value)
    return text if field.by_name or not field.register else _named(field.register, text, sides)


def _named(register: str, name: str, sides: _Sides) -> str:
    """叫什么：先查自己的一边；那一边没有读的，查另一边。"""
    return next((t for one in sides if (t := one.directory(register).titles.get(name))), name)
