"""content/ 里有什么：只认文章、登记簿、文章的图片，别的都说出来，不登。

这是一张“可以有”的单子：没有写在上面的，不论是什么，都不会到网站上去。
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from casebook.model import HANDBOOK, REGISTER_FOLDER
from casebook.problems import Problem
from casebook.read.files import ID, PICTURES, SLUG_NAME, file_like
from casebook.read.names import is_junk, name_fault
from casebook.read.ordinary import Item, legible, listed, oddity

_DEEPEST = 8
_READ_ELSEWHERE = (HANDBOOK, REGISTER_FOLDER)
_WEB = (".html", ".htm", ".js", ".mjs", ".css", ".svg", ".xml", ".json", ".map")
_PAPERS = (
    *(".doc", ".docx", ".wps", ".pdf", ".ofd", ".xls", ".xlsx", ".et", ".csv", ".ppt", ".pptx"),
    *(".zip", ".rar", ".7z"),
)
_OTHER_PICTURES = (".heic", ".heif", ".avif", ".gif", ".bmp", ".tif", ".tiff", ".ico", ".raw")
_BACKUPS = ("~", ".bak", ".orig", ".rej", ".old", ".tmp", ".swp")


class Contents(NamedTuple):
    """文章与图片的路径（相对手册，用 / 分隔），照文件夹与名字排。登记簿见 `yaml_files`。"""

    articles: tuple[str, ...]
    pictures: tuple[str, ...]


def read_contents(root: Path, problems: list[Problem]) -> Contents:
    """看一遍 `root` 的 content/；不该有的、名字不合的（F09、F10、F20–F23）记为问题。"""
    found = sorted(_walk(root, problems), key=lambda path: path.split("/"))
    articles = [path for path in found if path.endswith(".md")]
    return Contents(tuple(articles), tuple(path for path in found if not path.endswith(".md")))


def _walk(root: Path, problems: list[Problem]) -> Iterator[str]:
    todo = ["content"]
    while todo:
        folder = todo.pop()
        for item in listed(root, folder, problems):
            if is_junk(item.name) or item.path in _READ_ELSEWHERE:
                continue
            if fault := _fault(item):
                problems.append(fault)
            elif item.is_folder:
                todo.append(item.path)
            else:
                yield item.path


def _fault(item: Item) -> Problem | None:
    """这一样不该有，或名字不合；好的为 None。"""
    name, path, stat = item
    picture = name.lower().endswith(PICTURES)
    if (fault := name_fault(name)) and not (picture and fault[0] == "F17"):
        return _problem(path, *fault)
    if item.is_folder and not file_like(name):
        if path.count("/") > _DEEPEST:
            return _problem(path, "F23", "文件夹套得太深。文章放浅一些")
        return _unfit(path, name)
    if odd := oddity(path, stat.st_mode):
        return odd
    stem, dot, suffix = name.rpartition(".")
    suffix = f"{dot}{suffix}".lower() if stem else ""
    if suffix == ".md":
        return _unfit(path, stem, whole=name.endswith(".md"))
    return None if suffix in PICTURES else _problem(path, "F23", _said(name.lower(), suffix))


def _unfit(path: str, stem: str, whole: bool = True) -> Problem | None:
    if ID.fits(stem) and whole:
        return None
    return _problem(path, "F10", SLUG_NAME)


def _said(name: str, suffix: str) -> str:
    """这一样为什么不登，该怎么办。"""
    if name.endswith(_BACKUPS):
        return "这是备份，不登出来。请删掉"
    if suffix in (".yml", ".yaml"):
        return "这里不放登记簿与案例。登记簿放到 content/registry/，案例放到 cases/"
    if suffix in _OTHER_PICTURES:
        return "这种图片不登出来。请另存为 JPEG 或 PNG"
    if suffix in _PAPERS:
        return "附件不登出来。请把要紧的话写进文章，把它移走"
    if suffix in _WEB:
        return "网页、脚本、样式不登出来。请移走；要登的话写成文章（.md）"
    if suffix in (".txt", ".markdown", ".mdown"):
        return "文章的后缀是 .md，别的不登出来。请改后缀，或移走"
    return "content/ 里只放文章（.md）、文章的图片与登记簿，别的不登出来。请移走"


def _problem(path: str, code: str, message: str, hint: str = "") -> Problem:
    return Problem(legible(path), 1, 1, code, message, hint)
