"""Word 的投稿表：照模型问，一个字节也不差，读得回来，里面没有作者与日期；没有装库时说怎样装。"""

import io
import re
import zipfile
from types import SimpleNamespace
from typing import Any

import pytest
from docx import Document

from casebook import office, outputs
from casebook.bind import Book, bind
from casebook.compose.form import BLANK_FORM, Widget, questions
from casebook.compose.form_sheet import sheet
from casebook.editing import Examiner
from casebook.faults import Fault
from casebook.render.docx import blank_form, printed
from conftest import HANDBOOK


@pytest.fixture(scope="module")
def book() -> Book:
    return bind(Examiner(HANDBOOK).library)


@pytest.fixture(scope="module")
def data(book: Book) -> bytes:
    return blank_form(book.handbook.title, questions(book))


def test_every_question_has_a_place(book: Book) -> None:
    """网站上的表单问的，这里都有一格。"""
    form = sheet(questions(book))
    placed = {row.path[0] for row in form.rows} | {grid.name for grid in form.grids}
    asked = {q.name for q in questions(book) if q.widget is not Widget.FIXED}
    assert placed - {"images"} == asked
    for question in questions(book):
        for grid in form.grids:
            if grid.name == question.name:
                inside = {name for column in grid.columns for name in column.names}
                wanted = {q.name for q in question.inner if q.widget is not Widget.NOTE}
                assert inside == wanted, grid.label


def test_same_bytes_without_a_day_or_an_author(book: Book, data: bytes) -> None:
    assert blank_form(book.handbook.title, questions(book)) == data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
        core = packed.read("docProps/core.xml").decode()
    assert "python-docx" not in core
    assert not re.search(r"<dc:creator>[^<]", core)


def test_reads_back_with_nothing_but_our_words(book: Book, data: bytes) -> None:
    """读回来，除了书名，没有一个字不是我们印的；答的一格是空的。"""
    document = Document(io.BytesIO(data))
    title, *others = [p.text for p in document.paragraphs if p.text]
    ours = printed(sheet(questions(book)))
    assert book.handbook.title in title
    assert {*others} <= ours
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                assert {p.text for p in cell.paragraphs if p.text} <= ours
    first = document.tables[0]
    assert not any(row.cells[1].text for row in first.rows[1:])
    assert len(document.tables) == len(sheet(questions(book)).grids) + 2


def test_without_the_libraries(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "office_version", lambda: "")
    with pytest.raises(Fault, match=r"pip install \"gongzuofa\[office\]\""):
        blank_form(book.handbook.title, questions(book))


def test_the_site_does_without(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """装了，网站上多一份；没有装，就没有。"""
    staged: Any = SimpleNamespace(compiled=SimpleNamespace(book=book))
    assert [one.path for one in outputs.word_form(staged)] == [BLANK_FORM]
    monkeypatch.setattr(outputs, "office_version", lambda: "")
    assert list(outputs.word_form(staged)) == []
