# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools==4.68.0"]
# ///
"""做书用的字体：从 Noto CJK SC 取字，转成静态 TTF，改名，写进本目录。

要装的（Debian）：

    apt-get install fonts-noto-cjk

一条命令（uv 自会备好 fontTools，约两分钟）：

    uv run hooks/print/fonts/make_fonts.py

写出 CNSong-Regular.ttf、CNSong-Bold.ttf、CNHei-Regular.ttf、CNHei-Bold.ttf、CNRare-Regular.ttf
和 casebook/read/coverage.txt。来源文件的摘要与下面记的不同就停：同样的来源，出来的字节总是一样的。

通用规范汉字表（tongyong.txt）已在本目录。要从 Unihan 重做它（Debian 包 unicode-data）：

    uv run hooks/print/fonts/make_fonts.py --tongyong \
        /usr/share/unicode/Unihan_OtherMappings.txt.bz2
"""

import argparse
import bz2
import copy
import hashlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.misc.roundTools import otRound
from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import RecordingPen, replayRecording
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph

HERE = Path(__file__).resolve().parent
COVERAGE = HERE.parents[1] / "casebook" / "read" / "coverage.txt"
"""检查要用它，所以在程序里，不在字体旁边。"""
NOTO = Path("/usr/share/fonts/opentype/noto")

#: Debian 包 fonts-noto-cjk 1:20220127+repack1-1 里的四个文件。
SOURCES = {
    "NotoSerifCJK-Regular.ttc": "a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481",
    "NotoSerifCJK-Bold.ttc": "a5d4b046c127da3d7c72f98b46c41489cd29bf52abfdf18aba920903e920d4ac",
    "NotoSansCJK-Regular.ttc": "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a",
    "NotoSansCJK-Bold.ttc": "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb",
}

#: 三次曲线化成二次曲线时，最多差几个单位（全字 1000 单位）。
MAX_ERROR = 1.0
#: 五个文件一共不得大过这么多字节。
LIMIT = 25_000_000

#: 间隔号的宽：占半个字（GB/T 15834）。来源里宋体 327、黑体 1000，各不相同。
MIDDLE_DOT = 500

#: 留下的 OpenType 特性。默认就用的，和排中文要点名才用的。
FEATURES = (
    *("ccmp", "locl", "liga", "kern", "mark", "mkmk"),
    *("vert", "vrt2", "vkrn", "halt", "vhal", "palt", "vpal", "pwid"),
)
SCRIPTS = ("DFLT", "hani", "latn", "grek", "cyrl", "kana")

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

#: 四个正文字体除 GB 2312 与 8,105 字外，来源里有就都收的：拉丁、希腊、西里尔、标点、
#: 符号、带圈与带括号的数、竖排标点、全角、单位。
SYMBOLS = (
    *((0x20, 0x4FF), (0x1E00, 0x1EFF), (0x2000, 0x2BFF), (0x2E3A, 0x2E3B)),
    *((0x3000, 0x312F), (0x31A0, 0x31BF), (0x3220, 0x325F), (0x3280, 0x32B0)),
    *((0x32B1, 0x32BF), (0x3371, 0x33DF), (0xFE10, 0xFE1F), (0xFE30, 0xFE6F)),
    *((0xFF01, 0xFF60), (0xFFE0, 0xFFE6)),
)
#: 备用字体另收的：汉字的全部区段、部首、兼容字，和四个字体没收的符号。不收谚文。
RARE = (
    *SYMBOLS,
    *((0x2E80, 0x2FDF), (0x3100, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF)),
    *((0xF900, 0xFAFF), (0x1F100, 0x1F2FF), (0x20000, 0x3FFFF)),
)


@dataclass(frozen=True)
class Face:
    """要做的一个字体：名字、来源、哪些字。"""

    family: str
    style: str
    source: str
    rare: bool = False

    @property
    def postscript(self) -> str:
        """PostScript 名，也是文件名。"""
        return f"{self.family.replace(' ', '')}-{self.style}"

    @property
    def full(self) -> str:
        """全名：照来源的规矩，Regular 不写出来。"""
        return self.family if self.style == "Regular" else f"{self.family} {self.style}"


FACES = (
    Face("CN Song", "Regular", "NotoSerifCJK-Regular.ttc"),
    Face("CN Song", "Bold", "NotoSerifCJK-Bold.ttc"),
    Face("CN Hei", "Regular", "NotoSansCJK-Regular.ttc"),
    Face("CN Hei", "Bold", "NotoSansCJK-Bold.ttc"),
    Face("CN Rare", "Regular", "NotoSansCJK-Regular.ttc", rare=True),
)


# ---- 哪些字 ----


def spread(ranges: Iterable[tuple[int, int]]) -> Iterator[int]:
    """区段 → 一个个码位。"""
    for first, last in ranges:
        yield from range(first, last + 1)


def gb2312() -> set[int]:
    """GB 2312 的全部字符，照 Python 的编码表。"""
    found = set(range(0x20, 0x7F))
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            found |= {ord(c) for c in bytes((high, low)).decode("gb2312", "ignore")}
    return found


def tongyong(path: Path = HERE / "tongyong.txt") -> set[int]:
    """通用规范汉字表的 8,105 字。"""
    lines = path.read_text("utf-8").splitlines()
    return {ord(c) for line in lines if not line.startswith("#") for c in line.strip()}


def write_tongyong(unihan: Path, path: Path = HERE / "tongyong.txt") -> None:
    """从 Unihan 的 kTGH（值是 2013:序号）重做 tongyong.txt，每行五十字，按表的次序。"""
    text = bz2.decompress(unihan.read_bytes()) if unihan.suffix == ".bz2" else unihan.read_bytes()
    found = re.findall(r"^U\+([0-9A-F]+)\tkTGH\t2013:(\d+)", text.decode("utf-8"), re.M)
    table = {int(number): chr(int(code, 16)) for code, number in found}
    if sorted(table) != list(range(1, 8106)):
        sys.exit(f"{unihan}：kTGH 应有 8,105 字，序号相连；实有 {len(table)}")
    version = re.search(r"Unicode version: ([\d.]+)", text.decode("utf-8"))
    lines = [
        "# 《通用规范汉字表》（国发〔2013〕23号）8,105 字，按表的次序，每行五十字。",
        f"# 取自 Unihan {version[1] if version else ''} 的 kTGH（Unihan_OtherMappings.txt，",
        "# Debian 包 unicode-data）。Unicode 数据文件许可：UNICODE-LICENSE.txt。",
    ]
    levels = (("一级", 1, 3500), ("二级", 3501, 6500), ("三级", 6501, 8105))
    for name, first, last in levels:
        lines.append(f"# {name}：{first}—{last}")
        row = [table[n] for n in range(first, last + 1)]
        lines += ["".join(row[i : i + 50]) for i in range(0, len(row), 50)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def core(available: set[int]) -> set[int]:
    """一个正文字体要收的字。"""
    needed = gb2312() | tongyong()
    if lacking := needed - available:
        sys.exit(f"来源里没有：{' '.join(f'U+{c:04X}' for c in sorted(lacking))}")
    return needed | (set(spread(SYMBOLS)) & available)


def coverage(points: Iterable[int]) -> str:
    """码位 → 一行一段的文字：4E00-9FEF 或 2060。"""
    ordered = sorted(points)
    lines: list[str] = []
    start = 0
    for i, point in enumerate(ordered):
        if i + 1 == len(ordered) or ordered[i + 1] != point + 1:
            first = ordered[start]
            lines.append(f"{first:04X}" if first == point else f"{first:04X}-{point:04X}")
            start = i + 1
    return "\n".join(lines) + "\n"


# ---- 怎样做 ----


def opened(source: str) -> TTFont:
    """来源里的简体中文那一个字体；摘要不对就停。"""
    path = NOTO / source
    if not path.is_file():
        sys.exit(f"没有 {path}：先装 Debian 包 fonts-noto-cjk")
    if hashlib.sha256(path.read_bytes()).hexdigest() != SOURCES[source]:
        sys.exit(f"{path} 与记下的摘要不同：来源换了版本，看过字形再改 SOURCES")
    for font in TTCollection(path, lazy=True).fonts:
        if font["name"].getDebugName(6).split("-")[0].endswith("CJKsc"):
            font.recalcTimestamp = False
            return font
    sys.exit(f"{path} 里没有简体中文的字体")


def settle_language(font: TTFont) -> None:
    """不论文字标成什么语言，都用简体中文的规则（否则破折号在别的语言里只有 1.7 字宽）。"""
    for tag in ("GSUB", "GPOS"):
        scripts = font[tag].table.ScriptList
        kept = [r for r in scripts.ScriptRecord if r.ScriptTag in SCRIPTS]
        chinese = {
            r.ScriptTag: lang.LangSys
            for r in kept
            for lang in r.Script.LangSysRecord
            if lang.LangSysTag == "ZHS "
        }
        for record in kept:
            # 各用各的一份：取子集时逐个改写，共用会改两遍。
            rules = copy.deepcopy(chinese.get(record.ScriptTag, chinese["hani"]))
            record.Script = otTables.Script()
            record.Script.DefaultLangSys = rules
            record.Script.LangSysRecord = []
            record.Script.LangSysCount = 0
        scripts.ScriptRecord = kept
        scripts.ScriptCount = len(kept)


def reduced(font: TTFont, points: set[int]) -> None:
    """只留这些字和它们的竖排形等。"""
    font["cmap"].tables = [t for t in font["cmap"].tables if t.format in (4, 12)]
    options = subset.Options()
    options.layout_features = list(FEATURES)
    options.layout_scripts = ["*"]
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.hinting = False
    options.drop_tables += ["DSIG"]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=points)
    worker.subset(font)


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


def named(font: TTFont, face: Face) -> None:
    """改名：保留的字体名一个不用；版权、商标、许可照旧，写明从哪来。"""
    table = font["name"]
    original = table.getDebugName(4)
    version = table.getDebugName(5)
    number = version.split(";")[0]
    new = {
        1: face.family,
        2: face.style,
        3: f"{number.removeprefix('Version ')};{face.postscript}",
        4: face.full,
        5: f"{number};derived from {original}",
        6: face.postscript,
        10: f"Derived from {original} ({version}): subset, converted to quadratic outlines, "
        f"renamed. {table.getDebugName(10)}",
    }
    kept = {i: table.getDebugName(i) for i in (0, 7, 8, 9, 11, 12, 13, 14)}
    table.names = []
    for number_, text in sorted((kept | new).items()):
        if text:
            table.setName(text, number_, 3, 1, 0x409)


def described(font: TTFont, face: Face) -> None:
    """OS/2 与 head：字重、允许嵌入、收了哪些文字。"""
    bold = face.style == "Bold"
    os2 = font["OS/2"]
    os2.version = 4
    os2.fsType = 0
    os2.usWeightClass = 700 if bold else 400
    os2.fsSelection = 0x20 if bold else 0x40
    os2.recalcUnicodeRanges(font)
    os2.recalcAvgCharWidth(font)
    os2.usMaxContext = 4
    font["head"].macStyle = 1 if bold else 0
    font["head"].modified = font["head"].created


def make(face: Face, common: set[int]) -> tuple[Path, set[int]]:
    """做一个字体，写出来，答文件与它收的字。"""
    font = opened(face.source)
    available = set(font.getBestCmap())
    if face.rare:
        points = (set(spread(RARE)) & available) - common | {0x20, 0xA0, 0x3000}
    else:
        points = core(available)
    settle_language(font)
    reduced(font, points)
    outlined(font, complete=not face.rare)
    named(font, face)
    described(font, face)
    path = HERE / f"{face.postscript}.ttf"
    font.save(path, reorderTables=True)
    return path, set(TTFont(path).getBestCmap())


def main() -> None:
    """照命令行做字体，或重做字表。"""
    parser = argparse.ArgumentParser(description="做书用的字体")
    parser.add_argument("--tongyong", type=Path, metavar="UNIHAN", help="重做 tongyong.txt")
    asked = parser.parse_args()
    if asked.tongyong:
        write_tongyong(asked.tongyong)
        return
    union: set[int] = set()
    common: set[int] = set()
    total = 0
    for face in FACES:
        path, points = make(face, common)
        union |= points
        common = common & points if common else points
        total += path.stat().st_size
        print(f"{path.name}  {path.stat().st_size:,} 字节  {len(points):,} 字")
    COVERAGE.write_text(coverage(union), "utf-8")
    print(f"共 {total:,} 字节，{len(union):,} 字")
    if total > LIMIT:
        sys.exit(f"超过 {LIMIT:,} 字节")


if __name__ == "__main__":
    main()
