"""引用：词要在词表里，编号要有登记；登记了要有人用。"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from casebook.check.entries import Entries, register_entries
from casebook.check.text import place_in_page, statements
from casebook.model import LABELS, Case, Record, register_of
from casebook.model.references import ids_in, names_in
from casebook.model.walk import Loc
from casebook.problems import Problem
from casebook.prose import read_prose
from casebook.read import MISSING, Entry, Library

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
                    yield _unknown(entry, (*loc, *place), register, value, known)
        if isinstance(entry.record, Case):
            yield from _related(entry)
            yield from _doers(library, entry)


def check_shelves(library: Library) -> Iterator[Problem]:
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
        for source, _, line in read_prose(page.body, page=True).citations:
            used.add(("sources", source))
            if source not in library.ids("sources") and _readable(library, "sources"):
                near = _near(source, library.ids("sources"))
                yield page.text.problem(
                    *place_in_page(page, line, f"〔{source}"),
                    "R02",
                    f"没有登记编号“{source}”的来源",
                    f"〔{near}〕" if near else "",
                )
    yield from _duplicates(library)
    unread = "\n".join(_unread(library))
    for register in _MUST_BE_USED:
        known = library.ids(register)
        # 写错的编号多半是它，不再说它没有用到
        unknown = (value for name, value in used if name == register and value not in known)
        meant = {_near(value, known) for value in unknown}
        for entry in library.register(register):
            entry_id = entry.record.id
            if (register, entry_id) in used or entry_id in meant or _named(entry_id, unread):
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
        names = library.names(register)
        if word in names or not _readable(library, register):
            continue
        near = _near(word, names)
        listed = "、".join(e.record.name for e in library.register(register))
        tail = f"是不是“{near}”？" if near else f"可以写：{listed}"
        message = f"{LABELS[register]}词表里没有“{word}”。{tail}"
        yield entry.problem("R01", message, *loc, *place, hint=near)


def _unknown(
    entry: Entry[Any], loc: Loc, register: str, value: str, known: Iterable[str]
) -> Problem:
    near = _near(value, known)
    tail = f"是不是“{near}”？" if near else "请先登记，或查一查写法。"
    return entry.problem("R02", f"没有编号“{value}”的{LABELS[register]}。{tail}", *loc, hint=near)


def _near(word: str, words: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, sorted(words), n=1, cutoff=0.5)
    return close[0] if close else ""


def _related(entry: Entry[Case]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, related in enumerate(entry.record.related):
        if related.id == entry.id:
            yield entry.problem("R04", "相关里写了自己", "相关", index, "编号")
        elif related.id in seen:
            yield entry.problem("R04", f"相关里“{related.id}”写了两次", "相关", index, "编号")
        seen.add(related.id)


def _doers(library: Library, entry: Entry[Case]) -> Iterator[Problem]:
    """步骤里“谁来做”的，要在五社或这一条的其他参与方里。"""
    if not _readable(library, "actors"):
        return
    others = (party.name for party in entry.record.other_parties)
    known = (*(actor.record.name for actor in library.register("actors")), *others)
    for step, record in enumerate(entry.record.steps):
        for index, name in enumerate(record.who):
            if name not in known:
                near = _near(name, known)
                tail = f"是不是“{near}”？" if near else "请先写进“其他参与方”。"
                message = f"五社和其他参与方里没有“{name}”。{tail}"
                yield entry.problem("R01", message, "步骤", step, "谁来做", index, hint=near)


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
    """R07：标题相同，多半是一件事写了两份。"""
    titles: dict[str, str] = {}
    for case_id, card in sorted(library.cards.items()):
        first = titles.setdefault(card.title, case_id)
        if first != case_id and card.title != MISSING:
            message = f"标题与 cases/{first}.yml 相同。是不是同一件事写了两份？"
            yield library.entry(case_id).problem("R07", message, "标题")
