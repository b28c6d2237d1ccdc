"""两份内容之间，添了、改了、撤下了哪些条：公开的才比。"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from casebook.bind.clauses import excerpts, without_marks
from casebook.bind.differences import Change, Step, compare_records, paired
from casebook.bind.renames import renamed, renames
from casebook.model import Case
from casebook.model.registers import REGISTER_FOLDER, REGISTERS
from casebook.model.vocabulary import Status
from casebook.read import Card, Library, ProsePage
from casebook.read.card import Withdrawn


class What(StrEnum):
    """一条怎样了。`RETURNED` 是文件还在、又退回去梳理，这一版不收。"""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    REMOVED = "removed"


@dataclass(frozen=True)
class EntryChanges:
    """一条：在哪一本（cases、pages 或登记簿的名字），编号，叫什么，地址，怎样了，改了哪几处。

    `why` 是撤下的日期与原因。
    """

    register: str
    id: str
    title: str
    address: str
    what: What
    changes: tuple[Change, ...] = ()
    why: Withdrawn | None = None


@dataclass(frozen=True)
class ChangeSet:
    """一段时间里的：从叫 `since` 的一版，到叫 `until` 的一版；到现在的，`until` 为空。"""

    since: str
    until: str
    entries: tuple[EntryChanges, ...]


def compare_libraries(
    old: Library, new: Library, files: Collection[str]
) -> tuple[EntryChanges, ...]:
    """从 `old` 到 `new`：`files` 是两边不一样的文件，别的不必看。

    先工作法，再登记簿，再文章，末了手册自己的一条。
    """
    sides = _Sides(old, new, renames(new))
    found = [*_cases(sides, files)]
    if any(file.startswith(f"{REGISTER_FOLDER}/") for file in files):
        for register in REGISTERS:
            found += _register(register, sides)
    found += _articles(sides, files)
    was, now = old.handbook.record, new.handbook.record
    return (*found, *_changed("handbook", "", now.title, "/colophon/", was, now, sides))


def owners(files: Iterable[str]) -> frozenset[str]:
    """`files` 里的图片、附件归哪一个文件：要看它们改了没有，那个文件也要读。"""
    folders = (file.rpartition("/")[0] for file in files if not file.endswith((".yml", ".md")))
    return frozenset(
        f"{folder}{'.yml' if folder.startswith('cases/') else '.md'}" for folder in folders
    )


class _Sides(NamedTuple):
    """两边的内容；改了名的案例，原来的编号 → 现在的。"""

    old: Library
    new: Library
    names: Mapping[str, str]

    @property
    def both(self) -> tuple[Library, Library]:
        return self.old, self.new


# —— 一条条 ——


def _cases(sides: _Sides, files: Collection[str]) -> Iterator[EntryChanges]:
    old, new = sides.both
    known = {*files, *owners(files)}
    changed = {f[6:-4] for f in known if f.startswith("cases/") and f.endswith(".yml")}
    renamed = {a: name for name, card in new.cards.items() for a in card.aliases if a in changed}
    was_called = {now: was for was, now in renamed.items()}
    for name in sorted((changed | {*was_called}) - renamed.keys()):
        before = was_called.get(name, name)
        was, now = _public(old, before), _public(new, name)
        if was and now:
            moved = (Change((Step("网址"),), before, name),) if before != name else ()
            both = _files_of(was) & _files_of(now)
            swapped = (*moved, *_swapped(f"cases/{name}", both, files))
            yield from _changed(
                "cases", name, now.title, f"/cases/{name}/", was, now, sides, swapped
            )
        elif now:
            yield EntryChanges("cases", name, now.title, f"/cases/{name}/", What.ADDED)
        elif was:
            yield _closed(name, was.title, new.cards.get(name))


def _closed(name: str, title: str, card: Card | None) -> EntryChanges:
    """原来公开、现在不公开的一条：撤下了，退回梳理了，还是文件也没有了。"""
    if card is None:
        return EntryChanges("cases", name, title, "", What.REMOVED)
    if not card.gone:
        return EntryChanges("cases", name, title, "", What.RETURNED)
    return EntryChanges("cases", name, title, f"/cases/{name}/", What.WITHDRAWN, why=card.withdrawn)


def _public(library: Library, name: str) -> Case | None:
    """公开的一条；没有的、没有发布的为 None。"""
    if name not in library.cards:
        return None
    case = library.entry(name).record
    return case if case.status is Status.PUBLISHED else None


def _files_of(case: Case) -> set[str]:
    """一条的图片与附件。"""
    return {*(one.file for one in case.images), *(one.file for one in case.attachments)}


def _swapped(folder: str, names: Iterable[str], files: Collection[str]) -> Iterator[Change]:
    """文件名没有改、内容换了的图片与附件：原来、现在都是它。"""
    for name in sorted(names):
        if f"{folder}/{name}" in files:
            yield Change((Step("文件", name),), name, name)


def _register(register: str, sides: _Sides) -> Iterator[EntryChanges]:
    """登记簿自己的说明，各条。"""
    before, after = (one.registers.get(register) for one in sides.both)
    if before and after:
        yield from _changed(register, "", "", "", before.register, after.register, sides)
    was, now = ({e.record.id: e.record for e in one.register(register)} for one in sides.both)
    for name in sorted(was.keys() | now.keys()):
        if name in was and name in now:
            title = now[name].name
            yield from _changed(register, name, title, "", was[name], now[name], sides)
        else:
            what = What.ADDED if name in now else What.REMOVED
            yield EntryChanges(register, name, {**was, **now}[name].name, "", what)


def _changed(
    register: str,
    name: str,
    title: str,
    address: str,
    was: Any,
    now: Any,
    sides: _Sides,
    also: tuple[Change, ...] = (),
) -> Iterator[EntryChanges]:
    """两边都有的一条；一样的没有。`also` 是记录以外改了的。"""
    was = renamed(was, sides.names)
    if found := (*also, *compare_records(type(now), was, now, (), sides.both)):
        yield EntryChanges(register, name, title, address, What.CHANGED, found)


def _articles(sides: _Sides, files: Collection[str]) -> Iterator[EntryChanges]:
    """content/ 里给读者的文章，一段一段地比；写给编者的指南不比。"""
    pages = [{p.text.path: p for p in one.pages.values() if _read_by_all(p)} for one in sides.both]
    for path in sorted((pages[0].keys() | pages[1].keys()) & {*files, *owners(files)}):
        was, now = (side.get(path) for side in pages)
        if was and now:
            inside = {
                file.rpartition("/")[2] for file in files if file.startswith(f"{now.folder}/")
            }
            before = renamed(was.body, sides.names)
            found = (*_paragraphs(before, now.body), *_swapped(now.folder, inside, files))
            heads = was.head, now.head
            yield from _changed(
                "pages", now.address, now.head.title, now.address, *heads, sides, found
            )
        elif page := now or was:
            what = What.ADDED if now else What.REMOVED
            address = page.address if now else ""
            yield EntryChanges("pages", page.address, page.head.title, address, what)


def _read_by_all(page: ProsePage) -> bool:
    return not page.address.startswith("/guide/")


def _paragraphs(was: str, now: str) -> Iterator[Change]:
    before, after = (
        [p for part in one.split("\n\n") if (p := part.strip("\n"))] for one in (was, now)
    )
    for a, b in paired(before, after):
        told = (before[a - 1] if a else "", after[b - 1] if b else "")
        yield Change((), *excerpts(*without_marks(*told, page=True)))
