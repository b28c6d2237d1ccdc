"""换上新网站：一步到位，任何时候断电，旧网站都是完整的。

网站的位置（如 `site`）是一个符号链接，指向旁边 `.releases/` 里的一版。新的一版先在 `.releases/` 里建好、
验过、落盘，再用一次 rename 换掉链接（POSIX 保证 rename 是原子的）。留下上一版，再早的删掉。
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RELEASES = ".releases"
"""放各版的文件夹，在网站的旁边。"""
_STAGING = "staging-"
_KEPT = 2


def prepare(site: Path) -> Path:
    """为 `site` 的新一版准备一个空文件夹，返回它。"""
    releases = site.parent / RELEASES
    releases.mkdir(parents=True, exist_ok=True)
    (releases / ".gitignore").write_text("*\n", encoding="utf-8")
    return Path(tempfile.mkdtemp(prefix=_STAGING, dir=releases))


def publish(staged: Path, site: Path, name: str) -> Path:
    """把建好的 `staged` 换成 `site`，这一版叫 `name`；返回这一版的文件夹。

    同名的一版已在（内容相同）时，直接用它。`site` 原是普通文件夹时，先挪到一边。
    """
    releases = site.parent / RELEASES
    with _lock(releases):
        release = releases / name
        if release.exists():
            shutil.rmtree(staged)
        else:
            staged.chmod(0o755)
            _sync(staged)
            staged.rename(release)
        link = releases / f"{_STAGING}link-{os.getpid()}"
        link.unlink(missing_ok=True)
        link.symlink_to(os.path.relpath(release, site.parent), target_is_directory=True)
        previous = site.resolve() if site.is_symlink() else None
        if site.is_dir() and not site.is_symlink():
            old = Path(tempfile.mkdtemp(prefix="replaced-", dir=releases))
            site.rename(old / site.name)
        link.replace(site)
        os.utime(release)
        _clean(releases, {release, previous})
    return release


def discard(staged: Path) -> None:
    """没有建成：扔掉。"""
    shutil.rmtree(staged, ignore_errors=True)


def _clean(releases: Path, keep: set[Path | None]) -> None:
    """删掉更早的版本和上次没建完的。"""
    kept = {p.name for p in keep if p is not None}
    others = sorted(
        (p for p in releases.iterdir() if p.is_dir() and p.name not in kept),
        key=lambda p: p.stat().st_mtime,
        reverse=True,
    )
    for extra in others[max(_KEPT - len(kept), 0) :]:
        shutil.rmtree(extra, ignore_errors=True)


def _sync(folder: Path) -> None:
    """落盘，免得换上之后断电，留下空文件。"""
    for path in folder.rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


@contextmanager
def _lock(releases: Path) -> Iterator[None]:
    """两次构建同时换，一个等另一个。"""
    with (releases / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
