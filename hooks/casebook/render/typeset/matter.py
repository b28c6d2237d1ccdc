"""书里工作法以外的各章 → 印刷用的数据：总论与附录。"""

from collections.abc import Iterable, Sequence
from typing import Any

from casebook.bind import Book, Crosstab, crosstab
from casebook.compose import word
from casebook.compose.figures import crosstab_figure, network_figure, streets_figure
from casebook.compose.register import (
    numbers_block,
    organisation_facts,
    policy_blocks,
    policy_facts,
    programme_blocks,
    terms_block,
)
from casebook.model import Programme
from casebook.render.typeset.blocks import Mark
from casebook.render.typeset.breaking import foldable
from casebook.render.typeset.inlines import Data, Tree, label_of
from casebook.render.typeset.records import figures_table, typeset_figure
from casebook.render.typeset.scope import TBD, Scope, source_inlines


def heading(words: Tree, label: str | None = None) -> Data:
    """一个小标题。"""
    return {"t": "h", "l": 2, "c": words, "label": label}


def chapter(scope: Scope, address: str, title: str, blocks: list[Data]) -> Data:
    """一章；`address` 是它在网站上的地址。"""
    return {"id": label_of(address), "title": title, "c": blocks, "sources": scope.sources}


def prose_chapter(book: Book, address: str, mark: Mark) -> Data | None:
    """content/ 里的一篇文章；没有这一篇时为 None。"""
    page = book.pages.get(address)
    if page is None:
        return None
    scope = Scope(book, mark)
    blocks = scope.blocks(page.body, page=True)
    return chapter(scope, address, page.head.title, blocks)


def mechanism_chapter(book: Book, mark: Mark) -> Data:
    """机制：是什么，各方是谁，谁在哪个方向上，落到哪些领域。"""
    scope, names = Scope(book, mark), book.handbook.words
    first, *rest = book.programmes_on("mechanism") or (None,)
    blocks: list[Data] = []
    if first:
        blocks += [{"t": "p", "c": scope.say(item)} for item in first.summary]
        blocks += scope.about(first.description)
    blocks += [heading([word("titles.who", **names)]), *scope.note("actors"), _actors(scope, first)]
    blocks += [heading([word("titles.matrix", **names)]), *scope.note("directions"), *_loom(book)]
    blocks += [heading([word("titles.fields", **names)]), *scope.note("fields")]
    for programme in rest:
        blocks += _programme(scope, programme)
    if not book.handbook.network:
        blocks += _streets(book)
    return chapter(scope, "/mechanism/", book.handbook.mechanism, blocks)


def _actors(scope: Scope, programme: Programme | None) -> Data:
    """各方是谁：机制的组成里写的。"""
    parts = {part.name: part for part in programme.parts} if programme else {}
    items: list[list[Data]] = []
    for actor in scope.book.actors:
        words: Tree = [{"t": "tile", "c": actor.tile, "on": True}]
        words += [{"t": "strong", "c": [actor.name]}, "："]
        words += scope.say(parts[actor.name]) if actor.name in parts else [TBD]
        items.append([{"t": "p", "c": words}])
    return {"t": "list", "ordered": False, "start": 1, "items": items}


def _loom(book: Book) -> list[Data]:
    drawn, names = crosstab(book), book.handbook.words
    figure = typeset_figure(crosstab_figure(book, drawn))
    rows = [*_loom_rows(book, drawn)]
    table: Data = {
        "t": "table",
        "title": word("titles.matrix-table", **names),
        "columns": [3, 5, 9],
        "head": [
            {"c": [head]} for head in (names["directions"], names["actors"], word("titles.entries"))
        ],
        "rows": rows,
    }
    return [figure, table] if rows else [figure]


def _loom_rows(book: Book, drawn: Crosstab) -> Iterable[list[Data]]:
    for cell in drawn.cells:
        links = [
            *((m.address, m.title) for m in cell.methods),
            *((book.address_of(p), p.name) for p in cell.programmes),
        ]
        listed: Tree = []
        for address, title in links:
            listed += ["、"] if listed else []
            listed.append({"t": "to", "to": address, "c": [foldable(title)]})
        if listed:
            yield [{"c": [cell.direction.name]}, {"c": [cell.actor.name]}, {"c": listed}]


def network_chapter(book: Book, mark: Mark) -> Data | None:
    """工作网络；手册没有这样的网络时为 None。"""
    network = book.handbook.network
    if network is None:
        return None
    scope = Scope(book, mark)
    blocks: list[Data] = [typeset_figure(network_figure(book, network))]
    for n, programme in enumerate(book.programmes_on("network")):
        blocks += _programme(scope, programme, titled=n > 0)
    return chapter(scope, "/network/", network.title, [*blocks, *_streets(book)])


def _streets(book: Book) -> list[Data]:
    """各街镇收录多少：写在网络一章，没有这一章的写在机制一章。"""
    title = word("titles.streets", **book.handbook.words)
    return [heading([title]), typeset_figure(streets_figure(book))]


def support_chapter(book: Book, mark: Mark) -> Data:
    """支持与荣誉。"""
    scope = Scope(book, mark)
    blocks = scope.note("programmes")
    for programme in book.programmes_on("support"):
        blocks += _programme(scope, programme)
    return chapter(scope, "/support/", word("titles.support"), blocks)


def _programme(scope: Scope, programme: Programme, titled: bool = True) -> list[Data]:
    label = label_of(scope.book.address_of(programme))
    title = [heading(scope.text(programme.name), label)] if titled else []
    blocks = programme_blocks(programme, scope.book, scope.writer)
    return [*title, *scope.typeset.blocks(blocks)]


def policies_chapter(book: Book, mark: Mark) -> Data:
    """政策：每份文件要求做什么。"""
    scope = Scope(book, mark)
    blocks = scope.note("policies")
    for policy in book.policies:
        blocks.append(heading(scope.text(policy.name), label_of(f"/policies/{policy.id}/")))
        facts = policy_facts(policy, scope.writer)
        blocks += scope.typeset.blocks((facts, *policy_blocks(policy, scope.writer)))
    return chapter(scope, "/policies/", word("titles.policies"), blocks)


def organisations_chapter(book: Book, mark: Mark) -> Data:
    """组织与类型。"""
    scope = Scope(book, mark, "/organisations/")
    blocks = scope.note("organisations")
    for category in book.by_organisation.values():
        o = category.term
        blocks.append(heading(scope.text(o.name), label_of(f"/organisations/{o.id}/")))
        blocks += scope.typeset.blocks((organisation_facts(o, book, scope.writer),))
        blocks += scope.statements(o.description)
        methods = f"{word('register.organisation.methods', **book.handbook.words)}："
        for method in category.methods:
            to = {"t": "to", "to": method.address, "c": [foldable(method.title)]}
            blocks.append({"t": "p", "c": [methods, to]})
    blocks += [heading([word("register.organisation.kinds")]), *scope.note("organisation-kinds")]
    blocks += scope.typeset.blocks((terms_block(book.kinds, scope.writer),))
    return chapter(scope, "/organisations/", word("titles.organisations"), blocks)


def figures_chapter(book: Book, mark: Mark) -> Data:
    """数字：每个都有截至与来源。"""
    scope = Scope(book, mark)
    blocks = scope.note("indicators")
    numbers = numbers_block(book.indicators, scope.writer, full=True).items
    blocks += [figures_table(scope.typeset, numbers)] if numbers else []
    return chapter(scope, "/figures/", word("titles.figures"), blocks)


def glossary_chapter(book: Book, mark: Mark) -> Data:
    """术语。"""
    scope = Scope(book, mark, "/glossary/")
    blocks = scope.note("terms")
    blocks += scope.typeset.blocks((terms_block(book.terms, scope.writer),))
    return chapter(scope, "/glossary/", word("titles.glossary"), blocks)


def references_chapter(book: Book, ids: Iterable[str]) -> Data:
    """参考文献，按 GB/T 7714 著录。"""
    items: Sequence[Any] = [
        [*source_inlines(book, i), {"t": "tag", "c": [book.sources[i].kind.value]}] for i in ids
    ]
    blocks: list[Data] = [{"t": "references", "items": items}]
    return {
        "id": label_of("/sources/"),
        "title": word("titles.references"),
        "c": blocks,
        "sources": [],
    }


__all__ = [
    "figures_chapter",
    "glossary_chapter",
    "mechanism_chapter",
    "network_chapter",
    "organisations_chapter",
    "policies_chapter",
    "prose_chapter",
    "references_chapter",
    "support_chapter",
]
