"""一段文字写成网页、印件、电子书是什么样；一本手册的各页；一页里写了什么。"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from casebook.bind import Binder, Book, bind
from casebook.compose import Document, Documents, Glossary, Masthead, Writer, case_document
from casebook.compose.edition import Edition
from casebook.read import read_library
from casebook.render.epub.markup import el
from casebook.render.epub.writing import Surroundings
from casebook.render.epub.writing import Writing as EbookWriting
from casebook.render.typeset.blocks import Typeset
from casebook.render.web import Site, relative
from casebook.render.web.blocks import Html

ADDRESS = "/cases/x/"


def on_page(text: str, book: Book, page: bool = False) -> str:
    """写在 `ADDRESS` 一页上；`page` 为真时是一整篇文章。"""
    return str(html_at(ADDRESS).blocks(Writer(book.sources).blocks(text, page=page)))


def in_print(text: str, book: Book, page: bool = False) -> list[Any]:
    """印件的树，没有索引的记号；`page` 同上。"""
    return Typeset(unmarked).page(Writer(book.sources).blocks(text, page=page))


def in_ebook(text: str, book: Book, page: bool = False) -> str:
    """写在电子书里；站内的链接照地址。`page` 同上。"""
    writer = Writer(book.sources)
    blocks = writer.blocks(text, page=page)
    document = Document(ADDRESS, "", "", "", Masthead(""), (), blocks, writer.references())
    around = Surroundings(lambda address: address, lambda _: "")
    whole = el("html", *EbookWriting(document, around).blocks(blocks))
    return etree.tostring(whole, encoding="unicode")


def unmarked(words: str) -> list[Any]:
    return [words]


def html_at(address: str) -> Html:
    return Html(partial(relative, address))


def bound_book(root: Path) -> tuple[Book, Documents]:
    """`root` 的一本，公开的；与各条工作法的一页。"""
    library, problems = read_library(root)
    assert problems == []
    book, binder = bind(library), Binder(library)
    glossary = Glossary(book.terms)

    def document(case_id: str) -> Document:
        bound = binder.bound(library.cases[case_id].record, library.cards[case_id])
        return case_document(bound, book.sources, book.handbook.words, glossary)

    return book, document


def site_of(root: Path, edition: Edition) -> Site:
    """`root` 的网站，公开的各页。"""
    book, document = bound_book(root)
    return Site(book, document, edition, "", {})


def outline(made: Any) -> Any:
    """写出来给人看：没有填的不写，只有字的一句写成字，`t` 是种类。"""
    if is_dataclass(made):
        shown = {}
        for field in fields(made):
            value = getattr(made, field.name)
            if field.name == "t":
                shown = {"t": value, **shown}
            elif value not in (field.default, {}):
                shown[field.name] = outline(value)
        return shown
    if isinstance(made, Mapping):
        return {key: outline(value) for key, value in made.items()}
    if isinstance(made, tuple | list):
        return [outline(value) for value in made]
    return made if isinstance(made, bool | int | float) or made is None else str(made)


def written(made: Any) -> str:
    """黄金文件里的样子。"""
    return yaml.safe_dump(
        outline(made), allow_unicode=True, sort_keys=False, width=100, default_flow_style=None
    )
