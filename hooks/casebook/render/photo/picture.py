"""一张图片收拾成公开的样子：看图的人看得到的，一样不少；看不到的，一个字节也不留。

转正；颜色换成 sRGB；十六位的收成八位；缩到够看、够印的大小；全透明处底下藏着的颜色也不留。
写出来的从像素重新编过，原来文件里别的字节（拍摄的时间地点、说明、图尾附带的东西）都不在里面。
"""

import io
from typing import TYPE_CHECKING

from casebook.render.photo.gamut import profile_of

if TYPE_CHECKING:  # 没有照片时不必装载
    from PIL.Image import Image

EDGE = 1600
"""长边至多多少像素：印在 126 毫米宽的版心里有 300 dpi。"""
READING = 1080
"""电子书里的长边：手机、平板上够看，整本书不超过 2 MB。"""
LONG = 2
"""高过宽的几倍算长图（手机的长截图）：照宽缩，照长边缩就一个字也看不清。"""
WIDTH = 1080
"""长图至多多宽：手机截图的宽。"""
MOST = 4 * EDGE * EDGE
"""长图至多多少像素：再多，手机打开它要的内存就多了。"""
QUALITY = 85
RECIPE = f"picture 2 {EDGE} {READING} {LONG} {WIDTH} {MOST} {QUALITY}"
"""怎样收拾的，算进缓存的名字：改了这里的做法，就改这里的号。"""

_TALLEST = 16_000  # WebP 至多 16383
_TURNED = (5, 6, 7, 8)
_ORIENTATION = 0x0112
_DEPTH = 24  # PNG 里写着一个样本几位的字节


def fitted(width: int, height: int, edge: int = EDGE) -> tuple[int, int]:
    """`width` × `height` 像素的图公开时多大，长边至多 `edge`；小的不放大。"""
    if height > LONG * width:
        scale = min(WIDTH / width, (MOST / (width * height)) ** 0.5, _TALLEST / height)
    else:
        scale = edge / max(width, height)
    if scale >= 1:
        return width, height
    return max(1, round(width * scale)), max(1, round(height * scale))


def cleaned(original: bytes, edge: int = EDGE) -> bytes:
    """收拾好的一张，格式不变，长边至多 `edge`。`original` 要是检查过、打得开的 JPEG、PNG、WebP。"""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(original)) as source:
        kind = source.format or ""
        profile = profile_of(source.info, grey=source.mode[0] in "1LI")
        size = _size(source, edge)
        if kind not in ("PNG", "WEBP"):
            turned = source.getexif().get(_ORIENTATION) in _TURNED
            source.draft("RGB", size[::-1] if turned else size)  # 解码时就缩小，省内存
        image = ImageOps.exif_transpose(source)
        if image.mode == "P" and image.size == size:
            image = _repainted(image, profile)
        else:
            plain = _plain(image, original[_DEPTH])
            if plain.size != size:
                plain = plain.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
            image = _seen(_in_srgb(plain, profile))
    return _written(image, kind)


def for_reading(original: bytes) -> bytes:
    """电子书里的一张：缩小的与网站上的，取小的一份（截图缩了反而大）。"""
    return min(cleaned(original, READING), cleaned(original), key=len)


def _size(source: "Image", edge: int) -> tuple[int, int]:
    """转正以后公开时多大。没有缩小的截图照原样大：不比 `edge` 见方多的 PNG，缩了又大又糊。"""
    width, height = source.size
    if source.getexif().get(_ORIENTATION) in _TURNED:
        width, height = height, width
    small = source.format == "PNG" and width * height <= edge * edge
    return (width, height) if small else fitted(width, height, edge)


def _plain(image: "Image", depth: int) -> "Image":
    """八位的灰、灰加透明、红绿蓝、红绿蓝加透明，或 CMYK：缩小时才平滑，换颜色时才认得。

    `depth` 是 PNG 的一个样本几位：说某一种颜色是透明的，照原来的位数说（PNG 第三版，11.3.1）。
    """
    key = image.info.pop("transparency", None)
    match image.mode:
        case "I;16" | "I;16B" | "I;16L" | "I":
            grey = image.convert("I")
            plain = grey.point(lambda v: v * (1 / 257) + 0.5).convert("L")
            if key is not None:
                plain.putalpha(_other_than(key, grey))
        case "1" | "L":
            plain = image.convert("L")
            if key is not None:
                hole = key if image.mode == "1" else key * 255 // (2**depth - 1)
                plain.putalpha(plain.point([255 * (v != hole) for v in range(256)]))
        case "RGB" if key is not None:
            image.info["transparency"] = tuple(v >> (depth - 8) for v in key)
            plain = image.convert("RGBA")
        case "P":
            image.info |= {} if key is None else {"transparency": key}
            plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
        case "LA" | "RGB" | "RGBA" | "CMYK":
            plain = image
        case _:
            plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    return plain


def _other_than(key: int, grey: "Image") -> "Image":
    """十六位的灰里不是 `key` 的地方 255，是的地方 0。"""
    from PIL import ImageChops

    above = grey.point(lambda v: v * 255 - key * 255)
    below = grey.point(lambda v: v * -255 + key * 255)
    return ImageChops.lighter(above.convert("L"), below.convert("L"))


def _in_srgb(image: "Image", profile: bytes) -> "Image":
    """颜色换成 sRGB，透明照留；没有色彩说明，或说明写坏了的，当作 sRGB。"""
    from PIL import ImageCms

    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    colours = image.convert({"LA": "L", "RGBA": "RGB"}.get(image.mode, image.mode))
    grey = colours.mode == "L"
    if profile:
        try:
            of = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            colours = ImageCms.profileToProfile(colours, of, srgb, outputMode="RGB") or colours
        except (ImageCms.PyCMSError, OSError):
            pass
    colours = colours.convert("L" if grey else "RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _seen(image: "Image") -> "Image":
    """只留看得到的：全透明处底下的颜色不留，哪里都不透明的，不要透明。"""
    if image.mode not in ("LA", "RGBA"):
        return image
    if image.getchannel("A").getextrema()[0] == 255:
        return image.convert(image.mode.removesuffix("A"))
    return image.convert("La" if image.mode == "LA" else "RGBa").convert(image.mode)


def _repainted(image: "Image", profile: bytes) -> "Image":
    """索引色的，不缩小时仍是索引色（小，也不糊）：颜色表换算过，没有用到的颜色不留。"""
    from PIL import Image

    indices = image.tobytes()
    used = sorted(set(indices))
    image.apply_transparency()
    table = bytes(image.getpalette("RGBA") or ()) + b"\0\0\0\xff" * 256  # 表里没有的是黑
    colours = b"".join(table[4 * n : 4 * n + 4] for n in used)
    swatch = Image.frombytes("RGBA", (len(used), 1), colours)
    swatch = _seen(_in_srgb(swatch, profile))
    places = bytearray(256)
    for place, n in enumerate(used):
        places[n] = place
    out = Image.frombytes("P", image.size, indices.translate(bytes(places)))
    out.putpalette(swatch.convert("RGB").tobytes())
    if swatch.mode == "RGBA":
        out.info["transparency"] = swatch.getchannel("A").tobytes()
    return out


def _written(image: "Image", kind: str) -> bytes:
    image.info = {key: value for key, value in image.info.items() if key == "transparency"}
    out = io.BytesIO()
    match kind:
        case "PNG":
            image.save(out, "PNG", optimize=True)
        case "WEBP":
            image.save(out, "WEBP", quality=QUALITY, method=4)
        case _:
            image.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
