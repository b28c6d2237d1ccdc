"""一件印件的每一页上，字与图各在哪里：从 PDF 的内容流里读，不靠截图。

坐标是磅，从纸的左上角起。文字一串一个框，知道它在结构树里是什么（标题、图注……）。
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf

from casebook.render.typeset import PrintJob
from casebook.render.typeset.pdf import PdfWriter

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1, 0, 0, 1, 0, 0)
_OPENING, _CLOSING = tuple("〔（“‘《「『【"), tuple("〕）”’》」』】，。、；：！？")
_OPERATORS = "q Q cm BT ET Tf Tm Td TD T* TL Tj TJ BMC BDC EMC re m l c h Do Tr Ts Tz Tw Tc"


def set_job(job: PrintJob) -> bytes:
    """排一件没有照片的。"""
    with PdfWriter() as writer:
        return writer.one(job, {})


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


@dataclass(frozen=True)
class Box:
    """一串字，或一张图、一条线（没有字）；`roles` 是它在结构树里、从外到里，空的是不念的。"""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str = ""
    roles: tuple[str, ...] = ()

    @property
    def upright(self) -> bool:
        """横着的字。"""
        return self.right - self.left >= self.bottom - self.top or len(self.text) < 2


@dataclass(frozen=True)
class Glyph:
    """一个字，照画上去的先后；`left` 是字身的左边，`base` 是基线。"""

    char: str
    left: float
    base: float
    size: float


@dataclass
class _Font:
    """字形的号 → 文字与宽。"""

    texts: dict[int, str]
    widths: dict[int, float]
    default: float


@dataclass
class _State:
    matrix: Matrix
    font: _Font | None = None
    size: float = 1
    rise: float = 0


@dataclass
class _Reader:
    """读一页。"""

    page: int
    height: float
    resources: Any
    fonts: dict[Any, _Font]
    roles: dict[int, tuple[str, ...]]
    found: list[Box] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)

    def read(self, stream: Any, start: Matrix, outer: int | None = None) -> None:
        """一条内容流。"""
        state, saved = _State(start), list[_State]()
        line = text = _UNIT
        marks: list[int | None] = []
        here: tuple[float, float] | None = None
        for operands, operator in pikepdf.parse_content_stream(stream, _OPERATORS):
            match str(operator):
                case "q":
                    saved.append(_State(state.matrix, state.font, state.size, state.rise))
                case "Q":
                    state = saved.pop()
                case "cm":
                    state.matrix = _times(_matrix(operands), state.matrix)
                case "BT":
                    line = text = _UNIT
                case "Tf":
                    state.font = self._font(str(operands[0]))
                    state.size = float(operands[1])
                case "Ts":
                    state.rise = float(operands[0])
                case "Tm":
                    line = text = _matrix(operands)
                case "Td" | "TD":
                    line = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), line)
                    text = line
                case "Tj" | "TJ":
                    pieces = operands[0] if str(operator) == "TJ" else operands
                    mcid = next((n for n in reversed(marks) if n is not None), outer)
                    text = self._show(state, text, pieces, mcid)
                case "BMC" | "BDC":
                    marks.append(self._mcid(operands))
                case "EMC":
                    marks.pop()
                case "re":
                    x, y, w, h = map(float, operands)
                    self._shape(state.matrix, (x, y), (x + w, y + h))
                case "m":
                    here = (float(operands[0]), float(operands[1]))
                case "l" if here:
                    to = (float(operands[0]), float(operands[1]))
                    self._shape(state.matrix, here, to)
                    here = to
                case "c" if here:
                    to = (float(operands[4]), float(operands[5]))
                    self._shape(state.matrix, here, to)
                    here = to
                case "Do":
                    self._shape(state.matrix, (0, 0), (1, 1))

    def _mcid(self, operands: Any) -> int | None:
        has = operands[1] if len(operands) > 1 else None
        if isinstance(has, pikepdf.Name):
            has = self.resources.Properties[str(has)]
        return int(has.MCID) if has is not None and "/MCID" in has else None

    def _font(self, name: str) -> _Font:
        dictionary = self.resources.Font[name]
        if dictionary.objgen not in self.fonts:
            self.fonts[dictionary.objgen] = _read_font(dictionary)
        return self.fonts[dictionary.objgen]

    def _show(self, state: _State, text: Matrix, pieces: Any, mcid: int | None) -> Matrix:
        font, size, at = state.font, state.size, 0.0
        assert font
        words, spans = "", list[tuple[float, float]]()
        for piece in pieces:
            if not isinstance(piece, pikepdf.String):
                at -= float(piece) / 1000 * size
                continue
            codes = bytes(piece)
            for high, low in zip(codes[::2], codes[1::2], strict=True):
                code = high * 256 + low
                wide = font.widths.get(code, font.default) / 1000 * size
                char = font.texts.get(code, "").strip("\u2060")
                words += char
                if char.strip():
                    x, y = _on(_times(text, state.matrix), (at, state.rise))
                    self.glyphs.append(Glyph(char, x, self.height - y, size))
                    # 两头的标点只有半个字宽有墨
                    left = at + wide / 2 * char.startswith(_OPENING)
                    spans.append((left, at + wide - wide / 2 * char.endswith(_CLOSING)))
                at += wide
        if spans:
            whole = _times(text, state.matrix)
            low, high = state.rise - 0.12 * size, state.rise + 0.88 * size
            corners = [_on(whole, (x, y)) for x in (spans[0][0], spans[-1][1]) for y in (low, high)]
            self._box(corners, words, self.roles.get(mcid, ()) if mcid is not None else ())
        return _times((1, 0, 0, 1, at, 0), text)

    def _shape(self, matrix: Matrix, one: tuple[float, float], other: tuple[float, float]) -> None:
        self._box([_on(matrix, one), _on(matrix, other)], "", ())

    def _box(self, corners: list[tuple[float, float]], text: str, roles: tuple[str, ...]) -> None:
        xs, ys = [x for x, _ in corners], [self.height - y for _, y in corners]
        self.found.append(Box(self.page, min(xs), min(ys), max(xs), max(ys), text, roles))


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return (a, b, c, d, e, f)


def _on(matrix: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _read_font(font: Any) -> _Font:
    from render.typeset.test_print import characters

    inner = font.DescendantFonts[0]
    widths: dict[int, float] = {}
    items = list(inner.get("/W", []))
    while items:
        first, second = int(items.pop(0)), items.pop(0)
        if isinstance(second, pikepdf.Array):
            widths |= {first + n: float(w) for n, w in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(items.pop(0)))
    return _Font(characters(font), widths, float(inner.get("/DW", 1000)))


def _holds_table(node: Any) -> bool:
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    nodes = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
    return any(kid.get("/S") == "/Table" or _holds_table(kid) for kid in nodes)


def _roles(pdf: pikepdf.Pdf) -> list[dict[int, tuple[str, ...]]]:
    """各页：MCID → 它在结构树里是什么，从外到里；表题是 TableCaption。"""
    numbers = {sheet.obj.objgen: n for n, sheet in enumerate(pdf.pages)}
    out: list[dict[int, tuple[str, ...]]] = [{} for _ in pdf.pages]

    def read(node: Any, sheet: int, above: tuple[str, ...]) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                read(child, sheet, above)
        elif not isinstance(node, pikepdf.Dictionary):
            out[sheet][int(node)] = above
        elif node.get("/Type") != "/OBJR":
            sheet = numbers[node.Pg.objgen] if "/Pg" in node else sheet
            if "/MCID" in node:
                out[sheet][int(node.MCID)] = above
            elif "/K" in node:
                role = str(node.get("/S", "/"))[1:]
                if role == "Caption" and _holds_table(node.P):
                    role = "TableCaption"
                read(node.K, sheet, (*above, role) if role else above)

    read(pdf.Root.StructTreeRoot, 0, ())
    return out


def _readers(path: Path) -> Iterator[_Reader]:
    with pikepdf.open(path) as pdf:
        roles, fonts = _roles(pdf), dict[Any, _Font]()
        for n, sheet in enumerate(pdf.pages):
            reader = _Reader(n, float(sheet.mediabox[3]), sheet.Resources, fonts, roles[n])
            reader.read(sheet, _UNIT)
            yield reader


def laid_out(path: Path) -> list[list[Box]]:
    """各页的框，照画上去的先后。"""
    return [reader.found for reader in _readers(path)]


def glyphs(path: Path) -> list[list[Glyph]]:
    """各页的字，照画上去的先后。"""
    return [reader.glyphs for reader in _readers(path)]


def collisions(boxes: list[Box]) -> Iterator[tuple[Box, Box]]:
    """一页里叠在一起的两串字：横里叠了两磅以上，竖里叠了矮的那个三分之一以上。"""
    words = sorted((b for b in boxes if b.text.strip()), key=lambda b: b.left)
    for n, one in enumerate(words):
        for other in words[n + 1 :]:
            if other.left >= one.right - 2:
                break
            across = min(one.right, other.right) - other.left
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            low = min(one.bottom - one.top, other.bottom - other.top)
            if across > 2 and down > low / 3:
                yield one, other


def crowded(boxes: list[Box]) -> Iterator[tuple[Box, Box]]:
    """图里同一行挨在一起、分不出是两样的字：当中不到半个字宽。接着画的两串是一句话，当中是空格。"""
    drawn = [(n, b) for n, b in enumerate(boxes) if b.text.strip() and "Figure" in b.roles]
    drawn.sort(key=lambda one: one[1].left)
    for k, (n, one) in enumerate(drawn):
        high = one.bottom - one.top
        for m, other in drawn[k + 1 :]:
            level = abs(one.bottom - other.bottom) < high / 3
            if level and m != n + 1 and other.left - one.right < 0.45 * high:
                yield one, other


def widest_hole(boxes: list[Box], top: float, bottom: float) -> float:
    """版心里上下最大的一段空白，多高；`boxes` 是版心里的框。"""
    edges, at = [(top, top)], top
    for box in sorted(boxes, key=lambda b: b.top):
        if box.bottom > top and box.top < bottom:
            edges.append((box.top, box.bottom))
    edges.append((bottom, bottom))
    hole = 0.0
    for _, (start, end) in pairwise(edges):
        hole, at = max(hole, start - at), max(at, end)
    return hole
