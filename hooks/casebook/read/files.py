"""一个文件夹里有哪些 YAML 文件，各是什么时候改的。"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from casebook.model import LABELS, REGISTER_FOLDER, REGISTERS
from casebook.model.scalars import SCALARS, Kind
from casebook.problems import Problem
from casebook.problems.likeness import sound
from casebook.read.names import backup_of, copied_from, is_junk, name_fault
from casebook.read.ordinary import listed, oddity, read_bytes, readable

ID = SCALARS[Kind.ID]
SLUG_NAME = f"文件名就是网址，{ID.how}，不超过 {ID.limit} 个字符"
"""文件名不合编号的写法时说的话（F10）。"""
DIGITS_NAME = "文件名不能只是数字：那是“全部工作法”第几页的地址"
"""文件名只是数字时说的话（F10）。"""
PICTURES = (".jpg", ".jpeg", ".png", ".webp")
"""图片的后缀；大写的也算。"""
_SUFFIXES = (".yaml", ".yml", ".txt")
_OFFICE = re.compile(r"\.(docx?|wp[st]|xlsx?|et|pptx?|dps|rtf|odt|pdf|pages)", re.I)

_PAPERS = (".doc", ".docx", ".wps", ".rtf", ".odt")
_SHEETS = (".xls", ".xlsx", ".et")


class File(NamedTuple):
    """一个 YAML 文件：编号、相对仓库根的路径，大小（字节，读不了的是 -1）、改动的时间（纳秒）。

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
    taken = Counter(item.name.casefold() for item in items)
    offered: set[str] = set()  # 已经给了别的文件的名字
    for name, path, stat in items:
        if is_junk(name):
            continue
        if fault := name_fault(name):
            problems.append(Problem(path, 1, 1, *fault))
            continue
        if name in inner and folders and not file_like(name):
            continue
        if odd := oddity(path, stat.st_mode):
            problems.append(odd)
            continue
        stem, dot, end = name.rpartition(".")
        stem, suffix = (stem, dot + end) if stem else (name, "")
        key = stem.casefold()
        if suffix == ".yml":
            if key in seen:
                message = f"网址与 {seen[key]} 相同（大小写不算）"
                problems.append(Problem(path, 1, 1, "F13", message))
            seen[key] = path
        if wrong := _misnamed(name, stem, suffix, folder, taken):
            code, message, hint = wrong
            if hint and hint in offered:
                message, hint = f"{message}。{hint} 已经给了上面的另一个文件，这个另起一个名字", ""
            offered.add(hint)
            problems.append(Problem(path, 1, 1, code, message, hint))
            continue
        beside = _inside(root, f"{folder}/{stem}", problems) if stem in inner else ""
        # 读不了的不冒充没有变：大小对不上，账上的就不用了，读的时候再说
        size = stat.st_size if readable(root, path, stat.st_mode) else -1
        yield File(stem, path, size, stat.st_mtime_ns, beside)


def _misnamed(
    name: str, stem: str, suffix: str, folder: str, taken: Counter[str]
) -> tuple[str, str, str] | None:
    """名字不合的：代码、一句话、能抄的名字；`taken` 是已经有的，都写成小写，不会当作改法。"""

    def free(near: str) -> str:
        near = _register_file(near) if folder == REGISTER_FOLDER else near
        right = ID.fits(near) and not near.isdigit()
        own = f"{near}.yml" == name.casefold()
        return f"{near}.yml" if right and taken[f"{near}.yml"] <= own else ""

    if original := backup_of(name):
        return "F16", f"这像是编辑器给“{original}”留的备份。用不着就删掉，要用就移到别处", ""
    if original := copied_from(stem):
        message = (
            f"这像是“{original}”的另一份。两份比一比，留下对的，另一份删掉；真是另一件，另起名字"
        )
        return "F16", message, ""
    if _OFFICE.fullmatch(suffix):
        return "F10", _office(suffix.lower(), folder), ""
    if suffix != ".yml":
        inner = stem[: -len(".yml")] if stem.lower().endswith((".yml", ".yaml")) else stem
        right = near_slug(inner.removesuffix(".")) if suffix.lower() in _SUFFIXES else ""
        if (hint := free(right)) or (inner == stem and f"{right}.yml" not in taken):
            return "F10", "这个文件夹里只放 .yml 文件，请改后缀或移走", hint
        wrong = "多了后缀" if inner != stem else "后缀应是 .yml，不是"
        return "F10", f"{wrong} {suffix}。已经有 {right or inner}.yml 了：比一比，留下对的一份", ""
    if folder == REGISTER_FOLDER and (book := _LABELLED.get(stem)):
        exists = "，已经有了" if f"{book}.yml" in taken else ""
        return "F10", f"“{stem}”登记簿的文件叫 {book}.yml{exists}", free(book)
    if not ID.fits(stem):
        return "F10", SLUG_NAME, free(near_slug(stem) if stem.isascii() else sound(stem))
    if stem.isdigit() and folder == "cases":
        return "F10", DIGITS_NAME, ""
    return None


def _office(suffix: str, folder: str) -> str:
    """办公软件的文件放进来了：收得进来的，说怎样收。"""
    registers = folder.startswith(REGISTER_FOLDER)
    if suffix in _SHEETS and registers:
        kept = "" if suffix == ".xlsx" else "另存为 .xlsx，"
        return f"表格这里读不了：{kept}移到别的文件夹，再用 casebook import 收进登记簿"
    if suffix in _PAPERS and not registers:
        kept = "" if suffix == ".docx" else "另存为 .docx，"
        return f"Word、WPS 的稿子这里读不了：{kept}移到别的文件夹，再用 casebook import 收成一条"
    return (
        "Word、WPS、PDF 文档这里读不了：把文字复制进 .yml 文件"
        "（casebook new 起一份），文档移到别的文件夹"
    )


def near_slug(stem: str) -> str:
    """与 `stem` 只差大小写与标点的、合规矩的文件名。"""
    plain = unicodedata.normalize("NFKC", stem).strip().lower()
    return re.sub(r"[\s_.\-]+", "-", plain).strip("-")


_LABELLED = {LABELS[name]: name for name in REGISTERS}


def _register_file(near: str) -> str:
    """登记簿只有这几本：`near` 不是登记簿的为空。"""
    return near if near in REGISTERS else ""


def file_like(name: str) -> bool:
    """文件夹叫这个名字，看着像文件。"""
    return name.lower().endswith((*_SUFFIXES, ".md", *PICTURES))


def _inside(root: Path, folder: str, problems: list[Problem]) -> str:
    inside = ((name, stat) for name, _, stat in listed(root, folder, problems))
    return repr([(name, stat.st_mode, stat.st_size, stat.st_mtime_ns) for name, stat in inside])
