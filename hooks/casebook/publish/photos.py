"""照片：收拾过的，网站与印刷用同一张；收拾过的不再收拾。"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from casebook.publish.picture import RECIPE, cleaned
from casebook.publish.written import Written
from casebook.read import PICTURE_LIMIT, read_bytes
from casebook.store import Cache, digest, digest_of_bytes, shared_out

_FEW, _BATCH = 4, 2


def photo(path: Path, cache: Cache) -> bytes:
    """`path` 的照片，格式不变；做过的从缓存里取。照片要是检查过、打得开的。"""
    original = _read(path)
    key = _key(path, original)
    content = cache.get(key)
    if content is None:
        content = cleaned(original)
        cache.put(key, content)
    return content


def write_photos(
    folder: Path, photos: Iterable[tuple[Path, str]], cache: Cache, written: Written
) -> None:
    """把照片（源文件，站内路径）写进 `folder`；上一版里没有变的留用。"""
    todo = []
    for source, target in photos:
        key = _key(source, _read(source))
        if written.keep(target, key):
            cache.touch(key)
        else:
            todo.append((source, folder / target))

    def some(batch: Sequence[tuple[Path, Path]]) -> None:
        for source, path in batch:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(photo(source, cache))

    for _ in shared_out(some, todo, _FEW, _BATCH):
        pass


def _read(path: Path) -> bytes:
    return read_bytes(path.parent, path.name, PICTURE_LIMIT)


def _key(path: Path, original: bytes) -> str:
    """网站上的一张由什么做成：原来的一张，和怎样收拾。"""
    import PIL

    recipe = f"{RECIPE} {PIL.__version__} {path.suffix.lower()} "
    return digest(recipe, digest_of_bytes(original))
