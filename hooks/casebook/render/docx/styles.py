"""公文的样子，照 GB/T 9704—2012：字体（没有的用哪个代）、各种段落。"""

import math
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Final

from casebook.render.docx.markup import MM, Element, el, fonts

FANG, KAI, HEI, SONG, BIAO = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
FALLBACKS: Final = {
    FANG: ("仿宋", "FangSong", "STFangsong", "roman"),
    KAI: ("楷体", "KaiTi", "STKaiti", "script"),
    HEI: ("SimHei", "微软雅黑", "STHeiti", "modern"),
    SONG: ("SimSun", "NSimSun", "STSong", "roman"),
    BIAO: ("FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong,宋体,SimSun", "roman"),
}
"""字体 → 没有装时依次用的，最后一个是哪一类字。小标宋没有的多半有华文中宋，一样粗，不必另加粗。"""


@dataclass(frozen=True)
class Sheet:
    """一张纸：四边空几毫米，正文几磅，一面几行、一行几字（0 是不定），题几磅。

    `review` 是送审的：每行有号，右边写意见，有水印。
    """

    top: float
    bottom: float
    left: float
    right: float
    size: float
    title: float
    pitch: int
    lines: int = 0
    characters: int = 0
    review: bool = False

    @property
    def width(self) -> int:
        """版心多宽，二十分之一磅。"""
        return int((210 - self.left - self.right) * MM)

    @property
    def height(self) -> float:
        """版心多高，毫米。"""
        return 297 - self.top - self.bottom


_PITCH = int((297 - 37 - 35) * MM / 22)
OFFICIAL = Sheet(37, 35, 28, 26, 16, 22, _PITCH, lines=22, characters=28)
"""公文：版心 156 × 225 毫米，22 行，一行 28 字，3 号仿宋，题 2 号小标宋。"""
REVIEW = Sheet(28, 26, 27, 60, 12, 18, 420, review=True)
"""送审：小四，行距 21 磅。"""


def styles(sheet: Sheet) -> Element:
    """全部样式。"""
    body, small = sheet.size, 12 if sheet.lines else 10.5
    exact = _spacing(sheet.pitch)
    loose = _spacing(0)
    tight = el("w:spacing", val=_tightened(sheet)) if sheet.characters else None
    look = [*([] if tight is None else [tight]), *_size(body)]
    two = el("w:ind", firstLineChars=200, firstLine=int(body * 40))
    aside = el("w:ind", leftChars=200, left=int(body * 40), firstLineChars=0, firstLine=0)
    block = [_off(), _spacing(0, before=120, after=60), _no(), _centre()]
    return el(
        "w:styles",
        el(
            "w:docDefaults",
            el(
                "w:rPrDefault",
                el(
                    "w:rPr",
                    fonts(FANG),
                    *_size(body),
                    el("w:lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
                ),
            ),
            el("w:pPrDefault"),
        ),
        _style("Normal", "Normal", [exact, two, el("w:jc", val="both")], look, default=True),
        _style("Title", "Title", _titled(sheet), [fonts(BIAO), *_size(sheet.title)]),
        _heading(1, sheet, [fonts(BIAO), *_size(sheet.title)]),
        _heading(2, sheet, [fonts(HEI)]),
        _heading(3, sheet, [fonts(KAI)]),
        _heading(4, sheet, [fonts(FANG), el("w:b")]),
        _heading(5, sheet, [fonts(FANG)]),
        _style("Plain", "无缩进", [exact, _no()]),
        _style("Centred", "居中", [exact, _no(), _centre()], [fonts(KAI)]),
        _style("Item", "列表项", [exact, aside]),
        _style("Quotation", "引文", [exact, aside], [fonts(KAI)]),
        _style("NoteTitle", "按语的题", [el("w:keepNext"), exact, two], [fonts(HEI)]),
        _style("Note", "按语", [exact, two], [fonts(KAI)]),
        _style("Contents", "目录", [_tabs(sheet), exact, _no(), _left()]),
        _style("Gap", "表后", [el("w:suppressLineNumbers"), _off(), _spacing(120), _no()]),
        _style("Small", "小字", [_off(), loose, _no()], _size(small)),
        _style("Source", "来源", [_off(), _spacing(0, after=60), _no(), _left()], _size(small)),
        _style("Caption", "caption", [el("w:keepNext"), *block], [fonts(HEI), *_size(small)]),
        _style("Picture", "图", [el("w:keepNext"), *block]),
        *_cells("Cell", "表格", [], _size(small)),
        *_cells("CellName", "行名", [], [fonts(HEI), *_size(small)]),
        *_cells("CellHead", "表头", [el("w:keepNext")], [fonts(HEI), *_size(small)]),
        _style("FootnoteText", "footnote text", [_off(), loose, _no(), _left()], _size(9)),
        _style("Footer", "footer", [_off(), loose, _no()], [fonts(SONG, SONG), *_size(14)]),
        _style("Header", "header", [_off(), loose, _no()], [fonts(HEI), *_size(9)]),
        el(
            "w:style",
            el("w:name", val="footnote reference"),
            el("w:rPr", el("w:vertAlign", val="superscript")),
            type="character",
            styleId="FootnoteReference",
        ),
    )


def _tightened(sheet: Sheet) -> int:
    """一行要放得下那么多字，字与字收紧多少（二十分之一磅）。

    不用 Word 的字符网格：WPS、Word 会收紧，LibreOffice 放不下的一个字占两格。
    """
    return math.floor(sheet.width / sheet.characters - sheet.size * 20)


def _heading(level: int, sheet: Sheet, look: list[Element]) -> Element:
    keep = [el("w:keepNext"), el("w:keepLines")]
    two = el("w:ind", firstLineChars=200, firstLine=int(sheet.size * 40))
    own = _titled(sheet) if level == 1 else [_spacing(sheet.pitch), two]
    outline = el("w:outlineLvl", val=level - 1)
    return _style(f"Heading{level}", f"heading {level}", [*keep, *own, outline], look)


def _titled(sheet: Sheet) -> list[Element]:
    """题：居中，上下各空一行。"""
    high = _spacing(int(sheet.title * 28), before=sheet.pitch, after=sheet.pitch)
    return [high, _no(), _centre()]


def _cells(name: str, shown: str, keep: list[Element], look: list[Element]) -> list[Element]:
    """格子里的：靠左、居中、靠右。"""
    return [
        _style(
            f"{name}{side.capitalize()}",
            f"{shown}{said}",
            [
                *keep,
                _off(),
                _spacing(0, before=30, after=30),
                _no(),
                el("w:jc", val=side or "left"),
            ],
            look,
        )
        for side, said in (("", ""), ("center", "居中"), ("right", "靠右"))
    ]


def _tabs(sheet: Sheet) -> Element:
    return el("w:tabs", el("w:tab", val="right", leader="middleDot", pos=sheet.width))


def _off() -> Element:
    """不对着行格。"""
    return el("w:snapToGrid", val=0)


def _style(
    name: str,
    shown: str,
    paragraph: Sequence[Element],
    look: Sequence[Element] = (),
    default: bool = False,
) -> Element:
    return el(
        "w:style",
        el("w:name", val=shown),
        None if default else el("w:basedOn", val="Normal"),
        el("w:qFormat"),
        el("w:pPr", *map(copy, paragraph)),
        el("w:rPr", *map(copy, look)) if look else None,
        type="paragraph",
        default=1 if default else None,
        styleId=name,
    )


def _spacing(exact: int, before: int = 0, after: int = 0) -> Element:
    """行距：定死的几（二十分之一磅），0 是单倍。"""
    line, rule = (exact, "exact") if exact else (240, "auto")
    return el("w:spacing", before=before, after=after, line=line, lineRule=rule)


def _size(points: float) -> list[Element]:
    half = int(points * 2)
    return [el("w:sz", val=half), el("w:szCs", val=half)]


def _no() -> Element:
    return el("w:ind", firstLineChars=0, firstLine=0)


def _left() -> Element:
    return el("w:jc", val="left")


def _centre() -> Element:
    return el("w:jc", val="center")


def font_table() -> Element:
    """字体与代它的：没有装的，Word 照这里换。"""
    made = el("w:fonts")
    for name, (*others, family) in FALLBACKS.items():
        made.append(
            el(
                "w:font",
                el("w:altName", val=",".join(others)),
                el("w:charset", val="86"),
                el("w:family", val=family),
                el("w:pitch", val="variable"),
                name=name,
            )
        )
    return made
