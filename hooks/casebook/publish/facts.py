"""一页里有什么：锚点、链接、会自动取的地址。"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

_FETCHED = {
    **dict.fromkeys(("img", "script", "iframe", "frame", "source", "track", "input"), ("src",)),
    **dict.fromkeys(("audio", "embed"), ("src",)),
    **dict.fromkeys(("image", "use"), ("href", "xlink:href")),
    "video": ("src", "poster"),
    "object": ("data",),
}
"""浏览器会自己去取的东西：元素与属性。"""
_TELLING = ("a", "area", "link", *_FETCHED)
_FETCHED_LINKS = {
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "manifest",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
}
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_CSS_URL = re.compile(
    r"""(?:url\(\s*|@import\s+(?=["']))(?:"([^"]*)"|'([^']*)'|([^\s"')]+))""", re.I
)


class PageFacts(NamedTuple):
    """一页里的锚点、链接和会自动取的地址。"""

    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()


Target = tuple[str, str]
"""链接指到的地方：站内的文件，和里面的锚点（没有时为空）。"""


def facts_of(content: bytes) -> PageFacts:
    """读 HTML（一页，或其中一段）：里面的锚点与链接。"""
    from lxml import etree  # 只排 PDF 时不必装载

    try:
        root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.XMLSyntaxError:  # 空的文件
        root = None
    if root is None:
        return PageFacts()
    links: list[str] = []
    fetched: list[str] = []
    for element in root.iter(*_TELLING):
        tag = element.tag
        attributes: Iterable[tuple[Any, Any]] = element.items()
        for name, value in attributes:
            if name in ("href", "xlink:href") and tag in ("a", "area"):
                links.append(value)
            elif name in _FETCHED.get(tag, ()):
                fetched.append(value)
            elif name == "srcset":
                fetched += (part.split()[0] for part in _candidates(value))
        if tag == "link":
            kinds = set(element.get("rel", "").lower().split())
            links += [element.get("href", "")] if "alternate" in kinds else []
            fetched += [element.get("href", "")] if _FETCHED_LINKS & kinds else []
    ids, styles = _asked()
    for css in styles(root):
        fetched += css_urls(css)
    return PageFacts(tuple(ids(root)), tuple(links), tuple(fetched))


@cache
def _asked() -> tuple[Any, Any]:
    from lxml import etree

    ids = etree.XPath("//@id[. != '']", smart_strings=False)
    return ids, etree.XPath("//@style | //style/text()", smart_strings=False)


def _candidates(srcset: str) -> Iterator[str]:
    return (part for part in srcset.split(",") if part.strip())


def css_urls(css: str) -> Iterator[str]:
    """样式里会去取的地址；只指本文件里一个编号的不算。"""
    for found in _CSS_URL.finditer(_CSS_COMMENT.sub(" ", css)):
        url = next(filter(None, found.groups()), "")
        if url and not url.startswith("#"):
            yield url
