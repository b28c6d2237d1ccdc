"""引用：词要在词表里，编号要有登记；登记了要有人用。"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from casebook.check.entries import Entries, register_entries
from casebook.check.meant import meant_id, perhaps
from casebook.check.text import place_in_page, statements
from casebook.check.unknown import Advice, unknown_doer, unknown_id, unknown_term
from casebook.model import LABELS, Case, Record, Term, register_of
from casebook.model.references import ids_in, names_in
from casebook.model.walk import Loc
from casebook.problems import Problem
from casebook.prose import read_prose
from casebook.read import DOERS, MISSING, Entry, Library, MappingNode, SequenceNode

# 登记了就该有人用的登记簿；别的登记簿自己就有页面。
_MUST_BE_USED = ("sources", "organisations")


def check_references(library: Library, entries: Entries) -> Iterator[Problem]:
    """R01 词表、R02 编号、R04 引用自己或重复。"""
    for entry in entries:
        for loc, record in entry.parts:
            yield from _terms(entry, loc, record, library)
            for register, value, place in ids_in(record):
                known = library.case_ids if register == "cases" else library.ids(register)
                if value not in known and _readable(library, register):
                    yield _unknown(entry, (*loc, *place), register, value, library)
        if isinstance(entry.record, Case):
            yield from _related(entry)
            yield from _doers(library, entry)
        elif isinstance(entry.record, Term):
            yield from _marked(entry)


def check_registers(library: Library) -> Iterator[Problem]:
    """R02 文章里的来源、R03 没用到、R05 编号重复、R07 标题相同、F13 地址相同。"""
    used = {reference for card in library.cards.values() for reference in card.refers}
    used |= {
        (register, value)
        for entry in register_entries(library)
        for _, record in entry.parts
        for register, value, _ in ids_in(record)
    }
    for _, _, prose in statements(register_entries(library)):
        used |= {("sources", source) for source, _, _ in prose.citations}
    for page in library.pages.values():
        for source, locator, line in read_prose(page.body, page=True).citations:
            used.add(("sources", source))
            if source not in library.ids("sources") and _readable(library, "sources"):
                advice = unknown_id(library, "sources", source, many=False, pinned=False)
                place = place_in_page(page, line, f"〔{source}")
                mark = " ".join(filter(None, (advice.value, locator)))
                hint = f"〔{mark}〕" if advice.value else ""
                yield page.text.problem(*place, "R02", advice.message, hint)
    yield from _duplicates(library)
    unread = "\n".join(_unread(library))
    for register in _MUST_BE_USED:
        known = library.ids(register)
        # 写错的编号多半是它，不再说它没有用到
        unknown = {value for name, value in used if name == register} - known
        meant = {one for value in unknown for one in perhaps(library, register, value)}
        meant |= {meant_id(library, register, value) for value in unknown}
        for entry in library.register(register):
            entry_id = entry.record.id
            does = register == "organisations" and (DOERS, entry.record.name) in used
            if (register, entry_id) in used or does or entry_id in meant:
                continue
            if _named(entry_id, unread):
                continue
            message = f"{LABELS[register]}“{entry_id}”登记了，但没有一处用到它"
            yield entry.problem("R03", message, "编号")


def _unread(library: Library) -> Iterator[str]:
    """没读全的文件的原文；里面可能用到了什么。"""
    for text in library.texts.values():
        folder, _, name = text.path.rpartition("/")
        name = name.removesuffix(".yml")
        if folder == "cases" and not (name in library.cases and library.cases[name].whole):
            yield text.content
        elif folder != "cases" and not (
            (register := library.registers.get(register_of(text.path))) and register.whole
        ):
            # 自己的编号不算用到
            yield re.sub(r"编号[:：] *\S+", "", text.content)


def _named(entry_id: str, text: str) -> bool:
    return re.search(rf"(?<![a-z0-9-]){re.escape(entry_id)}(?![a-z0-9-])", text) is not None


def _readable(library: Library, register: str) -> bool:
    """整本没读成的登记簿已经报过，引用它的地方不再一一报错。"""
    return register == "cases" or register in library.registers


def _terms(entry: Entry[Any], loc: Loc, record: Record, library: Library) -> Iterator[Problem]:
    for register, word, place in names_in(record):
        if word not in library.names(register) and _readable(library, register):
            advice = unknown_term(library, register, word, len(place) > 1)
            yield _advised(entry, "R01", (*loc, *place), advice)


def _unknown(entry: Entry[Any], loc: Loc, register: str, value: str, library: Library) -> Problem:
    cited = loc[-1] == "编号" and register == "sources"  # 几处出处，各写一个编号，可另写位置
    many = cited or isinstance(loc[-1], int)
    advice = unknown_id(library, register, value, many, pinned=cited)
    return _advised(entry, "R02", loc[:-1] if cited else loc, advice)


def _advised(entry: Entry[Any], code: str, loc: Loc, advice: Advice) -> Problem:
    """`loc` 之处的问题；改法照它是单独写的、方括号里的一项，还是“- ”的一行。"""
    document, whole = entry.document, (*entry.base, *loc)
    if isinstance(item := document.node(*whole), MappingNode):  # {编号: ……}、{名称: ……}
        key = next((key for key in ("编号", "名称") if key in item.items), "编号")
        single = advice.value == advice.lines  # 一栏换不成几项
        return entry.problem(code, advice.message, *loc, key, hint=advice.value if single else "")
    listed = document.node(*whole[:-1]) if isinstance(loc[-1], int) else None
    hint = advice.value
    if isinstance(listed, SequenceNode):
        flow = document.text.line(listed.line)[listed.column - 1 : listed.column] == "["
        hint = advice.inside if flow or advice.value == advice.lines else advice.lines
    return entry.problem(code, advice.message, *loc, hint=hint)


def _related(entry: Entry[Case]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, related in enumerate(entry.record.related):
        if related.id == entry.id:
            yield entry.problem("R04", "相关里写了自己", "相关", index, "编号")
        elif related.id in seen:
            yield entry.problem("R04", f"相关里“{related.id}”写了两次", "相关", index, "编号")
        seen.add(related.id)


def _marked(entry: Entry[Term]) -> Iterator[Problem]:
    """“文中标出”的：这一条自己的名称、又称。"""
    term = entry.record
    for index, name in enumerate(term.marked):
        if name not in (term.name, *term.also):
            message = f"“{name}”不是这一条的名称，也不在它的“又称”里。先写到“又称”里，再在这里标出"
            yield entry.problem("R01", message, "文中标出", index)


def _doers(library: Library, entry: Entry[Case]) -> Iterator[Problem]:
    """步骤里“谁来做”的：五社，登记过的组织，或这一条的其他参与方。"""
    if not (_readable(library, "actors") and _readable(library, "organisations")):
        return
    parties = [party.name for party in entry.record.other_parties]
    known = (library.names("actors"), library.names("organisations"), parties)
    for step, record in enumerate(entry.record.steps):
        for index, name in enumerate(record.who):
            if not any(name in names for names in known):
                advice = unknown_doer(library, name, parties)
                yield _advised(entry, "R01", ("步骤", step, "谁来做", index), advice)


def _duplicates(library: Library) -> Iterator[Problem]:
    for register in library.registers.values():
        counts: Counter[str] = Counter()
        for entry in register.entries:
            counts[entry.record.id] += 1
            if counts[entry.record.id] == 2:
                yield entry.problem("R05", f"编号“{entry.record.id}”用了两次", "编号")
    yield from _twins(library)
    owners = {case_id.casefold(): case_id for case_id in library.case_ids}
    for case_id, card in sorted(library.cards.items()):
        for index, alias in enumerate(card.aliases):
            if alias.isdigit():
                message = f"曾用地址“{alias}”只是数字：那是“全部工作法”第几页的地址"
                yield library.entry(case_id).problem("F13", message, "曾用地址", index)
            owner = owners.get(alias.casefold())
            if owner:
                message = f"曾用地址“{alias}”与“{owner}”的地址相同"
                yield library.entry(case_id).problem("F13", message, "曾用地址", index)
            owners[alias.casefold()] = case_id


def _twins(library: Library) -> Iterator[Problem]:
    """R07 标题相同，R16 一句话相同：多半是一件事写了两份，或复制来没有改。"""
    titles: dict[str, str] = {}
    said: dict[str, str] = {}
    for case_id, card in sorted(library.cards.items()):
        first = titles.setdefault(card.title, case_id)
        if first != case_id and card.title != MISSING:
            message = f"标题与 cases/{first}.yml 相同。是不是同一件事写了两份？"
            yield library.entry(case_id).problem("R07", message, "标题")
            continue
        copied = said.setdefault(_plain(card.summary), case_id) if len(card.summary) > 11 else ""
        if copied and copied != case_id:
            message = (
                f"“一句话”与 cases/{copied}.yml 相同。是复制来还没有改的，就改；是一件事，合成一个"
            )
            yield library.entry(case_id).problem("R16", message, "一句话", "内容")


def _plain(words: str) -> str:
    """不计标点、空格。"""
    return "".join(char for char in words if char.isalnum())
