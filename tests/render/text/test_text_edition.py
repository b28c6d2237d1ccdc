"""整本书的文字版：一个字不少，一行不宽，标点不在行首。"""

import re

import pytest

from casebook.bind import Book
from casebook.compose import Documents
from casebook.compose.contents import book_contents
from casebook.problems.width import cells
from casebook.render.text.book import WIDTH, book_text
from casebook.render.text.plain import plain_parts
from casebook.render.text.spoken import spoken
from render.text.test_text import real


def book() -> tuple[Book, Documents]:
    site, methods = real()
    return site.book, {method.id: document for method, document in methods}.__getitem__


@pytest.fixture(scope="module")
def text() -> str:
    whole, documents = book()
    return b"".join(book_text(whole, documents)).decode()


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def test_every_word_is_in_its_place(text: str) -> None:
    whole, documents = book()
    contents = book_contents(whole, documents)
    names = whole.handbook.words
    pages = [(chapter, "") for chapter in contents.front]
    assert any(part.elsewhere for part in contents.parts)
    for part in contents.parts:
        assert squeezed(part.title + spoken(part.told(names))) in squeezed(text)
        pages += [(chapter, "") for chapter in part.chapters]
        pages += [(documents(method.id), method.number) for method in part.methods]
    pages += [(chapter, "") for chapter in contents.back]
    assert {m.address for m in whole.methods} <= {page.address for page, _ in pages}
    words, at = squeezed(text), 0
    for page, number in pages:
        for part in plain_parts(page, number):
            for line in (part.title, *part.lines):
                found = words.find(squeezed(line), at)
                assert found >= 0, (page.address, line)
                at = found + len(squeezed(line))


def test_no_line_is_wide(text: str) -> None:
    lines = text.split("\n")
    assert len(lines) > 500
    wide = [line for line in lines if cells(line) > 2 * WIDTH]
    assert [line for line in wide if not re.match(r"[!-~]+\. ?", line)] == []  # 不拆的网址
    assert [line for line in lines if line[:1] in set("，。、；：？！）》”’〕】")] == []
    assert [line for line in lines if line != line.rstrip()] == []
