"""整本书的 `.txt`：读屏软件、盲文点显器、听书的程序都读得了。

照书里的次序，UTF-8，一行不超过 36 个汉字宽，更长的网址不拆；编、章、节前面各空三、二、一行。
出处的号同印本，全书一个来源一个号，就是参考文献里的号。
"""

from collections.abc import Iterable, Iterator

from casebook.bind import Book, Method
from casebook.compose import Document, Documents, word
from casebook.compose.contents import Contents, book_contents
from casebook.compose.methods import related_list
from casebook.compose.numbering import Numbering
from casebook.compose.record import counts
from casebook.problems.width import CHINESE, wrapped
from casebook.render.text.aloud import INDENT, Aloud
from casebook.render.text.aloud_blocks import source_mark
from casebook.render.text.plain_lists import recorded

WIDTH = 36
"""一行多宽，汉字。"""


def book_text(book: Book, documents: Documents) -> Iterator[bytes]:
    """`book` 的全文，一段一段。"""
    contents = book_contents(book, documents)
    return (text.encode() for text in _Text(book, documents).written(contents))


class _Text:
    """正在写的一本。参考文献要等号都编好。"""

    def __init__(self, book: Book, documents: Documents) -> None:
        self._book, self._documents = book, documents
        self._numbering = Numbering()

    def written(self, contents: Contents) -> Iterator[str]:
        """全文。"""
        book = self._book
        yield from _lines([f"《{book.handbook.title}》", counts(book)])
        for chapter in contents.front:
            yield from self._chapter(chapter)
        for part in contents.parts:
            told = self._aloud().words(part.told(book.handbook.words))
            yield from _lines(["", "", "", part.title, *([f"{INDENT}{told}"] if told else [])])
            for chapter in part.chapters:
                yield from self._chapter(chapter)
            for method in part.methods:
                yield from self._chapter(self._documents(method.id), method.number)
                yield from self._related(method)
        for chapter in contents.back:
            self._numbering.place(chapter)
        for chapter in contents.back:
            yield from self._chapter(chapter)

    def _chapter(self, document: Document, number: str = "") -> Iterator[str]:
        self._numbering.place(document)
        yield "\n\n"
        for n, part in enumerate(self._aloud().page(document, number)):
            yield from _lines([*([""] if n else []), part.title, *part.lines])
        if document.references:
            yield from _lines(["", word("text.references"), *self._references(document)])

    def _references(self, document: Document) -> Iterator[str]:
        """这一章的来源，照书里的号排。"""
        number = self._numbering.number
        listed = ((number(ref.source), ref) for ref in document.references)
        for n, ref in sorted(listed, key=lambda one: one[0]):
            places = f"（{word('text.places', places=ref.places)}）" if ref.places else ""
            yield f"{INDENT}{source_mark(n)}{recorded(ref)}{places}"

    def _related(self, method: Method) -> Iterator[str]:
        """相关的另几条，以及为什么相关。"""
        if related := related_list(method.related, (), self._book.handbook.words):
            aloud = self._aloud()
            aloud.blocks((related,))
            yield from _lines(["", word("titles.see-also"), *aloud.parts[0].lines])

    def _aloud(self) -> Aloud:
        return Aloud(self._numbering.number)


def _lines(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        rows = wrapped(line, 2 * WIDTH, cut=False, full=CHINESE) or [""]
        yield "".join(f"{row}\n" for row in rows)
