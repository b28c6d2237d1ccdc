"""一个文件夹里有哪些 YAML 文件，各是什么时候改的。"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from casebook.model.scalars import SLUG
from casebook.problems import Problem

SLUG_NAME = "文件名就是网址，只用小写英文字母、数字和连字符，不超过 64 个字符"
"""文件名不合编号的写法时说的话（F10）。"""
DIGITS_NAME = "文件名不能只是数字：那是“全部工作法”第几页的地址"
"""文件名只是数字时说的话（F10）。"""
_SUFFIXES = (".yaml", ".yml", ".txt")
_ID_LIMIT = 64


class File(NamedTuple):
    """一个 YAML 文件：编号、相对仓库根的路径，大小（字节）、改动的时间（纳秒）。

    `beside` 是同名文件夹里的东西，各带大小与时间；没有这个文件夹时为空。
    """

    id: str
    path: str
    size: int
    changed: int
    beside: str

    def read(self, root: Path) -> bytes:
        """内容。"""
        return (root / self.path).read_bytes()


def yaml_files(root: Path, folder: str, problems: list[Problem]) -> Iterator[File]:
    """`folder` 里的 YAML 文件，按名字排；名字不合、符号链接、别的后缀都记为问题。"""
    seen: dict[str, str] = {}
    where = root / folder
    if where.is_symlink():
        problems.append(Problem(folder, 1, 1, "F09", "这是符号链接。请把文件夹本身放进来"))
        return
    if not where.is_dir():
        return
    with os.scandir(where) as found:
        listed = sorted(found, key=lambda entry: entry.name)
    folders = {entry.name for entry in listed if entry.is_dir()}
    for entry in listed:
        name, path = entry.name, f"{folder}/{entry.name}"
        if name.startswith("."):
            continue
        if entry.is_symlink():
            problems.append(Problem(path, 1, 1, "F09", "这是符号链接。请把文件本身放进来"))
            continue
        if name in folders:
            continue
        stem, dot, end = name.rpartition(".")
        stem, suffix = (stem, dot + end) if stem else (name, "")
        if suffix != ".yml":
            message = "这个文件夹里只放 .yml 文件，请改后缀或移走"
            near = _near(stem)
            hint = f"{near}.yml" if near and suffix.lower() in _SUFFIXES else ""
            problems.append(Problem(path, 1, 1, "F10", message, hint))
            continue
        key = stem.casefold()
        if key in seen:
            message = f"网址与 {seen[key]} 相同（大小写不算）"
            problems.append(Problem(path, 1, 1, "F13", message))
        seen[key] = path
        if not SLUG.fullmatch(stem) or len(stem) > _ID_LIMIT:
            hint = f"{_near(stem) or 'mulinxiang'}.yml"
            problems.append(Problem(path, 1, 1, "F10", SLUG_NAME, hint))
            continue
        if stem.isdigit() and folder == "cases":
            problems.append(Problem(path, 1, 1, "F10", DIGITS_NAME, f"gongzuofa-{stem}.yml"))
            continue
        stat = entry.stat()
        beside = _inside(where / stem) if stem in folders else ""
        yield File(stem, path, stat.st_size, stat.st_mtime_ns, beside)


def _near(stem: str) -> str:
    """与 `stem` 相近的、合规矩的文件名。"""
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:_ID_LIMIT]


def _inside(folder: Path) -> str:
    with os.scandir(folder) as found:
        inside = sorted((e.name, e.stat(follow_symlinks=False)) for e in found)
    return repr([(name, stat.st_mode, stat.st_size, stat.st_mtime_ns) for name, stat in inside])
