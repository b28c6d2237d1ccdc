"""把一版摆到网站的位置上。

网站的位置是一个符号链接，换版本是换链接，一步到位。系统不让建链接时（Windows 没有开
“开发人员模式”），网站就是普通的文件夹，换版本是改两次名字，中间有一瞬间不在；没有变的也都写一遍。
"""

import ctypes
import errno
import os
import time
from pathlib import Path
from typing import Any

from casebook.faults import Fault

_BROKEN = (errno.ENOSPC, errno.EIO, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC))
"""磁盘出了毛病，不是系统不让建链接。"""


_TRIES = 8
"""Windows 的杀毒、索引刚写好就来看一眼，这时改不了名：等一等再试几次，前后不到三秒。"""


class InUse(Fault):
    """网站里有文件正开着，换不上；旧的还在。"""

    def __init__(self, site: Path) -> None:
        super().__init__(
            f"{site.name} 里有文件正开着（多半是在 WPS 里看的 PDF），换不上新的。请关掉，再建一次"
        )


def shown(site: Path) -> Path | None:
    """`site` 现在摆的是哪一版；不是链接、链接断了时为 None。"""
    try:
        return site.resolve(strict=True) if site.is_symlink() and site.is_dir() else None
    except (OSError, RuntimeError):  # 链接绕成了圈
        return None


def show(release: Path, site: Path, aside: Path) -> Path:
    """把 `release` 摆成 `site`，返回它现在在哪里。

    `site` 原是普通的文件夹、文件时，移进空文件夹 `aside`，作为上一版留下。
    换不上时抛 OSError 或 InUse，`site` 还是原来的。
    """
    link = aside / site.name
    try:
        link.symlink_to(os.path.relpath(release, site.parent), target_is_directory=True)
    except OSError as error:
        if error.errno in _BROKEN:
            raise
        return _renamed(release, site, aside)
    if os.path.lexists(site) and not site.is_symlink():
        if exchange(link, site):
            return release
        site.rename(link.with_name(f"{site.name}-old"))  # 没有对换可用：两步，只有这一次
    link.replace(site)
    return release


def _renamed(release: Path, site: Path, aside: Path) -> Path:
    old = aside / site.name
    try:
        if os.path.lexists(site):
            _rename(site, old)  # 里面有文件正开着时，Windows 不让改名
    except PermissionError as refused:
        raise InUse(site) from refused
    try:
        moved = _rename(release, site)
    except OSError:
        if os.path.lexists(old):
            old.rename(site)  # 没有换成，旧的摆回去
        raise
    if old.is_symlink():
        old.unlink()
    return moved


def _rename(one: Path, other: Path) -> Path:
    """改名；正被别的程序看着的，等一等再试。"""
    for waited in range(1, _TRIES):
        try:
            return one.rename(other)
        except PermissionError:
            time.sleep(waited / 10)
    return one.rename(other)


def exchange(one: Path, other: Path) -> bool:
    """两个名字对换，一步到位（Linux 的 RENAME_EXCHANGE）；系统不支持时返回 False。"""
    rename = _system("renameat2")
    here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return (
        rename is not None
        and rename(here, bytes(one), here, bytes(other), ctypes.c_uint(swap)) == 0
    )


def sync(folder: Path) -> None:
    """`folder` 里的文件落盘，免得换上之后断电，留下空文件。"""
    if hasattr(os, "sync"):
        sync_names(folder)
        return
    for file in (path for path in folder.rglob("*") if path.is_file()):  # Windows
        with file.open("r+b") as opened:
            os.fsync(opened.fileno())


def sync_names(folder: Path) -> None:
    """`folder` 所在的磁盘一次全落：一万页逐个落要半分钟。Windows 的文件系统自己记着改名。"""
    if not hasattr(os, "sync"):
        return
    flush = _system("syncfs")
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if flush is None or flush(descriptor) != 0:  # 不是 Linux：全部磁盘一起落
            os.sync()
    finally:
        os.close(descriptor)


def _system(name: str) -> Any:
    """C 库里叫 `name` 的函数；没有时为 None。"""
    try:
        return getattr(ctypes.CDLL(None), name, None)
    except (OSError, TypeError):  # Windows
        return None
