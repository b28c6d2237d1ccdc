"""一页上有哪些锚点、链接，浏览器会自己去取什么：从 `Document` 数出来，与写成的网页一个不差。"""

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from casebook.bind import Method
from casebook.compose import Document
from casebook.compose.blocks import (
    Entry,
    Figure,
    Footnote,
    Footnotes,
    Heading,
    Numbers,
    Photo,
    Screenshot,
    Section,
    Steps,
)
from casebook.compose.inlines import Cite, Image, Link, NoteMark, To
from casebook.compose.walk import walk
from casebook.render.web.writer import relative


class PageLinks(NamedTuple):
    """锚点，链接，会自动取的地址；链接与地址各列一次。"""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    fetched: tuple[str, ...] = ()


def case_links(document: Document, printed: bool) -> PageLinks:
    """一条工作法的一页；`printed` 是也排 PDF。编号与相关的地方不算。"""
    page = document.address
    inside = walk(document)
    to = ["/", "/cases/", "/colophon/"]
    if printed:
        case_id = page.split("/")[-2]
        to += (f"{case_id}.pdf", f"{case_id}-large.pdf")
    for one in inside:
        if told := _LINKS.get(type(one)):
            to += told(one)
    for ref in document.references:
        to += (f"/sources/#{ref.source}", ref.url)
    links = (relative(page, one) if one[0] == "/" else one for one in dict.fromkeys(to) if one)
    fetched = dict.fromkeys(_FETCHED[type(one)](one) for one in inside if type(one) in _FETCHED)
    return PageLinks(ids_of(document, inside), tuple(links), tuple(fetched))


def related_links(method: Method) -> PageLinks:
    """一条工作法末尾的相关。"""
    every = (*method.related, *method.mentioned_by)
    links = dict.fromkeys(relative(method.address, one.address) for one in every)
    return PageLinks(("related",) if every else (), tuple(links))


def ids_of(document: Document, inside: list[Any] | None = None) -> tuple[str, ...]:
    """一页上的锚点；`inside` 是里面的每一样，没有走过的为空。"""
    inside = walk(document) if inside is None else inside
    ids = [i for one in inside if (told := _IDS.get(type(one))) for i in told(one) if i]
    references = [f"s{ref.n}" for ref in document.references]
    return (*ids, *(("sources", *references) if references else ()))


def _mark_id(label: str, nth: int) -> str:
    return f"fnref{nth if nth > 1 else ''}:{label}"


def _back(block: Footnotes) -> Iterator[str]:
    for note in block.items:
        for nth in range(1, note.marks + 1):
            yield f"#{_mark_id(note.label, nth)}"


def _streets(figure: Figure) -> Iterator[str]:
    for street in figure.data.get("streets", ()):
        yield f"/streets/{street['id']}/"


_IDS: Final[dict[type, Callable[[Any], Any]]] = {
    Section: lambda one: (one.id,),
    Heading: lambda one: (one.id,),
    Entry: lambda one: (one.id,),
    Steps: lambda one: [f"step-{n}" for n in range(1, len(one.items) + 1)],
    Numbers: lambda one: [number.id for number in one.items] if one.full else (),
    NoteMark: lambda one: (_mark_id(one.label, one.nth),),
    Footnote: lambda one: (f"fn:{one.label}",),
}
"""有锚点的种类。"""

_LINKS: Final[dict[type, Callable[[Any], Any]]] = {
    To: lambda one: (one.address,),
    Link: lambda one: (one.url,),
    Cite: lambda one: (f"#s{one.n}",),
    NoteMark: lambda one: (f"#fn:{one.label}",),
    Footnotes: _back,
    Figure: _streets,
}
"""有链接的种类；站内的以 / 或 # 开头。"""

_FETCHED: Final[dict[type, Callable[[Any], str]]] = {
    Image: lambda one: one.file,
    Screenshot: lambda one: one.file,
    Photo: lambda one: quote(one.file),
}
"""浏览器会自己去取的。"""
