"""文字的树 → 块。树里有的都有去处，一个字也不丢。"""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from casebook.compose.attaching import attached
from casebook.compose.blocks import (
    Block,
    Blocks,
    Cell,
    Footnote,
    Footnotes,
    Heading,
    Listed,
    Note,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Screenshot,
    Table,
)
from casebook.compose.inlines import (
    Break,
    Cite,
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    Link,
    Missing,
    NoteMark,
    Strong,
    To,
)
from casebook.prose import Prose

Noted = Callable[[str, str | None], int]
"""来源的编号与位置 → 它在这一页里的号；没有登记过的是 0。"""

_BLOCKS = frozenset({"p", "ul", "ol", "table", "blockquote", "div", "hr", "pre", "h2", "h3", "h4"})
_OUTSIDE = ("http://", "https://", "mailto:")
_INSIDE = ("/", "#")


def prose_blocks(prose: Prose, noted: Noted) -> Blocks:
    """读好的一段文字 → 块；出处的号由 `noted` 给。"""
    return attached(_Reader(noted).blocks(prose.root))


class _Reader:
    def __init__(self, noted: Noted) -> None:
        self._noted = noted

    def blocks(self, root: Element) -> Iterator[Block]:
        for element in root:
            yield from self._block(element)

    def _block(self, element: Element) -> Iterator[Block]:
        match element.tag:
            case "h2" | "h3" | "h4":
                yield Heading(int(element.tag[1]), self._inline(element), element.get("id", ""))
            case "ul" | "ol":
                items = tuple(map(self._children, element))
                tight = not any(child.tag == "p" for item in element for child in item)
                yield Listed(items, element.tag == "ol", int(element.get("start", "1")), tight)
            case "table":
                head, *rows = [tuple(map(self._cell, row)) for row in element.iter("tr")]
                yield Table(head, tuple(rows))
            case "blockquote":
                yield Quote(self._children(element))
            case "div" if element.get("class") == "footnote":
                yield Footnotes(tuple(map(self._footnote, element)))
            case "div":
                yield self._note(element)
            case "hr":
                yield Rule()
            case "pre":
                yield Preformatted("".join(element.itertext()).rstrip("\n"))
            case _:
                yield self._paragraph(element)

    def _paragraph(self, element: Element) -> Block:
        words = self._inline(element)
        shown = [part for part in words if not isinstance(part, str) or part.strip()]
        if len(shown) == 1 and isinstance(image := shown[0], Image):
            return Screenshot(image.file, image.alt, image.caption)
        return Paragraph(words)

    def _note(self, element: Element) -> Note:
        title = next((e for e in element if e.get("class") == "admonition-title"), None)
        body = (block for e in element if e is not title for block in self._block(e))
        return Note("".join(title.itertext()) if title is not None else "", attached(body))

    def _footnote(self, element: Element) -> Footnote:
        marks = int(element.get("marks", "0"))
        return Footnote(element.get("note", ""), marks, self._children(element))

    def _children(self, element: Element) -> Blocks:
        """列表项、引文里的块；块与块之间直接写的字自成一段。"""
        out: list[Block] = []
        loose: list[Inline] = [element.text] if element.text else []
        for child in element:
            if child.tag in _BLOCKS:
                out += paragraph(loose)
                out += self._block(child)
                loose = []
            else:
                loose += self._one(child)
            if child.tail:
                loose.append(child.tail)
        return attached((*out, *paragraph(loose)))

    def _cell(self, element: Element) -> Cell:
        return Cell(self._inline(element), element.get("align", ""))

    def _inline(self, element: Element) -> Inlines:
        out: list[Inline] = [element.text] if element.text else []
        for child in element:
            out += self._one(child)
            if child.tail:
                out.append(child.tail)
        return tuple(out)

    def _one(self, child: Element) -> Inlines:
        match child.tag:
            case "cite":
                source = child.get("source", "")
                n = self._noted(source, child.get("locator"))
                return (Cite(source, n),) if n else ()
            case "span" if child.get("class") == "cn-tbd":
                return (Missing(),)
            case "br":
                return (Break(),)
            case "img":
                return (Image(child.get("src", ""), child.get("alt", ""), child.get("title", "")),)
            case "sup":
                n, nth = int(child.get("n", "0")), int(child.get("nth", "0"))
                return (NoteMark(child.get("note", ""), n, nth),)
            case "code":
                return (Code("".join(child.itertext())),)
            case "em":
                return (Emphasis(self._inline(child)),)
            case "strong":
                return (Strong(self._inline(child)),)
            case "a":
                return self._link(child.get("href", ""), self._inline(child))
        return self._inline(child)

    def _link(self, href: str, words: Inlines) -> Inlines:
        """只有这几种链接；别的（检查已经报错）只留下字。"""
        if href.startswith(_OUTSIDE):
            return (Link(href, words),)
        if href.startswith(_INSIDE) and not href.startswith("//"):
            return (To(href, words),)
        return words


def paragraph(words: list[Inline]) -> Blocks:
    """一段；两头的空白去掉，什么也没有时不成段。"""
    words = list(words)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while words and isinstance(words[end], str):
            words[end] = strip(str(words[end]))
            if words[end]:
                break
            del words[end]
    return (Paragraph(tuple(words)),) if words else ()
