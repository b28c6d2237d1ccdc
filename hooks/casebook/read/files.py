"""一个文件夹里有哪些 YAML 文件，各是什么时候改的。"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from casebook.model.scalars import SLUG
from casebook.problems import Problem
from casebook.read.ordinary import listed, oddity, read_bytes

SLUG_NAME = "文件名就是网址，只用小写英文字母、数字和连字符，不超过 64 个字符"
"""文件名不合编号的写法时说的话（F10）。"""
DIGITS_NAME = "文件名不能只是数字：那是“全部工作法”第几页的地址"
"""文件名只是数字时说的话（F10）。"""
PICTURES = (".jpg", ".jpeg", ".png", ".webp")
"""图片的后缀；大写的也算。"""
_SUFFIXES = (".yaml", ".yml", ".txt")
ID_LIMIT = 64


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
        """内容；读不成时抛 Unread。"""
        return read_bytes(root, self.path)


def yaml_files(
    root: Path, folder: str, problems: list[Problem], folders: bool = False
) -> Iterator[File]:
    """`folder` 里的 YAML 文件，按名字排；名字不合、不是普通文件、别的后缀都记为问题。

    `folders` 是说里面可以有文件夹：案例的图片。
    """
    seen: dict[str, str] = {}
    items = [*listed(root, folder, problems)]
    inner = {item.name for item in items if item.is_folder}
    for name, path, stat in items:
        if name.startswith("."):
            continue
        if name in inner and folders and not file_like(name):
            continue
        if odd := oddity(path, stat.st_mode):
            problems.append(odd)
            continue
        stem, dot, end = name.rpartition(".")
        stem, suffix = (stem, dot + end) if stem else (name, "")
        if suffix != ".yml":
            message = "这个文件夹里只放 .yml 文件，请改后缀或移走"
            near = near_slug(stem)
            hint = f"{near}.yml" if near and suffix.lower() in _SUFFIXES else ""
            problems.append(Problem(path, 1, 1, "F10", message, hint))
            continue
        key = stem.casefold()
        if key in seen:
            message = f"网址与 {seen[key]} 相同（大小写不算）"
            problems.append(Problem(path, 1, 1, "F13", message))
        seen[key] = path
        if not SLUG.fullmatch(stem) or len(stem) > ID_LIMIT:
            hint = f"{near_slug(stem) or 'mulinxiang'}.yml"
            problems.append(Problem(path, 1, 1, "F10", SLUG_NAME, hint))
            continue
        if stem.isdigit() and folder == "cases":
            problems.append(Problem(path, 1, 1, "F10", DIGITS_NAME, f"gongzuofa-{stem}.yml"))
            continue
        beside = _inside(root, f"{folder}/{stem}", problems) if stem in inner else ""
        yield File(stem, path, stat.st_size, stat.st_mtime_ns, beside)


def near_slug(stem: str) -> str:
    """与 `stem` 相近的、合规矩的文件名。"""
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:ID_LIMIT]


def file_like(name: str) -> bool:
    """文件夹叫这个名字，看着像文件。"""
    return name.lower().endswith((*_SUFFIXES, ".md", *PICTURES))


def _inside(root: Path, folder: str, problems: list[Problem]) -> str:
    inside = ((name, stat) for name, _, stat in listed(root, folder, problems))
    return repr([(name, stat.st_mode, stat.st_size, stat.st_mtime_ns) for name, stat in inside])
