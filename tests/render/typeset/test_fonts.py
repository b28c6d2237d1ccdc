"""书的字体：齐不齐，字全不全，名字和许可对不对，Typst 排不排得出。"""

import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
import typst
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

from casebook.read.glyphs import COVERAGE
from casebook.render.typeset import FONTS
from conftest import ROOT

SCRIPTS = ROOT / "hooks/fonts"
CORE = ("CNSong-Regular", "CNSong-Bold", "CNHei-Regular", "CNHei-Bold")
ALL = (*CORE, "CNRare-Regular")
LIMIT = 25_000_000

#: 答应了每个正文字体都有的，一类一行。
PROMISED = {
    "标点": "—…“”‘’·《》〈〉「」『』【】〔〕〖〗～、。，；：？！（）–―‑\u3000",
    "竖排标点": "︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄︐︑︒︓︔︕︖︙",
    "全角": "".join(map(chr, range(0xFF01, 0xFF5F))) + "￥￡",
    "单位": "㎡㎏㎞㎎㎝㎜㏄℃№‰",
    "带圈": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵㈠㈡",
    "符号": "✓→←↑↓■□●○◎▲△★☆×÷±≤≥≈∞√§©®™°€¥",
    "罗马数字": "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ",
    "希腊": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω",
    "拼音": "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêḿńňǹ",
    "上下标": "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉",
    "点名的字": "〇邨堃喆祎",
    "看不见的": "\u2060\u200b\u00a0\u2002\u2003\u2009\u202f",
}
RARE = "龘靐爩長寧區國際會議廳囍㐀㐁𠮷𰻝鿫鿭"


@pytest.fixture(scope="module")
def faces() -> Iterator[dict[str, TTFont]]:
    opened = {name: TTFont(FONTS / f"{name}.ttf", lazy=True) for name in ALL}
    yield opened
    for font in opened.values():
        font.close()


@pytest.fixture(scope="module")
def points(faces: dict[str, TTFont]) -> dict[str, set[int]]:
    return {name: set(font.getBestCmap()) for name, font in faces.items()}


def tongyong() -> set[int]:
    lines = (SCRIPTS / "tongyong.txt").read_text("utf-8").splitlines()
    return {ord(c) for line in lines if not line.startswith("#") for c in line}


def gb2312() -> set[int]:
    pairs = (bytes((a, b)) for a in range(0xA1, 0xF8) for b in range(0xA1, 0xFF))
    return {ord(c) for pair in pairs for c in pair.decode("gb2312", "ignore")}


def only() -> typst.Fonts:
    """只有这五个：Typst 自带的也不要（它会悄悄补上 ▯ 之类）。"""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def compiled(body: str, *, alone: bool = True, **options: object) -> bytes:
    source = (
        '#set document(title: "样张")\n#set page(width: 120mm, height: auto)\n'
        '#set text(lang: "zh", region: "cn", font: ("CN Song", "CN Rare"))\n' + body
    )
    return typst.compile(
        source.encode(),
        ignore_system_fonts=True,
        font_paths=only() if alone else [str(FONTS)],
        **options,
    )


def literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def shaped(face: str, points_: tuple[str, ...], tag: str, font: TTFont) -> dict[str, str]:
    """特性 `tag` 把各字的字形换成了什么（只看一换一的）。"""
    cmap = font.getBestCmap()
    table = font["GSUB"].table
    wanted: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == tag:
            for index in record.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    inner = getattr(subtable, "ExtSubTable", subtable)
                    wanted |= getattr(inner, "mapping", {})
    return {c: wanted[cmap[ord(c)]] for c in points_ if cmap[ord(c)] in wanted}


def test_the_five_files_and_nothing_else_within_the_limit() -> None:
    files = sorted(FONTS.glob("*.ttf"))
    assert [f.stem for f in files] == sorted(ALL)
    assert sum(f.stat().st_size for f in files) <= LIMIT


@pytest.mark.parametrize("name", ALL)
def test_a_static_true_type_font_that_may_be_embedded(name: str, faces: dict[str, TTFont]) -> None:
    font = faces[name]
    assert font.sfntVersion == "\x00\x01\x00\x00"
    assert {"glyf", "loca", "vhea", "vmtx", "GSUB", "GPOS"} <= set(font.keys())
    assert not {"CFF ", "CFF2", "fvar", "DSIG", "fpgm", "prep", "cvt "} & set(font.keys())
    bold = name.endswith("Bold")
    os2 = font["OS/2"]
    assert os2.fsType == 0
    assert os2.usWeightClass == (700 if bold else 400)
    assert os2.fsSelection & 0x61 == (0x20 if bold else 0x40)
    assert font["head"].macStyle == (1 if bold else 0)
    assert font["head"].unitsPerEm == 1000
    assert font["head"].created == font["head"].modified
    assert font["post"].formatType == 3


@pytest.mark.parametrize("name", ALL)
def test_renamed_with_the_copyright_and_licence_kept(name: str, faces: dict[str, TTFont]) -> None:
    names = faces[name]["name"]
    family, style = name.removeprefix("CN").split("-")
    assert names.getDebugName(1) == f"CN {family}"
    assert names.getDebugName(2) == style
    assert names.getDebugName(6) == name
    for number in (1, 2, 3, 4, 6, 16, 17):
        assert not {"noto", "source"} & set((names.getDebugName(number) or "").lower().split())
        assert "Noto" not in (names.getDebugName(number) or "")
        assert "Source" not in (names.getDebugName(number) or "")
    assert "Adobe" in names.getDebugName(0)
    assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)
    assert names.getDebugName(14).endswith("scripts.sil.org/OFL")
    assert names.getDebugName(10).startswith("Derived from Noto S")


def test_the_licence_texts_are_there() -> None:
    ofl = (FONTS / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in ofl
    assert "Reserved Font Name 'Source'" in ofl
    assert "Copyright 2017-2022 Adobe" in ofl
    assert "Copyright 2014-2021 Adobe" in ofl
    assert "UNICODE" in (SCRIPTS / "UNICODE-LICENSE.txt").read_text("utf-8")


@pytest.mark.parametrize("name", CORE)
def test_each_text_face_has_every_promised_character(
    name: str, points: dict[str, set[int]]
) -> None:
    assert len(tongyong()) == 8105
    assert len(gb2312()) == 7445
    assert gb2312() <= points[name]
    assert tongyong() <= points[name]
    assert set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) <= points[name]
    for kind, characters in PROMISED.items():
        lacking = {c for c in characters if ord(c) not in points[name]}
        assert not lacking, kind


def test_the_text_faces_agree_and_the_rare_face_completes_them(
    points: dict[str, set[int]],
) -> None:
    assert all(points[name] == points[CORE[0]] for name in CORE)
    rare = points["CNRare-Regular"]
    assert rare & points[CORE[0]] == {0x20, 0xA0, 0x3000}
    every = rare | points[CORE[0]]
    assert set(range(0x4E00, 0x9FF0)) <= every
    assert set(range(0x3400, 0x4DB6)) <= every
    assert {ord(c) for c in RARE} <= rare


def test_the_coverage_list_is_the_union_of_the_faces(points: dict[str, set[int]]) -> None:
    listed: list[tuple[int, int]] = []
    for line in COVERAGE.read_text("utf-8").splitlines():
        first, _, last = line.partition("-")
        listed.append((int(first, 16), int(last or first, 16)))
    assert all(a[1] + 1 < b[0] for a, b in pairwise(listed))
    assert {c for a, b in listed for c in range(a, b + 1)} == set().union(*points.values())


@pytest.mark.parametrize("name", CORE)
def test_widths_of_what_chinese_setting_relies_on(name: str, faces: dict[str, TTFont]) -> None:
    font = faces[name]
    cmap, widths = font.getBestCmap(), font["hmtx"]
    for c in "中国邨。，、；：？！（）《》「」【】〔〕“”‘’…～①㎡℃→●□\u3000":
        assert widths[cmap[ord(c)]][0] == 1000, c
    assert widths[cmap[ord("·")]][0] == 500
    for c in "\u2060\u200b\ufeff":
        assert widths[cmap[ord(c)]][0] == 0, c
        assert font["glyf"][cmap[ord(c)]].numberOfContours == 0, c


@pytest.mark.parametrize("name", CORE)
def test_vertical_forms_and_half_widths_are_kept(name: str, faces: dict[str, TTFont]) -> None:
    font = faces[name]
    marks = tuple("（）《》「」『』【】〔〕，。、：！？…“”")
    upright = shaped(name, marks, "vert", font)
    assert set(marks) - set(upright) <= set("！？")
    assert all(font["vmtx"][glyph][0] in (500, 1000) for glyph in upright.values())
    positions = {r.FeatureTag for r in font["GPOS"].table.FeatureList.FeatureRecord}
    assert {"kern", "halt", "vhal", "palt"} <= positions
    substitutions = {r.FeatureTag for r in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"ccmp", "locl", "vert", "vrt2"} <= substitutions
    for tag in ("GSUB", "GPOS"):
        for script in font[tag].table.ScriptList.ScriptRecord:
            assert script.Script.DefaultLangSys.FeatureIndex, (tag, script.ScriptTag)
            assert not script.Script.LangSysRecord


@pytest.mark.parametrize("name", ALL)
def test_outlines_wind_the_true_type_way(name: str, faces: dict[str, TTFont]) -> None:
    """外圈顺时针、里圈逆时针：填满的面积是负的，且口字比它的外框小得多。"""
    font = faces[name]
    glyphs = font.getGlyphSet()
    cmap = font.getBestCmap()
    for c in "龘長爩" if name == "CNRare-Regular" else "口国回永8Og①":
        pen = AreaPen(glyphs)
        glyphs[cmap[ord(c)]].draw(pen)
        glyph = font["glyf"][cmap[ord(c)]]
        box = (glyph.xMax - glyph.xMin) * (glyph.yMax - glyph.yMin)
        assert 0.05 * box < -pen.value < 0.8 * box, c


def test_typst_sets_every_promised_kind_in_both_families_as_pdf_ua() -> None:
    """PDF/UA-1 遇到没有的字就停：排得出就是都有，不靠系统或 Typst 自带的字体。"""
    samples = "".join(PROMISED.values())
    blocks = [
        f'#text(font: "{family}", weight: "{weight}", fallback: false, {literal(samples)})\n'
        for family in ("CN Song", "CN Hei")
        for weight in ("regular", "bold")
    ]
    blocks.append(f'#text(font: "CN Rare", fallback: false, {literal(RARE)})\n')
    pdf = compiled("\n".join(blocks), pdf_standards=["ua-1"])
    assert pdf.startswith(b"%PDF-1.7")
    embedded = {name for name in ALL if name.encode() in pdf}
    assert embedded == set(ALL)


def test_typst_falls_back_to_the_rare_face() -> None:
    body = f"#text({literal('长宁' + RARE)})"
    assert compiled(body, alone=False, pdf_standards=["ua-1"])
    pdf = compiled(body, pdf_standards=["ua-1"])
    assert {name for name in ALL if name.encode() in pdf} == {"CNSong-Regular", "CNRare-Regular"}


def test_typst_stops_at_a_character_no_face_has() -> None:
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        compiled("▯", pdf_standards=["ua-1"])


def test_typst_sets_the_dash_two_ems_wide_whatever_the_language() -> None:
    body = """#for lang in ("zh", "en") { for family in ("CN Song", "CN Hei") { context {
      let wide = measure(text(lang: lang, font: family, size: 10pt, "——")).width
      assert(calc.abs(wide - 20pt) < 0.01pt, message: repr(wide))
    }}}"""
    assert compiled(body + "\n无", pdf_standards=["ua-1"])


def test_typst_turns_punctuation_for_vertical_text() -> None:
    """Typst 还没有竖排；竖着一字字叠时，用特性 vert 或竖排标点。"""
    flat = compiled('#text(size: 40pt, "（《，》）")', format="png", ppi=72)
    turned = compiled('#text(size: 40pt, features: ("vert",), "（《，》）")', format="png", ppi=72)
    assert flat != turned
    stacked = '#stack(dir: ttb, ..("长", "宁", "︽", "法", "︾").map(c => text(c)))'
    assert compiled(stacked, pdf_standards=["ua-1"])


def test_remaking_the_lists_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    import characters
    import make_fonts

    assert characters.tongyong() == tongyong()
    assert gb2312() <= characters.gb2312()
    assert characters.coverage({0x4E00, 0x4E01, 0x2060}) == "2060\n4E00-4E01\n"
    assert {face.postscript for face in make_fonts.FACES} == set(ALL)
    assert make_fonts.FONTS == FONTS
    assert make_fonts.COVERAGE == COVERAGE
