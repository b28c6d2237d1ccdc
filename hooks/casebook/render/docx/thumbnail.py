"""一张图的小样：存的软件会把图重新压一遍，字节变了，样子没有变；照小样比。"""

import base64
import binascii
from typing import Final

_SIDE: Final = 12
_APART: Final = 6
"""各点平均差多少（满是 255）以内，算同一张：重新压一遍差不到二。"""
_SHAPE: Final = 0.03
"""长宽的比差多少以内，算一样。"""


def thumbnail(data: bytes) -> str:
    """`data` 的小样：长宽的比，缩到很小的各点；读不了的为空。"""
    from PIL import Image, ImageFile

    parser = ImageFile.Parser()
    try:
        parser.feed(data)
        image = parser.close()
        ratio = image.width / image.height
        small = image.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    except (Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return ""
    return f"{ratio:.3f} {base64.b64encode(small.tobytes()).decode()}"


def alike(one: str, other: str) -> bool:
    """两张小样是不是同一张图；没有小样的，不是。"""
    try:
        (ratio, own), (now, others) = (_read(said) for said in (one, other))
    except (ValueError, binascii.Error):
        return False
    apart = sum(abs(a - b) for a, b in zip(own, others, strict=True)) / len(own)
    return abs(ratio - now) <= _SHAPE * ratio and apart <= _APART


def _read(said: str) -> tuple[float, bytes]:
    ratio, _, points = said.partition(" ")
    return float(ratio), base64.b64decode(points, validate=True)
