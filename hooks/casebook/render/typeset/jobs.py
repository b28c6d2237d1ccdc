"""要排的全部印件，各放在站内哪里。"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from casebook.bind import Book, Method
from casebook.bind.prints import (
    BOOKLETS,
    CARD,
    book_paths,
    card_path,
    category_paths,
    cover_image,
    leaflet_path,
    press_path,
)
from casebook.compose import Document, Documents
from casebook.compose.changes import Changes
from casebook.compose.words import section
from casebook.package import IN_KIT, REINSTALL
from casebook.render.typeset.breaking import glued
from casebook.render.typeset.card import book_card, method_card
from casebook.render.typeset.columns import with_column_widths
from casebook.render.typeset.cover import cover_data
from casebook.render.typeset.leaflet import leaflet_data, sized
from casebook.render.typeset.poster import SHEETS, poster_data
from casebook.render.typeset.press import Press
from casebook.render.typeset.printjob import FORMATS, PrintJob, TypesettingFailed, VolumeSet
from casebook.render.typeset.review import book_reviews, case_review
from casebook.render.typeset.volume import (
    Data,
    book_volumes,
    booklet_volumes,
)

THIN = 20
"""不超过几条工作法的书与分册，与折页一样一件件地排。厚的各在自己的进程里排：排版机记着排过的十件，
每页约 1 MB，一个进程里接着排，几册就是几千兆。"""


def ready() -> None:
    """没有装排 PDF 的库时抛 TypesettingFailed。"""
    try:
        import pikepdf  # noqa: F401
        import typst  # noqa: F401
    except ImportError as error:
        make = "请运行 make site 装上"
        how = f"{REINSTALL if IN_KIT else make}，或把 mkdocs.yml 的 extra.print 改成 none"
        raise TypesettingFailed(f"排 PDF 要用的 {error.name} 没有安装，{how}") from None


def print_jobs(
    book: Book,
    documents: Documents,
    meta: dict[str, Any],
    epoch: int,
    dates: Mapping[str, tuple[int, str]],
    size: str,
) -> Iterator[PrintJob | VolumeSet]:
    """整本书与电子书的封面、按领域与街镇的分册、每条工作法的折页（普通与大字）；网址定了，另有转贴用的
    卡片。

    `documents` 是各条工作法的一页，`meta` 是书名、版次、网址等；
    `dates` 是案例编号 → 它最后改动的（秒, 写法）；`size` 是开本，见 FORMATS。
    没有装排 PDF 的库时抛 TypesettingFailed。
    """
    ready()
    whole = {**meta, "format": FORMATS[size]}
    if book.methods:
        yield _bound(
            book, book_paths(book), book_volumes(book, documents, whole), epoch, len(book.methods)
        )
        yield _job(book, cover_image(book), "ebook.typ", {"meta": meta, "photos": []}, 0)
    for facet in book.facets:
        for category in facet.categories.values() if facet.register in BOOKLETS else ():
            if category.methods:
                paths = category_paths(book, facet.register, category)
                volumes = booklet_volumes(book, category, documents, whole)
                yield _bound(book, paths, volumes, epoch, len(category.methods))
    for method in book.methods:
        dated = dates.get(method.id, (epoch, meta["date"]))
        document = documents(method.id)
        yield from _leaflets(book, method, document, meta, *dated)
        if meta["site_url"]:
            yield _card(book, card_path(method.id), method_card(book, method, document))
    if meta["site_url"]:
        yield _card(book, CARD, book_card(book))


def press_jobs(
    book: Book, documents: Documents, meta: dict[str, Any], epoch: int, press: Press
) -> Iterator[PrintJob | VolumeSet]:
    """整本书付印的书芯：没有封面，从扉页起。"""
    ready()
    whole = {**meta, "format": FORMATS["book"], "press": True}
    volumes = [press.marked(data) for data in book_volumes(book, documents, whole)]
    paths = [press_path(path) for path in book_paths(book)]
    yield _bound(book, paths, volumes, epoch, len(book.methods))


def cover_jobs(
    book: Book, meta: dict[str, Any], epoch: int, press: Press, pages: Mapping[str, int]
) -> Iterator[PrintJob]:
    """付印的封面，一册一张；`pages` 是各册的书芯（站内路径）有几页。"""
    for n, (path, count) in enumerate(pages.items(), 1):
        own = {
            "meta": {**meta, "format": FORMATS["book"], "subtitle": ""},
            "volume": {"number": n, "of": len(pages)},
            "cover": cover_data(book.handbook, count, press.flap),
            "photos": [],
        }
        yield _job(book, path, "cover.typ", press.marked(own), epoch)


def review_jobs(
    book: Book,
    documents: Documents,
    meta: dict[str, Any],
    epoch: int,
    chosen: Sequence[Method],
    changes: Changes,
) -> Iterator[PrintJob | VolumeSet]:
    """送审稿：`chosen` 各条一件；没有选的，是整本书。`changes` 是与上一版比改了什么。"""
    ready()
    for method in chosen:
        path = press_path(leaflet_path(method.id), "review")
        data = case_review(method, documents, meta, changes)
        yield _job(book, path, "review.typ", data, epoch)
    if not chosen:
        paths = [press_path(path, "review") for path in book_paths(book)]
        for path, data in zip(paths, book_reviews(book, documents, meta, changes), strict=True):
            job = _job(book, path, "review.typ", data, epoch)
            yield job if len(book.methods) <= THIN else VolumeSet((job,))


def poster_jobs(
    book: Book, method: Method, document: Document, meta: dict[str, Any], epoch: int
) -> Iterator[PrintJob]:
    """一条工作法的海报与展板；路径是文件名。"""
    ready()
    for sheet in SHEETS:
        data = poster_data(book, method, document, meta, sheet)
        yield _job(book, f"{method.id}-{sheet}", "poster.typ", data, epoch)


def _bound(
    book: Book, paths: list[str], volumes: list[Data], epoch: int, methods: int
) -> PrintJob | VolumeSet:
    pairs = zip(paths, volumes, strict=True)
    jobs = tuple(_job(book, path, "book.typ", data, epoch) for path, data in pairs)
    return jobs[0] if len(jobs) == 1 and methods <= THIN else VolumeSet(jobs)


def _leaflets(
    book: Book, method: Method, document: Document, meta: dict[str, Any], epoch: int, date: str
) -> Iterator[PrintJob]:
    dated = {**meta, "date": date, "commit": ""}
    return leaflet_jobs(book, method, document, dated, epoch)


def leaflet_jobs(
    book: Book, method: Method, document: Document, meta: dict[str, Any], epoch: int
) -> Iterator[PrintJob]:
    """一条工作法的折页，普通的与大字版：数据只算一遍。"""
    data = leaflet_data(book, method, document, meta)
    job = _job(book, leaflet_path(method.id), "leaflet.typ", data, epoch)
    for large in (False, True):
        path = leaflet_path(method.id, large)
        yield replace(job, path=path, data=sized(job, large))


def _card(book: Book, path: str, data: Data) -> PrintJob:
    return _job(book, path, "card.typ", {**data, "photos": []}, 0)


def _job(book: Book, path: str, template: str, data: Data, epoch: int) -> PrintJob:
    """`words` 是模板里印的话。"""
    whole = glued({**data, "words": section("print", book.handbook.words)})
    return PrintJob(path, template, with_column_widths(whole), epoch)
