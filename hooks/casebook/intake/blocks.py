"""一份 Word 稿子里有什么：段落、表、图，各在哪里；正文以外的另放。"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest


@dataclass(frozen=True)
class Run:
    """一截字：加粗没有，连到哪里。"""

    text: str
    bold: bool = False
    url: str = ""


def has_url(text: str, url: str) -> bool:
    """`text` 里写着 `url`，后面不再是网址的字：a.cn 不算在 a.cn/b 里。"""
    ending = r"(?![A-Za-z0-9_/?&=#%~-]|\.[A-Za-z0-9])"
    return re.search(re.escape(url) + ending, text) is not None


def linked_text(runs: Sequence[Run]) -> str:
    """连起来的字，链接的后面跟着网址；字里已经写着的不跟。"""
    text = "".join(run.text for run in runs)
    said = ""
    for run, after in zip_longest(runs, runs[1:]):
        said += run.text
        if run.url and (after is None or after.url != run.url):
            address = run.url.removeprefix("mailto:")
            said += "" if has_url(text, address) else f" {address} "
    return said.strip() if said != text else text


@dataclass(frozen=True)
class Picture:
    """一张图：内容、原来的名字（看后缀）、在哪里、在 Word 里写的替代文字。"""

    data: bytes
    name: str
    place: str
    alt: str = ""


@dataclass(frozen=True)
class Paragraph:
    """一段。

    `level` 是几级标题，不是标题为 0；`item` 是列表的一项：“-”或“1.”，不是的为空；
    `depth` 是第几层，从 0 数起；`number` 是自动编到第几，没有编的为 0。
    """

    place: str
    runs: tuple[Run, ...]
    level: int = 0
    item: str = ""
    depth: int = 0
    pictures: tuple[Picture, ...] = ()
    number: int = 0

    @property
    def text(self) -> str:
        """连起来的字。"""
        return "".join(run.text for run in self.runs)

    @property
    def linked(self) -> str:
        """连起来的字，带着链接的网址。"""
        return linked_text(self.runs)


@dataclass(frozen=True)
class Cell:
    """一格里的各块：段落，和格子里的表。`continued` 是竖着合并在上一行里的。"""

    place: str
    blocks: tuple["Block", ...] = ()
    continued: bool = False

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """各段；格子里的表，也拆成段。"""
        return tuple(inside for one in self.blocks for inside in paragraphs_of(one))

    @property
    def tables(self) -> Iterator["Table"]:
        """格子里的表，连同那里面的。"""
        for one in self.blocks:
            if isinstance(one, Table):
                yield one
                yield from one.inside

    @property
    def text(self) -> str:
        """一段一行。"""
        return "\n".join(one.text for one in self.paragraphs).strip()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """格子里的图。"""
        return tuple(picture for one in self.paragraphs for picture in one.pictures)


@dataclass(frozen=True)
class Table:
    """一张表，各行一样宽：合并的格子，字在头一格里，别的空着。"""

    place: str
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def inside(self) -> Iterator["Table"]:
        """各格里的表。"""
        return (table for row in self.rows for cell in row for table in cell.tables)


Block = Paragraph | Table


def paragraphs_of(block: Block) -> Iterator[Paragraph]:
    """一块里的各段：段落自己，表各格里的。"""
    if isinstance(block, Paragraph):
        yield block
    else:
        yield from (one for row in block.rows for cell in row for one in cell.paragraphs)


@dataclass(frozen=True)
class Aside:
    """正文以外的一处字：页眉、脚注、批注、文本框……"""

    place: str
    text: str


@dataclass
class Manuscript:
    """一份稿子；`deleted` 是修订里删去的有几处，`loose` 是脚注、批注里的图。"""

    name: str
    blocks: list[Block] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    deleted: int = 0
    loose: list[Picture] = field(default_factory=list)

    @property
    def pictures(self) -> Iterator[Picture]:
        """全部的图，照先后。"""
        for block in self.blocks:
            yield from (picture for one in paragraphs_of(block) for picture in one.pictures)
        yield from self.loose
