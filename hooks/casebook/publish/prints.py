"""印件：整本书、分册、折页。"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from operator import itemgetter
from pathlib import Path

from casebook.program import program_digest
from casebook.progress import Progress, silent
from casebook.publish.artefact import Artefact, Input, Output, artefact, derived
from casebook.publish.build import Batches, Builder
from casebook.publish.photos import photo
from casebook.read import picture_at
from casebook.render.typeset import PrintJob, VolumeSet, opened, with_pages
from casebook.render.typeset.pdf import PdfWriter, tools_digest
from casebook.store import Cache, digest, digest_of_bytes

_BATCHES = Batches(few=16, size=1, window=400, here=opened)
"""攒够几件一起排：再多，数据就要占几百兆。这个进程里排过的，就在这里排。"""
_ROOM = "render/typeset"


@dataclass(frozen=True)
class PrintOrder:
    """要排的全部印件。

    `jobs` 用到时才算，`inputs` 是它们由什么算出来的指纹；照片在 `cases` 里，全部列在 `photos`。
    `count` 是大约几件，只用来说做到哪里了。
    """

    jobs: Callable[[], Iterable[PrintJob | VolumeSet]]
    inputs: str
    cases: Path
    photos: tuple[Path, ...]
    count: int = 0


def build_prints(
    builder: Builder, order: PrintOrder, tell: Callable[[str], None], progress: Progress = silent
) -> int:
    """把 `order` 排好；返回真正排了几件。

    什么都没有变时，照上次的单子取，连数据也不算。`tell` 每排好一件说一声，`progress` 每看过一件
    告诉一声。排不成时抛 TypesettingFailed。
    """
    pictures = [digest_of_bytes(path.read_bytes()) for path in order.photos]
    whole = digest(order.inputs, pictures, tools_digest(), program_digest())
    listed: list[tuple[str, str, str]] = json.loads(builder.cache.get(whole) or b"[]")
    if listed and all(builder.have(path, key, stored=True) for path, key, _ in listed):
        for *_, pages in filter(itemgetter(2), listed):
            builder.cache.touch(pages)
        return 0
    done = made = 0

    def told(path: str, again: bool) -> None:
        nonlocal done, made
        done, made = done + 1, made + again
        if again:
            tell(f"排好 {path}")
        progress("排 PDF", done, max(order.count, done))

    with PdfWriter() as writer:
        listing = _Listing(order, writer, builder.cache)
        builder.build(listing, _BATCHES, told)
    builder.cache.put(whole, json.dumps(listing.listed).encode())
    return made


def write_prints(
    folder: Path,
    order: PrintOrder,
    store: Cache,
    tell: Callable[[str], None],
    progress: Progress = silent,
) -> int:
    """只排 PDF，写到 `folder` 下；见 build_prints。网页用的卡片不排。"""
    books = replace(order, jobs=lambda: _on_paper(order.jobs()), inputs=digest(order.inputs, "pdf"))
    return build_prints(Builder(folder, store), books, tell, progress)


def _on_paper(jobs: Iterable[PrintJob | VolumeSet]) -> Iterator[PrintJob | VolumeSet]:
    return (job for job in jobs if isinstance(job, VolumeSet) or job.path.endswith(".pdf"))


class _Listing:
    """一件一件地列；列过的在 `listed`：路径、指纹，是分册的，它的页码存在哪里。"""

    def __init__(self, order: PrintOrder, writer: PdfWriter, cache: Cache) -> None:
        self.listed: list[tuple[str, str, str]] = []
        self._order, self._cache = order, cache
        self._writer = Input(tools_digest(), lambda: writer)
        self._photos: dict[str, Input] = {}

    def __iter__(self) -> Iterator[Artefact]:
        for item in self._order.jobs():
            if isinstance(item, PrintJob):
                one = artefact(item.path, pdf, *self._inputs(item), room=_ROOM, stored=True)
                self.listed.append((one.path, one.key, ""))
                yield one
            else:
                yield from self._volumes(item)

    def _volumes(self, book: VolumeSet) -> Iterator[Artefact]:
        """一套分册，一册一册地排：后面的索引要知道前面的页码。"""
        found: dict[int, dict[str, list[int]]] = {}
        for number, job in enumerate(book.jobs, 1):
            made = derived(volume, *self._inputs(with_pages(job, found)), room=_ROOM)
            once = Input(made.key, cache(made.get))
            one = artefact(job.path, bound, once, room=_ROOM, stored=True, alone=True)
            pages = digest("pages", made.key)
            self.listed.append((one.path, one.key, pages))
            yield one
            found[number] = json.loads(self._cache.made(pages, partial(_pages, once)))

    def _inputs(self, job: PrintJob) -> Iterator[Input]:
        """排印机、数据、照片。"""
        yield self._writer
        yield Input(digest(job.path, job.template, job.data, job.epoch), lambda: job)
        yield from map(self._photo, job.photos)

    def _photo(self, name: str) -> Input:
        if name not in self._photos:
            one = photo(picture_at(self._order.cases / name), name)
            content = partial(self._cache.made, one.key, lambda: b"".join(one.make().parts))
            self._photos[name] = Input(one.key, content)
        return self._photos[name]


def _pages(volume: Input) -> bytes:
    pages: bytes = volume.get()[0]
    return pages


def pdf(writer: PdfWriter, job: PrintJob, *photos: bytes) -> Output:
    """排一件。"""
    return Output((writer.one(job, dict(zip(job.photos, photos, strict=True))),))


def volume(writer: PdfWriter, job: PrintJob, *photos: bytes) -> tuple[bytes, bytes]:
    """排一册：索引词的页码（JSON），与 PDF。"""
    return writer.volume(job, dict(zip(job.photos, photos, strict=True)))


def bound(volume: tuple[bytes, bytes]) -> Output:
    """一册的 PDF。"""
    return Output((volume[1],))
