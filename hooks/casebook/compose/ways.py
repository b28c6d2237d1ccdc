"""别的查法的各页：按居民区与路名，按年份。"""

from itertools import groupby

from casebook.bind import Happening, Place
from casebook.compose.blocks import Block, Blocks, Grid, GridRow, Listed, Paragraph, Section
from casebook.compose.document import Document
from casebook.compose.figures import years_figure
from casebook.compose.inlines import Aside, Inline, To
from casebook.compose.lists import paged
from casebook.compose.page import Page
from casebook.compose.sheets import Sheet
from casebook.compose.words import word
from casebook.compose.writer import inferred_tag, joined

_KINDS = {"area": "pages.places.areas", "road": "pages.places.roads"}
YEARS = "/years/"
"""按年份的一页。"""


def places_page(sheet: Sheet, page: Page) -> Document:
    """按居民区、路名：地点里写明的，各有哪些工作法。"""
    kinds = groupby(sheet.items, lambda place: place.kind)
    blocks: list[Block] = [
        page.section(f"{kind}s", _KINDS[kind], _places_grid(tuple(some), kind, page))
        for kind, some in kinds
    ]
    if not blocks:
        blocks = [page.paragraph("lists.none-yet")]
    return page.document(
        "places",
        (*blocks, *paged(sheet)),
        [(page.names["unit"], "/cases/")],
        heading=sheet.titled(page.word("pages.places.heading")),
        lead=page.paragraph("pages.places.lead"),
    )


def _places_grid(places: tuple[Place, ...], kind: str, page: Page) -> Grid:
    names = page.names
    heads = (page.word(_KINDS[kind]), names["streets"], names["unit"])
    rows = tuple(_place_row(place, page) for place in places)
    return Grid("places", page.word("pages.places.caption"), heads, rows)


def _place_row(place: Place, page: Page) -> GridRow:
    street: Inline = place.street or Aside((page.names["unknown_street"],))
    links = joined([(To(m.address, (m.title,)),) for m in place.methods], "、")
    return GridRow("", (place.name,), ((Paragraph((street,)),), (Paragraph(links),)))


def years_page(every: tuple[Happening, ...], sheet: Sheet, page: Page) -> Document:
    """按年份：`every` 是全部的事，这一页列 `sheet` 里的几件；第一页另有图与对照的表。"""
    blocks: list[Block] = []
    if every and sheet.number == 1:
        blocks += [years_figure(every, page.names), _years_grid(every, sheet, page)]
    for year, some in groupby(sheet.items, lambda one: one.year):
        items = tuple(_happening(one) for one in some)
        blocks.append(Section(f"y{year}", word("figures.year", year=year), (Listed(items),)))
    if not blocks:
        blocks = [page.paragraph("lists.none-yet")]
    return page.document(
        "years",
        (*blocks, *paged(sheet)),
        [(page.names["unit"], "/cases/")],
        heading=sheet.titled(page.word("pages.years.heading")),
        lead=page.paragraph("pages.years.lead"),
    )


def _happening(one: Happening) -> Blocks:
    title, event = To(one.method.address, (one.method.title,)), one.event.rstrip("。")
    return (Paragraph((f"{one.date}，", title, f"：{event}。", *inferred_tag(one.inferred))),)


def _years_grid(every: tuple[Happening, ...], sheet: Sheet, page: Page) -> Grid:
    """各年有几条工作法、几件事；年份指到列它的那一页。"""
    rows, before = [], 0
    limit = page.book.handbook.page_size
    for year, some in groupby(every, lambda one: one.year):
        own = tuple(some)
        link = To(f"{sheet.of(before // limit + 1)}#y{year}", (word("figures.year", year=year),))
        counts = (len({one.method.id for one in own}), len(own))
        rows.append(GridRow("", (link,), tuple((Paragraph((str(n),)),) for n in counts)))
        before += len(own)
    heads = ("year", "methods", "events")
    return Grid(
        "years",
        page.word("pages.years.caption"),
        tuple(page.word(f"pages.years.{head}") for head in heads),
        tuple(rows),
    )
