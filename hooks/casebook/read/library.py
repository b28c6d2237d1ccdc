"""整个仓库的读法：cases/、content/registry/、content/*.md → Library。"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from casebook.faults import Fault
from casebook.model import Case, Handbook, Source
from casebook.model.pages import ProseHead
from casebook.problems import Problem
from casebook.read.card import Card, card_of
from casebook.read.content import read_contents
from casebook.read.directory import Directory, case_directory
from casebook.read.document import read_document
from casebook.read.entry import Entry
from casebook.read.files import File, yaml_files
from casebook.read.handbook import nameless, read_handbook, site_name
from casebook.read.ordinary import read_file
from casebook.read.records import read_record
from casebook.read.registers import ReadRegister, read_registers
from casebook.read.text import Text

# 有必填项缺失时垫进去的值，只为把后面的检查做完；有问题的案例从不渲染。
MISSING = "（缺）"
"""缺了必填项时垫的字。"""
_FILL = {"标题": MISSING, "一句话": MISSING, "状态": "征集", "版次": "1"}


@dataclass(frozen=True)
class ProsePage:
    """content/ 里的一页文章：`address` 是站内地址，`line` 是正文从第几行开始。"""

    address: str
    head: ProseHead
    body: str
    text: Text
    line: int

    @property
    def folder(self) -> str:
        """它的图片放在哪里：与文章同名的文件夹。"""
        return self.text.path.removesuffix(".md")


@dataclass(frozen=True)
class Library:
    """读进来的一切。

    `cards` 是全部读成的案例的卡片，`cases` 只有这一次读了全文的；
    `case_ids` 连没读成的案例也算在内，别的案例引用它时不再报错；`pictures` 是 content/ 里的图片。
    `handbook` 是哪一本手册，`site_name` 是 mkdocs.yml 里写的名字（没有写的为空）。
    """

    root: Path
    case_ids: frozenset[str]
    registers: dict[str, ReadRegister]
    pages: dict[str, ProsePage]
    texts: dict[str, Text]
    pictures: tuple[str, ...] = ()
    cases: dict[str, Entry[Case]] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)
    handbook: Entry[Handbook] = field(default_factory=nameless)
    site_name: str = ""

    def register(self, name: str) -> tuple[Entry[Any], ...]:
        """登记簿 `name` 的条目；没有这本登记簿时为空。"""
        return self.registers[name].entries if name in self.registers else ()

    def ids(self, name: str) -> frozenset[str]:
        """登记簿 `name` 的全部编号。"""
        return self.registers[name].ids if name in self.registers else frozenset()

    def names(self, name: str) -> frozenset[str]:
        """登记簿 `name` 的全部名称。"""
        return self.registers[name].names if name in self.registers else frozenset()

    @cached_property
    def sources(self) -> dict[str, Source]:
        """编号 → 来源；登记簿读好了再用。"""
        return {entry.record.id: entry.record for entry in self.register("sources")}

    def directory(self, name: str) -> Directory:
        """登记簿 `name`（或案例）的名录；没有这本登记簿时是空的。"""
        if name == "cases":
            return self._cases
        return self.registers[name].directory if name in self.registers else Directory({}, {})

    @cached_property
    def _cases(self) -> Directory:
        return case_directory(self.root, sorted(self.case_ids), self.cards)

    def entry(self, case_id: str) -> Entry[Case]:
        """一条案例的全文；没有读过的这时去读。编的时候改了，抛 Changed。"""
        if case_id not in self.cases:
            path = f"cases/{case_id}.yml"
            entry, problems = read_case(read_file(self.root, path))
            if entry is None or problems or case_card(entry) != self.cards[case_id]:
                raise Changed(path)
            return entry
        return self.cases[case_id]


def case_card(entry: Entry[Case]) -> Card:
    """案例的卡片。"""
    return card_of(entry.id, entry.record, (record for _, record in entry.parts))


class Changed(Fault):
    """一个文件在编的时候改了、不见了；`args` 里只有路径。"""

    def __init__(self, path: str) -> None:
        super().__init__(path)

    def __str__(self) -> str:
        return f"{self.args[0]} 在编的时候改了，请再编一次"


def read_library(root: Path) -> tuple[Library, list[Problem]]:
    """读 `root` 下的一切，案例都读全文；返回读成的部分和全部问题。"""
    library, files, problems = read_shared(root)
    for case_id, file in files.items():
        text, found = read_file(root, file.path)
        entry, more = read_case((text, found))
        problems += more
        library.texts[text.path] = text
        if entry is not None:
            library.cases[case_id] = entry
            library.cards[case_id] = case_card(entry)
    return library, problems


def read_shared(root: Path) -> tuple[Library, dict[str, File], list[Problem]]:
    """读登记簿与文章；案例只看有哪些文件：编号 → 文件。"""
    problems: list[Problem] = []
    files = {file.id: file for file in yaml_files(root, "cases", problems, folders=True)}
    contents = read_contents(root, problems)
    texts: dict[str, Text] = {}
    registers: dict[str, ReadRegister] = {}
    handbook = nameless()
    if "content" not in {problem.path for problem in problems}:
        handbook, found = read_handbook(root, texts)
        problems += [*found, *read_registers(root, registers, texts)]
    library = Library(
        root,
        frozenset(files),
        registers,
        {},
        texts,
        contents.pictures,
        handbook=handbook,
        site_name=site_name(root),
    )
    for path in contents.articles:
        _read_page(path, library, problems)
    return library, files, problems


def read_case(read: tuple[Text, list[Problem]]) -> tuple[Entry[Case] | None, list[Problem]]:
    """`read_text` 读出来的一个案例文件 → 案例；读不成时为 None。"""
    text, problems = read
    if not text.content:
        return None, problems
    document, found = read_document(text)
    problems = problems + found
    if document is None:
        return None, problems
    case, rest, found = read_record(Case, document, _FILL)
    problems += found
    if case is None:
        return None, problems
    sound = rest is document
    written = None if sound else document
    return Entry(case, rest, (), sound and not document.broken, written), problems


def _read_page(path: str, library: Library, problems: list[Problem]) -> None:
    text, found = read_file(library.root, path)
    problems += found
    if not text.content:
        return
    whole = re.match(r"---\n(?P<head>.*?\n)---\n(?P<body>.*)", text.content, re.S)
    if not whole:
        problems.append(
            text.problem(1, 1, "F14", "文章开头要有两行 ---，中间写“标题: ……”和“摘要: ……”两行")
        )
        return
    head_text = Text(path, "\n" + whole["head"])
    document, found = read_document(head_text)
    problems += found
    if document is None:
        return
    head, _, found = read_record(ProseHead, document, {"标题": MISSING, "摘要": MISSING})
    problems += found
    if head is None:
        return
    inner = path.removeprefix("content/").removesuffix(".md")
    address = "/" if inner == "index" else f"/{inner.removesuffix('/index')}/"
    if first := library.pages.get(address):
        message = f"网址 {address} 已经是 {first.text.path} 的。请改名，或合成一篇"
        problems.append(Problem(path, 1, 1, "F24", message))
        return
    line = whole["head"].count("\n") + 3
    library.pages[address] = ProsePage(address, head, whole["body"], text, line)
