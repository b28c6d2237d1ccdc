"""条形图：每个有目标的数是目标的几成，写成 SVG。目标在同一条竖线上，越过它的是没有到。"""

from collections.abc import Sequence
from html import escape

from goals import Figure

_LEFT, _GOAL, _RIGHT, _ROW, _BAR = 430, 260, 250, 26, 16
"""左边的字、到目标的长、右边的字、一行、一条的宽（像素）。"""
_MOST = 1.5
"""最多画到目标的一倍半，再长的也只画到这里。"""
_MET, _UNMET, _UNJUDGED, _INK, _LINE = "#17407f", "#b3261e", "#8a929c", "#14181e", "#c9772b"
_FONT = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"


def draw(bars: Sequence[Figure], title: str) -> str:
    """一张图。"""
    top = 62
    wide, tall = _LEFT + _GOAL * _MOST + _RIGHT, top + _ROW * len(bars) + 12
    shapes = [
        _words(12, 24, title, size=16),
        _words(12, 46, "条的长短是测得的与目标的比；竖线是目标，条不过线就是到了"),
        _words(_LEFT + _GOAL, top - 8, "目标", "middle"),
    ]
    for n, bar in enumerate(bars):
        shapes += _row(bar, top + _ROW * n)
    line = f'<path d="M{_LEFT + _GOAL} {top - 4}V{tall - 8}" stroke="{_LINE}" stroke-width="2"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {tall}" '
        f'width="{wide:.0f}" height="{tall}" role="img" aria-label="{escape(title)}" '
        f'font-family="{_FONT}" font-size="13">\n<rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join([*shapes, line])
        + "\n</svg>\n"
    )


def _row(bar: Figure, y: int) -> list[str]:
    share = bar.value / bar.limit if bar.limit else 0.0
    length = max(2.0, min(share, _MOST) * _GOAL)
    fill = {True: _MET, False: _UNMET, None: _UNJUDGED}[bar.met]
    mark = {True: " ✓", False: " ✗", None: ""}[bar.met]
    said = f"{bar.value:.3g} {bar.unit}，目标 ≤ {bar.limit:g}{mark}"
    middle = y + _BAR - 3
    return [
        _words(_LEFT - 10, middle, bar.name, "end"),
        f'<rect x="{_LEFT}" y="{y}" width="{length:.1f}" height="{_BAR}" fill="{fill}"/>',
        _words(max(_LEFT + length, _LEFT + _GOAL) + 8, middle, said),
    ]


def _words(x: float, y: int, words: str, anchor: str = "start", size: int = 13) -> str:
    return (
        f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="{_INK}">{escape(words)}</text>'
    )
