"""两份内容之间，添了、改了、撤下了哪些条：公开的才比。"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from casebook.bind.clauses import excerpts
from casebook.bind.differences import Change, Step, compare_records, paired
from casebook.model import Case
from casebook.model.registers import REGISTER_FOLDER, REGISTERS
from casebook.model.vocabulary import Status
from casebook.read import Library, ProsePage


class What(StrEnum):
    """一条怎样了。"""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


@dataclass(frozen=True)
class EntryChanges:
    """一条：在哪一本（cases、pages 或登记簿的名字），编号，叫什么，地址，怎样了，改了哪几处。"""

    register: str
    id: str
    title: str
    address: str
    what: What
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class ChangeSet:
    """一段时间里的：从叫 `since` 的一版，到叫 `until` 的一版；到现在的，`until` 为空。"""

    since: str
    until: str
    entries: tuple[EntryChanges, ...]


def compare_libraries(
    old: Library, new: Library, files: Collection[str]
) -> tuple[EntryChanges, ...]:
    """从 `old` 到 `new`：`files` 是两边不一样的文件，别的不必看。先工作法，再登记簿，再文章。"""
    found = [*_cases(old, new, files)]
    if any(file.startswith(f"{REGISTER_FOLDER}/") for file in files):
        for register in REGISTERS:
            found += _register(register, old, new)
    return (*found, *_articles(old, new, files))


# —— 一条条 ——


def _cases(old: Library, new: Library, files: Collection[str]) -> Iterator[EntryChanges]:
    changed = {f[6:-4] for f in files if f.startswith("cases/") and f.endswith(".yml")}
    renamed = {a: name for name, card in new.cards.items() for a in card.aliases if a in changed}
    was_called = {now: was for was, now in renamed.items()}
    for name in sorted((changed | {*was_called}) - renamed.keys()):
        was, now = _public(old, was_called.get(name, name)), _public(new, name)
        if now:
            moved = (Change((Step("网址"),), was_called[name], name),) if name in was_called else ()
            own = f"/cases/{name}/"
            yield from _entry("cases", name, own, was, now, (old, new), moved if was else ())
        elif was:
            card = new.cards.get(name)
            what = What.WITHDRAWN if card and card.gone else What.REMOVED
            address = f"/cases/{name}/" if what is What.WITHDRAWN else ""
            yield EntryChanges("cases", name, was.title, address, what)


def _public(library: Library, name: str) -> Case | None:
    """公开的一条；没有的、没有发布的为 None。"""
    if name not in library.cards:
        return None
    case = library.entry(name).record
    return case if case.status is Status.PUBLISHED else None


def _register(register: str, old: Library, new: Library) -> Iterator[EntryChanges]:
    was, now = ({e.record.id: e.record for e in one.register(register)} for one in (old, new))
    for name in sorted(was.keys() | now.keys()):
        yield from _entry(register, name, "", was.get(name), now.get(name), (old, new))


def _entry(
    register: str,
    name: str,
    address: str,
    was: Any,
    now: Any,
    sides: tuple[Library, Library],
    also: tuple[Change, ...] = (),
) -> Iterator[EntryChanges]:
    one = now or was
    title = str(one.title if isinstance(one, Case) else one.name)
    if was and now:
        if found := (*also, *compare_records(type(now), was, now, (), sides)):
            yield EntryChanges(register, name, title, address, What.CHANGED, found)
    else:
        yield EntryChanges(register, name, title, address, What.ADDED if now else What.REMOVED)


def _articles(old: Library, new: Library, files: Collection[str]) -> Iterator[EntryChanges]:
    """content/ 里给读者的文章，一段一段地比；写给编者的指南不比。"""
    sides = [{p.text.path: p for p in one.pages.values() if _read_by_all(p)} for one in (old, new)]
    for path in sorted((sides[0].keys() | sides[1].keys()) & {*files}):
        was, now = (side.get(path) for side in sides)
        page = now or was
        assert page  # noqa: S101 - 两边总有一边有
        what = What.CHANGED if was and now else What.ADDED if now else What.REMOVED
        found: tuple[Change, ...] = ()
        if was and now:
            found = tuple(_paragraphs(was, now))
            if not found:
                continue
        address = page.address if now else ""
        yield EntryChanges("pages", page.address, page.head.title, address, what, found)


def _read_by_all(page: ProsePage) -> bool:
    return not page.address.startswith("/guide/")


def _paragraphs(was: ProsePage, now: ProsePage) -> Iterator[Change]:
    before, after = ([p for p in one.body.split("\n\n") if p.strip()] for one in (was, now))
    if was.head.title != now.head.title:
        yield Change((Step("标题"),), was.head.title, now.head.title)
    for a, b in paired(before, after):
        yield Change((), *excerpts(a and before[a - 1], b and after[b - 1]))
