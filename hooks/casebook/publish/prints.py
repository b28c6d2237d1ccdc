"""把印件写进网站；没有变的从缓存里取。"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache as once
from importlib.metadata import version
from pathlib import Path
from typing import Any

from casebook.progress import Progress, silent
from casebook.publish.cache import Cache
from casebook.publish.photos import photo
from casebook.publish.press import Press
from casebook.publish.program import program_digest
from casebook.publish.written import Written
from casebook.render.typeset import (
    PRESS,
    STANDARDS,
    PrintJob,
    VolumeSet,
    with_pages,
)

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
    written = written or Written()
    pictures = [hashlib.sha256(path.read_bytes()).hexdigest() for path in order.photos]
    whole = _digest(order.inputs, pictures, _tools_at_a_glance(), program_digest())
    listed: list[tuple[str, str]] = json.loads(cache.get(whole) or b"[]")
    made = 0
    if not (listed and all(_again(folder, *item, cache, written) for item in listed)):
        made, listed = _set(folder, order, cache, tell, written, progress)
        cache.put(whole, json.dumps(listed).encode())
    cache.prune()
    return made


def _again(folder: Path, path: str, key: str, cache: Cache, written: Written) -> bool:
    """做过的一件：上一版的留用，或从缓存里取来写好；都没有时返回假。"""
    if written.keep(path, key):
        cache.touch(key)
        return True
    content = cache.get(key)
    if content is None:
        return False
    _write(folder / path, _pdf(content))
    return True


def _set(
    folder: Path,
    order: PrintOrder,
    cache: Cache,
    tell: Callable[[str], None],
    written: Written,
    progress: Progress,
) -> tuple[int, list[tuple[str, str]]]:
    """排，没有变的从缓存里取；返回真正排了几件，和各件的路径与缓存里的名字。"""
    with Press() as press:
        desk = _Desk(folder, order, cache, tell, written, progress, press)
        for item in order.jobs():
            if isinstance(item, PrintJob):
                desk.single(item)
            else:
                desk.volumes(item)
        desk.set_waiting()
    return desk.made, desk.listed


class _Desk:
    """一件一件地看：没有变的从缓存里取，要排的交给 `press`。单件的攒够一批再排。"""

    def __init__(
        self,
        folder: Path,
        order: PrintOrder,
        cache: Cache,
        tell: Callable[[str], None],
        written: Written,
        progress: Progress,
        press: Press,
    ) -> None:
        self.made, self.listed = 0, list[tuple[str, str]]()
        self._folder, self._order, self._cache = folder, order, cache
        self._tell, self._progress, self._written = tell, progress, written
        self._press = press
        self._waiting: list[tuple[PrintJob, str]] = []
        self._done = 0

    def single(self, job: PrintJob) -> None:
        """一件。"""
        key, content = self._found(job)
        if content is None:
            self._waiting.append((job, key))
        else:
            self._finish(job, key, content)
        if len(self._waiting) >= _WINDOW:
            self.set_waiting()

    def set_waiting(self) -> None:
        """攒着的都排好。"""
        waiting, self._waiting = self._waiting, []
        contents = self._press.several([job for job, _ in waiting])
        for (job, key), content in zip(waiting, contents, strict=True):
            self._keep(job, key, content)

    def volumes(self, book: VolumeSet) -> None:
        """一套分册，一册一册地排：后面的索引要知道前面的页码。"""
        found: dict[int, dict[str, list[int]]] = {}
        for number, volume in enumerate(book.jobs, 1):
            job = with_pages(volume, found)
            key, content = self._found(job)
            if content is None:
                content = self._press.volume(job)
                self._keep(job, key, content)
            else:
                self._finish(job, key, content)
            found[number] = json.loads(content.partition(b"\n")[0])

    def _found(self, job: PrintJob) -> tuple[str, bytes | None]:
        """缓存里的名字，和缓存里的；没有时摆好它的照片，等着排。"""
        photos = {name: photo(self._order.cases / name, self._cache) for name in job.photos}
        key = _key(job, photos)
        self.listed.append((job.path, key))
        content = self._cache.get(key)
        if content is None:
            self._press.lay_out(photos)
        return key, content

    def _keep(self, job: PrintJob, key: str, content: bytes) -> None:
        """刚排好的一件。"""
        self._cache.put(key, content)
        self.made += 1
        self._tell(f"排好 {job.path}")
        self._finish(job, key, content)

    def _finish(self, job: PrintJob, key: str, content: bytes) -> None:
        self._done += 1
        self._progress("排 PDF", self._done, max(self._order.count, self._done))
        if not self._written.keep(job.path, key):
            _write(self._folder / job.path, _pdf(content))


def _pdf(content: bytes) -> bytes:
    """分册的，PDF 前面有一行索引词的页码。"""
    return content if content.startswith(b"%PDF") else content.partition(b"\n")[2]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _key(job: PrintJob, photos: Mapping[str, bytes]) -> str:
    """印件由什么排成：数据、照片、模板、字体、排版机的版本、时间。都不变，印件就不变。"""
    pictures = {name: hashlib.sha256(content).hexdigest() for name, content in photos.items()}
    return _digest(job.template, job.epoch, job.data, pictures, STANDARDS, _tools())


def _digest(*parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _tools_at_a_glance() -> list[Any]:
    """不打开字体看工具变了没有：看大小与时间。变了也只是多算一遍数据，各件仍按 `_tools` 取。"""
    files = sorted((*PRESS.glob("*.typ"), *PRESS.glob("fonts/*.ttf")))
    seen = [(p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in files]
    return [version(name) for name in _TOOLS] + seen


@once
def _tools() -> str:
    """模板、字体、排版机与装订的指纹。"""
    versions = [f"{name} {version(name)}" for name in _TOOLS]
    digest = hashlib.sha256(" ".join(versions).encode())
    for path in sorted((*PRESS.glob("*.typ"), *PRESS.glob("fonts/*.ttf"))):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
