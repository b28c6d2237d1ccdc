"""一段文字 → Prose。"""

import re
from functools import lru_cache
from xml.etree.ElementTree import Element, SubElement

from casebook.prose.grammar import parse
from casebook.prose.images import find_images
from casebook.prose.links import find_headings, find_links
from casebook.prose.source import crowded, line_of, source_faults, style_faults
from casebook.prose.spaces import tidy
from casebook.prose.tree import Prose

_PLAIN = re.compile(r"[^\x02\x03*_`\[\]<>#|!\\\n&【〔+~=:-]*")


def is_plain(text: str) -> bool:
    """`text` 没有任何记号：读成一段，原样就是 HTML。"""
    return _PLAIN.fullmatch(text) is not None and text.isprintable()


@lru_cache(maxsize=512)  # 查、编、写各读一遍，是同一段文字
def read_prose(text: str, page: bool = False) -> Prose:
    """读一段文字；`page` 为真时是一整篇文章，可以有标题与脚注。"""
    too_many = tuple(crowded(text))
    if too_many or (not page and _PLAIN.fullmatch(text)):
        whole = Element("div")
        SubElement(whole, "p").text = text
        return Prose(whole, too_many)
    root = parse(text, page)
    tidy(root)
    faults = [*source_faults(text, page), *style_faults(text)]
    headings = tuple(find_headings(root, text, page, faults))
    links = tuple(find_links(root, text, faults))
    images = tuple(find_images(root, text, faults))
    citations = tuple(
        (e.get("source", ""), e.get("locator"), line_of(text, f"〔{e.get('source')}"))
        for e in root.iter("cite")
    )
    return Prose(root, tuple(faults), headings, links, citations, images)
