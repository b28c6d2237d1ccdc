"""读好的一段文字：块的树，和从中找出的标题、链接、出处、毛病。"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

_BLOCKS = frozenset(
    (
        *("div", "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr"),
        *("table", "tr", "th", "td", "h1", "h2", "h3", "h4"),
    )
)
"""自成一块的标签；别的在一行里。"""


@dataclass(frozen=True)
class Fault:
    """文字里的一个毛病；`line` 从 1 数起，是在这段文字里的行；`part` 是有毛病的那几个字。

    `nth` 是它们在这一行里第几次出现（从 1 数起）。
    """

    code: str
    line: int
    message: str
    part: str = ""
    nth: int = 1


def fault_at(text: str, span: tuple[int, int], code: str, message: str) -> Fault:
    """`text` 里从 `span` 的头到尾（从 0 数起）那几个字的毛病；跨行的只指头一行。"""
    start, end = span
    part = text[start:end].partition("\n")[0]
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return Fault(code, text.count("\n", 0, start) + 1, message, part, before.count(part) + 1)


class Link(NamedTuple):
    """一处站内链接：地址，在第几行，是这一行里第几个写着这几个字的（都从 1 数起）。"""

    href: str
    line: int
    nth: int


@dataclass(frozen=True)
class Heading:
    """文章里的一个标题；`id` 就是标题的文字，可读、不随位置变。"""

    level: int
    text: str
    id: str


@dataclass(frozen=True)
class Prose:
    """读好的一段文字。

    `root` 是块的树：html 标签，另有 `cite`（出处标）；`images` 是文章里的图片：文件名，在第几行。
    """

    root: Element
    faults: tuple[Fault, ...]
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    citations: tuple[tuple[str, str | None, int], ...] = ()
    images: tuple[tuple[str, int], ...] = ()


def plain_text(prose: Prose) -> str:
    """去掉一切标记的文字，用于摘要。"""
    return " ".join(plain_lines(prose))


def plain_lines(prose: Prose) -> list[str]:
    """去掉一切标记的文字，一段、一项、一格一行。"""
    return _lines(prose, lambda _: "")


def told_lines(prose: Prose) -> list[str]:
    """与 `plain_lines` 一样，只是链接写出网址，出处、图、注号照写的原样：给人比前后。"""
    return _lines(prose, _beside)


def beside(prose: Prose) -> list[str]:
    """字以外写着的：网址、出处、图、注号，照先后。"""
    return [said for one in prose.root.iter() if (said := _beside(one))]


def _lines(prose: Prose, more: Callable[[Element], str]) -> list[str]:
    """`more` 是一个标签里的字后面还说什么。"""
    pieces = [""]
    for event, element in _walked(prose.root):
        if element.tag in _BLOCKS:
            pieces.append("")
        if event == "start":
            pieces[-1] += element.text or ""
        else:
            pieces[-1] += more(element) + (element.tail or "")
    return [line for piece in pieces if (line := " ".join(piece.split()))]


def _beside(element: Element) -> str:
    match element.tag:
        case "a":
            url = element.get("href", "").removeprefix("mailto:")
            return "" if "".join(element.itertext()) == url else f"（{url}）"
        case "cite":
            where = element.get("locator") or ""
            return f"〔{element.get('source', '')}{where and f' {where}'}〕"
        case "img":
            title = f' "{title}"' if (title := element.get("title")) else ""
            return f"![{element.get('alt', '')}]({element.get('src', '')}{title})"
        case "sup":
            return f"[^{element.get('note', '')}]"
    return ""


def _walked(element: Element) -> Iterator[tuple[str, Element]]:
    yield "start", element
    for child in element:
        yield from _walked(child)
    yield "end", element
