"""临时文件夹，用一会儿。自己收走；被杀掉来不及收的，下一次开始时收。"""

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casebook.store.locks import held, hold, sweep

_PREFIX = "casebook-"
_OURS = re.compile(rf"{_PREFIX}\w{{8}}")
_SIGN = ".casebook-scratch"
"""有这个文件的才是我们的：锁好以后才放，所以没有锁而有它的，主人已经不在了。"""


@contextmanager
def scratch(place: Path | None = None) -> Iterator[Path]:
    """`with scratch() as folder`：`place`（不写是系统的临时文件夹）里的一个空文件夹，用完收走。"""
    place = place or Path(tempfile.gettempdir())
    sweep_scratch(place)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    try:
        hold(folder)
        (folder / _SIGN).touch()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep_scratch(place: Path | None = None) -> None:
    """收走 `place` 里被杀掉的进程留下的；别人的、还有人用着的不动。"""
    place = place or Path(tempfile.gettempdir())
    with contextlib.suppress(OSError):
        for folder in place.glob(f"{_PREFIX}*"):
            with contextlib.suppress(OSError):
                if _left(folder):
                    shutil.rmtree(folder, ignore_errors=True)
        sweep(place, _PREFIX)


def _left(folder: Path) -> bool:
    """是自己的，主人已经不在了。"""
    if not _OURS.fullmatch(folder.name) or folder.is_symlink() or not (folder / _SIGN).is_file():
        return False
    mine = getattr(os, "getuid", lambda: 0)() == folder.lstat().st_uid
    return mine and not held(folder)
