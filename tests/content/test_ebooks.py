"""真的书：整本与各条的电子书都合 EPUB 3.3，不大。"""

from pathlib import Path

import pytest

from casebook.cli.review import pictures_of
from casebook.compile import compile_handbook
from casebook.compiled import Compiled
from casebook.render.epub import Printed, book_epub, case_epub
from conftest import ROOT, SITE_URL
from ebooks import check

LIMIT = 2_000_000


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compile_handbook(ROOT, SITE_URL)


@pytest.mark.slow
def test_the_book(compiled: Compiled, tmp_path: Path) -> None:
    given = (compiled.book, compiled.documents, compiled.edition)
    made = b"".join(book_epub(*given, pictures_of(compiled), Printed()))
    path = tmp_path / "book.epub"
    path.write_bytes(made)
    assert len(made) < LIMIT
    assert check(path) == []


@pytest.mark.slow
def test_each_case(compiled: Compiled, tmp_path: Path) -> None:
    handbook, edition, pictures = compiled.book.handbook, compiled.edition.undated, pictures_of
    faults = {}
    for method in compiled.book.methods:
        path = tmp_path / f"{method.id}.epub"
        document, related = compiled.documents(method.id), compiled.site.related(method)
        given = (document, handbook, edition, method.number, related, 0)
        path.write_bytes(case_epub(*given, pictures(compiled)))
        faults[method.id] = check(path)
    assert len(faults) > 10
    assert {name: found for name, found in faults.items() if found} == {}
