"""一张图放进 Word：多大，看不见图的人读到什么。"""

from typing import TYPE_CHECKING

from casebook.render.docx.markup import NAMES, Element, el

if TYPE_CHECKING:
    from casebook.render.docx.writing import Writing

_EMU = 36_000
"""一毫米是多少个 EMU。"""
_TALL = 120
"""至多高几毫米。"""


def drawn(writing: "Writing", file: str, alt: str, wide: float = 0) -> Element | None:
    """一张图，至多宽 `wide` 毫米（不写是版心那么宽）；没有这张图的为 None。"""
    data = writing.pictures(writing.address(file))
    if not data:
        return None
    relation, across, down, own = writing.package.picture(data)
    writing.see_picture(alt, own)
    most = wide or writing.sheet.width / 56.6929
    width = min(most, _TALL * across / down)
    size = {"cx": int(width * _EMU), "cy": int(width * down / across * _EMU)}
    number = writing.package.drawing()
    shape = el(
        "pic:pic",
        el(
            "pic:nvPicPr",
            el("pic:cNvPr", id=number, name=file, descr=alt),
            el("pic:cNvPicPr"),
        ),
        el("pic:blipFill", el("a:blip", r__embed=relation), el("a:stretch", el("a:fillRect"))),
        el(
            "pic:spPr",
            el("a:xfrm", el("a:off", x=0, y=0), el("a:ext", **size)),
            el("a:prstGeom", el("a:avLst"), prst="rect"),
        ),
    )
    inline = el(
        "wp:inline",
        el("wp:extent", **size),
        el("wp:docPr", id=number, name=file, descr=alt),
        el("a:graphic", el("a:graphicData", shape, uri=NAMES["pic"])),
        **dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
    )
    return el("w:r", el("w:drawing", inline))
