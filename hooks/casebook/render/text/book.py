"""整本书的 `.txt`：读屏软件、盲文点显器、听书的程序都读得了。

照书里的次序，UTF-8，一行不超过 36 个汉字宽，更长的网址不拆；编、章、节前面各空三、二、一行。
"""

from collections.abc import Iterable, Iterator

from casebook.bind import Book, Method
from casebook.compose import Document, Documents, Reference, word
from casebook.compose.contents import Contents, book_contents
from casebook.compose.record import counts
from casebook.problems.width import wrapped
from casebook.render.text.plain import plain_parts
from casebook.render.text.plain_lists import recorded
from casebook.render.text.spoken import spoken

WIDTH = 36
"""一行多宽，汉字。"""


def book_text(book: Book, documents: Documents) -> Iterator[bytes]:
    """`book` 的全文，一段一段。"""
    contents = book_contents(book, documents)
    return (text.encode() for text in _texts(book, contents, documents))


def _texts(book: Book, contents: Contents, documents: Documents) -> Iterator[str]:
    yield from _written([f"《{book.handbook.title}》", counts(book)])
    for chapter in contents.front:
        yield from _chapter(chapter)
    for part in contents.parts:
        told = spoken(part.told(book.handbook.words))
        yield from _written(["", "", "", part.title, *([told] if told else [])])
        for chapter in part.chapters:
            yield from _chapter(chapter)
        for method in part.methods:
            yield from _chapter(documents(method.id), method.number)
            yield from _related(method)
    for chapter in contents.back:
        yield from _chapter(chapter)


def _chapter(document: Document, number: str = "") -> Iterator[str]:
    yield "\n\n"
    for n, part in enumerate(plain_parts(document, number)):
        yield from _written([*([""] if n else []), part.title, *part.lines])
    if document.references:
        listed = map(_reference, document.references)
        yield from _written(["", word("text.references"), *listed])


def _related(method: Method) -> Iterator[str]:
    """相关的另几条，以及为什么相关。"""
    told = [f"{one.title}：{one.reason}" for one in method.related]
    if told:
        yield from _written(["", word("titles.see-also"), *told])


def _reference(ref: Reference) -> str:
    places = word("text.places", places=ref.places) if ref.places else ""
    return f"{ref.n} {recorded(ref)}{places and f'（{places}）'}"


def _written(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield "".join(f"{row}\n" for row in wrapped(line, 2 * WIDTH, cut=False) or [""])
