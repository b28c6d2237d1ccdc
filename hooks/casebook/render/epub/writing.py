"""写一页：块、一句话、标题、出处与脚注、索引的记号、印出来的书的页码。"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from casebook.compose import Document
from casebook.compose.blocks import Block, Blocks, Listing, Paragraph, Work
from casebook.compose.index import Index
from casebook.compose.inlines import Inlines
from casebook.compose.words import chinese_number, word
from casebook.render.epub.blocks import WRITERS
from casebook.render.epub.inlines import INLINES
from casebook.render.epub.lists import recorded
from casebook.render.epub.markup import Element, Node, Nodes, backs, el
from casebook.render.epub.ruby import Ruby

NO_RUBY = Ruby()


@dataclass
class Surroundings:
    """一页要知道的书里别处的事。

    `href` 是站内地址 → 链接，哪里也没有的为空；`picture` 是图在站内的路径 → 在电子书里的名字，
    没有的为空；`number` 是来源与它在这一页里的号 → 书里的号；`ruby` 是要注音的词。
    """

    href: Callable[[str], str]
    picture: Callable[[str], str]
    number: Callable[[str, int], int] = lambda _, n: n
    index: Index | None = None
    ruby: Ruby = NO_RUBY


def anchors_of(document: Document) -> frozenset[str]:
    """写出来的一页里有哪些锚点。"""
    inside = Writing(document, Surroundings(lambda _: "", lambda _: "")).page()
    return frozenset(
        i for node in inside if not isinstance(node, str) for i in node.xpath(".//@id")
    )


class Writing:
    """正在写的一页；写完了，`marked` 是各条索引词的锚点，`heads` 是各个标题与它的站内地址。

    `figures` 是写到第几张图。
    """

    def __init__(self, document: Document, around: Surroundings) -> None:
        self.marked: dict[str, str] = {}
        self.heads: list[tuple[Element, str]] = []
        self._document, self._around = document, around
        self._references = {ref.source: ref for ref in document.references}
        self._cited: Counter[str] = Counter()
        self._spelt: set[str] = set()
        self.figures = 0

    # —— 一页 ——

    def page(self, number: str = "", related: Listing | None = None) -> Nodes:
        """全页：题、题下的小字、内容、末尾的相关、版次、脚注；`number` 是工作法的编号。"""
        own, head = self._document, self._document.masthead
        plate = number or head.plate
        told = (f"{head.label} {plate}" if plate else "", head.above, head.state, head.method_name)
        return [
            self._head(own.address, "h1", *self.text(head.title), id="title"),
            *(el("p", *self.text(line), class_="small") for line in told if line),
            *self.blocks((*head.lead, own.facts, *own.blocks, *own.after)),
            *(self._related(related) if related else []),
            *(el("p", *self.words(words), class_="small") for words in own.imprint),
            *self._notes(),
            *self._glosses(),
        ]

    def _related(self, related: Listing) -> Nodes:
        titled = el("h2", word("titles.see-also"), id="related")
        return [el("section", titled, *self.blocks((related,)))]

    def blocks(self, blocks: Iterable[Block]) -> Nodes:
        """几块。"""
        return [node for block in blocks for node in WRITERS[type(block)](self, block)]

    def flow(self, blocks: Blocks) -> Nodes:
        """格子里的几块：只有一段的，不必成段。"""
        if len(blocks) == 1 and isinstance(only := blocks[0], Paragraph):
            return self.words(only.c)
        return self.blocks(blocks)

    def heading(self, level: int, inside: Nodes, anchor: str, address: str = "") -> Nodes:
        """一个标题。`address` 是它在网站上的一页，没有的为空。"""
        own = address or f"{self._document.address}#{anchor}"
        return [self._head(own, f"h{min(max(level, 2), 6)}", *inside, id=anchor)]

    def _head(self, address: str, kind: str, *inside: Node, id: str) -> Element:
        made = el(kind, *inside, id=id)
        self.heads += [(made, address)] if id else []
        return made

    def figure_name(self) -> str:
        """下一张图的名字：图一、图二……"""
        self.figures += 1
        return word("figures.name", n=chinese_number(self.figures))

    # —— 字 ——

    def words(self, inlines: Inlines) -> Nodes:
        """一句话。"""
        out: Nodes = []
        for part in inlines:
            out += self.text(part) if isinstance(part, str) else INLINES[type(part)](self, part)
        return out

    def text(self, words: str) -> Nodes:
        """几个字；这一页里头一次写到的索引词，前面有锚点；头一次写到的、写明了读音的，注音。"""
        noted, seen = self._around.ruby.noted, self._spelt
        if self._around.index is None:
            return noted(words, seen)
        out: Nodes = []
        for piece, keys in self._around.index.pieces(words):
            out += noted(piece, seen)
            out += (self._mark(key) for key in keys if key not in self.marked)
        return out

    def _mark(self, key: str) -> Element:
        self.marked[key] = f"word-{key}"
        return el("span", id=self.marked[key])

    def term(self, name: str, words: str) -> Element:
        """一个术语：书里有术语一章的指到那里，没有的就地说明。"""
        if any(gloss.id == name for gloss in self._document.terms) and not self._glossary(name):
            href = f"#term-{name}"
            return el(
                "a", words, class_="term", href=href, epub__type="noteref", role="doc-noteref"
            )
        href = self._glossary(name)
        return el("a", words, class_="term", href=href, epub__type="glossref", role="doc-glossref")

    def _glossary(self, name: str) -> str:
        href = self.href(f"/glossary/#{name}")
        return "" if ":" in href else href

    # —— 别处 ——

    def href(self, address: str) -> str:
        """站内地址 `address` 的链接；哪里也没有的为空。"""
        whole = f"{self._document.address}{address}" if address.startswith("#") else address
        return self._around.href(whole)

    def beside(self, file: str) -> str:
        """这一页旁边的文件 `file` 在网站上的网址；网站的网址没有定的为空。"""
        return self._around.href(f"{self._document.address}{file}")

    def picture(self, file: str, alt: str) -> Element | None:
        """这一页的一张图；没有的为 None。"""
        name = self._around.picture(f"{self._document.address}{file}".removeprefix("/"))
        return el("img", src=name, alt=alt) if name else None

    # —— 出处 ——

    def cite(self, source: str, n: int) -> Nodes:
        """一个出处标；没有著录的只写号。"""
        shown = f"〔{self._around.number(source, n)}〕"
        if source not in self._references:
            return [shown]
        self._cited[source] += 1
        mark = el(
            "a",
            shown,
            id=f"cite-{source}-{self._cited[source]}",
            class_="cite",
            href=f"#note-{source}",
            epub__type="noteref",
            role="doc-noteref",
            aria_label=word("text.cite", n=self._around.number(source, n)),
        )
        return [mark]

    def in_order(self, works: Iterable[Work]) -> list[tuple[int, Work]]:
        """参考文献与它们在书里的号，照号排。"""
        numbered = [(self._around.number(w.reference.source, 0), w) for w in works]
        return sorted(numbered, key=lambda one: one[0])

    def _notes(self) -> Nodes:
        """这一页引用的来源，照号排；没有标在哪一句上的也在内。"""
        number = self._around.number
        listed = sorted((number(ref.source, ref.n), ref) for ref in self._document.references)
        notes = []
        for n, ref in listed:
            places = f" {word('text.places', places=ref.places)}。" if ref.places else ""
            cited = range(1, self._cited[ref.source] + 1)
            back = backs([f"cite-{ref.source}-{nth}" for nth in cited])
            told = [f"〔{n}〕", *recorded(ref), places]
            if self._cited[ref.source]:
                inside = el("p", *told, " ", *back, class_="source")
                notes.append(_aside(f"note-{ref.source}", inside))
            else:  # 没有哪一处点得到它：有的阅读器把弹出来的藏起来
                notes.append(el("p", *told, class_="source", id=f"note-{ref.source}"))
        return notes

    def _glosses(self) -> Iterator[Element]:
        """文中的术语，书里没有术语一章的。"""
        for gloss in self._document.terms:
            if not self._glossary(gloss.id):
                name = el("p", gloss.name, class_="title")
                yield _aside(f"term-{gloss.id}", name, *self.blocks(gloss.c))


def _aside(anchor: str, *inside: Node) -> Element:
    """点一下就弹出来的。"""
    return el("aside", *inside, id=anchor, epub__type="footnote", role="doc-footnote")
