"""照片：转正、缩到够印的大小、去掉拍摄的时间地点与机器。网站与印刷用同一张。"""

import hashlib
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from casebook.publish.cache import Cache
from casebook.publish.crew import shared_out
from casebook.publish.written import Written
from casebook.read import PICTURE_LIMIT, read_bytes

EDGE = 1600
"""长边至多多少像素：印在 126 毫米宽的版心里有 300 dpi。"""
_QUALITY = 85
_FEW, _BATCH = 4, 2
_PNG = b"\x89PNG\r\n\x1a\n"
_PIXELS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
"""只与像素有关的块。"""


def photo(path: Path, cache: Cache) -> bytes:
    """`path` 的照片，格式不变；做过的从缓存里取。照片要是检查过、打得开的。"""
    original = _read(path)
    if _bare(original):
        return original
    key = _key(path, original)
    content = cache.get(key)
    if content is None:
        content = _scaled(original)
        cache.put(key, content)
    return content


def write_photos(
    folder: Path, photos: Iterable[tuple[Path, str]], cache: Cache, written: Written
) -> None:
    """把照片（源文件，站内路径）写进 `folder`；上一版里没有变的留用。"""
    todo = []
    for source, target in photos:
        key = _key(source, _read(source))
        if written.keep(target, key):
            cache.touch(key)
        else:
            todo.append((source, folder / target))

    def some(batch: Sequence[tuple[Path, Path]]) -> None:
        for source, path in batch:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(photo(source, cache))

    for _ in shared_out(some, todo, _FEW, _BATCH):
        pass


def _read(path: Path) -> bytes:
    return read_bytes(path.parent, path.name, PICTURE_LIMIT)


def _key(path: Path, original: bytes) -> str:
    """网站上的一张由什么做成：原来的一张，和怎样缩小。"""
    import PIL

    recipe = f"photo, bare png as is, {PIL.__version__} {EDGE} {_QUALITY} {path.suffix.lower()} "
    return hashlib.sha256(recipe.encode() + original).hexdigest()


def _bare(original: bytes) -> bool:
    """只有像素、不比 EDGE 见方多的 PNG（屏幕截图）：照原样就好，重编反而又大又糊。

    一块块看到文件末尾（PNG 第三版，5.3）：长度、名字、内容、校验；别的块里可以写着拍摄的事。
    """
    if not original.startswith(_PNG):
        return False
    at, last = len(_PNG), b""
    while at < len(original):
        size, last = int.from_bytes(original[at : at + 4]), original[at + 4 : at + 8]
        if last not in _PIXELS:
            return False
        at += size + 12
    width, height = (int.from_bytes(original[start : start + 4]) for start in (16, 20))
    return at == len(original) and last == b"IEND" and width * height <= EDGE * EDGE


def _scaled(original: bytes) -> bytes:
    from PIL import Image, ImageCms, ImageOps

    with Image.open(io.BytesIO(original)) as source:
        kind, profile = source.format, source.info.get("icc_profile")
        source.draft("RGB", (EDGE, EDGE))  # JPEG 解码时就缩小，省内存
        image = ImageOps.exif_transpose(source)
        image.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
        see_through = image.has_transparency_data
        if profile and not see_through:
            try:
                of = ImageCms.ImageCmsProfile(io.BytesIO(profile))
                srgb = ImageCms.createProfile("sRGB")
                image = ImageCms.profileToProfile(image, of, srgb, outputMode="RGB") or image
            except (ImageCms.PyCMSError, OSError):  # 写坏了的色彩说明，当没有
                pass
        image = image.convert("RGBA" if see_through else "RGB")
        image.info = {}
        out = io.BytesIO()
        match kind:
            case "PNG":
                image.save(out, "PNG", optimize=True)
            case "WEBP":
                image.save(out, "WEBP", quality=_QUALITY, method=4)
            case _:
                image.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
        return out.getvalue()
