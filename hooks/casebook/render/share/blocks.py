"""块 → 公众号，一种块一个函数（工作法与登记簿的在 `records.py`）。"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from casebook.compose.blocks import (
    Bibliography,
    Block,
    Blocks,
    Cell,
    Checklist,
    Comparison,
    Details,
    Features,
    Filtered,
    Footnotes,
    FormSlot,
    Heading,
    Leaders,
    Links,
    Listed,
    Listing,
    Matrix,
    Note,
    Pager,
    Pair,
    Paragraph,
    Preformatted,
    Quote,
    Remark,
    Rule,
    Screenshot,
    Section,
    Table,
    Uses,
)
from casebook.compose.inlines import Inlines
from casebook.compose.words import chinese_number, word
from casebook.render.share.inlines import INLINES
from casebook.render.share.markup import Part, el, joined, table, titled
from casebook.render.share.records import RECORDS

LEFT_OUT: Final[Mapping[type, str]] = {
    Links: "公众号里的链接点不了；末尾写着网页的地址",
    Checklist: "步骤、各方、条件上面都有；打勾的清单在网页上",
    Pager: "翻页的链接，一条工作法里没有",
    FormSlot: "表单在网站上填，一条工作法里没有",
    Listing: "列出别的工作法的，链接点不了",
    Filtered: "筛选要在网页上，一条工作法里没有",
    Comparison: "对照要在网页上，一条工作法里没有",
    Features: "只有首页有",
    Leaders: "列出别的各页的，一条工作法里没有",
    Matrix: "整本书的对照，一条工作法里没有",
    Bibliography: "整本书的来源；一条工作法自己的来源写在末尾",
}
"""文章里没有的块 → 为什么。"""


@dataclass(frozen=True)
class Upload:
    """要另外上传的一张图：第几张，文件名，替代文字。"""

    n: int
    file: str
    alt: str


class Writing:
    """写一篇；图按先后编号，要上传的记在 `uploads`。"""

    def __init__(self) -> None:
        self.uploads: list[Upload] = []
        self._figures = 0

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """几块。"""
        return joined(WRITERS[type(block)](self, block) for block in blocks)

    def inner(self, inlines: Inlines) -> Markup:
        """一句话。"""
        return joined(p if isinstance(p, str) else INLINES[type(p)](self, p) for p in inlines)

    def run_in(self, blocks: Blocks) -> Markup:
        """写在一格里的几块：只有一段的，不另起一段。"""
        if all(isinstance(block, Paragraph) for block in blocks):
            said = [self.inner(block.c) for block in blocks if isinstance(block, Paragraph)]
            return el("br", "").join(said)
        return self.blocks(blocks)

    def picture(self, file: str, alt: str, caption: str = "") -> str:
        """此处插入第几张图。"""
        upload = Upload(len(self.uploads) + 1, file, alt)
        self.uploads.append(upload)
        told = word("share.picture", n=upload.n, file=file, alt=alt)
        return f"{told} {caption}".strip()

    def figure_name(self) -> str:
        """下一张图的名字：图一、图二……"""
        self._figures += 1
        return word("figures.name", n=chinese_number(self._figures))


# —— 块 ——


def _listed(writing: Writing, block: Listed) -> Part:
    """不从一起的，号写在字里：列表的起头号贴进去留不下。"""
    if block.ordered and block.start != 1:
        numbered = enumerate(block.items, block.start)
        return joined(el("p", "p", f"{n}. ", writing.run_in(item)) for n, item in numbered)
    items = (el("li", "li", writing.run_in(item)) for item in block.items)
    return el("ol" if block.ordered else "ul", "list", *items)


def _table(writing: Writing, block: Table) -> Part:
    def cell(one: Cell) -> Markup:
        style = f"td-{one.align}" if one.align in ("center", "right") else "td"
        return el("td", style, writing.inner(one.c))

    rows = (el("tr", "", *map(cell, row)) for row in block.rows)
    return table(rows, *(writing.inner(one.c) for one in block.head))


def _note(writing: Writing, block: Note | Details) -> Part:
    title = el("p", "note-title", block.title) if block.title else ""
    return el("section", "note", title, writing.blocks(block.c))


def _footnotes(writing: Writing, block: Footnotes) -> Part:
    notes = (
        el("p", "small", word("text.note-mark", n=n), writing.run_in(note.c))
        for n, note in enumerate(block.items, 1)
    )
    return el("hr", "rule") + joined(notes)


def _section(writing: Writing, block: Section) -> Part:
    lead = el("p", "small", writing.inner(block.lead)) if block.lead else ""
    return joined((titled(block.level, block.title), lead, writing.blocks(block.c)))


def _screenshot(writing: Writing, block: Screenshot) -> Part:
    said = writing.picture(block.file, block.alt)
    caption = el("p", "small", block.caption) if block.caption else ""
    return el("section", "picture", said) + caption


def _remark(writing: Writing, block: Remark | Uses) -> Part:
    return el("p", "small", writing.inner(block.c))


def _nothing(_: Writing, block: Block) -> Part:
    return ""


WRITERS: Final[Mapping[type, Callable[[Writing, Any], Part]]] = {
    Paragraph: lambda writing, block: el("p", "p", writing.inner(block.c)),
    Heading: lambda writing, block: titled(block.level, writing.inner(block.c)),
    Listed: _listed,
    Table: _table,
    Quote: lambda writing, block: el("blockquote", "quote", writing.blocks(block.c)),
    Note: _note,
    Details: _note,
    Rule: lambda _, block: el("hr", "rule"),
    Preformatted: lambda _, block: el("section", "pre", block.words),
    Screenshot: _screenshot,
    Footnotes: _footnotes,
    Section: _section,
    Remark: _remark,
    Uses: _remark,
    Pair: lambda writing, block: writing.blocks((*block.first, *block.second)),
    **RECORDS,
    **dict.fromkeys(LEFT_OUT, _nothing),
}
"""块，一种一个函数。"""
