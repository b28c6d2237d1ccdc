"""图片：要在案例、文章自己的文件夹里，是真的图片、打得开、不太大，登出来的人都同意了。"""

import os
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

from casebook.check.entries import Entries
from casebook.check.text import place_in_page
from casebook.model import Case
from casebook.problems import Problem
from casebook.prose import read_prose
from casebook.read import Library, picture_at, picture_names

_KINDS = {
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".webp": (b"RIFF",),
}
_MOST_PIXELS = 40_000_000
_LONG = 3
"""高过宽的几倍，印在书里就看不清：一页 165 毫米高，三倍的还有 55 毫米宽，手机截图里的字有 7 磅。"""
_SYSTEM = ("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "@eadir")


def check_images(library: Library, entries: Entries) -> Iterator[Problem]:
    """F09 位置、I01 存在、I02 格式、I03 同意、I05 坏了、I06 太大、I08 名字看着一样。

    提醒的：I04 没写进“图片”，I07 太长。
    """
    for entry in entries:
        case_id = entry.id
        if not isinstance(entry.record, Case):
            continue
        folder = library.root / "cases" / case_id
        named = {image.file for image in entry.record.images}
        for index, image in enumerate(entry.record.images):
            if not image.consent:
                yield entry.problem("I03", "图中人没有都同意，不能刊登", "图片", index, "同意")
            if wrong := _wrong(library.root, f"cases/{case_id}", image.file):
                code, message, hint = wrong
                yield entry.problem(code, message, "图片", index, "文件", hint=hint)
            elif long := _long(folder / image.file):
                yield entry.problem("I07", long, "图片", index, "文件")
        if not folder.is_dir():
            continue
        names = {name: kept for name, kept in picture_names(folder).items() if not _junk(name)}
        for twins in _twins(names):
            same = "、".join(twins)
            message = (
                f"cases/{case_id}/ 里有名字看着一样的文件：{same}。请只留一个，或改成两个不同的名字"
            )
            yield entry.problem("I08", message, "图片")
        if entry.whole:  # 没读全的案例，图片可能写在没读成的部分里
            lost = {_plain(name) for name in named - names.keys()}  # 名字写错的，已经说过
            for extra in sorted(n for n in names.keys() - named if _plain(n) not in lost):
                yield entry.problem("I04", f"cases/{case_id}/{extra} 没有写进“图片”", "图片")


def check_folders(library: Library) -> Iterator[Problem]:
    """I04 没有主人的图片文件夹（提醒）。"""
    where = library.root / "cases"
    with os.scandir(where) if where.is_dir() else nullcontext(()) as found:
        folders = sorted(entry.name for entry in found if entry.is_dir())
    for name in folders:
        if name not in library.case_ids and not _junk(name):
            yield Problem(f"cases/{name}", 1, 1, "I04", "这个文件夹没有对应的案例文件")


def check_page_images(library: Library) -> Iterator[Problem]:
    """文章里的图片：F09、I01、I02、I05、I06；I04 没有一篇文章用到的（提醒）。"""
    used = set()
    for page in library.pages.values():
        for file, line in read_prose(page.body, page=True).images:
            used.add(picture_at(library.root / page.folder / file))
            if wrong := _wrong(library.root, page.folder, file):
                used.add(library.root / page.folder / wrong[2])  # 名字写错的，已经说过
                yield page.text.problem(*place_in_page(page, line, f"]({file}"), *wrong)
    for path in pictures(library.root):
        if path not in used and not _junk(path.name):
            name = path.relative_to(library.root).as_posix()
            yield Problem(name, 1, 1, "I04", "没有一篇文章用到这张图片")


def pictures(root: Path) -> list[Path]:
    """文章的文件夹里的全部图片。"""
    found = sorted((root / "content").rglob("*"))
    return [path for path in found if path.suffix.lower() in _KINDS]


def _wrong(root: Path, folder: str, file: str) -> tuple[str, str, str] | None:
    """`folder` 里的图片 `file` 的毛病：代码、一句话、该写成什么；好的是 None。"""
    path = picture_at(root / folder / file)
    if Path(file).name != file or path.is_symlink() or path.parent.is_symlink():
        return "F09", f"图片要直接放在 {folder}/ 里，只写文件名", ""
    names = picture_names(path.parent)
    if file not in names or not path.is_file():  # 有的电脑不分大小写，别的电脑上就没有了
        near = [name for name in names if _plain(name) == _plain(file)]
        if not near:
            return "I01", f"没有 {folder}/{file} 这张图片", ""
        told = f"文件夹里的叫 {near[0]}，名字要一个字母也不差，大小写也算"
        return "I01", f"没有 {folder}/{file} 这张图片。{told}", near[0]
    if not _is_picture(path):
        return "I02", "图片只用 JPEG、PNG、WebP，后缀要与内容一致", ""
    if fault := _fault(path):
        return fault[0], f"{folder}/{file} {fault[1]}", ""
    return None


def _plain(name: str) -> str:
    """大小写、全角半角、空格不算：只差这些的是同一个名字写错了。"""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _twins(names: dict[str, list[str]]) -> Iterable[list[str]]:
    """看着一样的名字，一组一组的：写法不同（é 一个码或两个码），或只差大小写。"""
    alike: dict[str, list[str]] = {}
    for name, on_disk in names.items():
        alike.setdefault(name.casefold(), []).extend([name] * len(on_disk))
    return (group for group in alike.values() if len(group) > 1)


def _long(path: Path) -> str:
    """太长的，印出来看不清：一句话；不长的是空的。"""
    from PIL import Image, ImageOps

    with Image.open(picture_at(path)) as image:
        width, height = image.size
        if height <= _LONG * width and width <= _LONG * height:
            return ""
        width, height = ImageOps.exif_transpose(image).size
    if height <= _LONG * width:
        return ""
    parts = -(-height // (_LONG * width))
    return (
        f"{path.name} 有 {width} × {height} 像素，又长又窄，印在书里看不清。"
        f"请截成 {parts} 张，一张的高不超过宽的三倍"
    )


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


def _junk(name: str) -> bool:
    """系统、压缩软件、办公软件自己放进文件夹的。"""
    return name.startswith((".", "~$")) or name.casefold() in _SYSTEM


def _is_picture(path: Path) -> bool:
    signatures = _KINDS.get(path.suffix.lower(), ())
    with path.open("rb") as file:
        head = file.read(12)
    return any(head.startswith(s) for s in signatures) and (
        path.suffix.lower() != ".webp" or head[8:12] == b"WEBP"
    )
