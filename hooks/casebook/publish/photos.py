"""网站与印刷用的照片：收拾过的，收拾过的不再收拾；附件照原样。"""

from collections.abc import Callable, Iterable
from pathlib import Path

from casebook.publish.artefact import Artefact, Input, Output, artefact, whole
from casebook.publish.build import Batches
from casebook.read import PICTURE_LIMIT, read_bytes
from casebook.render.photo import cleaned, for_reading
from casebook.store import Cache, digest_of_bytes

BATCHES = Batches(few=4, size=2)


def photo(source: Path, path: str) -> Artefact:
    """`source` 的照片，格式不变，放在站内的 `path`。照片要是检查过、打得开的。"""
    return artefact(path, public, _original(source), room="render/photo", stored=True)


class Pictures:
    """图在站内的路径 → 收拾过的内容；没有的为空。

    `assets` 是（源文件, 站内路径），`make` 是怎样收拾：`public`，电子书里的 `small`。
    """

    def __init__(
        self,
        assets: Iterable[tuple[Path, str]],
        cache: Cache,
        make: Callable[[bytes], Output] | None = None,
    ) -> None:
        self._make = make or public
        self._sources = {to: source for source, to in assets}
        self._cache = cache

    def __call__(self, path: str) -> bytes:
        """收拾过的，从缓存里取。"""
        if path not in self._sources:
            return b""
        original = _original(self._sources[path])
        one = artefact(path, self._make, original, room="render/photo", stored=True)
        return self._cache.made(one.key, lambda: b"".join(one.make().parts))


def attachment(source: Path, path: str) -> Artefact:
    """`source` 的附件，照原样放在站内的 `path`。附件要是检查过的。"""
    return artefact(path, whole, _original(source))


def public(original: bytes) -> Output:
    """收拾成公开的样子。"""
    return Output((cleaned(original),))


def small(original: bytes) -> Output:
    """收拾成公开的样子，小一些。"""
    return Output((for_reading(original),))


def _original(source: Path) -> Input:
    return Input(digest_of_bytes(_read(source)), lambda: _read(source))


def _read(path: Path) -> bytes:
    return read_bytes(path.parent, path.name, PICTURE_LIMIT)
