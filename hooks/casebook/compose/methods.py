"""全部工作法的一览；换了地址的一页；一条工作法末尾的相关。"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from casebook.bind import Facet as Way
from casebook.bind import Method, RelatedLink
from casebook.compose.blocks import Facet, Fact, Filtered, Item, Listing, Paragraph
from casebook.compose.comparison import MOST
from casebook.compose.document import Document
from casebook.compose.inlines import Inlines
from casebook.compose.lists import classified, method_item, paged
from casebook.compose.page import Page
from casebook.compose.sheets import Sheet
from casebook.compose.words import word
from casebook.read import Card
from casebook.read.card import Withdrawn

_NAMES = {"fields": "field", "actors": "actor", "directions": "dir", "streets": "street"}
"""登记簿 → 查法在网址里的名字，如 /cases/?street=某某镇：换了就断了别处的链接。"""


def methods_page(sheet: Sheet, page: Page) -> Document:
    """全部工作法，可以筛选。"""
    count, unknown = len(page.book.methods), len(page.book.without_street)
    key = "pages.methods.lead-unknown" if unknown else "pages.methods.lead"
    lead = page.paragraph(key, count=count, unknown=unknown)
    whole = sheet.count == 1
    facets = tuple(_facet(way, page) for way in page.book.facets)
    listing = catalogue(sheet.items, page)
    told: Inlines = ()
    if not whole:
        first, last = sheet.items[0].number, sheet.items[-1].number
        where = {"number": sheet.number, "of": sheet.count, "first": first, "last": last}
        told = page.line("pages.methods.sheet", **where)
    listings = (*paged(sheet), listing, *paged(sheet, repeated=True))
    listed = Filtered(facets, count, page.names["measure"], told, MOST, listings)
    blocks = (page.remark("pages.methods.none-is"), listed)
    return page.document("methods", blocks, here=page.names["unit"], lead=lead)


def catalogue(methods: Iterable[Method], page: Page) -> Listing:
    """一列工作法，连同几栏事实与筛选的词。"""
    return Listing("catalogue", tuple(_item(method, page) for method in methods))


def catalogue_batch(methods: Sequence[Method], page: Page) -> Document:
    """一批工作法：筛选出来的不全在这一页上，浏览器一批批取来。"""
    return page.document("methods", (catalogue(methods, page),))


def facets_of(method: Method, unknown_street: str) -> dict[str, tuple[str, ...]]:
    """查法在网址里的名字 → `method` 归入的词。"""
    return {
        "field": tuple(c.term.name for c in method.fields),
        "actor": tuple(presence.actor.name for presence in method.present),
        "dir": tuple(c.term.name for c in method.directions),
        "street": tuple(s.name for s in method.streets) or (unknown_street,),
    }


def _facet(way: Way, page: Page) -> Facet:
    options = [
        (s.term.name, len(s.methods), f"{way.address}{s.term.id}/") for s in way.categories.values()
    ]
    if way.register == "streets":
        options.append((page.names["unknown_street"], len(page.book.without_street), ""))
    return Facet(_NAMES[way.register], way.label, tuple(options))


def _item(method: Method, page: Page) -> Item:
    """列出来的一条，连同几栏事实与筛选的词。"""
    item, names = method_item(method, page), page.names
    fields, directions = (classified(c) for c in (method.fields, method.directions))
    told = (
        p.actor.name if p.sourced else word("lists.inferred", name=p.actor.name)
        for p in method.present
    )
    # 几件事用分号接，句号去掉，同工作法自己的一页一样
    end = "。" if len(method.card.timeline) > 1 else ""
    times = "；".join(f"{day} {event.rstrip(end)}" for day, event in method.card.timeline)
    rows = (
        (word("case.facts.place"), item.place),
        (word("case.facts.time"), times),
        (names["fields"], fields),
        (names["actors"], "、".join(told)),
        (names["directions"], directions),
    )
    return replace(
        item,
        place="",
        facts=tuple(Fact(name, (fact,)) for name, fact in rows if fact),
        facets=facets_of(method, names["unknown_street"]),
    )


def moved_page(title: str, address: str, above: tuple[str, str], page: Page) -> Document:
    """一条从前的地址；现在在 `address`。"""
    lead = page.paragraph("pages.moved.lead", title=title, place=address.strip("/"))
    return page.document("moved", (), [above], lead=lead)


def removed_page(entry_id: str, why: str, above: tuple[str, str], page: Page) -> Document:
    """登记簿里拿掉的一条：为什么；`above` 是它的一览页。"""
    told = f"{why.rstrip('。')}。" if why else ""
    key = "pages.removed.lead-why" if why else "pages.removed.lead"
    lead = page.paragraph(key, id=entry_id, why=told)
    name, address = above
    elsewhere = page.paragraph("pages.removed.elsewhere", name=name, place=address.strip("/"))
    return page.document("withdrawn", [elsewhere], [above], lead=lead)


def withdrawn_page(card: Card, merged: Method | None, page: Page) -> Document:
    """撤下的一条：哪天撤的，为什么；并到别处的，指过去。"""
    gone = card.withdrawn or Withdrawn("", "", "", "")  # 预览时，“撤下”可以还没有写
    on, why = gone.on, f"{gone.why.rstrip('。')}。"
    lead = page.paragraph("pages.withdrawn.lead", title=card.title, on=on, why=why)
    told = [page.paragraph("pages.withdrawn.elsewhere")]
    if merged:
        told.insert(0, page.paragraph("pages.withdrawn.merged", title=merged.title, id=merged.id))
    return page.document("withdrawn", told, [(page.names["unit"], "/cases/")], lead=lead)


def related_list(
    related: Sequence[RelatedLink], mentioned_by: Sequence[RelatedLink], names: Mapping[str, str]
) -> Listing | None:
    """一条工作法末尾的相关：它提到的、提到它的；没有时为 None。

    别的案例一改就要重写，所以不在它那一页的 Document 里。
    """
    items = tuple(_related(related, mentioned_by, names["unit"]))
    return Listing("related", items) if items else None


def related_reason(link: RelatedLink) -> str:
    """为什么相关：编辑写的，或由书里的记录推出的。"""
    return word(_KIN[link.kin], name=link.reason) if link.kin else link.reason


_KIN = {"organisation": "lists.same-organisation", "street": "lists.same-street"}
"""推出的理由。"""


def _related(
    related: Sequence[RelatedLink], mentioned_by: Sequence[RelatedLink], unit: str
) -> Iterator[Item]:
    for n, link in enumerate((*related, *mentioned_by)):
        key = "lists.related" if n < len(related) else "lists.related-back"
        reason = word(key, reason=related_reason(link)) + ("。" if link.kin else "")
        yield Item(link.number, unit, link.title, link.address, (Paragraph((reason,)),))
