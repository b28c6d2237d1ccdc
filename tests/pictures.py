"""测试拍的图：拍一张，与收着的一张比；变了就不通过，`CASEBOOK_PICTURES=1` 时换上新的。"""

import io
import os
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageChops

_WIDTH = 120
_STEP = 40
_MOST = 0.01
RETAKE = "CASEBOOK_PICTURES"
COLOURS = 128


def drift(one: Image.Image, other: Image.Image) -> float:
    """两张图差多少，0 是看不出，1 是全变了：缩小了看，字的毛边不同不算。"""
    if abs(one.height / one.width - other.height / other.width) > 0.03 * one.height / one.width:
        return 1
    size = (_WIDTH, round(_WIDTH * one.height / one.width))
    small = [i.convert("RGB").convert("L").resize(size, Image.Resampling.BOX) for i in (one, other)]
    histogram = ImageChops.difference(*small).histogram()
    return sum(histogram[_STEP:]) / sum(histogram)


def make_room(paths: Iterable[Path]) -> None:
    """要拍新图时，还没有的先放一张空白的：文章里缺图，网站就建不成。"""
    for path in paths:
        if os.environ.get(RETAKE) and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (1, 1)).save(path)


def keep(shot: bytes, path: Path) -> None:
    """`shot` 与 `path` 里收着的比；没有收着的，或看得出变了，就不通过。"""
    taken = Image.open(io.BytesIO(shot)).convert("RGB")
    if os.environ.get(RETAKE):
        taken.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    retake = f"请看一看新的样子，再运行：{RETAKE}=1 .venv/bin/pytest tests/content/test_tutorial.py"
    assert path.is_file(), f"没有 {path.name}。{retake}"
    with Image.open(path) as kept:
        changed = drift(taken, kept)
    assert changed <= _MOST, f"{path.name} 变了 {changed:.1%}。{retake}"
