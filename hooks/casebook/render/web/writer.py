"""一页的写手：话由 compose 写成块，这里写成 HTML；站内地址变成相对链接。每页一个，用完即弃。"""

import posixpath
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from casebook.bind import Book
from casebook.compose import Reference, Writer
from casebook.compose.blocks import Terms
from casebook.compose.inlines import Missing
from casebook.compose.register import (
    note_blocks,
    numbers_block,
    organisation_facts,
    policy_blocks,
    policy_facts,
    programme_blocks,
    terms_block,
)
from casebook.model import (
    Citation,
    Handbook,
    Indicator,
    Organisation,
    Policy,
    Programme,
    RegisterEntry,
    Statement,
)
from casebook.prose import plain_text, read_prose
from casebook.render.web.blocks import Html

_TARGET = re.compile(r"([^?#]*)(.*)", re.S)
TBD = Html(str).words((Missing(),))
"""未知的标记。"""


def relative(page: str, address: str) -> str:
    """从 `page` 到 `address` 的相对链接；两者都以 / 开头，`address` 可带 ? 与 #。"""
    target, tail = _TARGET.fullmatch(address).groups()  # type: ignore[union-attr]
    if target == page:
        return tail or "./"
    path = _relpath(target, page)
    return f"{path}/{tail}" if target.endswith("/") else path + tail


@lru_cache(maxsize=65536)
def _relpath(target: str, page: str) -> str:
    return posixpath.relpath(target, page)


class Page:
    """一页在哪里：站内地址变成这一页上的链接；`names` 是手册的叫法。"""

    def __init__(self, address: str, handbook: Handbook) -> None:
        self.address, self.names = address, handbook.words

    def url(self, address: str) -> str:
        """站内地址 → 本页上的链接。"""
        return relative(self.address, address)

    def file(self, path: str) -> str:
        """站内文件（如 `book/a.pdf`）→ 本页上的链接。"""
        return relative(self.address, f"/{path}")


class PageWriter(Page):
    """模板里叫 `p`；`macros` 是 `_blocks.html` 里的宏。"""

    def __init__(self, book: Book, address: str, macros: Any = None) -> None:
        super().__init__(address, book.handbook)
        self.book = book
        self.html = Html(self.url, macros)
        self._writer = Writer(book.sources)

    def cite(self, citations: Iterable[Citation]) -> Markup:
        """出处标；没有来源时为空。"""
        return self.html.words(self._writer.cite(citations))

    def prose(self, text: str, citations: Iterable[Citation] = (), page: bool = False) -> Markup:
        """Markdown → HTML，出处标接在最后一段末尾。"""
        return self.html.blocks(self._writer.blocks(text, citations, page))

    def say(self, statement: Statement) -> Markup:
        """一句话连同出处与“待补充”，不套段落。"""
        return self.html.flow(self._writer.said(statement))

    def statements(self, items: Iterable[Statement], tag: str | None = None) -> Markup:
        """几段话：来源写明的成段，编者的判断归进带 `tag` 的虚线框，未知的写成待补充。"""
        return self.html.blocks(self._writer.statements(items, tag))

    def note(self, register: str) -> Markup:
        """登记簿 `register` 自己的说明。"""
        return self.about(self.book.note(register))

    def about(self, items: Iterable[Statement]) -> Markup:
        """登记的一条的说明。"""
        return self.html.blocks(note_blocks(items, self._writer))

    def programme(self, programme: Programme) -> Markup:
        """一个机制或项目。"""
        return self.html.blocks(programme_blocks(programme, self.book, self._writer))

    def policy(self, policy: Policy) -> Markup:
        """一份政策。"""
        facts = policy_facts(policy, self._writer)
        return self.html.blocks((facts, *policy_blocks(policy, self._writer)))

    def organisation(self, organisation: Organisation) -> Markup:
        """一家组织。"""
        facts = organisation_facts(organisation, self.book, self._writer)
        return self.html.blocks(
            (facts, *self._writer.statements(organisation.description)),
        )

    def terms(self, entries: Iterable[RegisterEntry]) -> Terms:
        """术语、组织的类型。"""
        return terms_block(entries, self._writer)

    def numbers(self, indicators: Iterable[Indicator], full: bool = False) -> Markup:
        """几个数字；`full` 连口径一起列。"""
        return self.html.blocks((numbers_block(indicators, self._writer, full),))

    def references(self) -> tuple[Reference, ...]:
        """本页引用过的来源，按号。"""
        return self._writer.references()

    def plain(self, text: str) -> str:
        """去掉标记的文字。"""
        return plain_text(read_prose(text))
