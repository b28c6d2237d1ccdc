"""引用：词要在词表里，编号要有登记；登记了要有人用。"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from casebook.check.entries import entries
from casebook.check.text import place_in_page
from casebook.model import (
    LABELS,
    ActorRole,
    Case,
    Citation,
    Organisation,
    Programme,
    Record,
    RelatedCase,
    Support,
)
from casebook.model.walk import Loc, key_of, walk
from casebook.problems import Problem
from casebook.prose import read_prose
from casebook.read import Entry, Library

# 这些字段按名称引用词表：（记录, 字段, 登记簿）
_TERMS: tuple[tuple[type[Record], str, str], ...] = (
    (Case, "fields", "fields"),
    (Case, "directions", "directions"),
    (Case, "street", "streets"),
    (ActorRole, "actor", "actors"),
    (Organisation, "kind", "organisation-kinds"),
    (Organisation, "street", "streets"),
    (Programme, "directions", "directions"),
    (Programme, "actors", "actors"),
    (Programme, "fields", "fields"),
)
# 这些字段按编号引用：（记录, 字段, 登记簿）
_IDS: tuple[tuple[type[Record], str, str], ...] = (
    (Citation, "source", "sources"),
    (ActorRole, "party", "organisations"),
    (Support, "policy", "policies"),
    (Support, "project", "programmes"),
    (Support, "fund", "programmes"),
    (Support, "honour", "programmes"),
    (Programme, "policies", "policies"),
    (Programme, "indicators", "indicators"),
    (Programme, "parent", "programmes"),
    (RelatedCase, "id", "cases"),
)
# 登记了就该有人用的登记簿；别的登记簿自己就有页面。
_MUST_BE_USED = ("sources", "organisations")


def check_references(library: Library) -> Iterator[Problem]:
    """R01 词表、R02 编号、R03 没用到、R04 引用自己或重复、R05 编号重复、F13 地址相同。"""
    used: set[tuple[str, str]] = set()
    for entry in entries(library):
        for loc, record in walk(entry.record):
            yield from _terms(entry, loc, record, library)
            for register, value, place in _references(record):
                used.add((register, value))
                known = library.case_ids if register == "cases" else library.ids(register)
                if value not in known and _readable(library, register):
                    used.add((register, _near(value, known)))  # 多半是它，不再说它没有用到
                    yield _unknown(entry, (*loc, *place), register, value, known)
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
    yield from _related(library)
    yield from _doers(library)
    yield from _duplicates(library)
    unread = "\n".join(_unread(library))
    for register in _MUST_BE_USED:
        for entry in library.register(register):
            if (register, entry.record.id) not in used and not _named(entry.record.id, unread):
                yield entry.problem(
                    "R03", f"{LABELS[register]}“{entry.record.id}”登记了，但没有一处用到它", "编号"
                )


def _unread(library: Library) -> Iterator[str]:
    """没读全的文件的原文；里面可能用到了什么。"""
    for text in library.texts.values():
        folder, _, name = text.path.rpartition("/")
        name = name.removesuffix(".yml")
        if folder == "cases" and not (name in library.cases and library.cases[name].whole):
            yield text.content
        elif folder != "cases" and not (
            name in library.registers and library.registers[name].whole
        ):
            # 自己的编号不算用到
            yield re.sub(r"编号[:：] *\S+", "", text.content)


def _named(entry_id: str, text: str) -> bool:
    return re.search(rf"(?<![a-z0-9-]){re.escape(entry_id)}(?![a-z0-9-])", text) is not None


def _readable(library: Library, register: str) -> bool:
    """整本没读成的登记簿已经报过，引用它的地方不再一一报错。"""
    return register == "cases" or register in library.registers


@cache
def _fields(
    kind: type[Record], table: tuple[tuple[type[Record], str, str], ...]
) -> tuple[tuple[str, str, str], ...]:
    """`table` 里这种记录的各栏：英文名、中文键、登记簿。"""
    return tuple(
        (name, key_of(kind, name), register)
        for owner, name, register in table
        if issubclass(kind, owner)
    )


def _references(record: Record) -> Iterator[tuple[str, str, Loc]]:
    for name, key, register in _fields(type(record), _IDS):
        value = getattr(record, name)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                yield register, item, (key, index)
        elif value:
            yield register, value, (key,)


def _terms(entry: Entry[Any], loc: Loc, record: Record, library: Library) -> Iterator[Problem]:
    for name, key, register in _fields(type(record), _TERMS):
        value = getattr(record, name)
        items: list[tuple[str, Loc]] = (
            [(getattr(v, "name", v), (key, i)) for i, v in enumerate(value)]
            if isinstance(value, tuple)
            else [(value, (key,))]
            if value
            else []
        )
        for word, place in items:
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


def _related(library: Library) -> Iterator[Problem]:
    for case_id, entry in library.cases.items():
        seen: set[str] = set()
        for index, related in enumerate(entry.record.related):
            if related.id == case_id:
                yield entry.problem("R04", "相关里写了自己", "相关", index, "编号")
            elif related.id in seen:
                yield entry.problem("R04", f"相关里“{related.id}”写了两次", "相关", index, "编号")
            seen.add(related.id)


def _doers(library: Library) -> Iterator[Problem]:
    """步骤里“谁来做”的，要在五社或这一条的其他参与方里。"""
    if not _readable(library, "actors"):
        return
    actors = [entry.record.name for entry in library.register("actors")]
    for entry in library.cases.values():
        known = (*actors, *(party.name for party in entry.record.other_parties))
        for step, record in enumerate(entry.record.steps):
            for index, name in enumerate(record.who):
                if name not in known:
                    near = _near(name, known)
                    tail = f"是不是“{near}”？" if near else "请先写进“其他参与方”。"
                    message = f"五社和其他参与方里没有“{name}”。{tail}"
                    loc = ("步骤", step, "谁来做", index)
                    yield entry.problem("R01", message, *loc, hint=near)


def _duplicates(library: Library) -> Iterator[Problem]:
    for register in library.registers.values():
        counts: Counter[str] = Counter()
        for entry in register.entries:
            counts[entry.record.id] += 1
            if counts[entry.record.id] == 2:
                yield entry.problem("R05", f"编号“{entry.record.id}”用了两次", "编号")
    owners = {case_id.casefold(): case_id for case_id in library.case_ids}
    for case_id, entry in sorted(library.cases.items()):
        for index, alias in enumerate(entry.record.aliases):
            owner = owners.get(alias.casefold())
            if owner:
                yield entry.problem(
                    "F13", f"曾用地址“{alias}”与“{owner}”的地址相同", "曾用地址", index
                )
            owners[alias.casefold()] = case_id
