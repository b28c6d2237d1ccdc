"""做过的不再做：按内容的指纹存取。读的时候再验，坏了的、别人放的都当没有。"""

import contextlib
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_KEPT_DAYS = 30
_AT_LEAST = 4 << 20
"""这次没有用到的，至多留这么多字节，或与这次用到的一样多。"""
_OURS = re.compile(r"[0-9a-f]{64}|tmp\w{8}")


class Cache:
    """`folder` 里一件一个文件，名字是指纹；开头 32 字节是名字与内容的 SHA-256。"""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._since = time.time()

    def get(self, key: str) -> bytes | None:
        """取一件；没有或坏了时为 None。"""
        path = self._folder / key
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        digest, content = stored[:32], stored[32:]
        if _digest(key, content) != digest:
            return None
        self.touch(key)
        return content

    def touch(self, key: str) -> None:
        """这一件还用得着，不要清掉。"""
        with contextlib.suppress(OSError):  # 不在了、别人的文件夹里只读，也行
            os.utime(self._folder / key)

    def put(self, key: str, content: bytes) -> None:
        """存一件：先写在一边再改名，断电也不会留下半件。存不下（磁盘满、只读）就不存。"""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            unlisted(self._folder)
            handle, name = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_digest(key, content) + content)
                Path(name).replace(self._folder / key)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def made(self, key: str, make: Callable[[], bytes]) -> bytes:
        """取一件；取不到时做出来，存上。"""
        content = self.get(key)
        if content is None:
            content = make()
            self.put(key, content)
        return content

    def prune(self) -> None:
        """删掉一个月没有用到的；更近的、这次没有用到的，至多留到与这次用到的一样多。

        改回去的还取得到，改得再多也不会越积越多。不是自己写的不动，删不掉的不管。
        """
        with contextlib.suppress(OSError), os.scandir(self._folder) as listed:
            found = [(entry.stat(), entry.path) for entry in listed if _ours(entry)]
            used = sum(stat.st_size for stat, _ in found if stat.st_mtime >= self._since)
            room, oldest = max(used, _AT_LEAST), self._since - _KEPT_DAYS * 24 * 3600
            rest = [(s.st_mtime, s.st_size, p) for s, p in found if s.st_mtime < self._since]
            for changed, size, path in sorted(rest, reverse=True):
                room -= size
                if room < 0 or changed < oldest:
                    with contextlib.suppress(OSError):
                        os.unlink(path)  # noqa: PTH108 - 一万次，要快


def _ours(entry: "os.DirEntry[str]") -> bool:
    return bool(_OURS.fullmatch(entry.name)) and entry.is_file(follow_symlinks=False)


def unlisted(folder: Path) -> None:
    """`folder` 里的一切都不进 Git。"""
    path = folder / ".gitignore"
    if not path.is_file():
        path.write_text("*\n", encoding="utf-8")


def _digest(key: str, content: bytes) -> bytes:
    """名字也算进去：换了名字的一件，不是那一件。"""
    return hashlib.sha256(key.encode() + b"\0" + content).digest()
