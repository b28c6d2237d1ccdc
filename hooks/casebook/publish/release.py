"""换上新网站：一步到位，任何时候断电，旧网站都是完整的。

网站的位置（如 `site`）是一个符号链接，指向旁边 `.site-releases/` 里的一版。新的一版先在那里建好、
验过、落盘，再用一次 rename 换掉链接（POSIX 保证 rename 是原子的）。留下上一版，再早的删掉。
"""

import contextlib
import filecmp
import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Set
from pathlib import Path

from casebook.faults import Fault
from casebook.publish.manifest import STAMP
from casebook.store import unlisted
from casebook.store.locks import alone, held, hold, sweep
from casebook.store.scratch import sweep_scratch
from casebook.store.swap import show, shown, sync, sync_names

_STAGING = "staging-"
_REPLACED = "replaced-"
_RELEASE = re.compile(r"[0-9a-f]{16}(-\w+)?")
_KEPT = 2
_LOCK = ".lock"


def releases_of(site: Path) -> Path:
    """放 `site` 各版的文件夹，在它旁边：`site` → `.site-releases`。"""
    return site.parent / f".{site.name}-releases"


class NotOurs(Fault):
    """各版要放的地方，放着别的东西。"""

    def __init__(self, releases: Path) -> None:
        what = "链接" if releases.is_symlink() else "文件"
        super().__init__(
            f"{releases.name} 应是文件夹，放建好的各版网站，现在是一个{what}。请把它移走，再建一次"
        )


def prepare(site: Path) -> Path:
    """为 `site` 的新一版准备一个空文件夹，返回它；本进程结束之前，别的构建不会把它清掉。

    放各版的地方是链接或文件时抛 NotOurs：里面的不是我们的，不能清。
    """
    releases = releases_of(site)
    if os.path.lexists(releases) and (releases.is_symlink() or not releases.is_dir()):
        raise NotOurs(releases)
    releases.mkdir(parents=True, exist_ok=True)
    unlisted(releases)
    sweep_scratch()
    with alone(releases / _LOCK):
        _sweep(releases)
        staged = Path(tempfile.mkdtemp(prefix=_STAGING, dir=releases))
        hold(staged)
        if last := shown(site):  # 现在的一版里没有变的要接过来用，别的构建不要动它
            hold(last, shared=True)
    return staged


def publish(
    staged: Path,
    site: Path,
    name: str,
    kept: Mapping[str, int] | None = None,
    last: Path | None = None,
) -> Path:
    """把建好的 `staged` 换成 `site`，这一版叫 `name`；返回这一版的文件夹。

    `kept` 是没有变的文件（→ 它的 inode），从上一版 `last` 接过来（硬链接，不占地方），
    `staged` 里有的也不用。
    同名的一版已在、内容也一样时，直接用它。`site` 原是普通文件夹时，与链接对换，作为上一版留下。
    """
    releases = releases_of(site)
    with alone(releases / _LOCK):
        if last and last.name == name and _unchanged(staged, last):
            discard(staged)
            staged = last
        elif kept and last:
            staged = _joined(staged, kept, last, _spare(releases, site, last))
        release = _settle(staged, releases / name)
        aside = Path(tempfile.mkdtemp(prefix=_REPLACED, dir=releases))
        previous = shown(site) or aside
        try:
            release = show(release, site, aside)
        finally:
            with contextlib.suppress(OSError):
                aside.rmdir()  # 空的才删得掉
        sync_names(site.parent)
        os.utime(release)
        _clean(releases, {release, previous})
    return release


def _unchanged(staged: Path, last: Path) -> bool:
    """新写的与上一版里的一样；留用的已经看过了。"""
    files = (path for path in staged.rglob("*") if path.is_file())
    pairs = ((path, last / path.relative_to(staged)) for path in files)
    return all(o.is_file() and filecmp.cmp(n, o, shallow=False) for n, o in pairs)


def _spare(releases: Path, site: Path, last: Path) -> Path | None:
    """再上一版：换上之后就没有用了，改几个文件就是新的一版，不必把几万个文件再接一遍。"""
    current = {shown(site), last}
    for folder in releases.iterdir():
        ours = _RELEASE.fullmatch(folder.name) and (folder / STAMP).exists()
        if ours and folder not in current and not held(folder):
            return folder
    return None


def _joined(staged: Path, kept: Mapping[str, int], last: Path, spare: Path | None) -> Path:
    """`staged` 与上一版里没有变的 `kept` 合在一起；返回合好的文件夹。"""
    if spare is None:
        _link(last, staged, kept.keys())
        return staged
    whole = spare.rename(_beside(staged))
    hold(whole)
    there: set[str] = set()
    _strip(f"{whole}", "", kept, there)
    _link(last, whole, kept.keys() - there)
    for file in staged.rglob("*"):
        name = file.relative_to(staged)
        if file.is_file() and name.as_posix() not in kept:
            target = whole / name
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
    shutil.rmtree(staged, ignore_errors=True)
    return whole


def _strip(folder: str, inside: str, kept: Mapping[str, int], there: set[str]) -> bool:
    """`folder`（在网站里的 `inside`）里只留 `kept` 的那几个文件，记在 `there`；别人放进去的也不留。

    什么也没有留下时，文件夹也删掉，返回假。
    """
    with os.scandir(folder) as found:
        listed = [*found]
    left = False
    for entry in listed:
        path = f"{inside}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            left |= _strip(entry.path, f"{path}/", kept, there)
        elif kept.get(path) == entry.inode():
            there.add(path)
            left = True
        else:
            os.unlink(entry.path)  # noqa: PTH108 - 一万次，要快
    if not left:
        os.rmdir(folder)  # noqa: PTH106
    return left


def _link(last: Path, folder: Path, names: Set[str]) -> None:
    """`folder` 里的 `names`，就是 `last` 里的那一个文件。"""
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        os.link(f"{last}/{name}", target)


def _beside(staged: Path) -> Path:
    """合在一起的放在哪里。"""
    return staged.with_name(f"{staged.name}-")


def discard(staged: Path) -> None:
    """没有建成：扔掉。"""
    for folder in (staged, _beside(staged)):
        shutil.rmtree(folder, ignore_errors=True)


def _settle(staged: Path, release: Path) -> Path:
    """落盘、改名。同名的一版若被人动过，或没删完，就另起一个名字。"""
    if staged == release:
        return release
    if release.is_dir():
        if _same(staged, release):
            discard(staged)
            return release
        own = staged.name.removeprefix(_STAGING).rstrip("-")  # 合好的（_beside）多一个 -
        release = release.with_name(f"{release.name}-{own}")
    staged.chmod(0o755)
    sync(staged)
    return staged.rename(release)


def _same(one: Path, other: Path) -> bool:
    names = {p.relative_to(one) for p in one.rglob("*")}
    return names == {p.relative_to(other) for p in other.rglob("*")} and all(
        filecmp.cmp(one / name, other / name, shallow=False)
        for name in names
        if (one / name).is_file()
    )


def _clean(releases: Path, keep: set[Path]) -> None:
    """删掉更早的版本；不是我们建的不动。"""
    others = [p for p in releases.iterdir() if p.is_dir() and p not in keep]
    older = [p for p in others if _RELEASE.fullmatch(p.name) or _once_ours(p)]
    older.sort(key=lambda p: p.stat().st_mtime, reverse=True)
    kept = sum(folder.is_dir() for folder in keep)
    for extra in older[max(_KEPT - kept, 0) :]:
        shutil.rmtree(extra, ignore_errors=True)
    _sweep(releases)


def _sweep(releases: Path) -> None:
    """收走别的构建被杀掉时留下的暂存。"""
    for folder in releases.glob(f"{_STAGING}*"):
        if folder.is_dir() and not held(folder):
            shutil.rmtree(folder, ignore_errors=True)
    sweep(releases)


def _once_ours(aside: Path) -> bool:
    """换下来的一版（没有链接的系统）是我们建的，或是空的；原来就在网站位置上的，一直留着。"""
    if not aside.name.startswith(_REPLACED):
        return False
    inside = [*aside.iterdir()]
    return all((one / STAMP).is_file() or one.is_symlink() for one in inside)
