"""Word 里画着的：图、图表、对象、艺术字、图形里的字；收不了的，说是什么、写着什么。"""

from collections.abc import Callable, Iterator
from typing import Any

from casebook.intake.maths import M
from casebook.intake.styles import W

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
"""图形、图表里的字的命名空间。"""
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
"""关系的号的命名空间。"""
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_V = "{urn:schemas-microsoft-com:vml}"
_SHAPES = ("shape", "rect", "roundrect", "oval")


def told_of(element: Any, url: Callable[[str], str]) -> Iterator[str]:
    """一个标签画着什么，要说一声的；`url` 由关系的号找网址。"""
    tag = str(element.tag)
    match tag.rpartition("}")[2]:
        case "OLEObject":
            named = element.get("ProgID") or "不知道是什么"
            kind = "公式" if named.lower().startswith(("equation", "mathtype")) else "对象"
            yield _unread(f"{kind}（{named}）")
        case "control" if tag.startswith(W):
            yield _unread(f"控件（{element.get(W + 'name', '')}）")
        case "chart" if element.get(R + "id"):
            yield _unread("图表")
        case "relIds":
            yield _unread("图示（SmartArt）")
        case "textpath" if element.get("string", "").strip():
            yield f"艺术字：{element.get('string').strip()}"
        case "hlinkClick" if found := url(element.get(R + "id", "")):
            yield f"图上的链接：{found}"
        case "blip" | "imagedata" if _cropped(element):
            yield "图在 Word 里裁过，收的是没有裁的一张。裁掉的不能公开的，请换一张裁好的"
        case "xfrm" if element.get("rot", "0") != "0" and _in_picture(element):
            yield "图在 Word 里转过，收的是没有转的一张，请核对"
        case "p" if tag.startswith(A):
            if words := "".join(one.text or "" for one in element.iter(A + "t")).strip():
                yield f"图形里的字：{words}"
    if tag.startswith(_V) and element.get("href"):
        yield f"图上的链接：{element.get('href')}"


def _cropped(element: Any) -> bool:
    """一张图裁掉了边：看不见的也在文件里。"""
    cut = element.getparent().find(A + "srcRect")
    sides = (cut.get(side, "0") for side in "ltrb") if cut is not None else ()
    old = (element.get(f"crop{side}", "0") for side in ("left", "top", "right", "bottom"))
    return any(one.strip("-0%f.") for one in (*sides, *old))


def _in_picture(element: Any) -> bool:
    return any(str(one.tag).endswith("}pic") for one in element.iterancestors())


def picture_of(element: Any) -> str:
    """是一张图：关系的号；不是的为空。同一张图另存的矢量的、没有加效果的一份不算。"""
    match str(element.tag).rpartition("}")[2]:
        case "blip":
            return str(element.get(R + "embed", ""))
        case "imagedata":
            return str(element.get(R + "id", ""))
    return ""


def covers(paragraph: Any) -> bool:
    """画着没有字的形状（线不算）：也许盖着图上的什么。"""
    for one in paragraph.iter():
        name = str(one.tag).rpartition("}")[2]
        drawn = name == "wsp" or (str(one.tag).startswith(_V) and name in _SHAPES)
        if drawn and not any(_worded(inside) or picture_of(inside) for inside in one.iter()):
            shape = next((inside.get("prst", "") for inside in one.iter(A + "prstGeom")), "")
            if "line" not in shape.lower() and "Connector" not in shape:
                return True
    return False


def chart_words(root: Any) -> str:
    """图表里写着的：标题，各个系列的名称、类目与数。"""
    titles = ["".join(t.text or "" for t in one.iter(A + "t")) for one in root.iter(_C + "title")]
    lines = [one for one in titles if one.strip()]
    for series in root.iter(_C + "ser"):
        name, *_ = *_cached(series, "tx"), ""
        heads = [*_cached(series, "cat"), *_cached(series, "xVal")]
        values = [*_cached(series, "val"), *_cached(series, "yVal")]
        pairs = [f"{heads[n]} {one}" if n < len(heads) else one for n, one in enumerate(values)]
        lines.append(f"{name or '没有名称的一列'}：{'、'.join(pairs or heads)}")
    return "\n".join(lines)


def _cached(series: Any, of: str) -> Iterator[str]:
    """存在图表里的一列值。"""
    inside = series.find(_C + of)
    if inside is not None:
        yield from (one.text for one in inside.iter(_C + "v") if one.text)


def chosen_of(alternate: Any) -> Any:
    """同一样东西的两种写法，只看一种：头一种有字的；都没有字的，头一种有图的。"""
    choices = [child for child in alternate if isinstance(child.tag, str)]
    for has in (_worded, picture_of):
        for one in choices:
            if any(has(inside) for inside in one.iter()):
                return one
    return choices[0] if choices else alternate


def _worded(element: Any) -> bool:
    written = element.tag in (W + "t", A + "t", M + "t") and element.text
    return bool(written or (element.tag == _V + "textpath" and element.get("string")))


def _unread(name: str) -> str:
    return f"嵌着的{name}没有收。要紧的，把里面的字、数写成文字或表，或截成图"
