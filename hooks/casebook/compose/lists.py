"""列出来的：工作法、机制与项目、各类、各处提到，与分页。"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casebook.bind import Category, Classified, Mention, Method
from casebook.compose.blocks import (
    Blocks,
    Item,
    Leader,
    Leaders,
    Links,
    Listed,
    Listing,
    Pager,
    Paragraph,
    Remark,
)
from casebook.compose.inlines import Aside, Inline, To
from casebook.compose.page import Page
from casebook.compose.sheets import Sheet
from casebook.compose.words import chinese_number, word
from casebook.compose.writer import Writer
from casebook.model import Actor, Programme, Statement


def method_item(method: Method, page: Page) -> Item:
    """一条工作法，列在别处的。"""
    card, names = method.card, page.names
    street = card.place or names["unknown_street"]
    areas = "、".join(card.residential_areas)
    return Item(
        plate=method.number,
        label=names["unit"],
        title=method.title,
        address=method.address,
        c=page.writer.said(method.summary),
        place=f"{street} · {areas}" if areas else street,
        state=word("case.draft", status=card.status) if method.draft else "",
        id=method.id,
    )


def classified(items: Iterable[Classified]) -> str:
    """归入的几个词，编者归的注明；没有时为空。"""
    return "、".join(
        word("lists.editorial", name=c.term.name) if c.editorial else c.term.name for c in items
    )


def method_plate(method: Method, page: Page) -> Item:
    """一条工作法的门牌与标题。"""
    return Item(method.number, page.names["unit"], method.title, method.address)


def method_list(methods: Iterable[Method], page: Page) -> Listing:
    """一列工作法。"""
    return Listing("methods", tuple(method_item(method, page) for method in methods))


def programme_item(programme: Programme, page: Page) -> Item:
    """一个机制或项目，列在别处的；一句话不写。"""
    return Item(
        plate=programme.plate or word("lists.no-plate"),
        label=programme.kind,
        title=programme.name,
        address=page.book.address_of(programme),
    )


def programme_list(programmes: Iterable[Programme], page: Page) -> Listing:
    """一列机制与项目，各带一句话。"""
    items = (
        replace(programme_item(programme, page), c=run_on(programme.summary, page.writer))
        for programme in programmes
    )
    return Listing("programmes", tuple(items))


def run_on(statements: Iterable[Statement], writer: Writer) -> Blocks:
    """几句话接成一段；里面有列表、表格的，各自成块。"""
    blocks = tuple(block for s in statements for block in writer.said(s))
    words: list[Inline] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            return blocks
        words += block.c
    return (Paragraph(tuple(words)),) if words else ()


def leaders(categories: Iterable[Category], base: str, page: Page) -> Leaders:
    """一类一类的工作法：名称……条数。"""
    return Leaders(tuple(leader(category, base, page) for category in categories))


def leader(category: Category, base: str, page: Page) -> Leader:
    """一类工作法。"""
    term, count = category.term, len(category.methods)
    return Leader(
        name=term.name,
        address=f"{base}{term.id}/",
        told=page.word("lists.count", count=count) if count else word("lists.none"),
        none=not count,
        tile=term.tile if isinstance(term, Actor) else "",
    )


def mentions(items: Sequence[Mention], total: int, nothing: Remark, page: Page) -> Blocks:
    """谁在哪里提到，列出来的只是一部分时说一共几处；一处也没有时说 `nothing`。"""
    if not items:
        return (nothing,)
    rows = tuple(
        (Paragraph((mention_link(m, page), " ", Aside((_where(m, page),)))),) for m in items
    )
    more = (page.remark("lists.mentions-more", count=total),) if total > len(items) else ()
    return (Listed(rows), *more)


def mention_link(mention: Mention, page: Page) -> To:
    """指到提到它的那一处；登记簿自己的说明，指到它的一览页。"""
    title = mention.link.title or _register_title(mention.name, page)
    return To(mention.link.address, (title,))


def _register_title(register: str, page: Page) -> str:
    if register == "streets":
        return page.names["streets"]
    if key := _REGISTER_TITLES.get(register):
        return word(key)
    return word("pages.categories.title", label=page.names[register])


_REGISTER_TITLES = {
    "organisation-kinds": "pages.organisations.title",
    "organisations": "pages.organisations.title",
    "policies": "titles.policies",
    "programmes": "titles.support",
    "indicators": "titles.figures",
    "terms": "titles.glossary",
    "sources": "titles.sources",
}
"""登记簿的一览页叫什么；没有列的是一种查法。"""


def _where(mention: Mention, page: Page) -> str:
    if mention.kind == "entry":
        return page.book.handbook.labels[mention.name]
    if mention.kind == "method" and mention.name:
        return page.word("mentions.method-support", name=mention.name)
    return page.word(_WHERE[mention.kind])


_WHERE = {
    "method": "mentions.method",
    "child": "mentions.child",
    "register": "mentions.register",
    "page": "mentions.page",
}


def paged(sheet: Sheet, repeated: bool = False) -> Blocks:
    """分了页的：上一页、各页、下一页；只有一页时没有。`repeated` 是这一页里的第二个。"""
    if sheet.count == 1:
        return ()
    pages = tuple((n, sheet.of(n) if n else "") for n in sheet.shown)
    number = sheet.number
    previous = sheet.of(number - 1) if number > 1 else ""
    following = sheet.of(number + 1) if number < sheet.count else ""
    return (Pager(number, pages, previous, following, repeated),)


def downloads(paths: Sequence[str], name: str) -> Links:
    """下载一件印件；分了册的，一册一个。"""
    return Links(
        tuple(To(f"/{path}", (named,)) for path, named in volumes(paths, name, "lists.volume"))
    )


def volumes(paths: Sequence[str], name: str, key: str) -> list[tuple[str, str]]:
    """各册的路径与名字；分了册的，名字照 `key` 的一句。"""
    if len(paths) == 1:
        return [(paths[0], name)]
    return [(path, word(key, name=name, n=chinese_number(n))) for n, path in enumerate(paths, 1)]
