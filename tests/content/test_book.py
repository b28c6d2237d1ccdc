"""真的书：排一遍，读回来。"""

from itertools import pairwise

import pytest

from casebook.compile import compile_handbook
from casebook.publish.photos import photo
from casebook.read import picture_at
from casebook.render.typeset import PrintJob
from casebook.render.typeset.pdf import PdfWriter
from conftest import ROOT, SITE_URL
from render.typeset.indexed import continued_tables, index_faults
from render.typeset.laid_out import laid_out, widest_hole
from render.typeset.test_print import Printed, index_entries


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    path = tmp_path_factory.mktemp("book") / "book.pdf"
    order = compile_handbook(ROOT, SITE_URL, False, "book").order
    (job,) = (
        j
        for j in order.jobs()
        if isinstance(j, PrintJob) and j.template == "book.typ" and j.path.startswith("book/")
    )
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


def test_no_half_empty_page_before_the_methods(book: Printed) -> None:
    """总论各章里，图放不下就缩小，或者后面的表先排：一页上下不空着三分之一；一章的末页不算。"""
    size = book.job.data["meta"]["format"]
    top, bottom = (n * 72 / 25.4 for n in (size["top"], size["height"] - size["bottom"]))
    chapters = [c["id"] for c in book.job.data["parts"][0]["chapters"]]
    starts = [book.destination(name) for name in chapters]
    pages = laid_out(book.path)
    for first, after in pairwise(starts):
        for page in range(first, after - 1):
            inside = [
                b for b in pages[page] if b.top < bottom - 1 and b.bottom > top + 1 and b.roles
            ]
            assert widest_hole(inside, top, bottom) < 0.35 * (bottom - top), book.labels[page]


def test_no_tag_stands_alone_on_a_line(book: Printed) -> None:
    """“编者归类”“编者推断”前面总有字。"""
    for page, boxes in enumerate(laid_out(book.path)):
        told = [b for b in boxes if b.text.strip() and b.roles and "Figure" not in b.roles]
        for tag in (b for b in told if b.text in ("编者归类", "编者推断")):
            level = [b for b in told if b.top < tag.bottom - 2 and b.bottom > tag.top + 2]
            assert any(b.right <= tag.left + 2 for b in level), page
