"""一条工作法的电子书的封面：同整本书的一样的底色与题签，题签上是它的题，右下角是门牌与书名。

书架上只看得到封面，没有的各书架自己画一张，就分不出是哪一条了。
"""

import io
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from casebook.package import PACKAGE
from casebook.problems.width import CHINESE, wrapped

if TYPE_CHECKING:  # 不写电子书时不必装载
    from PIL.ImageFont import FreeTypeFont

_SIZE: Final = (600, 800)
_EDGE: Final = 56
_GROUND: Final = 0
_PAPER: Final = 255
_FONTS: Final = PACKAGE / "render/typeset/fonts"
_TITLE: Final = ((64, 6), (52, 8), (40, 10), (32, 13), (26, 16))
"""题的字号与一行几个字：从大到小，放得下就用。"""
_ROOM: Final = 420
_LINE: Final = 1.35
_COLOURS: Final = ((0x12, 0x30, 0x5F), (0xFF, 0xFF, 0xFF))
_STEPS: Final = 16
"""底色、纸色，当中分几级：字的边。"""


def case_cover(title: str, plate: str, above: str, book: str) -> bytes:
    """封面，PNG。`plate` 是门牌，`above` 是题上的小字，`book` 是书名；没有的为空。"""
    from PIL import Image, ImageDraw

    image = Image.new("L", _SIZE, _GROUND)
    draw = ImageDraw.Draw(image)
    size, lines = next(
        (size, lines)
        for size, count in _TITLE
        if len(lines := wrapped(title, 2 * count, full=CHINESE)) * size * _LINE <= _ROOM
        or size == _TITLE[-1][0]
    )
    wide = max(sum(_advance(char, size) for char in line) for line in lines)
    height = len(lines) * size * _LINE
    right, foot = _EDGE + wide + 2 * size * 0.6, _EDGE + height + size
    draw.rectangle((_EDGE, _EDGE, right, foot), _PAPER)
    draw.rectangle((_EDGE + 8, _EDGE + 8, right - 8, foot - 8), outline=_GROUND, width=2)
    for n, line in enumerate(lines):
        _write(draw, _EDGE + size * 0.6, _EDGE + size * (0.6 + n * _LINE), line, size, _GROUND)
    foot = _SIZE[1] - _EDGE
    for line, small in ((f"《{book}》", 24), (above, 24), (plate, 40)):
        for row in reversed(wrapped(line, 40, full=CHINESE) if line else ()):
            foot -= small * _LINE
            left = _SIZE[0] - _EDGE - sum(_advance(char, small) for char in row)
            _write(draw, left, foot, row, small, _PAPER)
    painted = image.point([value * _STEPS // 256 for value in range(256)])
    painted.putpalette([level for step in range(_STEPS) for level in _colour(step)])
    out = io.BytesIO()
    painted.save(out, "PNG")
    return out.getvalue()


def _colour(step: int) -> list[int]:
    """第 `step` 级是什么颜色。"""
    ends = zip(*_COLOURS, strict=True)
    return [low + (high - low) * step // (_STEPS - 1) for low, high in ends]


def _write(draw: Any, x: float, y: float, words: str, size: int, fill: int) -> None:
    for char in words:
        draw.text((x, y), char, fill, _font_of(char, size))
        x += _advance(char, size)


def _advance(char: str, size: int) -> float:
    return _font_of(char, size).getlength(char)


@cache
def _font_of(char: str, size: int) -> "FreeTypeFont":
    """常用的字库里没有的，用生僻字的。"""
    usual = _font("CNSong-Bold.ttf", size)
    missing = bytes(usual.getmask(char)) == bytes(usual.getmask("\uffff"))
    return _font("CNRare-Regular.ttf", size) if missing and not char.isspace() else usual


@cache
def _font(name: str, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(_FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)
