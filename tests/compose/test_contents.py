"""书的各编各章：tests/compose/chapters/*.yml 里，左边是改过的最小手册与要看的章，右边是写成的。"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casebook.bind import Method
from casebook.compose import DOCUMENT, Document
from casebook.compose.blocks import Listed, Section
from casebook.compose.contents import Contents, book_contents, booklet_contents
from casebook.compose.edition import Edition
from casebook.compose.walk import walk
from conftest import HANDBOOK
from shown import bound_book, site_of, written


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


def test_one_thing_asked_is_not_numbered() -> None:
    """一份政策只要求做一样事的，不编号；几样的才编。"""
    chapters = {c.address: c for c in chapters_of(book_contents(*bound_book(HANDBOOK)))}
    asked = [
        block.c
        for block in walk(chapters["/policies/"].blocks)
        if isinstance(block, Section) and block.id.endswith("-orders")
    ]
    counts = [len(b.items) for blocks in asked for b in blocks if isinstance(b, Listed)]
    assert counts
    assert min(counts) > 1
    assert len(counts) < len(asked)


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


def test_book_and_website_count_the_same() -> None:
    """一个领域收录几条、是哪几条，书里一编与网站上一页说的一样；一条在书里只排一次。"""
    site = site_of(HANDBOOK, Edition())
    contents = book_contents(site.book, bound_book(HANDBOOK)[1])
    pages = {plan.title: plan for plan in site.plans if plan.address.startswith("/fields/")}
    parts = {part.title: part for part in contents.parts if not part.chapters}
    filled = {c.term.name: c.methods for c in site.book.by_field.values() if c.methods}
    assert parts.keys() == filled.keys()
    assert any(part.elsewhere for part in parts.values())
    for name, part in parts.items():
        count = len(filled[name])
        assert {*part.methods, *part.elsewhere} == {*filled[name]}
        told = "".join(str(piece) for piece in part.told(site.book.handbook.words))
        assert told.startswith(f"收录工作法 {count} 条。")
        assert f"共 {count} 条。" in written(site.document(pages[name]))
        for method in part.elsewhere:
            assert method.title in told
    placed = [method for part in parts.values() for method in part.methods]
    assert sorted(placed, key=by_number) == sorted(site.book.methods, key=by_number)


def by_number(method: Method) -> str:
    return method.number
