"""公文：几条工作法，或整本书，或一章，照 GB/T 9704—2012 排。"""

from collections.abc import Sequence

from casebook.bind import Book, Method
from casebook.compose import Document, Documents
from casebook.render.docx.lists import sources
from casebook.render.docx.styles import OFFICIAL
from casebook.render.docx.volume import Volume
from casebook.render.docx.writing import Pictures, Writing


def official_cases(
    methods: Sequence[Method], documents: Documents, title: str, pictures: Pictures
) -> bytes:
    """几条工作法，一条接一条；`title` 是文件的题。"""
    made = Volume(OFFICIAL, title, pictures, _after)
    for method in methods:
        made.case(method, documents(method.id))
    return made.packed()


def official_book(book: Book, documents: Documents, pictures: Pictures) -> bytes:
    """整本书。"""
    made = Volume(OFFICIAL, book.handbook.title, pictures, _after)
    made.book(book, documents)
    return made.packed()


def official_document(document: Document) -> bytes:
    """只是一章：变更对照。"""
    made = Volume(OFFICIAL, document.title, lambda _: b"", _after)
    made.chapter(document)
    return made.packed()


def _after(writing: Writing, document: Document) -> None:
    """没有脚注的来源。"""
    sources(writing, cited=False)
