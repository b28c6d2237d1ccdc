"""版面：纸、四边、行格、页码，送审的行号与水印。"""

from casebook.compose.words import word
from casebook.render.docx.markup import MM, Element, el, field, paragraph, run
from casebook.render.docx.package import Package
from casebook.render.docx.styles import HEI, Sheet

_FOOTER = 23
"""页码的底边离纸边几毫米：一字线在版心下边缘之下 7 毫米。"""


def edges(package: Package, sheet: Sheet, head: str = "") -> list[Element]:
    """页码、页眉：放进 `package`，给出怎样指到它们。`head` 是送审稿页眉上的话。"""
    if sheet.review:
        top = package.add("header1", "header", _review_head(sheet, head))
        foot = package.add("footer1", "footer", _review_foot(sheet))
        return [
            el("w:headerReference", type="default", r__id=top),
            el("w:footerReference", type="default", r__id=foot),
        ]
    odd = package.add("footer1", "footer", _page_number("right"))
    even = package.add("footer2", "footer", _page_number("left"))
    return [
        el("w:footerReference", type="default", r__id=odd),
        el("w:footerReference", type="even", r__id=even),
    ]


def section(sheet: Sheet, own: list[Element], first: bool = False) -> Element:
    """一节的版面；脚注每节从头数。`first` 是头一节。"""
    numbered = el("w:lnNumType", countBy=1, distance=int(6 * MM), restart="newPage")
    return el(
        "w:sectPr",
        *own,
        el("w:footnotePr", el("w:numRestart", val="eachSect")),
        el("w:type", val="nextPage"),
        el("w:pgSz", w=11906, h=16838),
        el(
            "w:pgMar",
            top=round(sheet.top * MM),
            right=round(sheet.right * MM),
            bottom=round(sheet.bottom * MM),
            left=round(sheet.left * MM),
            header=round(13 * MM),
            footer=round((13 if sheet.review else _FOOTER) * MM),
            gutter=0,
        ),
        numbered if sheet.review else None,
        el("w:pgNumType", start=1) if first else None,
        _grid(sheet) if sheet.lines else None,
    )


def _grid(sheet: Sheet) -> Element:
    """行格：一面几行；一行几字由字距定（见 `styles.py`）。"""
    return el("w:docGrid", type="lines", linePitch=sheet.pitch)


def _page_number(side: str) -> Element:
    """— 1 —：单页在右，双页在左，各空一字。"""
    number = (run("— "), *field("PAGE", "1"), run(" —"))
    made = paragraph("Footer", *number)
    made[0].append(el("w:ind", firstLineChars=0, firstLine=0, **{f"{side}Chars": 100, side: 280}))
    made[0].append(el("w:jc", val=side))
    return el("w:ftr", made)


def _review_head(sheet: Sheet, head: str) -> Element:
    return el("w:hdr", paragraph("Header", _watermark(), run(head, ("hei",))))


def _review_foot(sheet: Sheet) -> Element:
    pages = (run(" "), *field("PAGE", "1"), run(" / "), *field("NUMPAGES", "1"))
    return el("w:ftr", paragraph("Header", run(word("docx.review.how")), *pages))


_FORMULAS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
)
"""Word 的艺术字（136 号）怎样算它的四角。"""


def _watermark() -> Element:
    """浅的字，斜着，在正文下面：不挡字。"""
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:400pt;height:133pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    kind = el(
        "v:shapetype",
        el("v:formulas", *(el("v:f", eqn=one) for one in _FORMULAS)),
        el("v:path", textpathok="t", o__connecttype="rect"),
        el("v:textpath", on="t", fitshape="t"),
        id="_x0000_t136",
        coordsize="21600,21600",
        o__spt=136,
        adj="10800",
        path="m@7,l@8,m@5,21600l@6,21600e",
    )
    shape = el(
        "v:shape",
        el("v:fill", opacity=".5"),
        el("v:textpath", style=f'font-family:"{HEI}";font-size:1pt', string=word("print.review")),
        id="_x0000_s2049",
        type="#_x0000_t136",
        style=style,
        fillcolor="#d9d9d9",
        stroked="f",
    )
    return el("w:r", el("w:pict", kind, shape))
