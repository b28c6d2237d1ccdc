"""一页上有哪些锚点、链接，浏览器会自己去取什么：从 `Document` 数出来，与写成的网页一个不差。"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from casebook.compose import Document
from casebook.compose.blocks import (
    Checklist,
    Comparison,
    Entry,
    Feature,
    Figure,
    File,
    Filtered,
    Footnote,
    Footnotes,
    FormSlot,
    Gloss,
    GridRow,
    Heading,
    Item,
    Leader,
    Listing,
    MatrixRow,
    Numbers,
    Pager,
    Photo,
    Plaque,
    Reference,
    Screenshot,
    Section,
    Steps,
    Work,
)
from casebook.compose.citation import CITED, STYLES, figures
from casebook.compose.document import Masthead
from casebook.compose.form import BLANK_FORM
from casebook.compose.inlines import (
    Anchor,
    Citation,
    Cite,
    Image,
    Link,
    NoteMark,
    TermMark,
    To,
)
from casebook.compose.sentences import line
from casebook.compose.walk import walk
from casebook.office import office_version
from casebook.render.web.form_files import BLANK_CASE
from casebook.render.web.relative import relative


class PageLinks(NamedTuple):
    """锚点，链接，会自动取的地址；链接与地址各列一次。"""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    fetched: tuple[str, ...] = ()


def page_links(document: Document, printed: bool = False) -> PageLinks:
    """一页；`printed` 是也排 PDF。工作法的编号与相关的地方不算。"""
    page, inside = document.address, walk(document)
    to = [step.address for step in document.trail[:-1]]
    if document.kind == "case":
        listed = tuple(f"c{ref.n}-" for ref in document.references)
        to += (f"#{one}" for one in _cited(inside) if one.startswith(listed))
        case_id = page.split("/")[-2]
        to += (f"#{anchor}" for anchor, _ in figures(document))
        to += (f"{case_id}.{suffix}" for suffix in CITED)
        made = (f"{case_id}.pdf", f"{case_id}-large.pdf", f"{case_id}.epub")
        to += made if printed else ()
    for one in inside:
        if told := _LINKS.get(type(one)):
            to += told(one)
    to += (f"/sources/#{ref.source}" for ref in document.references)
    fetched = (file for one in inside if (told := _FETCHED.get(type(one))) for file in told(one))
    return PageLinks(ids_of(document, inside), _on(page, to), _on(page, fetched))


def related_links(address: str, listing: Listing | None) -> PageLinks:
    """工作法 `address` 末尾的相关；没有时为空。"""
    if listing is None:
        return PageLinks((), ())
    return PageLinks(("related",), _on(address, (item.address for item in listing.items)))


def ids_of(document: Document, inside: list[Any] | None = None) -> tuple[str, ...]:
    """一页上的锚点；`inside` 是里面的每一样，没有走过的为空。"""
    inside = walk(document) if inside is None else inside
    ids = [i for one in inside if (told := _IDS.get(type(one))) for i in told(one) if i]
    references = [f"s{ref.n}" for ref in document.references]
    ids += _citable(document, inside) if document.kind == "case" else ()
    ids = [*dict.fromkeys(ids)]
    return (*ids, *(("sources", *references) if references else ()))


def _citable(document: Document, inside: Iterable[Any]) -> Iterator[str]:
    """一条工作法里给人引用的：各个出处标、各幅图，与各种引用的写法。"""
    yield from _cited(inside)
    yield from (anchor for anchor, _ in figures(document))
    yield from ("cite", *(f"cite-{style}" for style in STYLES))


def _cited(inside: Iterable[Any]) -> Iterator[str]:
    """一条工作法的各个出处标：第几个来源的第几个。"""
    counts = Counter(one.n for one in inside if isinstance(one, Cite))
    yield from (f"c{n}-{nth}" for n, most in counts.items() for nth in range(1, most + 1))


def _on(page: str, addresses: Iterable[str]) -> tuple[str, ...]:
    """写在 `page` 上的链接，各列一次。"""
    each = (relative(page, one) if one[0] == "/" else one for one in addresses if one)
    return tuple(dict.fromkeys(each))


def _said(key: str) -> list[str]:
    """网页自己的一句里的链接。"""
    return [part.address for part in line(key) if isinstance(part, To)]


def _mark_id(label: str, nth: int) -> str:
    return f"fnref{nth if nth > 1 else ''}:{label}"


def _back(block: Footnotes) -> Iterator[str]:
    for note in block.items:
        for nth in range(1, note.marks + 1):
            yield f"#{_mark_id(note.label, nth)}"


def _streets(figure: Figure) -> Iterator[str]:
    for street in figure.data.get("streets", ()):
        yield f"/streets/{street['id']}/"


def _catalogue(listing: Listing) -> Iterator[str]:
    if listing.kind == "catalogue":
        yield from (f"m{item.plate}" for item in listing.items)


def scripts(*names: str) -> tuple[str, ...]:
    """主题的几个脚本。"""
    return tuple(f"/assets/javascripts/{name}.js" for name in names)


def _classes(block: Filtered) -> Iterator[str]:
    """没有全列在这一页上的，有各类的链接。"""
    yield from _said("web.invitation")
    yield _COMPARISON
    if block.told:
        yield from (address for facet in block.facets for _, _, address in facet.options)


def _turns(block: Pager) -> Iterator[str]:
    yield from (block.previous, block.next)
    yield from (address for n, address in block.pages if n != block.number)


_IDS: Final[dict[type, Callable[[Any], Any]]] = {
    Anchor: lambda one: (one.id,),
    Citation: lambda one: (f"cite-{one.style}",),
    Masthead: lambda one: (one.id,) if one.plate else (),
    Section: lambda one: (one.id,),
    Checklist: lambda one: (one.id,),
    Heading: lambda one: (one.id,),
    Entry: lambda one: (one.id,),
    Plaque: lambda one: (one.id,),
    GridRow: lambda one: (one.id,),
    Work: lambda one: (one.reference.source,),
    Feature: lambda one: (f"feat-{one.item.id}",),
    Listing: _catalogue,
    Filtered: lambda _: ("count", "none", "failed", "chosen", "picked"),
    FormSlot: lambda _: ("form", "print-blank", "submission", "copy", "sheet", "sheet-title"),
    Steps: lambda one: [f"step-{n}" for n in range(1, len(one.items) + 1)],
    Numbers: lambda one: [number.id for number in one.items] if one.full else (),
    NoteMark: lambda one: (_mark_id(one.label, one.nth),),
    Footnote: lambda one: (f"fn:{one.label}",),
    Gloss: lambda one: (f"term-{one.id}",),
}
"""有锚点的种类。"""

_COMPARISON = "/compare/"
_WORD_FORM = (f"/{BLANK_FORM}",) if office_version() else ()

_LINKS: Final[dict[type, Callable[[Any], Any]]] = {
    To: lambda one: (one.address,),
    Link: lambda one: (one.url,),
    Gloss: lambda one: (f"/glossary/#{one.id}",),
    TermMark: lambda one: (f"/glossary/#{one.id}",),
    Cite: lambda one: (f"#s{one.n}",),
    NoteMark: lambda one: (f"#fn:{one.label}",),
    Footnotes: _back,
    Figure: _streets,
    Item: lambda one: (one.address,),
    File: lambda one: (quote(one.file),),
    Leader: lambda one: (one.address,),
    MatrixRow: lambda one: (one.address,),
    Reference: lambda one: (one.url,),
    Filtered: _classes,
    Comparison: lambda _: ("/cases/",),
    Pager: _turns,
    FormSlot: lambda _: ("#form", f"/{BLANK_CASE}", *_WORD_FORM),
}
"""有链接的种类；站内的以 / 或 # 开头。"""

_FETCHED: Final[dict[type, Callable[[Any], Any]]] = {
    Image: lambda one: (one.file,),
    Screenshot: lambda one: (one.file,),
    Photo: lambda one: (quote(one.file),),
    FormSlot: lambda _: ("/assets/stylesheets/form.css", "/assets/javascripts/form.js"),
    Filtered: lambda _: scripts("load", "catalogue"),
    Comparison: lambda _: scripts("load", "comparison"),
}
"""浏览器会自己去取的。"""
