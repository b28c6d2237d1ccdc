"""要查的全部记录：案例、登记簿条目、登记簿自己的说明。"""

from collections.abc import Iterator
from typing import Any

from casebook.read import Entry, Library


def entries(library: Library) -> Iterator[Entry[Any]]:
    """全部案例与登记簿条目，以及各登记簿自己的说明。"""
    yield from library.cases.values()
    for register in library.registers.values():
        head = register.register.model_copy(update={"entries": ()})
        yield Entry(head, register.document)
        yield from register.entries
