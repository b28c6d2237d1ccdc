"""把印件写进网站；没有变的从缓存里取。"""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import typst

from casebook.publish.cache import Cache
from casebook.render.typeset import PRESS, STANDARDS, PrintJob, Typesetter


def write_prints(
    folder: Path, jobs: Iterable[PrintJob], cache: Cache, tell: Callable[[str], None]
) -> int:
    """把 `jobs` 排好，写到 `folder` 下；返回真正排了几件。排不成时抛 TypesettingFailed。"""
    typesetter = Typesetter()
    tools = _tools()
    made = 0
    for job in jobs:
        key = _key(job, tools)
        content = cache.get(key)
        if content is None:
            content = typesetter.pdf(job)
            cache.put(key, content)
            made += 1
            tell(f"排好 {job.path}")
        path = folder / job.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    cache.prune()
    return made


def _key(job: PrintJob, tools: str) -> str:
    """印件由什么排成：数据、模板、字体、排版机的版本、时间。都不变，印件就不变。"""
    parts = (job.template, job.epoch, job.data, STANDARDS, tools)
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _tools() -> str:
    """模板、字体与排版机的指纹。"""
    digest = hashlib.sha256(typst.__version__.encode())  # type: ignore[attr-defined]
    for path in sorted((*PRESS.glob("*.typ"), *PRESS.glob("fonts/*.ttf"))):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
