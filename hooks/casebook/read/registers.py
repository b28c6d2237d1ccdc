"""登记簿的读法：一本一个文件；常要添的几本，另有文件夹，里面的文件接在后面。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from casebook.model import GROWING, REGISTER_FOLDER, REGISTERS, Register, describe, register_of
from casebook.problems import Problem
from casebook.read.directory import Directory, register_directory
from casebook.read.document import read_document
from casebook.read.entry import Entry
from casebook.read.files import File, file_like, yaml_files
from casebook.read.names import is_junk, name_fault
from casebook.read.ordinary import listed, read_file
from casebook.read.records import read_record
from casebook.read.text import Text
from casebook.read.tree import Document, MappingNode, ScalarNode, SequenceNode


@dataclass(frozen=True)
class ReadRegister:
    """一本登记簿：合起来的一本，各个文件的开头，和一条一条。

    `ids`、`names` 连没读成的条目也算在内；`whole` 为假时有的部分没读进来。
    """

    name: str
    register: Register
    heads: tuple[Entry[Register], ...]
    entries: tuple[Entry[Any], ...]
    ids: frozenset[str]
    names: frozenset[str]
    whole: bool = True

    @cached_property
    def directory(self) -> Directory:
        """名录。"""
        return register_directory(entry.record for entry in self.entries)

    def joined(self, more: "ReadRegister") -> "ReadRegister":
        """后面接上 `more`：另一个文件里的。"""
        own, other = self.register, more.register
        register = own.model_copy(
            update={
                "note": own.note + other.note,
                "open": own.open or other.open,
                "readings": own.readings + other.readings,
                "aliases": own.aliases + other.aliases,
                "former": own.former + other.former,
                "entries": own.entries + other.entries,
            }
        )
        return ReadRegister(
            self.name,
            register,
            self.heads + more.heads,
            self.entries + more.entries,
            self.ids | more.ids,
            self.names | more.names,
            self.whole and more.whole,
        )


def read_registers(
    root: Path, registers: dict[str, ReadRegister], texts: dict[str, Text]
) -> list[Problem]:
    """读 `root` 的登记簿，放进 `registers`，各个文件的文字放进 `texts`；返回全部问题。

    有一个文件整个没读成，这一本就不放：引用它的地方不再一一报错。
    """
    problems: list[Problem] = []
    unread: set[str] = set()
    found: set[str] = set()
    for file in _files(root, problems):
        text, more = read_file(root, file.path)
        problems += more
        texts[text.path] = text
        name = register_of(text.path)
        if not name:
            problems.append(_strange(text.path, file.id))
            continue
        found.add(name)
        part = _part(name, text, problems)
        if part is None:
            unread.add(name)
        else:
            registers[name] = registers[name].joined(part) if name in registers else part
    for name in unread:
        registers.pop(name, None)
    refused = {problem.path for problem in problems}
    for name in REGISTERS:
        missing = f"{REGISTER_FOLDER}/{name}.yml"
        if name not in found and not {missing, REGISTER_FOLDER} & refused:
            problems.append(Problem(missing, 1, 1, "F11", f"缺少登记簿 {missing}"))
    return problems


def _files(root: Path, problems: list[Problem]) -> Iterator[File]:
    """登记簿的全部文件：先是各本的一个，再是文件夹里的，都按名字排。"""
    yield from yaml_files(root, REGISTER_FOLDER, problems, folders=True)
    for name in _folders(root, REGISTER_FOLDER):
        folder = f"{REGISTER_FOLDER}/{name}"
        if name not in GROWING:
            if not name_fault(name):
                problems.append(_strange(folder, name))
            continue
        yield from yaml_files(root, folder, problems, folders=True)
        for inner in _folders(root, folder):
            message = f"{folder}/ 里只放 .yml 文件，不再分文件夹"
            problems.append(Problem(f"{folder}/{inner}", 1, 1, "F11", message))


def _folders(root: Path, folder: str) -> list[str]:
    """`folder` 里的文件夹；链接、名字像文件的另外报，不算。"""
    names = (item.name for item in listed(root, folder, []) if item.is_folder)
    return [name for name in names if not is_junk(name) and not file_like(name)]


def _strange(path: str, name: str) -> Problem:
    if name in REGISTERS:
        message = f"{name} 是词表，只写在 {REGISTER_FOLDER}/{name}.yml 里，不用文件夹"
    else:
        message = f"没有叫 {name} 的登记簿。可以有：{'、'.join(REGISTERS)}"
    return Problem(path, 1, 1, "F11", message)


def _part(name: str, text: Text, problems: list[Problem]) -> ReadRegister | None:
    """登记簿 `name` 的一个文件；整个没读成时为 None。"""
    document, found = read_document(text) if text.content else (None, [])
    problems += found
    if document is None:
        return None
    if _bare(document, name):
        problems.append(text.problem(1, 1, "M02", _NO_ENTRIES))
        own, key = document.root, ScalarNode("条目", 1, 1)
        wrapped = MappingNode(
            {"条目": SequenceNode([own], own.line, own.column)}, {"条目": key}, 1, 1
        )
        document = replace(document, root=wrapped)
    register, rest, found = read_record(REGISTERS[name], document, {"条目": []})
    problems += found
    if register is None:
        return None
    written = None if rest is document else document
    head = Entry(register.model_copy(update={"entries": ()}), rest, written=written)
    entries = tuple(Entry(e, rest, ("条目", i)) for i, e in enumerate(register.entries))
    ids, names = (frozenset(_written(document, key)) for key in ("编号", "名称"))
    whole = rest is document and not document.broken
    return ReadRegister(name, register, (head,), entries, ids, names, whole)


_NO_ENTRIES = "缺少“条目”：第一行写“条目:”，下面每一条以“  - ”开头，它的各栏左对齐"


def _bare(document: Document, name: str) -> bool:
    """一条的各栏写在了最外面，没有“条目”。"""
    own = {field.key for field in describe(REGISTERS[name].entry)}
    written = document.root.items.keys()
    return "条目" not in document.root.keys and len(own & written) > 1 and "编号" in written


def _written(document: Document, key: str) -> Iterator[str]:
    """各条目写下的编号或名称；有没读懂的条目时，从文字里找。"""
    listed = document.root.items.get("条目")
    for node in listed.items if isinstance(listed, SequenceNode) else ():
        if isinstance(node, MappingNode) and isinstance(value := node.items.get(key), ScalarNode):
            yield value.text
    if document.broken:
        for found in re.finditer(rf"{key}[:：] *[\"']?([^\s\"',，}}]+)", document.text.content):
            yield found[1]
