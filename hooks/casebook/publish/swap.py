"""把一版摆到网站的位置上。

网站的位置是一个符号链接，换版本是换链接，一步到位。系统不让建链接时（Windows 没有开
“开发人员模式”），网站就是普通的文件夹，换版本是改两次名字，中间有一瞬间不在；没有变的也都写一遍。
"""

import ctypes
import os
from pathlib import Path
from typing import Any


def shown(site: Path) -> Path | None:
    """`site` 现在摆的是哪一版；不是链接时为 None。"""
    return site.resolve() if site.is_symlink() else None


def show(release: Path, site: Path, aside: Path) -> Path:
    """把 `release` 摆成 `site`，返回它现在在哪里。

    `site` 原是普通文件夹时，移进空文件夹 `aside`，作为上一版留下。
    """
    link = aside / site.name
    try:
        link.symlink_to(os.path.relpath(release, site.parent), target_is_directory=True)
    except OSError:
        return _renamed(release, site, aside)
    if site.is_dir() and not site.is_symlink():
        if exchange(link, site):
            return release
        site.rename(link.with_name(f"{site.name}-old"))  # 没有对换可用：两步，只有这一次
    link.replace(site)
    return release


def _renamed(release: Path, site: Path, aside: Path) -> Path:
    old = aside / site.name
    if site.is_symlink():
        site.unlink()
    elif site.exists():
        site.rename(old)
    try:
        return release.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)  # 没有换成，旧的摆回去
        raise


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
