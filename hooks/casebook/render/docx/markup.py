"""Word 的写法：一个标签一个元素，一截字，一段，一张表。字只当字写，不会变成标签。"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from lxml import etree

NAMES: Final[Mapping[str, str]] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
Element = Any
MM: Final = 56.6929
"""一毫米是多少个二十分之一磅：Word 量长短的单位。"""
CELL_SIDE: Final = 85
"""一格左右各空多少。"""
_EITHER = re.compile("[“”‘’—…·]")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def el(name: str, /, *children: Element, **attributes: object) -> Element:
    """一个元素：`name` 如 w:p；属性没有写前缀的，与它同一个前缀。"""
    prefix = name.partition(":")[0]
    made = etree.Element(
        _full(name), nsmap=dict(NAMES) if name in _ROOTS else {prefix: NAMES[prefix]}
    )
    for key, value in attributes.items():
        if value is not None:
            said = key.replace("__", ":")
            own = said if ":" in said or prefix in _BARE else f"{prefix}:{said}"
            made.set(_full(own), str(value))
    made.extend(child for child in children if child is not None)
    return made


_ROOTS = frozenset(
    ["w:document", "w:footnotes", "w:hdr", "w:ftr", "w:styles", "w:settings", "w:fonts"]
)
_BARE = frozenset(["wp", "a", "pic", "v", "o"])
"""这几种的属性不写前缀。"""


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}" if local else name


def text(words: str) -> tuple[Element, ...]:
    """几个字，换行也在内。"""
    out: list[Element] = []
    for n, line in enumerate(_UNFIT.sub("", words).split("\n")):
        if n:
            out.append(el("w:br"))
        if line:
            one = el("w:t")
            one.text = line
            one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            out.append(one)
    return tuple(out)


LOOKS: Final[Mapping[str, Callable[[], Element]]] = {
    "kai": lambda: fonts("楷体_GB2312"),
    "hei": lambda: fonts("黑体"),
    "bold": lambda: el("w:b"),
    "italic": lambda: el("w:i"),
    "grey": lambda: el("w:color", val="595959"),
    "dotted": lambda: el("w:u", val="dotted"),
    "raised": lambda: el("w:vertAlign", val="superscript"),
}
"""一截字的样子，照 Word 要的先后。"""


def fonts(asian: str, latin: str = "Times New Roman") -> Element:
    """中文、西文各用哪个字体。"""
    return el("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=asian, cs=latin)


def look(names: Iterable[str], asian: bool = False) -> Element | None:
    """样子叫 `names` 的；没有的为 None。`asian` 的，两可的标点用中文的字体。"""
    said = [*names]
    faces = [name for name in said if name in ("kai", "hei")]
    chosen = {*said} - {*faces[:-1]} | {*faces[-1:]}  # 套了几层的，照最里面的字体
    own = [made() for name, made in LOOKS.items() if name in chosen]
    if asian:
        if not own or own[0].tag != _full("w:rFonts"):
            own.insert(0, el("w:rFonts"))
        own[0].set(_full("w:hint"), "eastAsia")
    return el("w:rPr", *own) if own else None


def run(words: str, names: Iterable[str] = ()) -> Element:
    """一截字。引号、破折号、省略号、间隔号中西文同一个码，要说明是中文的。"""
    return el("w:r", look(names, bool(_EITHER.search(words))), *text(words))


def field(code: str, shown: str = "", names: Iterable[str] = ()) -> tuple[Element, ...]:
    """一个域：打开时由 Word 来算，算以前是 `shown`。"""

    def part(kind: str) -> Element:
        return el("w:r", look(names), el("w:fldChar", fldCharType=kind))

    said = el("w:instrText")
    said.text = f" {code} "
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    inside = (run(shown, names),) if shown else ()
    return part("begin"), el("w:r", look(names), said), part("separate"), *inside, part("end")


def paragraph(style: str, *inside: Element) -> Element:
    """一段。"""
    return el("w:p", el("w:pPr", el("w:pStyle", val=style)), *inside)


def table(widths: Sequence[int], rows: Iterable[Element]) -> Element:
    """一张表：各列多宽（二十分之一磅），写好的各行。"""
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    return el(
        "w:tbl",
        el(
            "w:tblPr",
            el("w:tblW", w=sum(widths), type="dxa"),
            el("w:jc", val="center"),
            el(
                "w:tblBorders",
                *(el(f"w:{e}", val="single", sz=4, space=0, color="auto") for e in edges),
            ),
            el("w:tblLayout", type="fixed"),
            el(
                "w:tblCellMar",
                *(el(f"w:{side}", w=CELL_SIDE, type="dxa") for side in ("left", "right")),
            ),
        ),
        el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths)),
        *rows,
    )


def row(cells: Iterable[Element], head: bool = False, height: int = 0) -> Element:
    """一行；表头到了下一页再印一遍。定了高的、表头不拆到两页，别的一行可以很长。"""
    own = [el("w:cantSplit")] if head or height else []
    if height:
        own.append(el("w:trHeight", val=height))
    if head:
        own.append(el("w:tblHeader"))
    return el("w:tr", el("w:trPr", *own) if own else None, *cells)


def cell(width: int, inside: Iterable[Element], shade: str = "") -> Element:
    """一格；里面至少有一段。"""
    shaded = el("w:shd", val="clear", color="auto", fill=shade) if shade else None
    own = [*inside]
    if not own or own[-1].tag != _full("w:p"):
        own.append(paragraph("Cell"))
    return el("w:tc", el("w:tcPr", el("w:tcW", w=width, type="dxa"), shaded), *own)


def xml(root: Element) -> bytes:
    """写成文件。"""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
