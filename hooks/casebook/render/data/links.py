"""谁写到它：登记簿的每一条，哪些工作法、哪些登记引用它。由各处的引用反过来排。"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from casebook.bind import Book
from casebook.model.references import ids_in, names_in
from casebook.model.walk import walk
from casebook.render.data.kinds import CASES
from casebook.render.data.record import Known

Backlinks = Mapping[tuple[str, str], Mapping[str, list[str]]]
"""（种类, 编号）→ 写到它的：种类 → 编号。"""


def backlinks(book: Book, known: Known) -> Backlinks:
    """整本书的。"""
    found: dict[tuple[str, str], dict[str, dict[str, None]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for kind, entry_id, register, written in _references(book):
        if entry := known.entries.get((register, written)):
            found[register, entry["id"]][kind][entry_id] = None
    return {one: {kind: [*ids] for kind, ids in sorted(by.items())} for one, by in found.items()}


def _references(book: Book) -> Iterator[tuple[str, str, str, str]]:
    """全部引用：写在哪一种的哪一条，引用哪一本的哪一条。"""
    for method in book.methods:
        for register, written in method.card.refers:
            yield CASES, method.id, register, written
    for name, listed in book.registers.items():
        for entry in listed.entries:
            for _, record in walk(entry):
                for other, written, _ in (*names_in(record), *ids_in(record)):
                    yield name, entry.id, other, written
