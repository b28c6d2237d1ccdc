"""开放数据：各条一个文件，一种一份成套的，日历，Excel，与它们的说明书。

写成什么样由 `render/data` 定。各条的话早已写好、记在账上，成套的一条条地取来、一行行地写：
一万条也不全装进内存。
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from casebook.bind import Book, Method
from casebook.bind.addresses import entry_address
from casebook.compose.edition import Edition
from casebook.compose.words import word
from casebook.model import REGISTER_FOLDER
from casebook.office import office_version
from casebook.publish import data_files as files
from casebook.publish.artefact import Artefact, Input, artefact, as_it_is
from casebook.publish.build import Batches
from casebook.publish.data_files import Days
from casebook.read.revision import Revision
from casebook.render import data as room
from casebook.render.data import CASES, KINDS, STATEMENTS, Data, Dataset, Dated, Gone, Head, Listed
from casebook.store import digest

BATCHES = Batches(few=2000, size=200, window=4000)
"""一件写得很快：两千件以下，分给几个核反而慢。"""
MOST_SAID = 200
"""至多这么多条工作法，Excel 里也列一句句的话：再多，表格软件打开得慢，用 CSV。"""


class Item(NamedTuple):
    """一条：外面的一层，自己的话。"""

    head: Head
    data: Input


@dataclass(frozen=True)
class Source:
    """数据从哪里来：书、这一次出版、内容的版本，各条由什么做成、它的数据，各页的 Markdown。"""

    book: Book
    edition: Edition
    revision: Revision
    keys: Mapping[str, str]
    cases: Callable[[str], Data]
    pages: tuple[Listed, ...]

    def address(self, address: str) -> str:
        """站内地址写成网址；网站的网址没有定的，照旧。"""
        return self.edition.url(address) or address


def data_files(source: Source) -> Iterator[Artefact]:
    """全部数据。"""
    items = tuple(_items(source))
    yield from (
        artefact(room.record_path(*i.head[:2]), files.one_file, i.head, i.data) for i in items
    )
    told = _dataset(source, items)
    yield from _left_behind(source, told)
    for kind in KINDS:
        own = _together([item for item in items if item.head.kind == kind])
        yield artefact(room.bulk_path(kind, "jsonl"), files.lines_file, own)
        yield artefact(room.bulk_path(kind, "csv"), files.table_file, kind, own)
        yield artefact(
            room.schema_path(kind), files.schema_file, kind, told.url(room.schema_path(kind))
        )
    whole = _together(items)
    yield artefact(room.bulk_path(STATEMENTS, "csv"), files.statements_file, whole)
    named = [item for item in items if item.head.kind == CASES]
    title, days = source.book.handbook.title, _other_days(source)
    stamps = {one.head.id: source.revision.seconds(f"cases/{one.head.id}.yml") for one in named}
    given = (_place(source), stamps, _together(named), Input(digest(days), lambda: days))
    yield artefact(room.CALENDAR, files.calendar_file, title, *given)
    if told.workbook:
        labels = dict(told.labels)
        made_by = Input(office_version(), office_version)
        full = len(named) <= MOST_SAID
        yield artefact(room.WORKBOOK, files.workbook_file, title, labels, full, whole, made_by)
    about = Input(digest(asdict(told)), lambda: told)
    for path, write in files.DESCRIBED.items():
        yield artefact(path, files.described, write, about)
    yield artefact(room.LLMS, files.llms_file, title, source.pages)


def _left_behind(source: Source, told: Dataset) -> Iterator[Artefact]:
    """不在原来地址的：各在原来的地址留一份，合起来一份，与它们的模式文件。"""
    schema = told.url(room.GONE_SCHEMA)
    notices = [(one, room.notice(one, schema)) for one in _gone(source)]
    for one, content in notices:
        yield as_it_is(room.record_path(one.kind, one.id), content)
    yield as_it_is(room.GONE, b"".join(content for _, content in notices))
    yield artefact(room.GONE_SCHEMA, files.gone_schema_file, schema)


def _dataset(source: Source, items: Iterable[Item]) -> Dataset:
    """整套数据。"""
    filled = {item.head.kind for item in items}
    own, edition = source.book.handbook, source.edition
    day = f"{datetime.fromtimestamp(edition.epoch, UTC):%Y-%m-%d}" if edition.epoch else ""
    labels = {kind: own.labels[kind] for kind in KINDS}
    more = {
        name: word(f"data.{name}") for name in (STATEMENTS, "gone", "each", "workbook", "calendar")
    }
    return Dataset(
        name=own.file_name,
        title=own.title,
        about=word("data.about", title=own.title, unit=own.names.unit),
        publisher=own.owner("host"),
        editors=own.editors,
        date=day,
        commit=edition.commit,
        site_url=edition.site_url,
        labels={**labels, **more},
        workbook=bool(office_version()),
        empty=tuple(kind for kind in KINDS if kind not in filled),
    )


def _items(source: Source) -> Iterator[Item]:
    book = source.book
    known = room.Known.of(book.registers)
    back = room.backlinks(book, known)
    street = book.handbook.names.streets
    registers = digest([f"{register!r}" for register in book.registers.values()])
    addresses = dict(book.programme_addresses)

    def head(kind: str, entry_id: str, title: str, address: str, links: Mapping[str, Any]) -> Head:
        own, schema = room.record_path(kind, entry_id), room.schema_path(kind)
        page, here, shape = map(source.address, (address, f"/{own}", f"/{schema}"))
        return Head(kind, entry_id, title, page, here, shape, links)

    for method in book.methods:
        data = Input(source.keys[method.id], partial(source.cases, method.id))
        yield Item(head(CASES, method.id, method.title, method.address, _related(method)), data)
    for kind, register in book.registers.items():
        for entry in register.entries:
            address = entry_address(kind, entry, addresses)
            made = partial(room.entry_data, kind, entry, book.sources, street, known)
            data = Input(digest(registers, street, kind, entry.id), made)
            links = back.get((kind, entry.id), {})
            yield Item(head(kind, entry.id, entry.name, address, links), data)


def _related(method: Method) -> dict[str, Any]:
    found = {"related": method.related, "mentioned_by": method.mentioned_by}
    return {
        name: [
            {"id": r.id, "reason": r.reason, **({"kin": r.kin} if r.kin else {})} for r in listed
        ]
        for name, listed in found.items()
        if listed
    }


def _gone(source: Source) -> Iterator[Gone]:
    """换了地址的、撤下的：原来的地址还在，说到哪里去了。"""

    def moved(kind: str, old: str, now: str) -> Gone:
        return Gone(kind, old, {"moved_to": source.address(f"/{room.record_path(kind, now)}")})

    for method in source.book.methods:
        yield from (moved(CASES, alias, method.id) for alias in method.card.aliases)
    for card in source.book.withdrawn:
        if gone := card.withdrawn:
            why = {"on": gone.day, "why": gone.why}
            told = {"withdrawn": why | ({"merged_into": gone.into} if gone.into else {})}
            yield from (Gone(CASES, name, told) for name in (card.id, *card.aliases))
    for kind, register in source.book.registers.items():
        for one in register.former:
            if one.now:
                yield moved(kind, one.id, one.now)
            else:
                yield Gone(kind, one.id, {"withdrawn": {"why": one.why} if one.why else {}})


def _together(items: Iterable[Item]) -> Input:
    """几条接在一起，用时一条条地取。"""
    listed = tuple(items)
    key = digest([(head, data.key) for head, data in listed])
    return Input(key, lambda: ((head, data.get()) for head, data in listed))


def _place(source: Source) -> str:
    """哪一本的日历：书的文件名，网站的域名。"""
    name, host = source.book.handbook.file_name, urlsplit(source.edition.site_url).hostname
    return f"{name}.{host}" if host else name


def _other_days(source: Source) -> Days:
    """案例以外的日子：政策印发，书定版。"""
    book, found = source.book, []
    written = source.revision.latest(f"{REGISTER_FOLDER}/policies")
    for policy in book.policies:
        days = policy.issued and not policy.issued_inferred and room.exact_days(policy.issued)
        if days:
            url = source.edition.url(f"/policies/{policy.id}/")
            title = word("data.issued", title=policy.name)
            found.append(Dated(f"policies-{policy.id}", *days, title, title, url, written))
    undated = sum(1 for policy in book.policies if policy.issued) - len(found)
    for number, one in enumerate(book.handbook.editions, 1):
        if days := room.exact_days(one.on):
            title = word("data.fixed", title=book.handbook.title, name=one.name)
            at = int(datetime.fromisoformat(f"{days[0]}T00:00Z").timestamp())
            url = source.edition.url("/changes/")
            found.append(Dated(f"edition-{number}", *days, title, title, url, at))
        else:
            undated += 1
    return Days(tuple(found), undated)
