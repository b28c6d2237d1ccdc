"""电子书里的标签：一个标签一个元素，字只当字写，不会变成标签。"""

import re
from collections.abc import Sequence
from typing import Any, Final

from lxml import etree

from casebook.compose.words import word

Element = Any
Node = str | Element
"""一串字，或一个元素。"""
Nodes = list[Node]

_SPACES: Final = {
    "": "http://www.w3.org/1999/xhtml",
    "svg": "http://www.w3.org/2000/svg",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ocf": "urn:oasis:names:tc:opendocument:xmlns:container",
    "epub": "http://www.idpf.org/2007/ops",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_ROOTS: Final[dict[str, Any]] = {
    "html": {None: _SPACES[""], "epub": _SPACES["epub"]},
    "svg:svg": {None: _SPACES["svg"]},
    "opf:package": {None: _SPACES["opf"], "dc": _SPACES["dc"]},
    "ocf:container": {None: _SPACES["ocf"]},
}
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def el(name: str, /, *inside: Node, **attributes: object) -> Element:
    """一个元素，如 `p`、`svg:rect`；里面的字与元素照次序。

    属性名里的 `_` 是 `-`，`__` 是冒号，末尾的 `_` 不算；为 None、False、空的不写。
    """
    made = etree.Element(full(name), nsmap=_ROOTS.get(name))
    for key, value in attributes.items():
        if value is not None and value is not False and value != "":
            said = key.rstrip("_").replace("__", ":").replace("_", "-")
            made.set(full(said) if ":" in said else said, _UNFIT.sub("", str(value)))
    put(made, *inside)
    return made


def put(made: Element, *inside: Node) -> None:
    """接在 `made` 里面的末尾。"""
    last = made[-1] if len(made) else None
    for one in inside:
        if not isinstance(one, str):
            made.append(one)
            last = one
        elif last is None:
            made.text = (made.text or "") + _UNFIT.sub("", one)
        else:
            last.tail = (last.tail or "") + _UNFIT.sub("", one)


def before(node: Element, marks: Sequence[Node]) -> None:
    """几个元素，放在 `node` 前面。"""
    for mark in marks:
        node.addprevious(mark)


def split(node: Element, tail: bool, at: int, marks: Sequence[Node]) -> str:
    """几个元素，放进 `node` 的字（`tail` 是它后面的字）的第 `at` 个前面；返回后半截。"""
    words = (node.tail if tail else node.text) or ""
    head, rest = words[:at], words[at:]
    parent, place = (node.getparent(), node.getparent().index(node) + 1) if tail else (node, 0)
    if tail:
        node.tail = head
    else:
        node.text = head
    for n, mark in enumerate(marks):
        parent.insert(place + n, mark)
    marks[-1].tail = rest  # type: ignore[union-attr]
    return rest


def backs(anchors: Sequence[str]) -> Nodes:
    """回到正文里用到的各处：只有一处的一个链接，几处的一处一个号。"""
    if len(anchors) == 1:
        return [el("a", word("text.back"), href=f"#{anchors[0]}", role="doc-backlink")]
    out: Nodes = [word("text.back")] if anchors else []
    for n, anchor in enumerate(anchors, 1):
        told = word("text.back-nth", n=n)
        out += [" ", el("a", f"{n}", href=f"#{anchor}", role="doc-backlink", aria_label=told)]
    return out


def local(node: Node) -> str:
    """一个元素的标签，没有名字空间；字的为空。"""
    return "" if isinstance(node, str) else str(etree.QName(node).localname)


def inner(node: Element) -> Node:
    """里面的最后一样；是空的、是字的为空。"""
    return node[-1] if len(node) and not (node[-1].tail or "") else ""


def full(name: str) -> str:
    """带名字空间的标签，lxml 的写法。"""
    prefix, _, local = name.rpartition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def xml(root: Element, doctype: str = "") -> bytes:
    """写成一个文件。"""
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}'.encode()
    return head + etree.tostring(root, encoding="utf-8") + b"\n"


def has_drawing(inside: Element) -> bool:
    """里面有矢量图。"""
    return next(inside.iter(full("svg:svg")), None) is not None


def page(title: str, language: str, kind: str, *inside: Node, style: str = "style.css") -> bytes:
    """一个 XHTML 文件；`kind` 是它在书里的哪一部分（frontmatter、bodymatter、backmatter）。"""
    head = el(
        "head",
        el("title", title),
        el("link", rel="stylesheet", type="text/css", href=style),
    )
    body = el("body", *inside, epub__type=kind)
    return xml(el("html", head, body, lang=language, xml__lang=language), "<!DOCTYPE html>\n")
