"""正在接的一本：一页页写进去，记下目录、页码与索引词在哪里。"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from casebook.compose import Document, word
from casebook.compose.blocks import Listing
from casebook.compose.index import KINDS, Entry, Index
from casebook.render.epub.markup import Element, Nodes, el, local
from casebook.render.epub.package import NAV, About, Chapter, Package
from casebook.render.epub.pagination import Pagination, Printed
from casebook.render.epub.places import file_of
from casebook.render.epub.writing import Surroundings, Writing

Pictures = Callable[[str], bytes]
"""图在站内的路径 → 收拾过的内容；没有的为空。"""
_KINDS: Final = {
    "/preface/": "preface",
    "/glossary/": "glossary",
    "/sources/": "bibliography",
}
"""几章在电子书里叫什么；别的照它在哪一部分。"""
INDEX: Final = "index"
"""索引，没有站内地址。"""
_APART: Final = {"source", "cite", "mark"}
"""出处、脚注的号。"""


class Volume:
    """`spine` 是读的次序，`marked` 是索引词 → 写到它的各页（题、在哪里）。"""

    def __init__(
        self, about: About, pictures: Pictures, pagination: Pagination | None = None
    ) -> None:
        self.package = Package(about)
        self._pagination = pagination or Pagination(Printed(), ())
        self.spine: list[str] = []
        self.marked: dict[str, list[tuple[str, str]]] = {}
        self._pictures: dict[str, str] = {}
        self._take = pictures

    def picture(self, path: str) -> str:
        """一张图装进去，叫什么；没有的为空。"""
        if path not in self._pictures:
            content = self._take(path)
            name = f"image-{len(self._pictures) + 1}.{path.rpartition('.')[2].lower()}"
            self._pictures[path] = name if content else ""
            if content:
                self.package.add(name, content)
        return self._pictures[path]

    def cover(self, image: bytes, title: str) -> None:
        """封面。"""
        self.package.add("cover.png", image, "cover-image")
        shown = el("img", src="cover.png", alt=title, role="doc-cover")
        whole = el("section", shown, epub__type="cover", class_="cover")
        self.add("cover.xhtml", title, "frontmatter", whole)

    def chapter(
        self,
        document: Document,
        around: Surroundings,
        kind: str = "chapter",
        number: str = "",
        related: Listing | None = None,
    ) -> Chapter:
        """写一页；`kind` 是它在书里算什么，返回它在目录里的一条。"""
        name, title = file_of(document.address), document.masthead.title
        writing = Writing(document, around)
        inside = writing.page(number, related)
        kind = _KINDS.get(document.address, kind)
        part = {"preface": "frontmatter", "titlepage": "frontmatter"}.get(kind, "bodymatter")
        part = "backmatter" if kind in ("appendix", "glossary", "bibliography") else part
        role = None if kind == "titlepage" else f"doc-{kind}"
        whole = el("section", *inside, epub__type=kind, role=role, aria_labelledby="title")
        self._pagination.mark(name, whole, document.address, writing.heads, _unread)
        self.package.text(name, whole, title=title, kind=part)
        for key, anchor in writing.marked.items():
            self.marked.setdefault(key, []).append((title, f"{name}#{anchor}"))
        return Chapter(f"{number} {title}".strip(), name)

    def add(self, name: str, title: str, kind: str, whole: Element) -> None:
        """另写的一页，接在后面。"""
        self.package.text(name, whole, title=title, kind=kind)
        self.spine.append(name)

    def index(self, index: Index) -> Chapter:
        """索引：各条写在哪几章，点得到那一章里头一次写到的地方。"""
        title = word("print.index")
        inside: Nodes = [el("h1", title, id="title")]
        for kind in KINDS:
            listed = [one for one in index.of(kind) if one.see or one.key in self.marked]
            inside += self._entries(kind, listed, index) if listed else []
        whole = el(
            "section", *inside, epub__type="index", role="doc-index", aria_labelledby="title"
        )
        name = f"{INDEX}.xhtml"
        self._pagination.mark(name, whole, INDEX, (), lambda node: local(node) == "a")
        self.add(name, title, "backmatter", whole)
        self.package.index = True
        return Chapter(title, name)

    def packed(self, toc: list[Chapter]) -> bytes:
        """装好。"""
        contents = [*self._pagination.before(NAV)]
        self.package.breaks = self._pagination.breaks
        return self.package.packed(self.spine, toc, contents)

    def _entries(self, kind: str, listed: list[Entry], index: Index) -> Iterator[Element]:
        yield el("h2", word(f"print.index-of.{kind}"))
        own = {one.name: f"#entry-{one.key}" for one in listed}
        for letter in dict.fromkeys(one.letter for one in listed):
            yield el("h3", word("print.index-signs") if letter == "#" else letter)
            entries = (self._entry(one, index, own) for one in listed if one.letter == letter)
            yield el("ul", *entries, class_="index")

    def _entry(self, one: Entry, index: Index, own: Mapping[str, str]) -> Element:
        anchor = f"entry-{one.key}"
        if one.see:
            see = el("a", word("print.index-see", name=one.see), href=own.get(one.see))
            return el("li", one.name, "　", see, id=anchor)
        out: Nodes = [one.name, "　"]
        for n, (title, href) in enumerate(self.marked[one.key]):
            out += ["、"] if n else []
            out.append(el("a", title, href=href))
        also = index.also(one)
        told = f"；{word('print.index-also', name=also)}" if also else ""
        return el("li", *out, told, id=anchor)


def _unread(node: Element) -> bool:
    """印本里不在这一处的：图上的字、出处与脚注、注音。"""
    kinds = (node.get("class") or "").split()
    return local(node) in ("svg", "aside", "rt", "rp") or bool(_APART & {*kinds})
