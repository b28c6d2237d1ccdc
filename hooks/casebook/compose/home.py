"""首页：封面，这是一本什么书，怎样查，先看哪两条，几个数字，机制，版本与取用。"""

from dataclasses import replace

from casebook.bind import Crosstab, Method
from casebook.compose.blocks import (
    Block,
    Blocks,
    Components,
    Entry,
    Event,
    Feature,
    Features,
    Leader,
    Leaders,
    Links,
    Pair,
    Paragraph,
    Section,
)
from casebook.compose.document import Cover, Document, Masthead
from casebook.compose.figures import crosstab_figure, crosstab_table
from casebook.compose.inlines import Inline, To
from casebook.compose.lists import classified, leaders, method_item
from casebook.compose.page import Page
from casebook.compose.register import numbers_block
from casebook.compose.words import chinese_number, word
from casebook.compose.writer import MISSING

_FEATURED = 2
"""先看几条。"""


def home_page(table: Crosstab, page: Page) -> Document:
    """首页。"""
    own = page.book.pages.get("/")
    about = page.writer.blocks(own.body, page=True) if own else ()
    blocks: list[Block] = [page.section("what", "home.what", *about), _ways(page)]
    if methods := page.book.methods[:_FEATURED]:
        features = Features(tuple(_feature(method, page) for method in methods))
        drawn = any(one.figure for one in features.items)
        told = page.line("home.feat-lead") if drawn else ()
        blocks.append(Section("feat", page.word("home.feat"), (features,), lead=told))
    if headline := [i for i in page.book.indicators if i.headline]:
        numbers = numbers_block(headline, page.writer, full=False)
        title = word("home.nums", count=chinese_number(len(headline)))
        blocks.append(_led(page, "nums", title, "home.nums-lead", numbers))
    mechanism = page.book.handbook.mechanism
    woven = _woven(table, page), crosstab_table(table, page.names)
    blocks += [_led(page, "wu", mechanism, "home.wu-lead", *woven), _edition(page)]
    lead = own.head.lead or "" if own else ""
    masthead = Masthead(
        title=page.book.handbook.title,
        above=page.word("print.region", count=chinese_number(len(page.book.streets))),
        lead=(Paragraph((lead,)),),
    )
    return page.document("home", blocks, masthead=masthead, cover=_cover(page))


def _led(page: Page, name: str, title: str, lead: str, *blocks: Block) -> Section:
    """一节，题下有一句话：`lead` 是哪一句。"""
    return Section(name, title, blocks, lead=page.line(lead))


def _cover(page: Page) -> Cover:
    book, edition = page.book, page.edition
    links = [("/cases/", "home.all"), ("/streets/", "home.own-street")]
    if edition.printed:
        links.append(("/book/", "home.whole-book"))
    note = page.word(
        "home.count",
        methods=len(book.methods),
        programmes=len(book.programmes),
        sources=len(book.sources),
    )
    if edition.date:
        note += word("home.updated", date=edition.date)
    return Cover(
        lines=book.handbook.cover,
        links=Links(tuple(To(address, (page.word(key),)) for address, key in links)),
        note=note,
        places=page.word("home.places", count=chinese_number(len(book.streets))),
        roll=Leaders(
            tuple(
                Leader(
                    s.term.name,
                    f"/streets/{s.term.id}/",
                    str(len(s.methods) or chinese_number(0)),
                    not s.methods,
                )
                for s in book.by_street.values()
            )
        ),
    )


def _ways(page: Page) -> Section:
    """三种查法。"""
    book, names = page.book, page.names
    streets = book.by_street.values()
    rest: list[Leader] = []
    if any(not category.methods for category in streets):
        rest.append(Leader(page.word("home.other-streets"), "/streets/", word("lists.none"), True))
    if book.without_street:
        told = page.word("lists.count", count=len(book.without_street))
        rest.append(Leader(names["unknown_street"], "/streets/#unknown", told))
    filled = (category for category in streets if category.methods)
    ways: tuple[tuple[str, str, Blocks], ...] = (
        ("field", names["fields"], (leaders(book.by_field.values(), "/fields/", page),)),
        ("actor", names["actors"], (leaders(book.by_actor.values(), "/actors/", page),)),
        (
            "street",
            names["streets"],
            (leaders(filled, "/streets/", page), Leaders(tuple(rest))),
        ),
    )
    sections = tuple(
        Section(f"by-{name}", word("pages.categories.title", label=label), c, level=3)
        for name, label, c in ways
    )
    return Section("ways", word("home.ways"), sections, lead=page.line("home.ways-lead"))


def _feature(method: Method, page: Page) -> Feature:
    item = method_item(method, page)
    place = f"{item.place} · {classified(method.fields) or page.word('case.no-field')}"
    document = page.whole.documents(method.id)
    shown = replace(item, place=place, state="")
    if bar := document.figure("scale"):
        return Feature(shown, bar)
    return Feature(shown, document.figure("time"), tuple(map(_briefly, document.events)))


def _briefly(event: Event) -> Event:
    """不带出处的一件事。"""
    return replace(event, c=(f"{str(event.c[0]).rstrip('。')}。",))


def _woven(table: Crosstab, page: Page) -> Pair:
    """五社与方向的对照图，旁边是它的话。"""
    book = page.book
    filled = [cell for cell in table.cells if cell.filled]
    legend = (
        word("home.legend-editorial", count=sum(cell.editorial for cell in filled)),
        word("home.legend-none", count=len(table.cells) - len(filled)),
    )
    said: list[Block] = [
        page.paragraph(
            "home.wu-names",
            these="、".join(actor.name for actor in book.actors),
            those="、".join(direction.name for direction in book.directions),
        )
    ]
    for programme in book.programmes_on("mechanism")[:1]:
        said += [block for s in programme.summary for block in page.writer.said(s)]
    said += [
        page.paragraph("home.wu-empty"),
        Links((To("/mechanism/", (word("home.wu-more"),)),), "next"),
    ]
    return Pair((replace(crosstab_figure(book, table), legend=legend),), tuple(said))


def _edition(page: Page) -> Section:
    """版本与取用。"""
    colophon = page.book.pages.get("/colophon/")
    editor = page.book.handbook.owner("editor")  # 没有写的，版权页上说待补充
    rows: tuple[tuple[str, Inline], ...] = (
        ("record.edition", (colophon and colophon.head.edition) or MISSING),
        ("record.updated", page.edition.date or MISSING),
        *((("record.editor", editor),) if editor else ()),
        ("record.licence", word("home.licence")),
    )
    record = Components(tuple(Entry(word(key), (Paragraph((value,)),)) for key, value in rows))
    places = (
        ("/book/", "pages.book.title"),
        ("/submit/", "home.submit"),
        ("/colophon/", "home.cite"),
    )
    links = Links(tuple(To(address, (word(key),)) for address, key in places))
    return page.section("ed", "home.ed", Pair((record,), (page.paragraph("home.ed-print"), links)))
