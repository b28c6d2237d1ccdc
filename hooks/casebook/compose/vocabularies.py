"""词表与编号一页：每本登记簿有哪些词、写名称还是编号、怎样加一条。"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casebook.bind import Book
from casebook.model import (
    GROWING,
    REGISTER_FOLDER,
    REGISTERS,
    FieldDescription,
    Figure,
    describe,
)
from casebook.model.manual import Section, example_text, sections


@dataclass(frozen=True)
class Vocabulary:
    """一本登记簿；`uses` 是哪些栏目引用它，`by_name` 是那里写名称（否则写编号）。

    `own` 是添的一条写成哪个新文件；词表没有，接在 `file` 的最后。
    """

    id: str
    label: str
    file: str
    own: str
    entries: tuple[Any, ...]
    open: bool
    uses: tuple[tuple[Section, FieldDescription], ...]
    by_name: bool
    sample: str


def vocabularies(book: Book) -> Iterator[Vocabulary]:
    """全部登记簿。"""
    for name in REGISTERS:
        uses = tuple((s, f) for s in sections() for f in s.fields if f.register == name)
        yield Vocabulary(
            id=name,
            label=book.handbook.labels[name],
            file=f"{REGISTER_FOLDER}/{name}.yml",
            own=f"{REGISTER_FOLDER}/{name}/编号.yml" if name in GROWING else "",
            entries=book.registers[name].entries if name in book.registers else (),
            open=book.is_open(name),
            uses=uses,
            by_name=any(field.by_name for _, field in uses),
            sample=_sample(name),
        )


def _sample(register: str) -> str:
    """照着加一条的几行：必填的各栏；数字另要截至与来源。"""
    kind = REGISTERS[register].entry
    proof = ("as_of", "sources") if issubclass(kind, Figure) else ()
    needed = [f for f in describe(kind) if f.required or f.name in proof]
    lines = "\n".join(example_text(field) for field in needed).split("\n")
    written = "\n".join(f"  {'  ' if n else '- '}{line}" for n, line in enumerate(lines))
    return f"条目:\n{written}" if register in GROWING else written
