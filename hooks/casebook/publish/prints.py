"""把印件写进网站；没有变的从缓存里取。"""

import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from functools import cache as once
from pathlib import Path
from tempfile import TemporaryDirectory

from casebook.publish.cache import Cache
from casebook.publish.photos import photo
from casebook.render.typeset import (
    PRESS,
    STANDARDS,
    PrintJob,
    Typesetter,
    VolumeSet,
    with_pages,
)


def write_prints(
    folder: Path,
    jobs: Iterable[PrintJob | VolumeSet],
    cases: Path,
    cache: Cache,
    tell: Callable[[str], None],
) -> int:
    """把 `jobs` 排好，写到 `folder` 下；返回真正排了几件。

    `cases` 是案例的文件夹，照片在里面；`tell` 每排好一件说一声。排不成时抛 TypesettingFailed。
    """
    made = 0
    with TemporaryDirectory(prefix="casebook-") as own:
        press = Path(own)
        for template in PRESS.glob("*.typ"):
            shutil.copy(template, press)
        typesetter = Typesetter(press)

        def kept(job: PrintJob, make: Callable[[PrintJob], bytes]) -> bytes:
            nonlocal made
            photos = {name: photo(cases / name, cache) for name in job.photos}
            key = _key(job, photos, _tools())
            content = cache.get(key)
            if content is None:
                for name, picture in photos.items():
                    _write(press / "photos" / name, picture)
                content = make(job)
                cache.put(key, content)
                made += 1
                tell(f"排好 {job.path}")
            return content

        def single(job: PrintJob) -> bytes:
            return _packed(typesetter.pdf(job))

        def one_of_several(job: PrintJob) -> bytes:
            pages, _, pdf = typesetter.volume(job).partition(b"\n")
            return pages + b"\n" + _packed(pdf)

        for item in jobs:
            if isinstance(item, PrintJob):
                _write(folder / item.path, kept(item, single))
                continue
            found: dict[int, dict[str, list[int]]] = {}
            for number, volume in enumerate(item.jobs, 1):
                job = with_pages(volume, found)
                pages, _, pdf = kept(job, one_of_several).partition(b"\n")
                found[number] = json.loads(pages)
                _write(folder / job.path, pdf)
    cache.prune()
    return made


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


def _key(job: PrintJob, photos: Mapping[str, bytes], tools: str) -> str:
    """印件由什么排成：数据、照片、模板、字体、排版机的版本、时间。都不变，印件就不变。"""
    pictures = {name: hashlib.sha256(content).hexdigest() for name, content in photos.items()}
    parts = (job.template, job.epoch, job.data, pictures, STANDARDS, tools)
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@once
def _tools() -> str:
    """模板、字体、排版机与装订的指纹。"""
    import pikepdf
    import typst

    versions = (typst.__version__, pikepdf.__version__, pikepdf.__libqpdf_version__)  # type: ignore[attr-defined]
    digest = hashlib.sha256(" ".join(versions).encode())
    for path in sorted((*PRESS.glob("*.typ"), *PRESS.glob("fonts/*.ttf"))):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
