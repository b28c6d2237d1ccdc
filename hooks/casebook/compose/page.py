"""正在写的一页：整本书、手册的叫法、写手。案例以外的各页都从这里起。"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casebook.bind import Book
from casebook.compose.blocks import Block, Blocks, Facts, Gloss, Paragraph, Remark, Section
from casebook.compose.document import NO_FACTS, Cover, Document, Documents, Masthead, trail
from casebook.compose.edition import Edition
from casebook.compose.inlines import Inlines
from casebook.compose.register import note_blocks
from casebook.compose.sentences import line
from casebook.compose.words import word
from casebook.compose.writer import Writer
from casebook.model import Statement
from casebook.prose import plain_text, read_prose

_CITED = ("/policies/", "/organisations/")
"""这几种登记簿，一条有自己的一页：里面的话有给人引用的锚点，同一条工作法一样。"""


@dataclass(frozen=True)
class Whole:
    """写各页要看的：整本书、这一次出版、各条工作法的一页、各页的题（地址 → 题）。"""

    book: Book
    edition: Edition
    documents: Documents
    titles: Mapping[str, str]


class Page:
    """正在写的一页，用完即弃；`summary` 里可以有 Markdown。"""

    def __init__(self, whole: Whole, address: str, title: str, summary: str) -> None:
        self.whole, self.address, self.title = whole, address, title
        self.book, self.edition = whole.book, whole.edition
        self.names = whole.book.handbook.words
        own = address.startswith(_CITED) and address not in _CITED
        self.writer = Writer(whole.book.sources, anchored=own)
        self._summary = summary

    def word(self, key: str, /, **values: object) -> str:
        """叫 `key` 的一句，手册的叫法已经填上。"""
        return word(key, **{**self.names, **values})

    def line(self, key: str, /, **values: object) -> Inlines:
        """同上，里面有链接、命令、待补充。"""
        return line(key, **{**self.names, **values})

    def paragraph(self, key: str, /, **values: object) -> Paragraph:
        """一句自成一段。"""
        return Paragraph(self.line(key, **values))

    def remark(self, key: str, /, **values: object) -> Remark:
        """小字的一行。"""
        return Remark(self.line(key, **values))

    def section(self, name: str, key: str, /, *blocks: Block, **values: object) -> Section:
        """一节：锚点、题是哪一句、内容。"""
        return Section(name, self.word(key, **values), blocks)

    def note(self, register: str) -> Blocks:
        """登记簿 `register` 自己的说明。"""
        return self.about(self.book.note(register))

    def about(self, items: Iterable[Statement]) -> Blocks:
        """登记的一条的说明。"""
        return note_blocks(items, self.writer)

    def document(
        self,
        kind: str,
        blocks: Iterable[Block],
        above: Iterable[tuple[str, str]] = (),
        here: str = "",
        heading: str = "",
        lead: Paragraph | None = None,
        masthead: Masthead | None = None,
        facts: Facts = NO_FACTS,
        after: Blocks = (),
        cover: Cover | None = None,
        terms: tuple[Gloss, ...] = (),
    ) -> Document:
        """写成。`above` 是上面的各级；题头的题是 `heading`，位置里叫 `here`，与页名一样的不写。"""
        written = tuple(blocks)
        steps = (*above, (here or self.title, self.address))
        return Document(
            address=self.address,
            kind=kind,
            title=self.title,
            summary=plain_text(read_prose(self._summary)),
            masthead=masthead or Masthead(heading or self.title, lead=(lead,) if lead else ()),
            trail=() if self.address == "/" else trail(*steps),
            blocks=written,
            references=self.writer.references(),
            facts=facts,
            after=after,
            cover=cover,
            terms=terms,
        )
