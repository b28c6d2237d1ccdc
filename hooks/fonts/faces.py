"""要做的五个字体：从哪里来，叫什么，留哪些特性。"""

import copy
import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables import otTables

NOTO = Path("/usr/share/fonts/opentype/noto")

#: Debian 包 fonts-noto-cjk 1:20220127+repack1-1 里的四个文件。
SOURCES = {
    "NotoSerifCJK-Regular.ttc": "a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481",
    "NotoSerifCJK-Bold.ttc": "a5d4b046c127da3d7c72f98b46c41489cd29bf52abfdf18aba920903e920d4ac",
    "NotoSansCJK-Regular.ttc": "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a",
    "NotoSansCJK-Bold.ttc": "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb",
}

#: 留下的 OpenType 特性。默认就用的，和排中文要点名才用的。
FEATURES = (
    *("ccmp", "locl", "liga", "kern", "mark", "mkmk"),
    *("vert", "vrt2", "vkrn", "halt", "vhal", "palt", "vpal", "pwid"),
)
SCRIPTS = ("DFLT", "hani", "latn", "grek", "cyrl", "kana")


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
