"""书的各编各章：tests/compose/chapters/*.yml 里，左边是改过的最小手册与要看的章，右边是写成的。"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casebook.compose import DOCUMENT, Document
from casebook.compose.blocks import Section
from casebook.compose.contents import Contents, book_contents, booklet_contents
from casebook.compose.walk import walk
from conftest import HANDBOOK
from shown import bound_book, written


def chapters_of(contents: Contents) -> list[Document]:
    inside = (chapter for part in contents.parts for chapter in part.chapters)
    return [*contents.front, *inside, *contents.back]


def in_order(contents: Contents) -> Iterator[str]:
    for chapter in contents.front:
        yield f"{chapter.title} {chapter.address}"
    for part in contents.parts:
        yield f"【{part.title}】"
        yield from (f"{chapter.title} {chapter.address}" for chapter in part.chapters)
        yield from (f"{method.number} {method.title}" for method in part.methods)
    yield "【附录】"
    for chapter in contents.back:
        yield f"{chapter.title} {chapter.address}"


@pytest.mark.golden_test("chapters/*.yml")
def test_chapters_are_composed(golden: Any, handbook: Callable[..., Path]) -> None:
    assert golden["说明"]
    book, documents = bound_book(handbook(golden.get("文件")))
    contents = book_contents(book, documents)
    assert golden.out["次序"] == "\n".join(in_order(contents)) + "\n"
    chapters = {chapter.address: chapter for chapter in chapters_of(contents)}
    for address in golden["章"]:
        assert golden.out[address] == written(chapters[address])
    booklet = golden.get("分册")
    if booklet:
        contents = booklet_contents(book, book.by_field[booklet], documents)
        assert golden.out["分册次序"] == "\n".join(in_order(contents)) + "\n"
        assert golden.out["分册来源"] == written(contents.back)


def test_chapters_of_a_handbook_are_sound() -> None:
    """各章存得进、读得回；一个地址只在一处，一章里的锚点也各只一个。"""
    contents = book_contents(*bound_book(HANDBOOK))
    chapters = chapters_of(contents)
    places = [chapter.address for chapter in chapters]
    for chapter in chapters:
        assert DOCUMENT.validate_json(DOCUMENT.dump_json(chapter)) == chapter
        sections = [one for one in walk(chapter.blocks) if isinstance(one, Section)]
        places += (s.address or f"{chapter.address}#{s.id}" for s in sections)
    assert len(places) == len(set(places))
    assert {"/policies/", "/network/", "/sources/"} <= set(places)
