"""稿子里的图：认得的存下来，写进“图片”；说明没有写的，写“待补充”。替代文字在 Word 里写的也算。"""

import io
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import PIL.Image

from casebook.editing.literal import one_line
from casebook.intake.blocks import Picture
from casebook.intake.filled import Left
from casebook.intake.said import Said, Told
from casebook.model import describe
from casebook.model.case import Image
from casebook.model.scalars import NO, Kind
from casebook.model.values import meant_yes_no

_KINDS = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))
_UNSAID = "待补充"
_NOT_SAID = re.compile(r"[!-~]*|.*(?:[_\d]{6,}|\.(?:jpe?g|png|gif|bmp|webp|tiff?))", re.I)
"""程序填的替代文字：文件名、没有一个汉字的一串。"""
_MOST_PIXELS = 40_000_000
"""与检查的一样（check/picture.py）：再大的，解开来内存不够。"""
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
_DRAWN: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (lambda data: data[40:44] == b" EMF", " Windows 的图形（EMF）"),
    (lambda data: data[:4] == b"\xd7\xcd\xc6\x9a", " Windows 的图形（WMF）"),
    (lambda data: b"<svg" in data[:2000], "矢量图（SVG）"),
)
"""不是一个个像素的：这里画不出来。"""


@dataclass(frozen=True)
class Photos:
    """要存的文件（名字 → 内容），“图片”一栏，收不了的。"""

    files: dict[str, bytes]
    images: list[dict[str, Any]]
    left: list[Left]


def photos(found: Sequence[tuple[Picture, dict[str, Said]]]) -> Photos:
    """`found` 是各张图与人写的说明；一样的一张只收一次。"""
    made = Photos({}, [], [])
    seen: set[bytes] = set()
    for picture, said in found:
        kind, data = _kind(picture.data), picture.data
        if not kind:
            kind, data, told = _converted(picture)
            if told:
                made.left.append(Left(picture.place, told))
        if not kind or picture.data in seen:
            made.left.extend(Left(one.place, one.plain) for one in said.values())
            alt = _alt(picture)
            if alt and all(alt not in one.values() for one in made.images):
                made.left.append(Left(picture.place, f"图片的替代文字：{alt}"))
            continue
        seen.add(picture.data)
        if alt := _alt(picture):
            if "alt" in said and one_line(said["alt"].plain) != alt:
                made.left.append(Left(picture.place, f"图片的替代文字：{alt}"))
            said = {"alt": Said.words(alt, picture.place), **said}
        name = f"tu-{len(made.files) + 1}.{kind}"
        made.files[name] = data
        made.images.append(dict(_image(name, picture, said)))
    return made


def _image(name: str, picture: Picture, said: dict[str, Said]) -> Iterator[tuple[str, Told]]:
    for field in describe(Image):
        if field.name == "file":
            yield field.key, Told(name, picture.place)
        elif words := said.get(field.name):
            text = one_line(words.plain)
            if field.kind is Kind.YES_NO:
                text = meant_yes_no(text) or text
            yield field.key, Told(text, words.place)
        elif field.required:
            yield field.key, Told(NO if field.kind is Kind.YES_NO else _UNSAID, picture.place)


def _alt(picture: Picture) -> str:
    """在 Word 里写的替代文字；程序自己填的不算。"""
    alt = one_line(picture.alt)
    return "" if _NOT_SAID.fullmatch(alt) else alt


def _kind(data: bytes) -> str:
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in _KINDS if data.startswith(start)), "")


def _converted(picture: Picture) -> tuple[str, bytes, str]:
    """GIF、BMP、TIFF 换成 PNG，一个像素不变：后缀、内容、要人知道的一句。换不了的，后缀为空。"""
    said = f"图片 {picture.name} "
    drawn = next((name for marks, name in _DRAWN if marks(picture.data)), "")
    if drawn:
        return "", b"", f"{said}是{drawn}，不是照片，没有收。要用的，在 Word 里另存成 PNG，再放进来"
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            PIL.Image.open(io.BytesIO(picture.data), formats=("GIF", "BMP", "TIFF")) as image,
        ):
            if image.width * image.height > _MOST_PIXELS:
                return "", b"", f"{said}太大了，没有收。请缩小，另存成 JPEG，再放进来"
            moving = getattr(image, "n_frames", 1) > 1
            plain = image if image.mode in _MODES else image.convert("RGB")
            packed = io.BytesIO()
            plain.save(packed, "PNG")
    except PIL.Image.DecompressionBombError:
        return "", b"", f"{said}太大了，没有收。请缩小，另存成 JPEG，再放进来"
    except (OSError, ValueError, SyntaxError, EOFError):
        return "", b"", f"{said}不是 JPEG、PNG、WebP，没有收。请另存成 JPEG，再放进来"
    told = f"{said}有好几幅，只收了头一幅" if moving else ""
    return "png", packed.getvalue(), told
