"""一条工作法 → 公众号的一篇：题、摘要、原文的地址另填，正文是一段 HTML。"""

from dataclasses import dataclass

from markupsafe import Markup

from casebook.compose import Document, Reference, word
from casebook.model import Handbook
from casebook.render.share.blocks import Upload, Writing
from casebook.render.share.markup import el, joined, titled


@dataclass(frozen=True)
class Article:
    """一篇：题、摘要、网页的地址（没有定的为空）、正文、要上传的图。"""

    title: str
    summary: str
    address: str
    html: Markup
    uploads: tuple[Upload, ...]


def article(document: Document, handbook: Handbook, number: str, site_url: str = "") -> Article:
    """写出 `document`；`number` 是这一版的编号，`site_url` 是网站的网址。"""
    writing, head = Writing(), document.masthead
    address = f"{site_url.rstrip('/')}{document.address}" if site_url else ""
    where = word("share.whole", title=handbook.title)
    where_at = word("share.whole-at", title=handbook.title, url=address)
    above = " · ".join(filter(None, (head.above, head.state)))
    parts = (
        el("p", "above", el("span", "plate", f"{head.label} {number}"), f" {above}"),
        el("p", "p", head.method_name) if head.method_name else "",
        el("section", "quote", writing.blocks(head.lead)),
        writing.blocks((document.facts, *document.blocks)),
        _references(document.references),
        writing.blocks(document.after),
        el("p", "small", *map(writing.inner, document.imprint)),
        el("hr", "rule"),
        el("p", "small", where_at if address else where),
    )
    html = el("section", "article", joined(parts))
    return Article(document.title, document.summary, address, html, tuple(writing.uploads))


def _references(references: tuple[Reference, ...]) -> Markup:
    """来源：号就是文中的号，一条一段。"""
    if not references:
        return Markup("")
    listed = (el("p", "small", _recorded(ref)) for ref in references)
    return joined((titled(2, word("text.references")), *listed))


def _recorded(ref: Reference) -> str:
    said = f"〔{ref.n}〕{ref.before}{ref.title}{ref.after}{ref.url}{ref.end}"
    if ref.missing:
        names = word("text.said-missing", words="、".join(ref.missing))
        said += f" {names}{word('text.missing')}。"
    places = f"（{word('text.places', places=ref.places)}）" if ref.places else ""
    return said + places
