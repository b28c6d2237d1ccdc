"""手册在哪里，人说的是它的哪些文件。"""

import difflib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from casebook.model.handbook import HANDBOOK
from casebook.model.values import brief
from casebook.read.ordinary import legible

_FOLDERS = ("cases", "content")
_REGISTERS = "content/registry"


class NotOurs(Exception):
    """说的不是手册里的文件；消息是给人看的。"""


def find_root(start: Path) -> Path | None:
    """`start` 或它上面的文件夹里，第一个有 cases/ 或 content/registry/ 的；没有时为 None。"""
    start = Path(os.path.realpath(start))
    for folder in (start, *start.parents):
        if os.path.isdir(folder / "cases") or os.path.isdir(folder / _REGISTERS):  # noqa: PTH112
            return folder
    return None


def selection(root: Path, named: Sequence[str], here: Path) -> Callable[[str], bool]:
    """人写了 `named` 这些文件或文件夹；返回“这个路径要不要看”。

    写绝对的、相对 `here` 或手册的、用反斜杠的都行；一条案例，只写编号也行。
    一个案例，连它的图片；一张图片，连它的案例；一个文件夹，里面的全部。登记簿人人都用，
    改了一本，处处都要看。一个也没有写，就是全部。不是手册里的，抛 NotOurs。
    """
    wanted = [_inside(root, name, here) for name in named]
    if not wanted or any(path in ("", "content") or _shared(path) for path in wanted):
        return lambda _: True
    exact, under = set(wanted), {f"{path}/" for path in wanted}
    for path in wanted:
        folder, _, name = path.partition("/")
        if folder == "cases" and name:
            case = name.partition("/")[0].removesuffix(".yml")
            exact |= {f"cases/{case}.yml", f"cases/{case}"}
            under.add(f"cases/{case}/")
    return lambda path: path in exact or path.startswith(tuple(under))


def named_files(root: Path, named: Sequence[str], here: Path) -> Callable[[str], bool]:
    """与 `selection` 一样认，但只有说到的那些文件与文件夹：写了一本登记簿，就只是它。"""
    wanted = [_inside(root, name, here) for name in named]
    if not wanted or "" in wanted:
        return lambda _: True
    under = tuple(f"{path}/" for path in wanted)
    return lambda path: path in wanted or path.startswith(under)


def _shared(path: str) -> bool:
    return path in (_REGISTERS, HANDBOOK) or path.startswith(f"{_REGISTERS}/")


def _inside(root: Path, name: str, here: Path) -> str:
    """人写的一个文件 → 相对手册的路径，用 / 分隔；手册本身是空的。"""
    written = name if _there(here, name) else name.replace("\\", "/")
    for base in (here, root):
        path = Path(base, written)
        if not _there(base, written):
            continue
        try:
            inside = path.name not in ("", "..")
            place = path.parent.resolve() / path.name if inside else path.resolve()
        except (OSError, RuntimeError):  # 看不了的文件夹，绕圈的链接
            raise NotOurs(f"“{legible(name)}”看不了：没有权限，或链接绕成了圈。") from None
        if not place.is_relative_to(root):
            continue
        relative = legible(place.relative_to(root).as_posix().removeprefix("."))
        if not relative or relative.partition("/")[0] in _FOLDERS:
            return relative
        raise NotOurs(
            f"“{legible(name)}”不是手册里的文件：案例在 cases/，登记簿与文章在 content/。"
        )
    case = f"cases/{written.removesuffix('.yml')}.yml"
    if Path(written).name == written and _there(root, case):
        return case  # 只写了编号、文件名
    if _there(here, written):
        raise NotOurs(f"“{legible(name)}”不在手册的文件夹里（{root}）。")
    close = _nearest(root, written)
    tail = f"是不是 {'、'.join(close)}？" if close else ""
    raise NotOurs(f"没有“{legible(brief(name))}”这个文件。{tail}")


def _there(base: Path, name: str) -> bool:
    """有这样东西；断了的链接也算。"""
    try:
        return os.path.lexists(base / name)
    except (OSError, ValueError):
        return False


def _nearest(root: Path, written: str) -> list[str]:
    """手册里名字最像的文件；多半只写了编号，所以比的是不带后缀的文件名。"""
    listed = map(legible, sorted(_files(root)))
    names = {file.rpartition("/")[2].partition(".")[0]: file for file in listed}
    tail = written.rstrip("/").rpartition("/")[2].partition(".")[0]
    return [names[name] for name in difflib.get_close_matches(tail, names, 2, 0.65)]


def _files(root: Path) -> Iterator[str]:
    for top in _FOLDERS:
        for folder, inside, names in os.walk(root / top):
            inside[:] = [name for name in inside if not name.startswith(".")]
            for name in names:
                if not name.startswith("."):
                    yield Path(folder, name).relative_to(root).as_posix()
