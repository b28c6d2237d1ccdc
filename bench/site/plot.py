"""条形图：每件活、每一家的钟表时间与处理器时间，写成 SVG。"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

_LEFT, _WIDE, _RIGHT, _ROW, _BAR = 250, 420, 90, 34, 12
_WALL, _CPU, _INK = "#17407f", "#c9772b", "#14181e"


def draw(jobs: Sequence[Mapping[str, Any]], title: str) -> str:
    """一张图；每件活一组，组里各按自己的最大值画。"""
    most: dict[tuple[str, int], float] = {}
    for job in jobs:
        key = (job["job"], job["cases"])
        most[key] = max(most.get(key, 0), job["wall"], job["cpu"])
    shapes, y, last = [], 58, None
    for job in jobs:
        key = (job["job"], job["cases"])
        if last not in (None, key):
            y += 14
        last = key
        words = f"{job['job']} · {job['cases']} 条 · {job['who']}"
        shapes.append(_words(_LEFT - 10, y + 17, words, "end"))
        for place, measure, fill in ((0, "wall", _WALL), (_BAR + 2, "cpu", _CPU)):
            wide = max(1.0, job[measure] / most[key] * _WIDE)
            shapes.append(
                f'<rect x="{_LEFT}" y="{y + place}" width="{wide:.1f}" height="{_BAR}" '
                f'fill="{fill}"/>'
            )
            shapes.append(_words(_LEFT + wide + 6, y + place + 10, f"{job[measure]:.2f} 秒"))
        y += _ROW
    width, height = _LEFT + _WIDE + _RIGHT, y + 10
    legend = (
        f'<rect x="{_LEFT}" y="32" width="{_BAR}" height="{_BAR}" fill="{_WALL}"/>'
        + _words(_LEFT + 18, 42, "钟表时间")
        + f'<rect x="{_LEFT + 100}" y="32" width="{_BAR}" height="{_BAR}" fill="{_CPU}"/>'
        + _words(_LEFT + 118, 42, "处理器时间")
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label="{escape(title)}" '
        f'font-family="sans-serif" font-size="12">\n<rect width="100%" height="100%" '
        f'fill="#fff"/>\n{_words(10, 20, title)}\n{legend}\n' + "\n".join(shapes) + "\n</svg>\n"
    )


def _words(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}" fill="{_INK}">{escape(words)}</text>'
