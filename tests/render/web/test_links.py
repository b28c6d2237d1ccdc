"""一页的锚点与链接从 `Document` 数出来，与 HTML 解析器在写成的网页里找到的一个不差。"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from corpus import cases as measured

from casebook.bind import Book
from casebook.compose import Document, Writer
from casebook.compose.blocks import Section
from casebook.compose.edition import Edition
from casebook.compose.form import questions
from casebook.compose.prose import prose_blocks
from casebook.compose.register import numbers_block
from casebook.prose import read_prose
from casebook.publish.facts import facts_of
from casebook.render.web import (
    Plan,
    Site,
    WebPage,
    case_page,
    list_page,
    page_links,
    related_html,
    related_links,
)
from conftest import HANDBOOK, MINIMAL, setting
from shown import site_of

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
PRINTED = Edition("https://h.example/", size="book")


def written(document: Document, book: Book, edition: Edition) -> WebPage:
    if document.kind == "case":
        return case_page(document, book.handbook, edition, {"number": "01", "related": ""})
    return list_page(document, questions(book) if document.kind == "submit" else ())


def same(document: Document, book: Book, edition: Edition) -> None:
    page = written(document, book, edition)
    found = facts_of(f"{page.hero}{page.body}".encode())
    told = page_links(document, edition.printed)
    assert sorted(told.ids) == sorted(found.ids), document.address
    assert sorted(told.links) == sorted({*found.links}), document.address
    assert sorted(told.fetched) == sorted({*found.fetched}), document.address


def every_page(root: Path, edition: Edition, wanted: Callable[[Plan], bool] = bool) -> Site:
    site = site_of(root, edition)
    plans = [plan for plan in site.plans if wanted(plan)]
    assert plans
    for plan in plans:
        same(site.document(plan), site.book, edition)
    return site


@pytest.mark.parametrize("edition", [Edition(), PRINTED])
@pytest.mark.parametrize("root", [HANDBOOK, MINIMAL])
def test_of_every_page(root: Path, edition: Edition) -> None:
    every_page(root, edition)


def test_of_paged_lists(tmp_path: Path) -> None:
    """分了页的，与测量用的案例。"""
    root = tmp_path / "book"
    shutil.copytree(HANDBOOK, root)
    for name, content in measured(9).items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (root / f"cases/{name}.yml").write_text(text, "utf-8")
    setting(root, "每页", 2)
    site = every_page(root, PRINTED)
    assert "/cases/3/" in site.addresses


def test_of_an_article() -> None:
    """文章里的每一种写法，脚注用到两次的也有。"""
    site = site_of(HANDBOOK, Edition())
    book = site.book
    numbers = numbers_block(book.indicators, Writer(book.sources), full=False)
    blocks = (*prose_blocks(read_prose(ARTICLE, page=True), lambda source, place: 1), numbers)
    for plan in site.plans:
        if plan.method:
            document = site.document(plan)
            same(replace(document, blocks=(*document.blocks, *blocks)), book, Edition())
            same(replace(document, blocks=(Section("一节", "题", blocks),)), book, Edition())


def test_of_related() -> None:
    site = site_of(HANDBOOK, Edition())
    for method in site.book.methods:
        listing = site.related(method)
        found = facts_of(related_html(method.address, listing).encode())
        told = related_links(method.address, listing)
        assert told.ids == found.ids
        assert {*told.links} == {*found.links}


def test_it_can_fail() -> None:
    site = site_of(HANDBOOK, Edition())
    document = site.document(next(plan for plan in site.plans if plan.method))
    page = written(document, site.book, Edition())
    less = replace(document, blocks=document.blocks[1:])
    assert {*page_links(less).ids} < {*facts_of(page.body.encode()).ids}
