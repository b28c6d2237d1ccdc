"""“数据”一页：书里的内容怎样成套下载，一条怎样取，怎样用，地址与写法守什么规矩。"""

from collections.abc import Iterable, Iterator

from casebook.bind import Book
from casebook.compose.blocks import (
    Block,
    Blocks,
    Cell,
    Heading,
    Listed,
    Paragraph,
    Preformatted,
    Table,
)
from casebook.compose.document import Document
from casebook.compose.inlines import Inline, To
from casebook.compose.page import Page
from casebook.compose.words import word
from casebook.model import REGISTERS
from casebook.office import office_version

DATA = "/data/"
CASES = "cases"
_SITE = "https://example.com"
"""网站的网址没有定的，例子里写它，说明要换。"""
FORMAT = "1.0"
"""数据的写法是第几版：添一栏，后一位加一；改名、不要了一栏，前一位加一。"""


def data_page(page: Page) -> Document:
    """数据：程序与研究的人怎样取用。"""
    machines = (page.paragraph(f"pages.data.machines.{name}") for name in _MACHINES)
    rules = (page.paragraph(f"pages.data.rules.{name}", format=FORMAT) for name in _RULES)
    blocks: Blocks = (
        page.section("bulk", "pages.data.bulk", *_bulk(page)),
        page.section("one", "pages.data.one.title", *_one(page)),
        page.section("examples", "pages.data.examples", *_examples(page)),
        page.section("machines", "pages.data.machines.title", _listed(machines)),
        page.section("rules", "pages.data.rules.title", _listed(rules)),
        page.section("pages", "pages.data.pages", page.paragraph("pages.data.pages-how")),
        page.section("whole", "pages.data.whole", page.paragraph("pages.data.whole-how")),
        page.section("cite", "pages.data.cite", page.paragraph("pages.data.cite-how")),
        page.section("follow", "pages.data.follow", *_follow(page)),
    )
    above = [(word("sections.about"), "/about/")]
    return page.document("data", blocks, above, lead=page.paragraph("pages.data.lead"))


_MACHINES = ("package", "openapi", "dcat", "cors")
_RULES = ("format", "break", "address", "frozen")
_PARTS = ("record", "sources", "dates", "links")
_STEPS = ("open", "days", "filter", "split")


def _listed(paragraphs: Iterable[Paragraph], ordered: bool = False) -> Listed:
    return Listed(tuple((one,) for one in paragraphs), ordered)


def _bulk(page: Page) -> Iterator[Block]:
    yield page.paragraph("pages.data.bulk-how")
    heads = ("kind", "count", "table", "lines", "schema")
    rows = (
        (Cell((label,)), Cell((f"{count}",), "right"), *_files(kind))
        for kind, label, count in _kinds(page.book)
    )
    yield Table(tuple(Cell((word(f"pages.data.{head}"),)) for head in heads), tuple(rows))
    yield page.paragraph("pages.data.statements-how", named=word("data.statements"))
    if office_version():
        yield page.paragraph("pages.data.workbook-how", named=word("data.workbook"))
    yield page.paragraph("pages.data.safe")


def _kinds(book: Book) -> Iterator[tuple[str, str, int]]:
    """各种数据：名字、叫法、条数。"""
    labels = book.handbook.labels
    yield CASES, labels[CASES], len(book.methods)
    for kind in REGISTERS:
        listed = book.registers[kind].entries if kind in book.registers else ()
        yield kind, labels[kind], len(listed)


def _files(kind: str) -> Iterator[Cell]:
    for path, name in (
        (f"{kind}.csv", "csv"),
        (f"{kind}.jsonl", "jsonl"),
        (f"schema/{kind}.json", "json"),
    ):
        to: Inline = To(f"{DATA}{path}", (word(f"pages.data.{name}"),))
        yield Cell((to,))


def _one(page: Page) -> Iterator[Block]:
    methods = page.book.methods
    example = f"{DATA}{CASES}/{methods[0].id if methods else 'id'}.json"
    yield page.paragraph("pages.data.one.how", example=example)
    yield _listed(page.paragraph(f"pages.data.one.{name}") for name in _PARTS)


def _examples(page: Page) -> Iterator[Block]:
    url = page.edition.url(DATA)
    if not url:
        url = f"{_SITE}{DATA}"
        yield page.paragraph("pages.data.examples-how", site=_SITE)
    yield from _example("curl", url)
    yield Heading(3, (word("pages.data.excel.title"),), "excel")
    yield _listed((page.paragraph(f"pages.data.excel.{step}") for step in _STEPS), ordered=True)
    yield from _example("python", url)
    yield from _example("r", url)


def _example(name: str, url: str) -> Iterator[Block]:
    yield Heading(3, (word(f"pages.data.{name}"),), name)
    yield Preformatted(word(f"pages.data.code.{name}", url=url).strip("\n"))


def _follow(page: Page) -> Iterator[Block]:
    if page.edition.followed:
        yield page.paragraph("pages.data.follow-how")
    yield page.paragraph("pages.data.calendar-how")
