"""做过的不再做：按内容的指纹存取。读的时候再验，坏了的、别人放的都当没有。"""

import contextlib
import hashlib
import os
import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # 只排 PDF 时不必装载
    from jinja2 import FileSystemBytecodeCache

_KEPT_DAYS = 30
_OURS = re.compile(r"[0-9a-f]{64}|tmp\w+")


class Cache:
    """`folder` 里一件一个文件，名字是指纹；开头 32 字节是名字与内容的 SHA-256。"""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

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
            (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(_digest(key, content) + content)
            try:
                Path(file.name).replace(self._folder / key)
            except OSError:
                Path(file.name).unlink()

    def prune(self) -> None:
        """删掉一个月没有用到的；不是自己写的不动。"""
        if not self._folder.is_dir():
            return
        limit = time.time() - _KEPT_DAYS * 24 * 3600
        for path in self._folder.iterdir():
            if _OURS.fullmatch(path.name) and path.is_file() and path.stat().st_mtime < limit:
                path.unlink(missing_ok=True)


def template_cache(folder: Path) -> "FileSystemBytecodeCache | None":
    """编好的网页模板放在 `folder` 里：模板、Jinja、Python 不变，就不再编。写不了时为 None。"""
    from jinja2 import FileSystemBytecodeCache

    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


def _digest(key: str, content: bytes) -> bytes:
    """名字也算进去：换了名字的一件，不是那一件。"""
    return hashlib.sha256(key.encode() + b"\0" + content).digest()
