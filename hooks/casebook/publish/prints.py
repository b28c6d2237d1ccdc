"""把印件写进网站；没有变的从缓存里取。"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache as once
from importlib.metadata import version
from pathlib import Path
from typing import Any

from casebook.package import PACKAGE
from casebook.progress import Progress, silent
from casebook.publish.photos import photo
from casebook.publish.press import Press
from casebook.publish.program import program_digest
from casebook.publish.written import Written
from casebook.read import picture_at
from casebook.render.typeset import (
    FONTS,
    STANDARDS,
    TEMPLATES,
    PrintJob,
    VolumeSet,
    with_pages,
)
from casebook.store import Cache, digest, digest_of_bytes, digest_of_file

_TOOLS = ("typst", "pikepdf", "pypinyin")
_WINDOW = 400
"""攒够几件一起排：再多，数据就要占几百兆。"""


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


def write_prints(
    folder: Path,
    order: PrintOrder,
    cache: Cache,
    tell: Callable[[str], None],
    written: Written | None = None,
    progress: Progress = silent,
) -> int:
    """把 `order` 排好，写到 `folder` 下；返回真正排了几件。

    什么都没有变时，照上次的单子从缓存里取，连数据也不算；`written` 里上一版的没有变，就留用，
    连取也不必。`tell` 每排好一件说一声，`progress` 每看过一件告诉一声。
    排不成时抛 TypesettingFailed。
    """
    pictures = [digest_of_bytes(path.read_bytes()) for path in order.photos]
    whole = digest(order.inputs, pictures, _tools_at_a_glance(), program_digest())
    listed: list[tuple[str, str]] = json.loads(cache.get(whole) or b"[]")
    desk = _Desk(folder, order, cache, tell, written or Written(), progress)
    if not (listed and all(desk.again(*item) for item in listed)):
        desk.set_all()
        cache.put(whole, json.dumps(desk.listed).encode())
    return desk.made


@dataclass
class _Desk:
    """一件一件地看：没有变的留用或从缓存里取，要排的交给印刷间。单件的攒够一批再排。

    `made` 是真正排了几件；`listed` 是各件的路径与缓存里的名字，`set_all` 看过的都在上面。
    """

    folder: Path
    order: PrintOrder
    cache: Cache
    tell: Callable[[str], None]
    written: Written
    progress: Progress
    made: int = 0
    listed: list[tuple[str, str]] = field(default_factory=list)
    _waiting: list[tuple[PrintJob, str]] = field(default_factory=list)
    _done: int = 0

    def again(self, path: str, key: str) -> bool:
        """做过的一件：上一版的留用，或从缓存里取来写好；都没有时返回假。"""
        if self.written.keep(path, key):
            self.cache.touch(key)
            return True
        content = self.cache.get(key)
        if content is None:
            return False
        _write(self.folder / path, _pdf(content))
        return True

    def set_all(self) -> None:
        """全部印件都看过，要排的排好。"""
        with Press() as press:
            for item in self.order.jobs():
                if isinstance(item, PrintJob):
                    self._single(item, press)
                else:
                    self._volumes(item, press)
            self._set_waiting(press)

    def _single(self, job: PrintJob, press: Press) -> None:
        """一件。"""
        key, content = self._found(job, press)
        if content is None:
            self._waiting.append((job, key))
        else:
            self._finish(job, key, content)
        if len(self._waiting) >= _WINDOW:
            self._set_waiting(press)

    def _set_waiting(self, press: Press) -> None:
        """攒着的都排好。"""
        waiting, self._waiting = self._waiting, []
        contents = press.several([job for job, _ in waiting])
        for (job, key), content in zip(waiting, contents, strict=True):
            self._keep(job, key, content)

    def _volumes(self, book: VolumeSet, press: Press) -> None:
        """一套分册，一册一册地排：后面的索引要知道前面的页码。"""
        found: dict[int, dict[str, list[int]]] = {}
        for number, volume in enumerate(book.jobs, 1):
            job = with_pages(volume, found)
            key, content = self._found(job, press)
            if content is None:
                content = press.volume(job)
                self._keep(job, key, content)
            else:
                self._finish(job, key, content)
            found[number] = json.loads(content.partition(b"\n")[0])

    def _found(self, job: PrintJob, press: Press) -> tuple[str, bytes | None]:
        """缓存里的名字，和缓存里的；没有时摆好它的照片，等着排。"""
        photos = {
            name: photo(picture_at(self.order.cases / name), self.cache) for name in job.photos
        }
        key = _key(job, photos)
        self.listed.append((job.path, key))
        content = self.cache.get(key)
        if content is None:
            press.lay_out(photos)
        return key, content

    def _keep(self, job: PrintJob, key: str, content: bytes) -> None:
        """刚排好的一件。"""
        self.cache.put(key, content)
        self.made += 1
        self.tell(f"排好 {job.path}")
        self._finish(job, key, content)

    def _finish(self, job: PrintJob, key: str, content: bytes) -> None:
        self._done += 1
        self.progress("排 PDF", self._done, max(self.order.count, self._done))
        if not self.written.keep(job.path, key):
            _write(self.folder / job.path, _pdf(content))


def _pdf(content: bytes) -> bytes:
    """分册的，PDF 前面有一行索引词的页码。"""
    return content if content.startswith(b"%PDF") else content.partition(b"\n")[2]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _key(job: PrintJob, photos: Mapping[str, bytes]) -> str:
    """印件由什么排成：数据、照片、模板、字体、排版机的版本、时间。都不变，印件就不变。"""
    pictures = {name: digest_of_bytes(content) for name, content in photos.items()}
    return digest(job.template, job.epoch, job.data, pictures, STANDARDS, _tools())


def _tools_at_a_glance() -> list[Any]:
    """不打开字体看工具变了没有：看大小与时间。变了也只是多算一遍数据，各件仍按 `_tools` 取。"""
    seen = [(p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in _tool_files()]
    return [version(name) for name in _TOOLS] + seen


@once
def _tools() -> str:
    """模板、字体、排版机与装订的指纹。"""
    versions = [f"{name} {version(name)}" for name in _TOOLS]
    return digest(versions, [digest_of_file(path, PACKAGE) for path in _tool_files()])


def _tool_files() -> list[Path]:
    return sorted((*TEMPLATES.glob("*.typ"), *FONTS.glob("*.ttf")))
