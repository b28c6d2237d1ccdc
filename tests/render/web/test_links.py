"""一页的锚点与链接从 `Document` 数出来，与 HTML 解析器在写成的网页里找到的一个不差。"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from corpus import cases as measured

from casebook.bind import Binder, Book, bind, loom
from casebook.compose import Document, Writer, case_document
from casebook.compose.blocks import Blocks, Section
from casebook.compose.figures import loom_figure, network_figure, streets_figure
from casebook.compose.prose import prose_blocks
from casebook.compose.register import (
    numbers_block,
    organisation_facts,
    policy_blocks,
    policy_facts,
    programme_blocks,
    terms_block,
)
from casebook.prose import read_prose
from casebook.publish.verify import facts_of
from casebook.read import read_library
from casebook.render.web import Edition, Site, case_links, case_page, related_links
from conftest import HANDBOOK, MINIMAL

ARTICLE = """
## 怎样写

一句话[^a]，又一句[^b]，再一次[^a]；见[机制](/mechanism/#x)、[本页](#怎样写)、[别处](https://example.org/?a=1&b=2)。

### 小题

![小巷入口](lane.png "改造以前")

夹着![图](图1.png)的话。〔demo 第 1 段〕

| 名称 | 见 |
| --- | --- |
| **甲** | *[政策](/policies/)* |

> - 引文里的[列表](mailto:a@example.org)

!!! 注意

    见<https://example.com/>。

[^a]: 第一处，见[术语](/glossary/)。
[^b]: 第二处。
"""


def documents(root: Path) -> tuple[Book, list[Document]]:
    library, _ = read_library(root)
    book, binder = bind(library), Binder(library)
    bound = (binder.bound(library.cases[m.id].record, m.card) for m in book.methods)
    words = book.handbook.words
    return book, [case_document(one, book.sources, words) for one in bound]


def same(document: Document, book: Book, edition: Edition) -> None:
    page = case_page(document, book.handbook, edition, {"number": "01", "related": ""})
    found, told = facts_of(page.body.encode()), case_links(document, edition.printed)
    assert sorted(told.ids) == sorted(found.ids), document.address
    assert sorted(told.links) == sorted({*found.links}), document.address
    assert sorted(told.fetched) == sorted({*found.fetched}), document.address


@pytest.mark.parametrize("edition", [Edition(), Edition("https://h.example/", size="book")])
@pytest.mark.parametrize("root", [HANDBOOK, MINIMAL])
def test_of_a_case(root: Path, edition: Edition) -> None:
    book, every = documents(root)
    assert every
    for document in every:
        same(document, book, edition)


def test_of_measured_cases(tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(HANDBOOK, root)
    for name, content in measured(5).items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (root / f"cases/{name}.yml").write_text(text, "utf-8")
    book, every = documents(root)
    for document in every:
        same(document, book, Edition())


def others(book: Book) -> Iterator[Blocks]:
    """工作法里没有的几种块。"""
    writer = Writer(book.sources)
    yield (terms_block(book.terms, writer),)
    yield (numbers_block(book.indicators, writer, full=True),)
    yield (numbers_block(book.indicators, writer, full=False),)
    yield from (programme_blocks(one, book, writer) for one in book.programmes)
    yield from ((policy_facts(one, writer), *policy_blocks(one, writer)) for one in book.policies)
    yield from ((organisation_facts(one, book, writer),) for one in book.organisations)
    figures = [loom_figure(book, loom(book)), streets_figure(book)]
    if network := book.handbook.network:
        figures.append(network_figure(book, network))
    yield tuple(figures)
    yield prose_blocks(read_prose(ARTICLE, page=True), lambda source, place: 1)


def test_of_every_other_kind() -> None:
    book, (document, *_) = documents(HANDBOOK)
    for blocks in others(book):
        same(replace(document, blocks=(*document.blocks, *blocks)), book, Edition())
        same(replace(document, blocks=(Section("一节", "题", blocks),)), book, Edition())


def test_of_related() -> None:
    library, _ = read_library(HANDBOOK)
    book = bind(library)
    site = Site(book, lambda _: pytest.fail("用不着"), Edition(), "", {})
    for method in book.methods:
        found, told = facts_of(site.related(method).encode()), related_links(method)
        assert told.ids == found.ids
        assert {*told.links} == {*found.links}


def test_it_can_fail() -> None:
    book, (document, *_) = documents(HANDBOOK)
    page = case_page(document, book.handbook, Edition(), {"number": "01", "related": ""})
    less = replace(document, blocks=document.blocks[1:])
    assert {*case_links(less, printed=False).ids} < {*facts_of(page.body.encode()).ids}
