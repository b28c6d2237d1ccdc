"""改过的一份里的图：图的内容，替代文字，裁过、转过没有。"""

import posixpath
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from lxml import etree

from casebook.intake.packages import Package
from casebook.review.pieces import Shown

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)
_PROPERTIES: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


class Images:
    """一件里的图：关系的号 → 内容。"""

    def __init__(self, data: Mapping[str, Callable[[], bytes]]) -> None:
        self._data = data

    def shown(self, element: Any) -> Shown:
        """`element` 是一张图（drawing、object、imagedata）。"""
        named = next(element.iter(_PROPERTIES), None)
        old = element.getparent()  # 旧的写法（VML），写在外面一层
        alt = old.get("alt", "") if named is None else named.get("descr", "")
        blip = next(element.iter(_A + "blip"), None)
        relation = element.get(_R + "id") if blip is None else blip.get(_R + "embed")
        read = self._data.get(relation or "")
        cut = (n.get(side, "0") for n in element.iter(_A + "srcRect") for side in "lrtb")
        turned = (one.get("rot", "0") for one in element.iter(_A + "xfrm"))
        altered = any(one != "0" for one in (*cut, *turned))
        return Shown(alt, read() if read else b"", altered)


def images_of(package: Package, part: str) -> Images:
    """`part`（如 word/document.xml）里的图。"""
    folder, _, name = part.rpartition("/")
    relations = package.part(f"{folder}/_rels/{name}.rels")
    found: dict[str, Callable[[], bytes]] = {}
    for one in etree.fromstring(relations, _PARSER) if relations else ():
        if isinstance(one.tag, str) and one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(f"/{folder}", one.get("Target", "")))
            found[one.get("Id", "")] = partial(package.part, target.removeprefix("/"))
    return Images(found)
