"""图片：要在案例、文章自己的文件夹里，是真的图片、打得开、不太大，登出来的人都同意了。"""

import errno
import os
import unicodedata
import warnings
from collections.abc import Iterator
from pathlib import Path

from casebook.check.entries import Entries
from casebook.check.text import place_in_page
from casebook.model import Case
from casebook.problems import Problem
from casebook.prose import read_prose
from casebook.read import PICTURE_LIMIT, Library
from casebook.read.files import file_like
from casebook.read.names import is_junk, name_fault
from casebook.read.ordinary import legible, listed, oddity, unreadable

_KINDS = {
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".webp": (b"RIFF",),
}
_CASES = (".yml", ".yaml")
_DOCUMENTS = (
    *(".doc", ".docx", ".wps", ".txt", ".md", ".rtf", ".odt", ".pdf", ".xls", ".xlsx", ".et"),
)
_MOST_PIXELS = 40_000_000


def check_images(library: Library, entries: Entries) -> Iterator[Problem]:
    """F09 位置、I01 存在、I02 格式、I03 同意、I05 坏了、I06 太大；I04 没写进“图片”（提醒）。"""
    for entry in entries:
        case_id = entry.id
        if not isinstance(entry.record, Case):
            continue
        named = set()
        for index, image in enumerate(entry.record.images):
            named.add(image.file)
            if not image.consent:
                yield entry.problem("I03", "图中人没有都同意，不能刊登", "图片", index, "同意")
            if wrong := _wrong(library.root, f"cases/{case_id}", image.file):
                yield entry.problem(*wrong, "图片", index, "文件")
        yield from _misplaced(library.root, case_id)
        if entry.whole:  # 没读全的案例，图片可能写在没读成的部分里
            items = (item.name for item in listed(library.root, f"cases/{case_id}", []))
            inside = [name for name in items if not is_junk(name)]
            for name in inside:
                if fault := name_fault(name):
                    yield Problem(legible(f"cases/{case_id}/{name}"), 1, 1, *fault)
            extras = (name for name in inside if name not in named and not _is_manuscript(name))
            for extra in extras:
                yield entry.problem("I04", f"cases/{case_id}/{extra} 没有写进“图片”", "图片")


def check_folders(library: Library) -> Iterator[Problem]:
    """I04 没有主人的图片文件夹（提醒）。"""
    for item in listed(library.root, "cases", []):
        name = item.name
        if name in library.case_ids or file_like(name) or is_junk(name) or name_fault(name):
            continue
        if item.is_folder:
            misplaced = [*_misplaced(library.root, name)]
            yield from misplaced
            if misplaced:
                continue
            yield Problem(f"cases/{name}", 1, 1, "I04", "这个文件夹没有对应的案例文件")


def _misplaced(root: Path, folder: str) -> Iterator[Problem]:
    """F09 案例写在了下一层：那里只放图片，里面的稿子从不登出来。"""
    where = root / "cases" / folder
    for inside, _, files in os.walk(where):
        for file in sorted(files):
            if not _is_manuscript(file):
                continue
            path = Path(inside, file)
            message = "这里只放图片，稿子在这里不会登出来"
            if path.suffix.lower() in _CASES:
                message += f"。移到 cases/ 里：cases/{legible(path.stem)}.yml"
            else:
                message += "。文字写进 cases/ 里的 .yml 文件，原稿另外保存"
            yield Problem(legible(path.relative_to(root).as_posix()), 1, 1, "F09", message)


def _is_manuscript(name: str) -> bool:
    return name.lower().endswith((*_CASES, *_DOCUMENTS)) and not is_junk(name)


def check_page_images(library: Library) -> Iterator[Problem]:
    """文章里的图片：F09、I01、I02、I05、I06；I04 没有一篇文章用到的（提醒）。"""
    used = set()
    for page in library.pages.values():
        for file, line in read_prose(page.body, page=True).images:
            used.add(f"{page.folder}/{file}")
            if wrong := _wrong(library.root, page.folder, file):
                yield page.text.problem(*place_in_page(page, line, f"]({file}"), *wrong)
    for path in library.pictures:
        if path not in used:
            yield Problem(path, 1, 1, "I04", "没有一篇文章用到这张图片")


def _wrong(root: Path, folder: str, file: str) -> tuple[str, str] | None:
    """`folder` 里的图片 `file` 的毛病：代码与一句话；好的是 None。"""
    path = root / folder / file
    try:
        if Path(file).name != file or file == ".." or path.is_symlink() or path.parent.is_symlink():
            return "F09", f"图片要直接放在 {folder}/ 里，只写文件名"
        seen = path.lstat()
        if odd := oddity(f"{folder}/{file}", seen.st_mode):
            return odd.code, f"{folder}/{file} {odd.message}"
        if seen.st_size > PICTURE_LIMIT:
            return "I06", f"{folder}/{file} 太大了，至多 {PICTURE_LIMIT >> 20} MB"
        if not _is_picture(path):
            return "I02", "图片只用 JPEG、PNG、WebP，后缀要与内容一致"
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
            return "I01", f"没有 {folder}/{file} 这张图片{_twin(path)}"
        odd = unreadable(f"{folder}/{file}", error)
        return odd.code, f"{folder}/{file} {odd.message}"
    if fault := _fault(path):
        return fault[0], f"{folder}/{file} {fault[1]}"
    return None


def _twin(path: Path) -> str:
    """有一张只是大小写、后缀写法不同，或字是拆开存的：说出来。"""
    folded = unicodedata.normalize("NFC", path.name).casefold()
    found = path.parent.iterdir() if path.parent.is_dir() else ()
    twins = sorted(
        p.name for p in found if unicodedata.normalize("NFC", p.name).casefold() == folded
    )
    if not twins:
        return ""
    twin = unicodedata.normalize("NFC", twins[0])
    if twin == unicodedata.normalize("NFC", path.name):
        return f"。有一张 {twin}，名字看着一样，存的却不同：给图片重新打一遍名字"
    return f"。有一张 {twin}，大小写要写得一样"


def _fault(path: Path) -> tuple[str, str] | None:
    """打不开、解不全的是 I05，太大的是 I06；好的是 None。"""
    from PIL import Image  # 没有图片时不必装载

    try:
        with (
            warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning),
            Image.open(path, formats=("JPEG", "PNG", "WEBP")) as image,
        ):
            if image.width * image.height > _MOST_PIXELS:
                return "I06", f"有 {image.width} × {image.height} 像素，太大了，至多 4000 万像素"
            image.draft("RGB", (1, 1))  # JPEG 只解到八分之一，也读到末尾，缺了半截就知道
            image.load()
    except Image.DecompressionBombError:
        return "I06", "太大了，至多 4000 万像素"
    except (OSError, SyntaxError, ValueError):
        return "I05", "打不开，文件坏了"
    return None


def _is_picture(path: Path) -> bool:
    signatures = _KINDS.get(path.suffix.lower(), ())
    with path.open("rb") as file:
        head = file.read(12)
    return any(head.startswith(s) for s in signatures) and (
        path.suffix.lower() != ".webp" or head[8:12] == b"WEBP"
    )
