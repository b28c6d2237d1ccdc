"""图 → 矢量图：与网页、印件同一份数据，画在 400 宽的画布上。

颜色只用文字的颜色：夜间变成浅的，图也跟着变；字块上的字是镂空的，露出阅读器的底色。
"""

from collections.abc import Callable
from itertools import count
from typing import Any, Final

from casebook.compose.blocks import Figure
from casebook.render.epub.markup import Element, el, full

Data = dict[str, Any]
UNDRAWN: Final[dict[str, str]] = {"years": "只在网站的“按年份”一页，书里没有"}
"""不画的图 → 为什么；只写图名、图注与替代文字。"""


def drawn(figure: Figure, name: str = "figure") -> Element | None:
    """一张图，带着替代文字；不画的为 None。`name` 是它在这一页里的名字，镂空的各有一个锚点。"""
    if figure.kind in UNDRAWN:
        return None
    width, height, inside = DRAWN[figure.kind](figure.data)
    box = f"0 0 {width} {height}"
    made = el("svg:svg", *inside, viewBox=box, role="img", aria_label=figure.alt)
    for n, mask in enumerate(made.iter(full("svg:mask"))):
        mask.set("id", f"{name}-cut-{n}")
        mask.getnext().set("mask", f"url(#{name}-cut-{n})")
    return made


def _words(x: float, y: float, words: str, size: int = 16, at: str = "middle", **more: Any) -> Any:
    where = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font_size": size, "text_anchor": at}
    return el("svg:text", words, fill="currentColor", **where, **more)


def _line(path: str, width: float = 1.6, dash: str = "", **more: Any) -> Any:
    ink = {"stroke": "currentColor", "fill": "none", "stroke_width": width}
    return el("svg:path", d=path, stroke_dasharray=dash, **ink, **more)


def _box(x: float, y: float, w: float, h: float, width: float, dash: str = "", **more: Any) -> Any:
    ink = {"stroke": "currentColor", "fill": "none", "stroke_width": width}
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{w:.1f}", "height": f"{h:.1f}"}
    return el("svg:rect", stroke_dasharray=dash, **{**place, **ink, **more})


def _tile(x: float, y: float, side: float, words: str, size: int) -> list[Element]:
    """镂空的一个字；`x` 是正中。"""
    place = (x - side / 2, y, side, side)
    edges = (x - side / 2 - 1, y - 1, side + 2, side + 2)  # 连同边线
    at = {"x": f"{x:.1f}", "y": f"{y + side / 2 + size * 0.35:.1f}", "font_size": size}
    glyph = el("svg:text", words, **at, text_anchor="middle", font_weight="bold", fill="#000")
    whole = _box(*edges, 0, fill="#fff", stroke="none")
    named = dict(zip(("x", "y", "width", "height"), edges, strict=True))
    mask = el("svg:mask", whole, glyph, maskUnits="userSpaceOnUse", **named)
    return [mask, _box(*place, 2, fill="currentColor")]


def _dot(x: float, y: float, r: float, width: float, fill: str = "none", **more: Any) -> Any:
    ink = {"stroke": "currentColor", "fill": fill, "stroke_width": width}
    return el("svg:circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=r, **ink, **more)


_Drawing = tuple[float, float, list[Element]]
"""一张图：多宽、多高，画了什么。"""


def _scale(d: Data) -> _Drawing:
    out: list[Element] = []
    k, foot = 378 / d["end"], 44 * (len(d["bars"]) - 1) + 38
    for n, bar in enumerate(d["bars"]):
        top, solid = 44 * n, 8 + bar["value"] * k
        out.append(_words(8, top + 17, bar["label"], 15, "start"))
        for y in (top + 24, top + 38):
            out.append(_line(f"M8 {y}H{solid:.1f}", 2.4))
            if bar["open"]:
                out.append(_line(f"M{solid:.1f} {y}H{8 + bar['end'] * k:.1f}", 2, "5 5"))
    last = len(d["ticks"]) - 1
    for n, tick in enumerate(d["ticks"]):
        x = 8 + tick * k
        major = n in (0, last) or (last > 3 and n * 2 == last)
        out.append(_line(f"M{x:.1f} {foot}v{12 if major else 7}", 1.8 if major else 1))
        if major:
            told = f"{tick:g}{' ' + d['unit'] if n == last else ''}"
            at, where = ("start", 5) if n == 0 else ("end", 398) if x > 350 else ("middle", x)
            out.append(_words(where, foot + 30, told, 15, at))
    return 400, foot + 38, out


def _time(d: Data) -> _Drawing:
    out: list[Element] = []
    for top, row in zip(count(0, 92), d["rows"], strict=False):
        out.append(_line(f"M8 {top + 62}H392", 2.4))
        for at, label in row["ticks"]:
            x = 8 + at * 384
            out.append(_line(f"M{x:.1f} {top + 62}v8", 1))
            if label:
                out.append(_words(x, top + 87, label, 15, "end" if at > 0.9 else "start"))
        for mark in row["marks"]:
            start, end = 8 + mark["start"] * 384, 8 + mark["end"] * 384
            if mark["exact"]:
                out.append(_dot((start + end) / 2, top + 62, 6, 2.4))
            else:
                dash = "5 4" if mark["year"] else ""
                fill = {} if mark["year"] else {"fill": "currentColor", "fill_opacity": 0.35}
                out.append(_box(start, top + 53, end - start, 18, 1.6, dash, **fill))
        for one in row["labels"]:
            y = top + 40 - one["level"] * 20
            out.append(_words(8 + one["at"] * 384, y, one["words"], font_weight="bold"))
    return 400, 92 * len(d["rows"]), out


def _five(d: Data) -> _Drawing:
    out: list[Element] = []
    roles = d["roles"]
    low = 19 * (max((2, *(len(role["lines"]) for role in roles))) - 2)
    for n, role in enumerate(roles):
        x = 46 + n * 320 // max(1, len(roles) - 1)
        on = role["on"]
        weight = {"font_weight": "bold"} if on else {"opacity": 0.75}
        out.append(_line(f"M{x} {146 + low}v40", 2.4 if on else 1.4, "" if on else "4 4"))
        if on:
            out += _tile(x, 2, 52, role["tile"], 31)
        else:
            out.append(_box(x - 26, 2, 52, 52, 1.6, "5 4"))
            out.append(_words(x, 39, role["tile"], 31, **weight))
        lines = (*((76, line) for line in role["label"]), *((120, one) for one in role["lines"]))
        seen = {76: 0, 120: 0}
        for top, line in lines:
            out.append(_words(x, top + 19 * seen[top], line, 16 if top == 76 else 15, **weight))
            seen[top] += 1
    there = d["residents"] is not None
    told = d["residents"] if there else d["not_told"]
    dash = "" if there else "5 4"
    out.append(_box(4, 186 + low, 404, 42, 2.4 if there else 1.6, dash, rx=21))
    out.append(_words(206, 214 + low, f"{d['residents_name']} {told}", 16))
    return 412, 232 + low, out


def _loom(d: Data) -> _Drawing:
    out: list[Element] = []
    rows, actors, fields = d["rows"], d["actors"], d["fields"]
    step, base = 272 // max(1, len(actors) - 1), 218 + len(rows) * 44
    for n, actor in enumerate(actors):
        x = 106 + n * step
        out.append(_line(f"M{x} 186V{base}", opacity=0.45))
        for up, one in enumerate(reversed(actor["name"])):
            out.append(_words(x, 134 - up * 17.2, one))
        out += _tile(x, 148, 38, actor["tile"], 23)
    for y, row in zip(count(222, 44), rows, strict=False):
        out += [_line(f"M80 {y}H408", 1, opacity=0.45), _words(4, y + 6, row["name"], 17, "start")]
        for n, cell in enumerate(row["cells"]):
            x = 106 + n * step
            if cell == "none":
                out.append(_dot(x, y, 5, 1.6))
            else:
                fill = "none" if cell == "editorial" else "currentColor"
                out.append(_dot(x, y, 7, 2.2, fill))
            if cell == "editorial":
                half = f"M{x} {y - 7}A7 7 0 0 0 {x} {y + 7}Z"
                out.append(el("svg:path", d=half, fill="currentColor"))
    wide = 328 / max(1, len(fields))
    out += [_box(80, base, 328, 42, 1.6), _words(4, base + 27, d["fields_title"], 17, "start")]
    for n, name in enumerate(fields):
        out.append(_words(80 + wide * (n + 0.5), base + 27, name))
        if n:
            out.append(_line(f"M{80 + wide * n:.1f} {base}v42", 1))
    return 416, base + 46, out


def _network(d: Data) -> _Drawing:
    out = [_line("M146 21H3V134H399M3 92H8", 1.2), _box(146, 2, 120, 38, 3)]
    out.append(_words(206, 27, d["center"], 17, font_weight="bold"))
    step = 364.5 / max(1, d["count"] - 1)
    for n in range(d["count"]):
        x = 24 + n * step
        out.append(_box(x - 16, 76, 32, 32, 2.2))
        out.append(_words(x, 98, str(n + 1), font_weight="bold"))
        if n:
            out.append(_line(f"M{x - step + 16:.1f} 92H{x - 16:.1f}", 1.2))
        out += (_dot(x + aside, 130, 3.6, 1.4) for aside in (-11, 0, 11))
    out.append(_words(206, 166, d["below"]))
    return 412, 176, out


def _streets(d: Data) -> _Drawing:
    out: list[Element] = []
    for one in d["streets"]:
        x, y = (one["column"] - 1) * 104 + 1, (one["row"] - 1) * 104 + 1
        there = bool(one["count"])
        out.append(_box(x, y, 96, 96, 4 if there else 1.5, "" if there else "5 4", rx=6))
        out.append(_words(x + 48, y + (36 if there else 45), one["name"], 19))
        if there:
            told = f"{one['count']} {d['unit']}"
            out.append(_words(x + 48, y + 75, told, 26, font_weight="bold"))
        else:
            out.append(_words(x + 48, y + 71, d["none"], 15, opacity=0.75))
    return d["columns"] * 104 - 6, d["rows"] * 104 - 6, out


DRAWN: Final[dict[str, Callable[[Data], _Drawing]]] = {
    "scale": _scale,
    "time": _time,
    "five": _five,
    "loom": _loom,
    "network": _network,
    "streets": _streets,
}
"""图，一种一个函数。"""
