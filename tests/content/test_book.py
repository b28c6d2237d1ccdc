"""真的书：排一遍，读回来。"""

import pytest

from casebook.compile import compile_handbook
from casebook.publish.photos import photo
from casebook.read import picture_at
from casebook.render.typeset import PrintJob
from casebook.render.typeset.pdf import PdfWriter
from conftest import ROOT, SITE_URL
from render.typeset.indexed import continued_tables, index_faults
from render.typeset.test_print import Printed, index_entries


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    path = tmp_path_factory.mktemp("book") / "book.pdf"
    order = compile_handbook(ROOT, SITE_URL, False, "book").order
    (job,) = (j for j in order.jobs() if isinstance(j, PrintJob) and j.path.startswith("book/"))
    shown = {
        name: b"".join(photo(picture_at(order.cases / name), name).make().parts)
        for name in job.photos
    }
    with PdfWriter() as writer:
        path.write_bytes(writer.one(job, shown))
    return Printed(path, job)


def test_the_index_tells_every_page(book: Printed) -> None:
    """索引里的每一页上都有那个名称；正文里有名称的每一页，索引里都有。"""
    index = index_entries(book)
    assert sum(map(len, index.values())) > 80
    assert index_faults(book, index) == []


def test_methods_are_numbered_as_they_are_read(book: Printed) -> None:
    """工作法的号，就是书里的先后；不合的，改案例里的“排序”。"""
    numbers = [m["number"] for part in book.job.data["parts"] for m in part["methods"]]
    assert len(numbers) > 10
    assert numbers == sorted(numbers)


def test_a_continued_table_says_so(book: Printed) -> None:
    """接到下一页的表，重复的表头上面写“续表”。"""
    continued, told = continued_tables(book)
    assert continued == told != []
