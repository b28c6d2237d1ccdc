"""字形：CFF 的三次曲线转成 TrueType 的二次曲线，补上来源没有的字。"""

from collections.abc import Callable
from typing import Any

from fontTools.misc.roundTools import otRound
from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import RecordingPen, replayRecording
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

#: 三次曲线化成二次曲线时，最多差几个单位（全字 1000 单位）。
MAX_ERROR = 1.0

#: 间隔号的宽：占半个字（GB/T 15834）。来源里宋体 327、黑体 1000，各不相同。
MIDDLE_DOT = 500

#: 不画也不占地方的字：零宽空格、零宽不连、零宽连、词连、BOM、两种异体选择符。
INVISIBLE = (0x200B, 0x200C, 0x200D, 0x2060, 0xFE0E, 0xFE0F, 0xFEFF)
#: 来源没有的各种空格：宽多少个单位；文字表示与那个字同宽。
SPACES: dict[int, int | str] = {
    0x2000: 500,
    0x2001: 1000,
    0x2004: 333,
    0x2005: 250,
    0x2006: 167,
    0x2007: "0",
    0x2008: ".",
    0x2009: 200,
    0x200A: 100,
    0x202F: 200,
    0x205F: 222,
}
#: 上下标数字，来源只有 ¹²³⁴：其余用带圈数字去了圈、缩到 ⁴ 的大小；下标的底在基线下多少。
SUBSCRIPT_DROP = 140
#: 比这宽的轮廓是圈，不是里面的数字。
RING = 800


Draw = Callable[[Any], None]


def quadratic(draw: Draw, transform: Transform | None = None) -> Glyph:
    """画成二次曲线的字形；外圈改为顺时针，TrueType 的规矩。"""
    pen = TTGlyphPen(None)
    target = Cu2QuPen(pen, MAX_ERROR, reverse_direction=True)
    draw(TransformPen(target, transform) if transform else target)
    return pen.glyph(dropImpliedOnCurves=True)


def figure(font: TTFont, digit: int) -> Draw:
    """带圈数字去掉圈：与正文同一字重的小数字。"""
    glyphs = font.getGlyphSet()
    pen = RecordingPen()
    glyphs[font.getBestCmap()[0x2460 + digit - 1 if digit else 0x24EA]].draw(pen)
    contours: list[list[Any]] = []
    for step in pen.value:
        if step[0] == "moveTo":
            contours.append([])
        contours[-1].append(step)
    inner = RecordingPen()
    for contour in contours:
        box = bounds(lambda target, c=contour: replayRecording(c, target))
        if box[2] - box[0] < RING:
            inner.value += contour
    return inner.replay


def bounds(draw: Draw) -> tuple[float, float, float, float]:
    """画出来的四边。"""
    pen = BoundsPen(None)
    draw(pen)
    return pen.bounds


def small_digits(font: TTFont) -> dict[int, tuple[Glyph, int]]:
    """缺的上下标数字：码位 → （字形，宽）。"""
    cmap, glyphs = font.getBestCmap(), font.getGlyphSet()
    four, circled = bounds(glyphs[cmap[ord("⁴")]].draw), bounds(figure(font, 4))
    width = font["hmtx"][cmap[ord("⁴")]][0]
    scale = (four[3] - four[1]) / (circled[3] - circled[1])
    made = {}
    for digit in range(10):
        if own := cmap.get(ord("⁰¹²³⁴"[digit])) if digit < 5 else None:
            draw, move = glyphs[own].draw, Transform()
        else:
            draw = figure(font, digit)
            box = bounds(draw)
            left = width / 2 - scale * (box[0] + box[2]) / 2
            move = Transform(scale, 0, 0, scale, left, four[1] - scale * circled[1])
            made[0x2070 + digit] = (quadratic(draw, move), width)
        lower = Transform(1, 0, 0, 1, 0, -SUBSCRIPT_DROP - four[1])
        made[0x2080 + digit] = (quadratic(draw, lower.transform(move)), width)
    return made


def additions(font: TTFont) -> dict[int, tuple[Glyph, int]]:
    """来源没有、由这里补上的：码位 → （字形，宽）。"""
    cmap, widths = font.getBestCmap(), font["hmtx"]
    added = small_digits(font)
    for point in INVISIBLE:
        added[point] = (Glyph(), 0)
    for point, space in SPACES.items():
        width = widths[cmap[ord(space)]][0] if isinstance(space, str) else space
        added[point] = (Glyph(), width)
    return added


def outlined(font: TTFont, complete: bool) -> None:
    """CFF → glyf：轮廓、横竖的边距、maxp、post；`complete` 是补上来源没有的字。"""
    order = font.getGlyphOrder()
    glyphset = font.getGlyphSet()
    cmap = font.getBestCmap()
    origins = font["VORG"]
    horizontal, vertical = font["hmtx"], font["vmtx"]
    dot = cmap.get(0xB7)
    outlines: dict[str, Glyph] = {}
    for name in order:
        move = None
        if name == dot:
            box = bounds(glyphset[name].draw)
            centre = (box[0] + box[2]) / 2
            move = Transform(1, 0, 0, 1, MIDDLE_DOT / 2 - centre, 0)
            horizontal[name] = (MIDDLE_DOT, 0)
        outlines[name] = quadratic(glyphset[name].draw, move)

    for point, (outline, width) in sorted((additions(font) if complete else {}).items()):
        if point in cmap:
            continue
        name = f"added{point:04X}"
        order.append(name)
        outlines[name] = outline
        horizontal[name] = (width, 0)
        vertical[name] = (1000 if outline.numberOfContours else width, 0)
        for table in font["cmap"].tables:
            if point <= 0xFFFF or table.format == 12:
                table.cmap[point] = name
    font.setGlyphOrder(order)

    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, outlines
    font["loca"] = newTable("loca")
    for name in order:
        outline = outlines[name]
        if outline.numberOfContours:
            outline.recalcBounds(glyf)
            top = origins.VOriginRecords.get(name, origins.defaultVertOriginY) - outline.yMax
            horizontal[name] = (horizontal[name][0], outline.xMin)
            vertical[name] = (vertical[name][0], otRound(top))
    for tag in ("CFF ", "VORG"):
        del font[tag]
    profile(font)


def profile(font: TTFont) -> None:
    """TrueType 的 maxp 与第三版 post；没有指令。"""
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones = 1
    for field in (
        *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"),
        *("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"),
        *("maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours"),
        "maxComponentDepth",
    ):
        setattr(maxp, field, 0)
    post = font["post"]
    post.formatType = 3.0
    post.glyphOrder = None
    font.sfntVersion = "\x00\x01\x00\x00"
