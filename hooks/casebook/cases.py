"""一条条案例：读、查、写出自己的一页。没有变的不再做；多的时候几个核一起做。

一条案例的一页只看它自己、它引用到的登记与设置；编号与相关要看别的案例，先空着，写网站时再填。
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from casebook.bind import Binder, Book, bind
from casebook.check import check_entries
from casebook.compose import Document, case_document
from casebook.model import Case
from casebook.problems import Problem, has_errors
from casebook.progress import Progress, silent
from casebook.publish import program_digest
from casebook.publish.pages import keep_case, page_key
from casebook.read import (
    DOERS,
    Card,
    Changed,
    Entry,
    File,
    Library,
    Unread,
    case_card,
    read_case,
    read_text,
)
from casebook.render.web import Edition
from casebook.store import Ledger, digest, digest_of_bytes, shared_out
from casebook.unchanged import SETTLED

_FEW, _BATCH = 200, 25
_WHAT = "读案例"
_DESK = "shelves"
"""账上合起来的这一行，记各条案例都对照过哪一套登记簿、程序与设置。"""


class Made(NamedTuple):
    """做好的一条：由什么做成、卡片、它的指纹、文件的指纹、正文由什么写成（没有写的为空）。"""

    key: str
    card: Card
    card_digest: str
    digest: str
    page: str


class Kept(NamedTuple):
    """账上的一条：文件的大小、改动的时间、看的时间（纳秒），做好的。"""

    size: int
    changed: int
    seen: int
    made: Made


@dataclass
class Work:
    """手上的一条：文件、它的指纹、读出来的、问题；做成了什么。"""

    file: File
    digest: str
    entry: Entry[Case] | None
    problems: list[Problem]
    made: Made | None = None


@dataclass
class Gathered:
    """收齐的案例与问题。"""

    made: dict[str, Made] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Desk:
    """做案例的桌子：登记簿、设置，各样的指纹。

    `edition` 为空时只查，不写正文。`shelves` 是登记簿、文章、程序与设置合起来的指纹。
    """

    def __init__(self, library: Library, edition: Edition | None, preview: bool) -> None:
        self.library = library
        self.book: Book = bind(library)
        self._binder = Binder(library)
        self._sources = {source.id: source for source in self._binder.listed("sources")}
        self._edition = edition or Edition()
        self._writing = edition is not None
        self._preview = preview
        self._entries = dict(self._fingerprints())
        actors = repr(self._binder.listed("actors"))
        own = repr(self.book.handbook)
        self._program = digest(program_digest(), own, actors, sorted(library.registers))
        self._settings = repr(edition and (edition.site_url, edition.printed, edition.search))
        texts = [*library.texts.values(), *(page.text for page in library.pages.values())]
        self.shelves = digest(self._program, self._settings, *sorted(map(repr, texts)))

    def key(self, content: str, beside: str, card: Card) -> str:
        """这条案例由什么做成：文件、图片、引用到的登记、程序。"""
        refers = [self._entries.get(one, "?") for one in card.refers]
        return digest(self._program, content, beside, refers)

    def page_key(self, key: str, card: Card) -> str:
        """它的一页由什么写成；不写的为空。"""
        wanted = self._writing and (self._preview or not card.draft)
        return digest(key, self._settings) if wanted else ""

    def make(self, files: Sequence[File], ledger: Ledger) -> list["Work"]:
        """读、查、写一批；没有问题的记在账上。一步一步地做，不是一条一条地做：快两成。"""
        works = [self._read(file) for file in files]
        for work in works:
            if work.entry:
                work.problems += check_entries(self.library, [work.entry])
        for work in works:
            if work.entry:
                work.made = self._card(work, work.entry)
        written = [
            (work, work.made, self._compose(work.entry, work.made.card))
            for work in works
            if work.entry and work.made and work.made.page
        ]
        for work, made, document in written:
            key = page_key(made.page, len(document.contents))
            keep_case(document, self.book.handbook, self._edition, key, ledger)
            ledger.put("documents", [(work.file.id, made.key, document)])
            work.made = made._replace(page=key)
        for work in works:
            if work.made and not work.problems:
                ledger.put("cases", [(work.file.id, work.made.key, _row(work.file, work.made))])
        return works

    def _read(self, file: File) -> "Work":
        try:
            data = file.read(self.library.root)
        except Unread as unread:
            return Work(file, "", None, [unread.problem])
        entry, problems = read_case(read_text(file.path, data))
        return Work(file, digest_of_bytes(data), entry, problems)

    def _card(self, work: "Work", entry: Entry[Case]) -> Made:
        card = case_card(entry)
        key = self.key(work.digest, work.file.beside, card)
        wrong = has_errors(work.problems)
        page = "" if wrong and not self._preview else self.page_key(key, card)
        return Made(key, card, digest(card), work.digest, page)

    def document(self, file: File, key: str) -> Document:
        """`file` 的一页；它现在不是由 `key` 做成的了，抛 Changed。"""
        work = self._read(file)
        if work.entry and (made := self._card(work, work.entry)).key == key:
            return self._compose(work.entry, made.card)
        raise Changed(file.path)

    def _compose(self, entry: Entry[Case], card: Card) -> Document:
        bound = self._binder.bound(entry.record, card)
        return case_document(bound, self._sources, self.book.handbook.words)

    def _fingerprints(self) -> Iterator[tuple[tuple[str, str], str]]:
        """登记簿的每一条：按编号、按名称。"""
        for name, register in self._binder.registers.items():
            for entry in reversed(register.entries):
                address = self._binder.addresses.get(entry.id, "")
                own = digest(repr(entry), address)
                yield (name, entry.name), own
                yield (name, entry.id), own
                if name == "organisations":
                    yield (DOERS, entry.name), own


def gather(
    desk: Desk, files: Mapping[str, File], ledger: Ledger, progress: Progress = silent
) -> Gathered:
    """收齐 `files` 的案例；账上有、没有变的照用。每做好一批，告诉 `progress` 一声。"""
    gathered = Gathered()
    kept = ledger.rows("cases", Kept)
    written = ledger.keys("pages")
    same = ledger.keys("whole").get(_DESK) == desk.shelves
    todo = []
    for file in files.values():
        made = _still(desk, file, kept.get(file.id), written, ledger, same)
        if made is None:
            todo.append(file)
        else:
            gathered.made[file.id] = made
    # 要重做的也划掉：做不成的不会留着旧的，冒充对照过这张桌子
    ledger.drop("cases", kept.keys() - gathered.made.keys())
    ledger.drop("documents", kept.keys() - files.keys())
    ledger.drop("whole", [] if same else [_DESK])
    ledger.settle()

    def some(batch: Sequence[File]) -> list[tuple[File, Made | None, list[Problem]]]:
        own = Ledger(ledger.path)
        done = [(work.file, work.made, work.problems) for work in desk.make(batch, own)]
        own.close()
        return done

    done = len(files) - len(todo)
    progress(_WHAT, done, len(files))
    for batch in shared_out(some, todo, _FEW, _BATCH):
        for file, made, problems in batch:
            gathered.problems += problems
            if made:
                gathered.made[file.id] = made
        done += len(batch)
        progress(_WHAT, done, len(files))
    if not same:
        ledger.put("whole", [(_DESK, desk.shelves, ())])
        ledger.settle()
    return gathered


def _still(
    desk: Desk,
    file: File,
    kept: tuple[str, Kept] | None,
    written: Mapping[str, str],
    ledger: Ledger,
    same: bool,
) -> Made | None:
    """账上的还能用；不能用时为 None。`same` 是账上的各条都对照过现在这张桌子，不必再算指纹。"""
    if kept is None:
        return None
    key, (size, changed, seen, made) = kept
    card = made.card
    if (size, changed) != (file.size, file.changed) or seen - changed <= SETTLED:
        if _digest_of(file, desk.library.root) != made.digest:
            return None
        ledger.put("cases", [(file.id, key, _row(file, made))])
    if card.related and not desk.library.case_ids.issuperset([one for one, _ in card.related]):
        return None
    page = written.get(f"/cases/{file.id}/", "")
    if same and made.page == page and not (file.beside or card.photos):
        return made
    if key != desk.key(made.digest, file.beside, card):
        return None
    wanted = desk.page_key(key, card)
    if wanted and page.partition(":")[0] != wanted:
        return None
    return made._replace(page=page if wanted else "")


def _digest_of(file: File, root: Path) -> str:
    """文件的指纹；读不成的为空。"""
    try:
        return digest_of_bytes(file.read(root))
    except Unread:
        return ""


def _row(file: File, made: Made) -> Kept:
    return Kept(file.size, file.changed, time.time_ns(), made)
