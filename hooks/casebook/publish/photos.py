"""照片：转正、缩到够印的大小、去掉拍摄的时间地点与机器。网站与印刷用同一张。"""

import hashlib
import io
from collections.abc import Iterable
from pathlib import Path

from casebook.publish.cache import Cache
from casebook.publish.written import Written

EDGE = 1600
"""长边至多多少像素：印在 126 毫米宽的版心里有 300 dpi。"""
_QUALITY = 85


def photo(path: Path, cache: Cache) -> bytes:
    """`path` 的照片，格式不变；做过的从缓存里取。照片要是检查过、打得开的。"""
    original = path.read_bytes()
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
    for source, target in photos:
        key = _key(source, source.read_bytes())
        if written.keep(target, key):
            cache.touch(key)
            continue
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(photo(source, cache))


def _key(path: Path, original: bytes) -> str:
    """网站上的一张由什么做成：原来的一张，和怎样缩小。"""
    import PIL

    recipe = f"photo {PIL.__version__} {EDGE} {_QUALITY} {path.suffix.lower()} "
    return hashlib.sha256(recipe.encode() + original).hexdigest()


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
