"""拿登记簿对着查一份还没有写下的文件：与 `casebook check` 说的一样。"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from casebook.check import check_entries
from casebook.editing.places import kind_of
from casebook.model import Handbook, Register
from casebook.model.handbook import FILL
from casebook.problems import Problem
from casebook.read import (
    Entry,
    Library,
    read_bytes,
    read_case,
    read_document,
    read_shared,
    read_text,
)
from casebook.read.records import read_record


class Examiner:
    """登记簿与全部案例的编号读好了，一份一份地查；`faults` 是读的时候的问题。"""

    def __init__(self, root: Path) -> None:
        self.root = root
        library, self.files, self.faults = read_shared(root)
        self.library: Library = library

    def read(self, path: str) -> bytes:
        """`path` 现在写着什么；读不成时抛 Unread。"""
        return read_bytes(self.root, path)

    def problems(self, path: str, content: str) -> list[Problem]:
        """`path`（相对手册）里写的若是 `content`，有哪些问题。"""
        read = read_text(path, content.encode())
        if path.startswith("cases/"):
            entry, problems = read_case(read)
            return problems + (check_entries(self._with(path), [entry]) if entry else [])
        document, found = read_document(read[0]) if read[0].content else (None, [])
        problems = read[1] + found
        kind = kind_of(path)
        if document is None or kind is None:
            return problems
        fill = FILL if kind is Handbook else {"条目": []}
        register, rest, found = read_record(kind, document, fill)
        problems += found
        if isinstance(register, Register):
            entries: list[Entry[Any]] = [
                Entry(entry, rest, ("条目", n)) for n, entry in enumerate(register.entries)
            ]
            problems += check_entries(self.library, entries)
        elif register:
            problems += check_entries(self.library, [Entry(register, rest)])
        return problems

    def words(self, register: str, by_name: bool) -> frozenset[str]:
        """引用登记簿 `register` 时能写的名称或编号。"""
        if register == "cases":
            return self.library.case_ids
        return self.library.names(register) if by_name else self.library.ids(register)

    def choices(self, register: str) -> tuple[tuple[str, str], ...]:
        """登记簿 `register` 的各条：编号与名称，照登记的次序。"""
        return tuple((e.record.id, e.record.name) for e in self.library.register(register))

    def _with(self, path: str) -> Library:
        case_id = path.removeprefix("cases/").removesuffix(".yml")
        return replace(self.library, case_ids=self.library.case_ids | {case_id})
