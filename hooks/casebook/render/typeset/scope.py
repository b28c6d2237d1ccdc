"""一章的写手：话由 compose 写成块，这里写成印刷用的树。出处从一编起，一个来源一个号。"""

from collections.abc import Iterable

from casebook.bind import Book
from casebook.compose import Reference, Writer, word
from casebook.compose.register import note_blocks
from casebook.compose.writer import listed
from casebook.model import Citation, Statement
from casebook.prose import plain_text, read_prose
from casebook.render.typeset.blocks import Mark, Typeset
from casebook.render.typeset.inlines import Data, Tree

TBD: Data = {"t": "tbd"}


class Scope:
    """一章：出处在里面从一编起；`mark` 给文字加索引记号，`address` 是它在网站上的地址。"""

    def __init__(self, book: Book, mark: Mark, address: str = "") -> None:
        self.book = book
        self.writer = Writer(book.sources)
        self.typeset = Typeset(mark, address)

    @property
    def sources(self) -> list[Data]:
        """引用过的来源，按号：著录与引用位置。"""
        return sources_of(self.writer.references())

    def cites(self, citations: Iterable[Citation]) -> Tree:
        """出处标；同一来源在一处只标一次。"""
        return self.typeset.words(self.writer.cite(citations))

    def text(self, words: str) -> Tree:
        """纯文字。"""
        return self.typeset.text(words)

    def blocks(self, text: str, citations: Iterable[Citation] = (), page: bool = False) -> Tree:
        """Markdown → 块，出处接在最后一段末尾。"""
        return self.typeset.page(self.writer.blocks(text, citations, page))

    def say(self, statement: Statement) -> Tree:
        """一句话连同出处与“待补充”。"""
        return self.typeset.said(self.writer.said(statement))

    def note(self, register: str) -> Tree:
        """登记簿 `register` 自己的说明。"""
        return self.about(self.book.note(register))

    def about(self, items: Iterable[Statement]) -> Tree:
        """登记的一条的说明。"""
        return self.typeset.blocks(note_blocks(items, self.writer))

    def statements(self, items: Iterable[Statement], tag: str | None = None) -> Tree:
        """几段话；编者的判断归进带 `tag` 的框。"""
        return self.typeset.blocks(self.writer.statements(items, tag))


def sources_of(references: Iterable[Reference]) -> list[Data]:
    """引用过的来源：号，著录与引用位置。"""
    return [
        {"n": ref.n, "c": [*reference_inlines(ref), f" {ref.places}。" if ref.places else ""]}
        for ref in references
    ]


def reference_inlines(ref: Reference) -> Tree:
    """一条著录，网址可点、可断行。"""
    out: Tree = [ref.before + ref.title + ref.after]
    if ref.url:
        out.append({"t": "link", "url": ref.url, "c": [ref.url]})
    out.append(ref.end)
    if ref.missing:
        out += [" ", word("text.said-missing", words="、".join(ref.missing)), TBD, "。"]
    return out


def source_inlines(book: Book, source: str) -> Tree:
    """登记过的一个来源的著录，连同核实的情况。"""
    record = book.sources[source]
    out = reference_inlines(listed(record))
    for note in record.note:
        if note.text:
            out += [" ", plain_text(read_prose(note.text))]
        if note.missing:
            out += [" ", word("text.said-missing", words=note.missing), TBD, "。"]
    return out
