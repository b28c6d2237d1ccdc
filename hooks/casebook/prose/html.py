"""树 → 干净的 HTML。"""

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

import nh3
from markdown.serializers import to_html_string

from casebook.prose.tree import Prose

Cite = Callable[[str, str | None], Element]
"""来源与位置 → 一个出处标。"""
Link = Callable[[str], str]
"""站内地址 → 页面上的链接。"""

_TAGS = {
    "p", "em", "strong", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td",
    "blockquote", "a", "code", "div", "span", "sup", "hr", "br", "h2", "h3", "h4", "del",
    "figure", "figcaption", "img", "pre",
}  # fmt: skip


def prose_html(prose: Prose, cite: Cite, link: Link) -> str:
    """树 → 干净的 HTML；出处标由 `cite` 给，站内链接由 `link` 改。"""
    root = _rendered(prose.root, cite, link)
    html = "".join(to_html_string(child) for child in root)
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={
            "*": {"class", "id", "align", "aria-label"},
            "a": {"href", "class", "id", "aria-label", "title"},
            "th": {"align", "scope"},
            "ol": {"start"},
            "img": {"src", "alt"},
        },
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _rendered(node: Element, cite: Cite, link: Link) -> Element:
    if node.tag == "cite":
        new = cite(node.get("source", ""), node.get("locator"))
        new.tail = _literal(node.tail)
        return new
    if (picture := _alone(node)) is not None:
        return _figure(picture, node.tail)
    new = Element(node.tag, dict(node.attrib))
    new.text, new.tail = _literal(node.text), _literal(node.tail)
    if node.tag == "a" and node.get("href", "").startswith("/"):
        new.set("href", link(node.get("href", "")))
    if node.tag == "div" and "admonition" in node.get("class", ""):
        new.set("class", "cn-eds")
    if node.get("class") == "admonition-title":
        new.set("class", "cn-tag")
    if node.tag == "th":
        new.set("scope", "col")
    new.extend(_rendered(child, cite, link) for child in node)
    return new


def _literal(text: str | None) -> str | None:
    """`&nbsp;` 这样的字照样印：写成 HTML 的那一步不转义它。"""
    return text and text.replace("&", "&amp;")


def _alone(node: Element) -> Element | None:
    """自成一段的图片；不是时为 None。"""
    if node.tag != "p" or len(node) != 1 or node[0].tag != "img":
        return None
    picture = node[0]
    return None if (node.text or "").strip() or (picture.tail or "").strip() else picture


def _figure(picture: Element, tail: str | None) -> Element:
    """自成一段的图片，引号里写了图注的，写在下面。"""
    figure = Element("figure", {"class": "cn-shot"})
    attributes = {name: picture.get(name, "") for name in ("src", "alt")}
    figure.append(Element("img", attributes))
    if caption := picture.get("title"):
        SubElement(figure, "figcaption").text = _literal(caption)
    figure.tail = tail
    return figure
