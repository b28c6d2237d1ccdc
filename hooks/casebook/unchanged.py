"""什么都没有变：上一版网站就是要建的一版，不必再建。

只看各个文件的大小与改动的时间，不打开；有一处说不准，就照常建。没有变时别的一概不装载，
所以这里不引入别的房间。
"""

import contextlib
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from casebook.package import PACKAGE

SETTLED = 2_000_000_000
"""改动后过了这么久（纳秒）才看的文件，时间与大小不变就是没有变；更近的说不准：有的磁盘只记到两秒。"""
EPOCH = "SOURCE_DATE_EPOCH"
"""内容到什么时候为止（秒），见 https://reproducible-builds.org/specs/source-date-epoch/。"""
_RECORD = ".casebook-cache/unchanged"

Seen = tuple[str, int, int]
"""看到的一样东西：在文件夹里的哪里、大小（字节）、改动的时间（纳秒）；文件夹的大小与时间不算。"""


class Unchanged:
    """在读内容之前看好的：要建的一版由什么做成。

    `root` 是手册的文件夹，`site` 是网站的位置；`folders` 是内容（`cases/` 之外）与样子在哪里；
    `settings` 是主机的一切设置。程序自己、装了哪些库、是哪一次提交、SOURCE_DATE_EPOCH 也在内。
    """

    def __init__(self, root: Path, site: Path, folders: Iterable[Path], settings: Any) -> None:
        self._site, self._record = site, root / _RECORD
        now = time.time_ns()
        every = {root / "cases", *folders, PACKAGE}
        watched = sorted(f for f in every if every.isdisjoint(f.parents))
        seen = {f"{folder}": [*_inside(f"{folder}")] for folder in watched}
        latest = max((changed for found in seen.values() for _, _, changed in found), default=0)
        self._settled = now - latest > SETTLED
        around = (sys.version, sorted(_installed()), _commit(root), os.environ.get(EPOCH))
        self._inputs = repr((f"{site}", seen, around)) + _written(settings)

    def published(self) -> bool:
        """记下的正是现在这样：由同样的东西做成，网站也没有被人动过。"""
        try:
            return self._record.read_bytes() == self._digest(self._site)
        except OSError:
            return False

    def remember(self, release: Path) -> None:
        """记下刚换上的一版，在文件夹 `release` 里；刚改过的、记不下的不记，下次照常建。

        不看网站的位置：那里也许已经换成了别人建的。
        """
        with contextlib.suppress(OSError):
            self._record.unlink(missing_ok=True)
            if self._settled:
                self._record.write_bytes(self._digest(release))

    def _digest(self, release: Path) -> bytes:
        whole = f"{self._inputs}{[*_inside(f'{release}')]}"
        return hashlib.sha256(whole.encode("utf-8", "surrogateescape")).digest()


def _inside(folder: str, within: str = "") -> Iterator[Seen]:
    """`folder` 里的一切，一层层往里，按名字排；它自己在里面的 `within`。"""
    try:
        with os.scandir(folder) as found:
            listed = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in listed:
        name = f"{within}{entry.name}"
        if entry.is_symlink() and entry.is_dir():  # 也许绕成圈，不跟着走：说不准，照常建
            yield name, 0, time.time_ns()
        elif entry.is_dir():
            if entry.name != "__pycache__":
                yield f"{name}/", 0, 0
                yield from _inside(entry.path, f"{name}/")
        else:
            try:
                stat = entry.stat()
            except OSError:  # 断了的链接
                stat = entry.stat(follow_symlinks=False)
            yield name, stat.st_size, stat.st_mtime_ns


def _installed() -> Iterator[str]:
    """装了哪些库、各是哪一版。"""
    for folder in sys.path:
        yield from (path.name for path in Path(folder).glob("*.dist-info"))


def _commit(root: Path) -> str:
    """现在是哪一次提交，历史从哪里断开；不在 Git 里时为空。"""
    command = ["git", "rev-parse", "HEAD", "--git-path", "shallow"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=True)  # noqa: S603
        head, shallow = os.fsdecode(done.stdout).splitlines()
    except (OSError, ValueError, subprocess.CalledProcessError):
        return ""
    cut = root / shallow
    return f"{head} {cut.read_bytes() if cut.is_file() else b''!r}"


def _written(value: Any) -> str:
    """`value` 写成一行：同样的设置，同样的字。对象只写是哪一种。"""
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{_written(k)}:{_written(v)}' for k, v in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_written, value))}]"
    if isinstance(value, AbstractSet):
        return f"{{{','.join(sorted(map(_written, value)))}}}"
    if value is None or isinstance(value, str | int | float | os.PathLike):
        return repr(value)
    named = value if hasattr(value, "__qualname__") else type(value)
    return f"{named.__module__}.{named.__qualname__}"
