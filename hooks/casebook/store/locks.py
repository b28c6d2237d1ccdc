"""锁：两次构建不碰同一个文件夹。锁随进程消失，哪怕是被杀掉的。

Linux、macOS 锁文件夹自己，改了名也还锁着；Windows 打不开文件夹，锁它旁边的 `.<名字>.lock`。
"""

import contextlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows，用 msvcrt
    fcntl = None  # type: ignore[assignment]

_PAUSE = 0.05
"""Windows 上等锁，隔多少秒再试。"""


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """锁着 `file` 做完里面的事；别人锁着时等一等。"""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(descriptor, shared=False, wait=True)
        yield
    finally:
        os.close(descriptor)


def hold(folder: Path, shared: bool = False) -> bool:
    """锁住 `folder`，到本进程结束为止；别人正锁着时返回假。`shared` 是别人也可以这样锁。"""
    descriptor = _opened(folder)  # 故意不关
    taken = _take(descriptor, shared, wait=False)
    if not taken:
        os.close(descriptor)
    return taken


def held(folder: Path) -> bool:
    """有没有哪个进程锁着 `folder`。"""
    descriptor = _opened(folder)
    try:
        return not _take(descriptor, shared=False, wait=False)
    finally:
        os.close(descriptor)


def sweep(place: Path, prefix: str = "") -> None:
    """`place` 里锁用过的文件（Windows 才有），名字以 `prefix` 开头的文件夹已经不在的，删掉。"""
    for file in place.glob(f".{prefix}*.lock"):
        if not file.with_name(file.name[1:].removesuffix(".lock")).exists():
            with contextlib.suppress(OSError):  # 别人正开着
                file.unlink()


def _opened(folder: Path) -> int:
    if fcntl:
        return os.open(folder, os.O_RDONLY)
    return os.open(folder.with_name(f".{folder.name}.lock"), os.O_RDWR | os.O_CREAT)


def _take(descriptor: int, shared: bool, wait: bool) -> bool:
    if fcntl:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
    import msvcrt  # 只有 Windows 有

    while True:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except PermissionError:
            if not wait:
                return False
            time.sleep(_PAUSE)
        else:
            return True
