"""要排的全部印件，各放在站内哪里。"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casebook.bind import Book, Method
from casebook.bind.prints import VOLUME, book_paths, leaflet_path, shelf_path
from casebook.render.typeset.volume import FORMATS, book_volumes, booklet_data, leaflet_data


@dataclass(frozen=True)
class PrintJob:
    """一件印件：站内路径、模板、数据、PDF 里写的时间（秒，自 1970 年起）。"""

    path: str
    template: str
    data: dict[str, Any]
    epoch: int


@dataclass(frozen=True)
class VolumeSet:
    """分成几册的一本书：各册互相指页码，要一起排。"""

    jobs: tuple[PrintJob, ...]


def print_jobs(
    book: Book,
    meta: dict[str, Any],
    epoch: int,
    dates: Mapping[str, tuple[int, str]],
    size: str,
    limit: int = VOLUME,
) -> Iterator[PrintJob | VolumeSet]:
    """整本书、按领域与街镇的分册、每条工作法的折页（普通与大字）。

    `meta` 是书名、版次、网址等；`dates` 是案例编号 → 它最后改动的（秒, 写法）；
    `size` 是开本，见 FORMATS；`limit` 是一册最多几条。
    """
    whole = {**meta, "format": FORMATS[size]}
    if book.methods:
        volumes = tuple(
            PrintJob(path, "book.typ", data, epoch)
            for path, data in zip(
                book_paths(len(book.methods), limit),
                book_volumes(book, whole, limit),
                strict=True,
            )
        )
        yield volumes[0] if len(volumes) == 1 else VolumeSet(volumes)
    for register, shelves in (("fields", book.by_field), ("streets", book.by_street)):
        for shelf in shelves.values():
            if shelf.methods:
                data = booklet_data(book, shelf, whole)
                yield PrintJob(shelf_path(register, shelf.term.id), "book.typ", data, epoch)
    for method in book.methods:
        yield from _leaflets(book, method, meta, *dates.get(method.id, (epoch, meta["date"])))


def _leaflets(
    book: Book, method: Method, meta: dict[str, Any], epoch: int, date: str
) -> Iterator[PrintJob]:
    for large in (False, True):
        data = leaflet_data(book, method, {**meta, "date": date, "commit": ""}, large)
        yield PrintJob(leaflet_path(method.id, large), "leaflet.typ", data, epoch)
