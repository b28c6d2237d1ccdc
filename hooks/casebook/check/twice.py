"""写了两遍：一列里的同一项、一条案例里的同一句话、登记簿里的同一件东西。"""

import re
import typing
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from casebook.check.entries import Entries
from casebook.check.privacy.sieve import suspicious
from casebook.model import (
    LABELS,
    Case,
    Citation,
    Organisation,
    Policy,
    Record,
    RegisterEntry,
    Source,
    Term,
)
from casebook.model.case import Classification
from casebook.model.registers import REGISTERS
from casebook.model.walk import record_in
from casebook.problems import Problem
from casebook.read import Entry, Library

_SENTENCE = re.compile(r"(?<![^。！？；\s])[^。！？；\s][^。！？；\n]{11,}")
_LONG = 12
"""一句话不少于这么多字，才算得上同一句；再短的是平常的话。"""
_TRACKING = re.compile(
    r"(?:utm_\w*|spm|from|isappinstalled|share\w*|fbclid|gclid|scene|ivk_sa|sharer_\w*|srcid)=",
    re.I,
)
"""网址里说从哪里点来的，去掉也打得开同一页。"""
_SAME_TITLE = 4
"""题名不少于这么多字，一样的才算同一篇。"""

_WHOLE_TITLE = 8
"""题名不少于这么多字，换了发布者还一样的，多半是转载。"""


def check_twice(_: Library, entries: Entries) -> Iterator[Problem]:
    """R04 一列里写了两次；R09 登记了两次；R11 同一句话写了两次，R14 同一个题名
    （提醒）；R18 前后对比的两边一样。"""
    seen: dict[tuple[str, str], _Known] = {}
    for entry in entries:
        for loc, record in entry.parts:
            for name, key in _lists(type(record)):
                items = getattr(record, name)
                if len(items) > 1:
                    yield from _repeated(entry, (*loc, key), items)
        if isinstance(entry.record, Case):
            yield from _sentences(entry)
            yield from _unchanged(entry)
        elif isinstance(entry.record, RegisterEntry | Source):
            yield from _registered(entry, seen)


def _unchanged(entry: Entry[Case]) -> Iterator[Problem]:
    for index, one in enumerate(entry.record.comparisons):
        if _letters(one.before) == _letters(one.after):
            message = "“之前”与“之后”一样。写上真的变化；没有变的，删掉这一行"
            yield entry.problem("R18", message, "前后对比", index, "之后")


def _letters(words: str) -> str:
    """不计标点、空格；只有标点的照原样。"""
    return "".join(filter(str.isalnum, words)) or words


@cache
def _lists(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """这种记录里一列一列的：词、编号、来源。“曾用地址”另查。"""
    return tuple(
        (name, info.alias or name)
        for name, info in kind.model_fields.items()
        if typing.get_origin(info.annotation) is tuple
        and record_in(info.annotation) in (None, Citation, Classification)
        and name not in ("label", "aliases")
    )


def _repeated(entry: Entry[Any], loc: tuple[Any, ...], items: Any) -> Iterator[Problem]:
    seen: set[Any] = set()
    for index, item in enumerate(items):
        if isinstance(item, Citation):
            shown = item.source
        else:
            shown = item = item.name if isinstance(item, Classification) else item
        if item in seen:  # 一个来源，位置不同的不算
            yield entry.problem("R04", f"“{shown}”写了两次，删掉一个", *loc, index)
        seen.add(item)


def _sentences(entry: Entry[Case]) -> Iterator[Problem]:
    # 只有话有“内容”；看有没有这一栏，比看它是哪一种记录快得多。同样的事可以有几个日子，不看事件
    said = [(loc, words) for loc, item in entry.parts if (words := item.__dict__.get("text"))]
    found = (sentence for _, words in said for sentence in _SENTENCE.findall(words))
    ends = [one[:14] + one[-6:] for one in found]
    if len(ends) == len(set(ends)):
        return  # 没有头尾一样的，就没有一样的话，不必细看
    seen: set[str] = set()
    for loc, words in said:
        for sentence in _SENTENCE.findall(words):
            bare = _bare(sentence)
            if len(bare) < _LONG:
                continue
            if bare in seen:
                # 里面像有号码的不引：引一半，遮号码的就认不出了
                what = "这句话" if suspicious(sentence) else f"“{_short(sentence.strip())}”"
                message = f"{what}前面写过了。说一遍就够"
                yield entry.problem("R11", message, *loc, "内容")
                break
            seen.add(bare)


class _Known(NamedTuple):
    id: str
    record: Any


def _registered(entry: Entry[Any], seen: dict[tuple[str, str], _Known]) -> Iterator[Problem]:
    record: RegisterEntry | Source = entry.record
    label = _label(type(record))
    told: set[str] = set()
    for key, written in _names(record):
        known = seen.setdefault((label, written), _Known(record.id, record))
        if known.id == record.id or known.id in told or not _same(known.record, record, key):
            if (
                key == "题名"
                and known.id not in told | {record.id}
                and _told_apart(known.record, record)
            ):
                message = (
                    f"“{known.id}”也是这个题名，发布者不同。是转载，就只登记原来的一篇；"
                    "真是两篇，在“备注”里写明"
                )
                yield entry.problem("R14", message, key)
            continue
        told.add(known.id)
        message = f"这个{key}已经登记过，编号是“{known.id}”。合成一条，别处改用那个编号"
        yield entry.problem("R09", message, key)


def _names(record: Any) -> Iterator[tuple[str, str]]:
    """认得出是同一件东西的写法：栏目，和不计写法差别的字。"""
    if isinstance(record, Source):
        if record.url:
            yield "网址", _address(record.url)
        if len(_bare(record.name)) >= _SAME_TITLE:
            yield "题名", _bare(record.name)
        return
    yield "名称", _bare(record.name)
    if isinstance(record, Organisation) and record.full_name:
        yield "全称", _bare(record.full_name)
    if isinstance(record, Policy) and record.number:
        yield "文号", _bare(record.number)
    if isinstance(record, Term):
        for also in record.also:
            yield "又称", _bare(also)


def _same(one: Any, other: Any, key: str) -> bool:
    """题名一样，发布者或日期不一样的，是两篇：年年都有“工作总结”。"""
    if key != "题名":
        return True
    pairs = ((one.publisher, other.publisher), (one.date, other.date))
    return not any(first and second and first != second for first, second in pairs)


def _told_apart(one: Any, other: Any) -> bool:
    """题名够长、不会碰巧一样，发布者不同，日期不是两天，也没有在备注里说明：多半是转载。"""
    dates = one.date and other.date and one.date != other.date
    noted = getattr(one, "note", None) or getattr(other, "note", None)
    apart = one.publisher and other.publisher and one.publisher != other.publisher
    return bool(apart and not dates and not noted and len(_bare(one.name)) >= _WHOLE_TITLE)


def _address(url: str) -> str:
    """网址不计协议、末尾的斜杠、锚点、从哪里点来的记号，不计网站名字的大小写。"""
    host, slash, path = url.partition("://")[2].partition("#")[0].partition("/")
    path, _, query = path.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not _TRACKING.match(part))
    whole = f"{host.casefold().removeprefix('www.')}{slash}{path}".rstrip("/")
    return f"{whole}?{kept}" if kept else whole


def _bare(words: str) -> str:
    """不计标点、空格、全角半角、大小写。"""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return "".join(char for char in plain if char.isalnum())


def _short(words: str) -> str:
    return words if len(words) <= 20 else f"{words[:20]}……"


@cache
def _label(kind: type[Record]) -> str:
    return next(LABELS[name] for name, one in REGISTERS.items() if one.entry is kind)
