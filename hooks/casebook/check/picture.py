"""一张图片好不好：在自己的文件夹里、是真的图片、打得开、不太大、不太长、不太扁。"""

import errno
import unicodedata
import warnings
from pathlib import Path

from casebook.read import PICTURE_LIMIT, picture_at, picture_names
from casebook.read.ordinary import oddity, unreadable

_KINDS = {
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".webp": (b"RIFF",),
}
_MOST_PIXELS = 40_000_000
_LONG = 3
"""高过宽的几倍，印在书里就看不清：一页 165 毫米高，三倍的还有 55 毫米宽，手机截图里的字有 7 磅。"""

_WIDE = 5
"""宽过高的几倍，印在书里就只有一条：版心 126 毫米宽，五倍的还有 25 毫米高。"""


def wrong_picture(root: Path, folder: str, file: str) -> tuple[str, str, str] | None:
    """`folder` 里的图片 `file` 的毛病：代码、一句话、该写成什么；好的是 None。"""
    try:
        path = picture_at(root / folder / file)
        if Path(file).name != file or file == ".." or path.is_symlink() or path.parent.is_symlink():
            return "F09", f"图片要直接放在 {folder}/ 里，只写文件名", ""
        names = picture_names(path.parent)
        if file not in names:  # 有的电脑不分大小写，别的电脑上就没有了
            near = [name for name in names if plain_name(name) == plain_name(file)]
            if not near:
                return "I01", f"没有 {folder}/{file} 这张图片", ""
            told = f"文件夹里的叫 {near[0]}，名字要一个字母也不差，大小写也算"
            return "I01", f"没有 {folder}/{file} 这张图片。{told}", near[0]
        seen = path.lstat()
        if odd := oddity(f"{folder}/{file}", seen.st_mode):
            return odd.code, f"{folder}/{file} {odd.message}", ""
        if seen.st_size > PICTURE_LIMIT:
            return "I06", f"{folder}/{file} 太大了，至多 {PICTURE_LIMIT >> 20} MB", ""
        if not _is_picture(path):
            return "I02", "图片只用 JPEG、PNG、WebP，后缀要与内容一致", ""
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
            return "I01", f"没有 {folder}/{file} 这张图片", ""
        odd = unreadable(f"{folder}/{file}", error)
        return odd.code, f"{folder}/{file} {odd.message}", ""
    if fault := _fault(path):
        return fault[0], f"{folder}/{file} {fault[1]}", ""
    return None


def plain_name(name: str) -> str:
    """大小写、全角半角、空格不算：只差这些的是同一个名字写错了。"""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def pixels(path: Path) -> tuple[int, int]:
    """宽、高各多少像素，照转正了的算。"""
    from PIL import Image, ImageOps

    with Image.open(picture_at(path)) as image:
        wide, high = ImageOps.exif_transpose(image).size
        return wide, high


def too_long(path: Path) -> str:
    """太长、太扁的，印出来看不清：一句话；不长的是空的。"""
    from PIL import Image, ImageOps

    with Image.open(picture_at(path)) as image:
        width, height = image.size
        if height <= _LONG * width and width <= _LONG * height:  # 怎样转都不长
            return ""
        width, height = ImageOps.exif_transpose(image).size
    if width > _WIDE * height:
        parts = -(-width // (_WIDE * height))
        return (
            f"{path.name} 有 {width} × {height} 像素，又宽又扁，印在书里只有一条，看不清。"
            f"请截成 {parts} 张，一张的宽不超过高的五倍；或者裁去没有内容的两头"
        )
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


def _is_picture(path: Path) -> bool:
    signatures = _KINDS.get(path.suffix.lower(), ())
    with path.open("rb") as file:
        head = file.read(12)
    return any(head.startswith(s) for s in signatures) and (
        path.suffix.lower() != ".webp" or head[8:12] == b"WEBP"
    )
