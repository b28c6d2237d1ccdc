"""把印件写进网站；没有变的从缓存里取。"""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import typst

from casebook.publish.cache import Cache
from casebook.render.typeset import PRESS, STANDARDS, PrintJob, Typesetter, VolumeSet


def write_prints(
    folder: Path, jobs: Iterable[PrintJob | VolumeSet], cache: Cache, tell: Callable[[str], None]
) -> int:
    """把 `jobs` 排好，写到 `folder` 下；返回真正排了几件。排不成时抛 TypesettingFailed。"""
    typesetter = Typesetter()
    tools = _tools()
    made = 0
    for item in jobs:
        group = item.jobs if isinstance(item, VolumeSet) else (item,)
        # 分册的书，一册的页码变了，别册的“见第几页”也变：键里有全部各册
        keys = [_key(job, group, tools) for job in group]
        contents = [cache.get(key) for key in keys]
        if None in contents:
            contents = list(
                typesetter.volumes(item) if isinstance(item, VolumeSet) else [typesetter.pdf(item)]
            )
            made += len(contents)
        for job, key, content in zip(group, keys, contents, strict=True):
            if content is None:  # 上面已经排好
                continue
            if cache.get(key) is None:
                cache.put(key, content)
                tell(f"排好 {job.path}")
            path = folder / job.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    cache.prune()
    return made


def _key(job: PrintJob, group: tuple[PrintJob, ...], tools: str) -> str:
    """印件由什么排成：数据、模板、字体、排版机的版本、时间。都不变，印件就不变。"""
    data = [one.data for one in group]
    parts = (job.path if len(group) > 1 else "", job.template, job.epoch, data, STANDARDS, tools)
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _tools() -> str:
    """模板、字体与排版机的指纹。"""
    digest = hashlib.sha256(typst.__version__.encode())  # type: ignore[attr-defined]
    for path in sorted((*PRESS.glob("*.typ"), *PRESS.glob("fonts/*.ttf"))):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
