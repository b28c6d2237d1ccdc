"""一条条案例：读、查、写成自己的一页（Document）与数据。没有变的不再做；多的时候几个核一起做。

一条案例的一页、数据只看它自己与它引用到的登记；编号与相关要看别的案例，写网站时再填。
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from casebook.bind import Binder, Book, BoundCase, bind
from casebook.check import check_entries
from casebook.compose import Document, Glossary, case_document
from casebook.model import Case
from casebook.problems import Problem, has_errors
from casebook.program import program_digest
from casebook.progress import Progress, silent
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
from casebook.render.data import Data, Known, case_data
from casebook.store import Ledger, digest, digest_of_bytes, shared_out
from casebook.unchanged import SETTLED

_FEW, _BATCH = 200, 25
_WHAT = "读案例"
_REGISTERS = "registers"
"""账上合起来的这一行，记各条案例都对照过哪一套登记簿、文章与程序。"""


class CompiledCase(NamedTuple):
    """编好的一条：由什么做成、卡片、它的指纹、文件的指纹、一页有几节（没有写成一页的为 0）。"""

    key: str
    card: Card
    card_digest: str
    digest: str
    sections: int


class CaseRow(NamedTuple):
    """账上的一条：文件的大小、改动的时间、看的时间（纳秒），编好的。"""

    size: int
    changed: int
    seen: int
    case: CompiledCase


@dataclass
class _Reading:
    """正在编的一条：文件、它的指纹、读出来的、问题；编成了什么。"""

    file: File
    digest: str
    entry: Entry[Case] | None
    problems: list[Problem]
    case: CompiledCase | None = None


@dataclass
class Cases:
    """编好的全部案例与问题。"""

    compiled: dict[str, CompiledCase] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class CaseCompiler:
    """照登记簿与文章编案例。

    `composing` 为假时只查，不写成一页；`preview` 为真时没发布的、有错误的也写。
    `registers` 是登记簿、文章与程序合起来的指纹。
    """

    def __init__(self, library: Library, composing: bool, preview: bool) -> None:
        self.library = library
        self.book: Book = bind(library)
        self._binder = Binder(library)
        self._sources = {source.id: source for source in self._binder.listed("sources")}
        self._names = self.book.handbook.words
        self.known = Known.of(self._binder.registers)
        self._composing, self._preview = composing, preview
        self._entries = dict(self._fingerprints())
        actors, terms = (self._binder.listed(name) for name in ("actors", "terms"))
        self._glossary = Glossary(terms)
        own = repr(self.book.handbook)
        words = repr(actors), repr(terms)
        self._program = digest(program_digest(), own, *words, sorted(library.registers))
        texts = [*library.texts.values(), *(page.text for page in library.pages.values())]
        self.registers = digest(self._program, *sorted(map(repr, texts)))

    def key(self, content: str, beside: str, card: Card) -> str:
        """这条案例由什么做成：文件、图片、引用到的登记、程序。"""
        refers = [self._entries.get(one, "?") for one in card.refers]
        return digest(self._program, content, beside, refers)

    def compile(self, files: Sequence[File], ledger: Ledger) -> list[_Reading]:
        """编一批；没有问题的记在账上。一步一步地做，不是一条一条地做：快两成。"""
        readings = [self._read(file) for file in files]
        for reading in readings:
            if reading.entry:
                reading.problems += check_entries(self.library, [reading.entry])
        for reading in readings:
            if reading.entry:
                reading.case = self._carded(reading, reading.entry)
        for reading in readings:
            entry, case = reading.entry, reading.case
            if entry and case and self._wanted(case.card, reading.problems):
                bound, document = self._composed(entry, case.card)
                reading.case = case._replace(sections=len(document.contents))
                ledger.put("documents", [(reading.file.id, case.key, document)])
                data = case_data(bound, document, self._names["streets"], self.known)
                ledger.put("data", [(reading.file.id, case.key, data)])
        for reading in readings:
            if (case := reading.case) and not reading.problems:
                ledger.put("cases", [(reading.file.id, case.key, _row(reading.file, case))])
        return readings

    def document(self, file: File, key: str) -> Document:
        """`file` 的一页；它现在不是由 `key` 做成的了，抛 Changed。"""
        return self._again(file, key)[1]

    def data(self, file: File, key: str) -> Data:
        """`file` 的数据；同上。"""
        return case_data(*self._again(file, key), self._names["streets"], self.known)

    def _again(self, file: File, key: str) -> tuple[BoundCase, Document]:
        reading = self._read(file)
        if reading.entry and (case := self._carded(reading, reading.entry)).key == key:
            return self._composed(reading.entry, case.card)
        raise Changed(file.path)

    def _read(self, file: File) -> _Reading:
        try:
            data = file.read(self.library.root)
        except Unread as unread:
            return _Reading(file, "", None, [unread.problem])
        entry, problems = read_case(read_text(file.path, data))
        return _Reading(file, digest_of_bytes(data), entry, problems)

    def _carded(self, reading: _Reading, entry: Entry[Case]) -> CompiledCase:
        card = case_card(entry)
        key = self.key(reading.digest, reading.file.beside, card)
        return CompiledCase(key, card, digest(card), reading.digest, 0)

    def _wanted(self, card: Card, problems: Sequence[Problem]) -> bool:
        return self._composing and (self._preview or not (card.draft or has_errors(problems)))

    def _composed(self, entry: Entry[Case], card: Card) -> tuple[BoundCase, Document]:
        bound = self._binder.bound(entry.record, card)
        return bound, case_document(bound, self._sources, self._names, self._glossary)

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


def compile_cases(
    compiler: CaseCompiler, files: Mapping[str, File], ledger: Ledger, progress: Progress = silent
) -> Cases:
    """编 `files` 的案例；账上有、没有变的照用。每编好一批，告诉 `progress` 一声。"""
    cases = Cases()
    rows = ledger.rows("cases", CaseRow)
    same = ledger.keys("whole").get(_REGISTERS) == compiler.registers
    todo = []
    for file in files.values():
        case = _unchanged(compiler, file, rows.get(file.id), ledger, same)
        if case is None:
            todo.append(file)
        else:
            cases.compiled[file.id] = case
    # 要重做的也划掉：做不成的不会留着旧的，冒充对照过现在的登记簿
    ledger.drop("cases", rows.keys() - cases.compiled.keys())
    ledger.drop("documents", rows.keys() - files.keys())
    ledger.drop("data", rows.keys() - files.keys())
    ledger.drop("whole", [] if same else [_REGISTERS])
    ledger.settle()

    def some(batch: Sequence[File]) -> list[tuple[File, CompiledCase | None, list[Problem]]]:
        done = [(one.file, one.case, one.problems) for one in compiler.compile(batch, ledger)]
        ledger.settle()
        return done

    done = len(files) - len(todo)
    progress(_WHAT, done, len(files))
    for batch in shared_out(some, todo, _FEW, _BATCH):
        for file, case, problems in batch:
            cases.problems += problems
            if case:
                cases.compiled[file.id] = case
        done += len(batch)
        progress(_WHAT, done, len(files))
    if not same:
        ledger.put("whole", [(_REGISTERS, compiler.registers, ())])
        ledger.settle()
    return cases


def _unchanged(
    compiler: CaseCompiler,
    file: File,
    found: tuple[str, CaseRow] | None,
    ledger: Ledger,
    same: bool,
) -> CompiledCase | None:
    """账上的还能用；不能用时为 None。`same` 是账上的各条都对照过现在的登记簿，不必再算指纹。"""
    if found is None:
        return None
    key, (size, changed, seen, case) = found
    card = case.card
    if (size, changed) != (file.size, file.changed) or seen - changed <= SETTLED:
        if _digest_of(file, compiler.library.root) != case.digest:
            return None
        ledger.put("cases", [(file.id, key, _row(file, case))])
    if card.related and not compiler.library.case_ids.issuperset([one for one, _ in card.related]):
        return None
    if same and not (file.beside or card.photos):
        return case
    return case if key == compiler.key(case.digest, file.beside, card) else None


def _digest_of(file: File, root: Path) -> str:
    """文件的指纹；读不成的为空。"""
    try:
        return digest_of_bytes(file.read(root))
    except Unread:
        return ""


def _row(file: File, case: CompiledCase) -> CaseRow:
    return CaseRow(file.size, file.changed, time.time_ns(), case)
