"""把印件写进网站；没有变的从缓存里取。"""

import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache as once
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from casebook.publish.cache import Cache
from casebook.publish.photos import photo
from casebook.publish.program import program_digest
from casebook.publish.written import Written
from casebook.render.typeset import (
    PRESS,
    STANDARDS,
    PrintJob,
    Typesetter,
    VolumeSet,
    with_pages,
)

_TOOLS = ("typst", "pikepdf", "pypinyin")


@dataclass(frozen=True)
class PrintOrder:
    """要排的全部印件。

    `jobs` 用到时才算，`inputs` 是它们由什么算出来的指纹；照片在 `cases` 里，全部列在 `photos`。
    """

    jobs: Callable[[], Iterable[PrintJob | VolumeSet]]
    inputs: str
    cases: Path
    photos: tuple[Path, ...]


def write_prints(
    folder: Path,
    order: PrintOrder,
    cache: Cache,
    tell: Callable[[str], None],
    written: Written | None = None,
) -> int:
    """把 `order` 排好，写到 `folder` 下；返回真正排了几件。`tell` 每排好一件说一声。

    什么都没有变时，照上次的单子从缓存里取，连数据也不算；`written` 里上一版的没有变，就留用，
    连取也不必。排不成时抛 TypesettingFailed。
    """
    written = written or Written()
    pictures = [hashlib.sha256(path.read_bytes()).hexdigest() for path in order.photos]
    whole = _digest(order.inputs, pictures, _tools_at_a_glance(), program_digest())
    listed: list[tuple[str, str]] = json.loads(cache.get(whole) or b"[]")
    made = 0
    if not (listed and all(_again(folder, *item, cache, written) for item in listed)):
        made, listed = _set(folder, order, cache, tell, written)
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
) -> tuple[int, list[tuple[str, str]]]:
    """一件一件地排，没有变的从缓存里取；返回真正排了几件，和各件的路径与缓存里的名字。"""
    made = 0
    listed: list[tuple[str, str]] = []
    with TemporaryDirectory(prefix="casebook-") as own:
        press = Path(own)
        for template in PRESS.glob("*.typ"):
            shutil.copy(template, press)
        typesetter = Typesetter(press)

        def single(job: PrintJob) -> bytes:
            return _packed(typesetter.pdf(job))

        def one_of_several(job: PrintJob) -> bytes:
            pages, _, pdf = typesetter.volume(job).partition(b"\n")
            return pages + b"\n" + _packed(pdf)

        def kept(job: PrintJob, make: Callable[[PrintJob], bytes]) -> bytes:
            nonlocal made
            photos = {name: photo(order.cases / name, cache) for name in job.photos}
            key = _key(job, photos)
            content = cache.get(key)
            if content is None:
                for name, picture in photos.items():
                    _write(press / "photos" / name, picture)
                content = make(job)
                cache.put(key, content)
                made += 1
                tell(f"排好 {job.path}")
            listed.append((job.path, key))
            if not written.keep(job.path, key):
                _write(folder / job.path, _pdf(content))
            return content

        for item in order.jobs():
            if isinstance(item, PrintJob):
                kept(item, single)
                continue
            found: dict[int, dict[str, list[int]]] = {}
            for number, volume in enumerate(item.jobs, 1):
                content = kept(with_pages(volume, found), one_of_several)
                found[number] = json.loads(content.partition(b"\n")[0])
    return made, listed


def _pdf(content: bytes) -> bytes:
    """分册的，PDF 前面有一行索引词的页码。"""
    return content if content.startswith(b"%PDF") else content.partition(b"\n")[2]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _packed(pdf: bytes) -> bytes:
    """对象装进对象流，小三分之一以上，照样合规。"""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(
            out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
        )
    return out.getvalue()


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
