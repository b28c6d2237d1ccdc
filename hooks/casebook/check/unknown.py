"""指不到的词与编号：说的就是哪一条，或者该怎样办。

一定是那一条的，给出能抄的写法：登记过的名称、题名、全称、又称、文号、网址、拼音。别的只列出相近的几条，
请人自己核对：登记过的来源，不能顶替没有登记的。
"""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from casebook.check.meant import called_as, known_id, known_name, meant_id, meant_name, perhaps
from casebook.model import LABELS
from casebook.model.scalars import SCALARS, Kind
from casebook.problems.likeness import alike, same
from casebook.read import Library
from casebook.read.slips import in_quotes, mended_braces

_SEVERAL = re.compile(r"\s*[、，,；;]\s*|\s+")
_STOPS = re.compile(r"[、，,；;]")
_JOINED = re.compile(r"\s*[、，,；;和与及]\s*|\s+")
_LOCATOR = re.compile(
    r"[\s，,：:（(]+(?P<locator>(?:第\s*[0-9一二三四五六七八九十百]+\s*[段页章节条款版]|[pP]\.?\s*[0-9]).{0,20}?)[)）]?$"
)
_PLACE = re.compile(
    r"第\s*[0-9一二三四五六七八九十百、，,—–-]+\s*[段页章节条款版]|[pP]{1,2}\.?\s*[0-9].*|[0-9]+\s*[段页版]"
)
_ABOVE = re.compile(
    r"(?:来源|出处|内容)?(?:同|见|如|详见|参见)(?:上|前|下|后|左)(?:文|面|条|述|一条)?|同一来源"
)
"""位置写到了编号里；“见上”：每句话的来源都要自己写。"""
_NOTHING = frozenset(
    ("无", "没有", "暂无", "不详", "未知", "不知道", "待补充", "待核", "无来源", "-", "/")
)
_LISTED = 12
"""词表里的词不超过这么多，就都列出来。"""


class Advice(NamedTuple):
    """一句话，和能抄的写法，没有把握时为空。

    `value` 单独写，`inside` 写在方括号里，`lines` 写成“- ”的一行或几行。
    """

    message: str
    value: str = ""
    inside: str = ""
    lines: str = ""


def unknown_id(library: Library, register: str, written: str, many: bool, pinned: bool) -> Advice:
    """`register` 里没有编号 `written`；`many` 是可以写几个，`pinned` 是可以另写“位置”。"""
    label = LABELS[register]
    if found := meant_id(library, register, written):
        if SCALARS[Kind.ID].fits(written):
            return _one(f"没有编号“{short(written)}”的{label}。应是“{found}”", found)
        return _one(f"{label}要写编号，“{short(written)}”的编号是 {found}", found)
    if written[:1] in "｛［":
        right = mended_braces(written, 0)
        return Advice("括号要用半角的 { } 与 [ ]", right, right, f"- {right}" if right else "")
    if parts := _split(written, _SEVERAL, lambda part: known_id(library, register, part)):
        message = f"这里写了 {len(parts)} 个{label}"
        return _many(f"{message}，要写成一列", parts) if many else Advice(f"{message}，只能写一个")
    place = _LOCATOR.search(written) if pinned else None
    source = known_id(library, register, written[: place.start()]) if place else ""
    if place and source:
        locator = place["locator"]
        said = locator if re.fullmatch(r"[\w .]+", locator) else in_quotes(locator)
        pair = f"{{编号: {source}, 位置: {said}}}"
        return Advice("编号与位置要分开写", pair, pair, f"- {pair}")
    if parts := _listed(written, lambda part: known_id(library, register, part)):
        rest = [part for part in parts if not known_id(library, register, part)]
        said = f"这里写了 {len(parts)} 个{label}"
        return _partly(said, parts, _nowhere(library, register, rest[0]), many)
    return Advice(_nowhere(library, register, written))


def unknown_term(library: Library, register: str, word: str, many: bool) -> Advice:
    """`register` 的词表里没有 `word`；`many` 是可以写几个。"""
    label = LABELS[register]
    if found := meant_name(library, register, word):
        return _one(f"{label}词表里没有“{short(word)}”。应是“{found}”", found)
    if parts := _split(word, _JOINED, lambda part: known_name(library, register, part)):
        if many:
            return _many(f"这里写了 {len(parts)} 个{label}，要写成一列", parts)
        message = f"{label}只写一个：写主要的一个，另外的写进“一句话”或“缘起”"
        return Advice(f"这里写了 {'、'.join(parts)}。{message}")
    if parts := _listed(word, lambda part: known_name(library, register, part)):
        rest = [part for part in parts if not known_name(library, register, part)]
        said = f"这里写了 {len(parts)} 个{label}"
        return _partly(said, parts, unknown_term(library, register, rest[0], many).message, many)
    listed = [entry.record.name for entry in library.register(register)]
    if len(listed) > _LISTED and (near := alike(word, listed)):
        listed = [*(listed[n] for n in near), "……"]
    message = f"{label}词表里没有“{short(word)}”。可以写：{'、'.join(listed)}"
    if register == "actors":
        message += "。不是五社的，写到“其他参与方”里"
    return Advice(message)


def unknown_doer(library: Library, name: str, parties: Collection[str]) -> Advice:
    """“谁来做”里的 `name` 不是五社，不是登记过的组织，也不是这一条的其他参与方 `parties`。"""

    def known(part: str) -> str:
        names = {*library.names("actors"), *library.names("organisations"), *parties}
        if part in names:
            return part
        called = (called_as(library, r, part, named=True) for r in ("actors", "organisations"))
        return same(part, names, proper=True) or next(filter(None, called), "")

    if found := known(name):
        return _one(f"“谁来做”里没有“{short(name)}”这个写法。应是“{found}”", found)
    if parts := _split(name, _JOINED, known):
        return _many(f"“谁来做”写了 {len(parts)} 个，要写成一列", parts)
    if parts := _listed(name, known):
        rest = next(part for part in parts if not known(part))
        said = f"“谁来做”写了 {len(parts)} 个"
        return _partly(said, parts, unknown_doer(library, rest, parties).message, many=True)
    parts = [part for part in _STOPS.split(name.strip(" []［］、，,；;")) if part.strip()]
    if len(parts) > 1:
        strange = "”“".join(parts)
        return Advice(
            f"“谁来做”写了 {len(parts)} 个，要写成一列：[{', '.join(parts)}]。“{strange}”不是五社，"
            "没有登记过，“其他参与方”里也没有；先登记，或写进“其他参与方”"
        )
    message = (
        f"“{short(name)}”不是五社，没有登记过，“其他参与方”里也没有。"
        "是组织就先登记（casebook new --register 组织）；别的写进“其他参与方”，如“- 名称: 居民”"
    )
    names = [*dict.fromkeys((*parties, *sorted(library.names("organisations"))))]
    return Advice(message + _similar([names[n] for n in alike(name, names)]))


def short(text: str) -> str:
    """太长的只留开头。"""
    text = " ".join(text.split())
    return text if len(text) <= 30 else text[:30] + "……"


def _split(written: str, at: re.Pattern[str], known: Callable[[str], str]) -> list[str]:
    """几个写在一起的，各是哪一个；有一个认不出就都不算。"""
    parts = [part for part in at.split(written.strip(" []［］、，,；;")) if part]
    if not 1 < len(parts) <= 20:
        return []
    found = [*dict.fromkeys(known(part) for part in parts)]
    return [] if "" in found else found


def _listed(written: str, known: Callable[[str], str]) -> list[str]:
    """几个写在一起、有的认得有的不认得的，各是哪一个（不认得的照写）；不是时为空。"""
    parts = [
        part.strip() for part in _STOPS.split(written.strip(" []［］、，,；;")) if part.strip()
    ]
    found = [*dict.fromkeys(known(part) or part for part in parts)]
    return found if 1 < len(found) <= 20 and any(map(known, found)) else []


def _partly(said: str, parts: list[str], rest: str, many: bool) -> Advice:
    """几个写在一起，其中有不认得的：`rest` 是对那一个说的话。"""
    if not many:
        return Advice(f"{said}，只能写一个。{rest}")
    return Advice(f"{said}，要写成一列：[{', '.join(parts)}]。{rest}")


def _one(message: str, right: str) -> Advice:
    return Advice(message, right, right, right)


def _many(message: str, parts: list[str]) -> Advice:
    listed = ", ".join(parts)
    return Advice(message, f"[{listed}]", listed, "\n".join(f"- {part}" for part in parts))


def _nowhere(library: Library, register: str, written: str) -> str:
    """没有登记过：怎样办；名称相近的几条，请人自己核对。"""
    label = LABELS[register]
    if written.strip(" （）()。") in _NOTHING:
        if register == "sources":
            return "没有来源就不写这一栏：编者的判断写“推断: 是”，还不知道的事写“待补充”"
        return f"不知道是哪一个{label}，就不写这一栏"
    bare = written.strip(" （）()。")
    if register == "sources" and _PLACE.fullmatch(bare):
        pair = f"{{编号: 某个编号, 位置: {bare}}}"
        return f"“{short(written)}”是位置，不是编号。位置与编号写在一起：{pair}"
    if register == "sources" and _ABOVE.fullmatch(bare):
        return f"来源不能写“{short(written)}”：每句话各看各的。把上面那个编号再写一遍"
    if register == "cases":
        message = f"没有编号“{short(written)}”的工作法：写 cases/ 里的文件名，不带 .yml"
    else:
        message = (
            f"没有登记过“{short(written)}”这个{label}。先登记：casebook new --register {label}"
        )
        if register == "programmes":
            message += "；不必单列的，写进“成效”"
    near = perhaps(library, register, written)
    titles = library.directory(register).titles
    return message + _similar([f"{one}（{short(titles[one])}）" for one in near])


def _similar(near: Collection[str]) -> str:
    """名字相近的几个，只给人挑。"""
    return f"。名字相近的有 {'、'.join(near)}，是不是其中一个，请自己核对" if near else ""
