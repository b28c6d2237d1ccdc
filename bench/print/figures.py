"""图：与书的模板（drawings.typ）同一份数据、同样的墨，画成 SVG。"""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

Data = dict[str, Any]

UNIT = 96 / 400
"""画布的一格是几毫米。"""
INK, INK3, EDGE, HAIR = "#14181e", "#59626f", "#727c8a", "#c4ccd7"
QING, ZHU, WHITE = "#17407f", "#a4271a", "#fff"
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_DIGITS = "零一二三四五六七八九"


def hanzi(number: int) -> str:
    """数 → 汉字数字，与排版机的写法一样：12 → 十二，105 → 一百零五。"""
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (hanzi(number - 10) if number > 10 else "")
    for base, unit in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= base:
            head, rest = divmod(number, base)
            gap = "零" if rest and rest < base // 10 else ""
            tail = ("一" if 10 <= rest < 20 else "") + hanzi(rest) if rest else ""
            return hanzi(head) + unit + gap + tail
    return str(number)


def draw(kind: str, data: Data, alt: str) -> str:
    """一张图；`alt` 是替代文字。"""
    width, height, unit, shapes = _KINDS[kind](data)
    return (
        f'<svg role="img" aria-label="{escape(alt)}" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width * unit:.2f}mm" height="{height * unit:.2f}mm">{"".join(shapes)}</svg>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, width: float, paint: str, dash: str) -> str:
    return (
        f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" '
        f'stroke="{paint}" stroke-width="{width:g}"{dash}/>'
    )


def _dash(on: bool) -> str:
    return ' stroke-dasharray="5 4"' if on else ""


def _rect(
    box: tuple[float, float, float, float], fill: str, stroke: str = "", dash: bool = False,
    radius: float = 0, width: float = 2,
) -> str:  # fmt: skip
    x, y, w, h = box
    line = f' stroke="{stroke}" stroke-width="{width:g}"{_dash(dash)}' if stroke else ""
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" height="{h:.2f}" '
        f'rx="{radius:g}" fill="{fill}"{line}/>'
    )


def _circle(
    x: float, y: float, r: float, fill: str, stroke: str, width: float, dash: bool = False
) -> str:
    return (
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{r:g}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="{width:g}"{_dash(dash)}/>'
    )


def _words(
    x: float, y: float, size: float, words: str, anchor: str = "center", fill: str = INK,
    bold: bool = False, song: bool = False,
) -> str:  # fmt: skip
    family = "CN Song" if song else "CN Hei"
    weight = "bold" if bold else "normal"
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:g}" font-family="{family}" '
        f'font-weight="{weight}" fill="{fill}" text-anchor="{_ANCHORS[anchor]}">'
        f"{escape(words)}</text>"
    )


def _scale(d: Data) -> tuple[float, float, float, list[str]]:
    k = 378 / d["end"]
    foot = 44 * (len(d["bars"]) - 1) + 38
    out = []
    for n, bar in enumerate(d["bars"]):
        top, solid = 44 * n, 8 + bar["value"] * k
        out.append(_words(8, top + 16, 15, bar["label"], "left"))
        for y in (top + 24, top + 38):
            out.append(_line(8, y, solid, y, 2.4, INK, ""))
            if bar["open"]:
                out.append(_line(solid, y, 8 + bar["end"] * k, y, 2, INK3, _dash(True)))
    last = len(d["ticks"]) - 1
    for i, tick in enumerate(d["ticks"]):
        x = 8 + tick * k
        major = i in (0, last) or (last > 3 and i * 2 == last)
        out.append(_line(x, foot, x, foot + (12 if major else 7), 1.8 if major else 1, INK, ""))
        if major:
            name = f"{tick:g}" + (f" {d['unit']}" if i == last else "")
            at, anchor = (5, "left") if i == 0 else (398, "right") if x > 350 else (x, "center")
            out.append(_words(at, foot + 30, 15, name, anchor))
    return 400, foot + 38, UNIT, out


def _time(d: Data) -> tuple[float, float, float, list[str]]:
    out = []
    for n, row in enumerate(d["rows"]):
        top = 92 * n
        out.append(_line(8, top + 62, 392, top + 62, 2.4, INK, ""))
        for at, name in row["ticks"]:
            x = 8 + at * 384
            out.append(_line(x, top + 62, x, top + 70, 1, INK, ""))
            if name:
                out.append(_words(x, top + 87, 15, name, "right" if at > 0.9 else "left"))
        for m in row["marks"]:
            if m["exact"]:
                middle = 8 + (m["start"] + m["end"]) / 2 * 384
                out.append(_circle(middle, top + 62, 6, WHITE, ZHU, 2.4))
            else:
                box = (8 + m["start"] * 384, top + 53, (m["end"] - m["start"]) * 384, 18)
                out.append(_rect(box, "none" if m["year"] else QING, QING, m["year"], 0, 1.6))
        for one in row["labels"]:
            high = top + 40 - one["level"] * 20
            out.append(_words(8 + one["at"] * 384, high, 16, one["words"], bold=True))
    return 400, 92 * len(d["rows"]), UNIT, out


def _five(d: Data) -> tuple[float, float, float, list[str]]:
    out = []
    low = 19 * (max(2, *(len(r["lines"]) for r in d["roles"])) - 2)
    for i, r in enumerate(d["roles"]):
        x, on = 46 + i * 320 / max(1, len(d["roles"]) - 1), r["on"]
        out.append(
            _line(
                x, 146 + low, x, 186 + low, 2.4 if on else 1.4, INK if on else EDGE, _dash(not on)
            )
        )
        box = (x - 26, 2, 52, 52)
        out.append(_rect(box, INK if on else "none", INK if on else EDGE, not on))
        out.append(_words(x, 39, 31, r["tile"], fill=WHITE if on else INK3, bold=True, song=True))
        for n, row in enumerate(r["label"]):
            out.append(_words(x, 76 + n * 19, 16, row, fill=INK if on else INK3, bold=on))
        for n, row in enumerate(r["lines"]):
            out.append(_words(x, 120 + n * 19, 15, row, fill=QING if on else INK3, bold=on))
    there = d["residents"] is not None
    out.append(_rect((4, 186 + low, 404, 42), "none", INK if there else EDGE, not there, 21))
    name = f"{d['residents_name']} {d['residents'] if there else d['not_told']}"
    out.append(_words(206, 214 + low, 16, name, fill=INK if there else INK3, bold=there))
    return 412, 232 + low, UNIT, out


def _loom(d: Data) -> tuple[float, float, float, list[str]]:
    base = 178 + len(d["rows"]) * 44 + 40
    gap = 272 / max(1, len(d["actors"]) - 1)
    out = []
    for i, a in enumerate(d["actors"]):
        x = 106 + i * gap
        out.append(_line(x, 178, x, base, 1.6, INK, ""))
        for n, char in enumerate(a["name"]):
            out.append(_words(x, 134 - (len(a["name"]) - 1 - n) * 17.2, 16, char))
        out.append(_rect((x - 19, 148, 38, 38), INK))
        out.append(_words(x, 175, 23, a["tile"], fill=WHITE, bold=True, song=True))
    for i, row in enumerate(d["rows"]):
        y = 222 + i * 44
        out.append(_line(80, y, 408, y, 1.2, EDGE, ""))
        out.append(_words(4, y + 6, 17, row["name"], "left", bold=True, song=True))
        for j, cell in enumerate(row["cells"]):
            x = 106 + j * gap
            if cell == "none":
                out.append(_circle(x, y, 3.4, WHITE, EDGE, 1.4))
            else:
                out.append(_circle(x, y, 7, WHITE if cell == "editorial" else QING, QING, 2.2))
                if cell == "editorial":
                    half = f"M{x} {y - 7}A7 7 0 0 0 {x} {y + 7}Z"
                    out.append(f'<path d="{half}" fill="{QING}"/>')
    wide = 328 / max(1, len(d["fields"]))
    out.append(_rect((80, base, 328, 42), "#eef2f7", INK, width=1.6))
    out.append(_words(4, base + 27, 17, d["fields_title"], "left", bold=True, song=True))
    for i, field in enumerate(d["fields"]):
        out.append(_words(80 + wide * (i + 0.5), base + 27, 16, field))
        if i:
            out.append(_line(80 + wide * i, base, 80 + wide * i, base + 42, 1, EDGE, ""))
    return 416, base + 46, UNIT * 0.8, out


def _network(d: Data) -> tuple[float, float, float, list[str]]:
    out = []
    for i in range(d["count"]):
        x = 24 + i * 364.5 / max(1, d["count"] - 1)
        out.append(_line(206, 40, x, 76, 1.2, EDGE, ""))
        out.append(_rect((x - 16, 76, 32, 32), WHITE, QING, width=2.2))
        out.append(_words(x, 98, 16, str(i + 1), bold=True))
        for dx in (-11, 0, 11):
            out.append(_line(x, 108, x + dx, 130, 1, HAIR, ""))
            out.append(_circle(x + dx, 134, 3.6, "none", EDGE, 1.2, True))
    out.append(_rect((161, 2, 90, 38), QING))
    out.append(_words(206, 27, 17, d["center"], fill=WHITE, bold=True))
    return 412, 150, UNIT, out


def _streets(d: Data) -> tuple[float, float, float, list[str]]:
    return d["columns"] * 104 - 6, d["rows"] * 104 - 6, UNIT, [*_tiles(d)]


def _tiles(d: Data) -> Iterable[str]:
    for s in d["streets"]:
        x, y = (s["column"] - 1) * 104 + 1, (s["row"] - 1) * 104 + 1
        full = s["count"] > 0
        fill, stroke = (QING, "") if full else ("none", EDGE)
        yield _rect((x, y, 96, 96), fill, stroke, True, 6, 1.5)
        name = y + (36 if full else 45)
        yield _words(x + 48, name, 19, s["name"], fill=WHITE if full else INK, bold=True, song=True)
        if full:
            yield _words(x + 48, y + 75, 28, f"{s['count']} {d['unit']}", fill=WHITE, bold=True)
        else:
            yield _words(x + 48, y + 71, 15, d["none"], fill=INK3)


_KINDS: dict[str, Callable[[Data], tuple[float, float, float, list[str]]]] = {
    "scale": _scale,
    "time": _time,
    "five": _five,
    "loom": _loom,
    "network": _network,
    "streets": _streets,
}
