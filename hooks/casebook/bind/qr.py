"""二维码：网址 → 画法。网页与印刷画的是同一个。"""

from functools import lru_cache

import segno

_MASK = 0
"""八种掩模读码器都认；逐个打分挑最好的一种（ISO/IEC 18004），要慢六倍。"""


@lru_cache(maxsize=4096)
def qr_path(url: str) -> tuple[int, str]:
    """`url` 的二维码：（边长的格数，SVG 路径）；同一行相连的黑格合成一段，四周没有留白。"""
    code = segno.make(url, error="m", micro=False, mask=_MASK)
    parts = []
    for y, row in enumerate(code.matrix):
        x = 0
        while x < len(row):
            if row[x]:
                end = x
                while end < len(row) and row[end]:
                    end += 1
                parts.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
                x = end
            else:
                x += 1
    return len(code.matrix), "".join(parts)
