"""书号的条码：EAN-13。"""

from functools import lru_cache
from itertools import groupby
from typing import Any

import zxingcpp


@lru_cache(maxsize=16)
def isbn_path(isbn: str) -> tuple[int, str]:
    """书号的条码：（宽几格，SVG 路径）；一条线一段，四周没有留白。校验码不对的抛 ValueError。"""
    digits = "".join(filter(str.isdigit, isbn))
    code = zxingcpp.create_barcode(digits, zxingcpp.BarcodeFormat.EAN13)
    drawn: Any = code.to_image(scale=1, add_quiet_zones=False)
    image = memoryview(drawn)
    width = (image.shape or (0, 0))[1]
    runs, x = [], 0
    for dark, cells in groupby(image.tobytes()[:width], lambda cell: cell == 0):
        wide = len(list(cells))
        if dark:
            runs.append(f"M{x} 0h{wide}v1h-{wide}z")
        x += wide
    return width, "".join(runs)
