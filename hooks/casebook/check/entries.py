"""要查的记录：案例、登记簿条目、登记簿自己的说明、手册自己的一条。"""

from collections.abc import Iterator, Sequence
from typing import Any

from casebook.read import Entry, Library

Entries = Sequence[Entry[Any]]
"""一次要查的几条记录。"""


def register_entries(library: Library) -> Iterator[Entry[Any]]:
    """登记簿的全部条目，各登记簿自己的说明，以及手册自己的一条。"""
    if library.handbook.document.root.items:  # 没有读成的是垫着的
        yield library.handbook
    for register in library.registers.values():
        yield from register.heads
        yield from register.entries
