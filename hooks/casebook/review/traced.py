"""一本手册，里面的每句话都带着写在哪里（见 `model/told.py`）：送审稿由它写成。"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from casebook.bind import Binder, Book, bind
from casebook.compose import Document, Documents, case_document
from casebook.model.told import Told, place, told
from casebook.read import Entry, Library, ReadRegister, read_library
from casebook.store import digest_of_bytes


@dataclass(frozen=True)
class Traced:
    """带着出身的书、各条工作法的一页、各文件的指纹（路径 → 指纹）。"""

    book: Book
    documents: Documents
    files: Mapping[str, str]


def traced_handbook(root: Path, drafts: bool) -> Traced:
    """读 `root` 的手册，`drafts` 为真时没有发布的也在内；要是查过没有错误的。"""
    library, _ = read_library(root)
    texts = [*library.texts.values(), *(page.text for page in library.pages.values())]
    files = {text.path: digest_of_bytes(text.content.encode()) for text in texts}
    library = _traced(library)
    book, binder = bind(library, preview=drafts), Binder(library)
    for method in book.methods:
        reasons = {one.id: one.reason for one in library.cases[method.id].record.related}
        method.related = tuple(
            one if one.kin else one._replace(reason=reasons.get(one.id, one.reason))
            for one in method.related
        )
    cards = {method.id: method.card for method in book.methods}

    def documents(case_id: str) -> Document:
        bound = binder.bound(library.cases[case_id].record, cards[case_id])
        return case_document(bound, book.sources, book.handbook.words)

    return Traced(book, documents, files)


def _traced(library: Library) -> Library:
    pages = {
        address: replace(page, body=Told(page.body, place(page.text.path, ("正文",))))
        for address, page in library.pages.items()
    }
    return replace(
        library,
        cases={name: _entry(entry) for name, entry in library.cases.items()},
        registers={name: _register(one) for name, one in library.registers.items()},
        pages=pages,
    )


def _entry(entry: Entry[Any]) -> Entry[Any]:
    return replace(entry, record=told(entry.record, entry.path, entry.base))


def _register(read: ReadRegister) -> ReadRegister:
    heads, entries = tuple(map(_entry, read.heads)), tuple(map(_entry, read.entries))
    own = {
        "note": tuple(said for head in heads for said in head.record.note),
        "entries": tuple(entry.record for entry in entries),
    }
    register = read.register.model_copy(update=own)
    return replace(read, register=register, heads=heads, entries=entries)
