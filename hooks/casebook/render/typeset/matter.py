"""书里工作法以外的各章 → 印刷用的数据：总论与附录。"""

from collections.abc import Iterable
from typing import Any

from casebook.bind import Book, loom
from casebook.compose import word
from casebook.compose.figures import loom_figure, network_figure, streets_figure
from casebook.model import Programme, Statement
from casebook.render.typeset.blocks import Data, Mark, typeset_figure
from casebook.render.typeset.breaking import foldable
from casebook.render.typeset.scope import TBD, Scope, label_of, source_inlines

INFERRED: Data = {"t": "tag", "c": [word("case.inferred")]}
Block = Data
Inline = str | Data


def heading(level: int, words: list[Inline], label: str | None = None) -> Block:
    """一个小标题。"""
    return {"t": "h", "l": level, "c": words, "label": label}


def chapter(scope: Scope, chapter_id: str, title: str, blocks: list[Block]) -> dict[str, Any]:
    """一章。"""
    return {"id": chapter_id, "title": title, "c": blocks, "sources": scope.sources}


def prose_chapter(book: Book, address: str, mark: Mark) -> dict[str, Any] | None:
    """content/ 里的一篇文章；没有这一篇时为 None。"""
    page = book.pages.get(address)
    if page is None:
        return None
    scope = Scope(book, mark)
    blocks = scope.blocks(page.body, page=True)
    return chapter(scope, label_of(address), page.head.title, blocks)


def mechanism_chapter(book: Book, mark: Mark) -> dict[str, Any]:
    """五社联动：是什么，五社是谁，谁在哪个方向上，落到哪些领域。"""
    scope = Scope(book, mark)
    here = book.programmes_on("mechanism")
    blocks: list[Block] = []
    for programme in here[:1]:
        blocks += _statements(scope, programme.summary)
        blocks += scope.statements(programme.description, "编者说明")
    blocks += [heading(2, ["五社是谁"]), *scope.statements(book.note("actors"), "编者说明")]
    parts = {part.name: part for programme in here[:1] for part in programme.parts}
    items: list[list[Block]] = []
    for actor in book.actors:
        tile: Inline = {"t": "tile", "c": actor.tile, "on": True}
        words: list[Inline] = [tile, {"t": "strong", "c": [actor.name]}, "："]
        words += scope.say(parts[actor.name]) if actor.name in parts else [TBD]
        items.append([{"t": "p", "c": words}])
    blocks.append({"t": "list", "ordered": False, "start": 1, "items": items})
    blocks += [
        heading(2, ["谁在哪个方向上"]),
        *scope.statements(book.note("directions"), "编者说明"),
    ]
    blocks += _loom(book)
    blocks += [heading(2, ["落到几个领域"]), *scope.statements(book.note("fields"), "编者说明")]
    for programme in here[1:]:
        blocks += _programme(scope, programme, book)
    return chapter(scope, label_of("/mechanism/"), "五社联动", blocks)


def _loom(book: Book) -> list[Block]:
    drawn = loom(book)
    rows = []
    for cell in drawn.cells:
        if cell.filled:
            names = [
                *({"t": "to", "to": m.address, "c": [foldable(m.title)]} for m in cell.methods),
                *(
                    {"t": "to", "to": book.address_of(p), "c": [foldable(p.name)]}
                    for p in cell.programmes
                ),
            ]
            listed: list[Inline] = []
            for name in names:
                listed += [*(["、"] if listed else []), name]
            rows.append([{"c": [cell.direction.name]}, {"c": [cell.actor.name]}, {"c": listed}])
    head = [{"c": ["方向"]}, {"c": ["五社"]}, {"c": ["条目"]}]
    table: Block = {
        "t": "table",
        "title": "五社与方向对照（编者归入）",
        "columns": [3, 5, 9],
        "head": head,
        "rows": rows,
    }
    figure = typeset_figure(loom_figure(book, drawn))
    return [figure, table] if rows else [figure]


def network_chapter(book: Book, mark: Mark) -> dict[str, Any]:
    """“1+10+n”工作网络。"""
    scope = Scope(book, mark)
    blocks: list[Block] = [typeset_figure(network_figure(book))]
    for n, programme in enumerate(book.programmes_on("network")):
        blocks += _programme(scope, programme, book, titled=n > 0)
    blocks += [heading(2, ["各街镇"]), typeset_figure(streets_figure(book))]
    return chapter(scope, label_of("/network/"), "“1+10+n”工作网络", blocks)


def support_chapter(book: Book, mark: Mark) -> dict[str, Any]:
    """支持与荣誉。"""
    scope = Scope(book, mark)
    blocks = scope.statements(book.note("programmes"), "编者说明")
    for programme in book.programmes_on("support"):
        blocks += _programme(scope, programme, book)
    return chapter(scope, label_of("/support/"), "支持与荣誉", blocks)


def _programme(scope: Scope, programme: Programme, book: Book, titled: bool = True) -> list[Block]:
    blocks: list[Block] = []
    if titled:
        blocks.append(heading(2, scope.text(programme.name), label_of(book.address_of(programme))))
    blocks += _statements(scope, programme.summary)
    for i in book.indicators_of(programme):
        per = f" / {i.per}" if i.per else ""
        words: list[Inline] = [{"t": "strong", "c": [f"{i.name}：{i.amount}{per}"]}]
        blocks.append({"t": "p", "c": [*words, f"（截至 {i.as_of}）", *scope.cites(i.sources)]})
    items: list[list[Block]] = []
    for part in programme.parts:
        words = [{"t": "strong", "c": [part.name]}, "：", *(scope.say(part) or [TBD])]
        items.append([{"t": "p", "c": [*words, *([INFERRED] if part.inferred else [])]}])
    if items:
        blocks.append({"t": "list", "ordered": False, "start": 1, "items": items})
    blocks += scope.statements(programme.description, "编者说明")
    if programme.sources:
        blocks.append({"t": "p", "c": ["出处", *scope.cites(programme.sources)]})
    for policy in book.policies_of(programme):
        to: Inline = {"t": "to", "to": f"/policies/{policy.id}/", "c": scope.text(policy.name)}
        blocks.append({"t": "p", "c": ["依据：", to]})
    return blocks


def _statements(scope: Scope, items: Iterable[Statement]) -> list[Block]:
    return [{"t": "p", "c": scope.say(item)} for item in items]


def policies_chapter(book: Book, mark: Mark) -> dict[str, Any]:
    """政策：每份文件要求做什么。"""
    scope = Scope(book, mark)
    blocks = scope.statements(book.note("policies"), "编者说明")
    for policy in book.policies:
        blocks.append(heading(2, scope.text(policy.name), label_of(f"/policies/{policy.id}/")))
        known = [
            ("发文机关", "、".join(policy.issuer)),
            ("文号", policy.number),
            ("印发", str(policy.issued) if policy.issued else None),
            ("层级", policy.level),
        ]
        words: list[Inline] = []
        for name, value in known:
            words += [*(["；"] if words else []), f"{name}：", value or TBD]
        blocks.append({"t": "p", "c": [*words, "。", *scope.cites(policy.sources)]})
        blocks += scope.statements(policy.description, "编者说明")
        items: list[list[Block]] = [
            [{"t": "p", "c": [*scope.say(s), *([INFERRED] if s.inferred else [])]}]
            for s in policy.orders
        ]
        if items:
            blocks.append({"t": "list", "ordered": True, "start": 1, "items": items})
        blocks += scope.statements(policy.basis, "编者说明")
    return chapter(scope, label_of("/policies/"), "政策", blocks)


def organisations_chapter(book: Book, mark: Mark) -> dict[str, Any]:
    """组织与类型。"""
    scope = Scope(book, mark)
    blocks = scope.statements(book.note("organisations"), "编者说明")
    for shelf in book.by_organisation.values():
        o = shelf.term
        blocks.append(heading(2, scope.text(o.name), label_of(f"/organisations/{o.id}/")))
        words: list[Inline] = ["全称：", o.full_name or TBD, "；类型：", o.kind or TBD]
        words += ["；街镇：", o.street or TBD, "。", *scope.cites(o.sources)]
        blocks.append({"t": "p", "c": words})
        blocks += scope.statements(o.description)
        for method in shelf.methods:
            to: Inline = {"t": "to", "to": method.address, "c": [foldable(method.title)]}
            blocks.append({"t": "p", "c": ["参与的工作法：", to]})
    blocks.append(heading(2, ["组织的类型"]))
    blocks += scope.statements(book.note("organisation-kinds"), "编者说明")
    for kind in book.kinds:
        blocks.append({"t": "p", "c": [{"t": "strong", "c": [kind.name]}]})
        blocks += scope.statements(kind.description)
    return chapter(scope, label_of("/organisations/"), "组织", blocks)


def figures_chapter(book: Book, mark: Mark) -> dict[str, Any]:
    """数字：每个都有截至与来源。"""
    scope = Scope(book, mark)
    rows = []
    for i in book.indicators:
        per = f" / {i.per}" if i.per else ""
        amount: list[Inline] = [f"{i.amount}{per}", *([INFERRED] if i.inferred else [])]
        note: list[Inline] = []
        for statement in i.note:
            note += scope.say(statement)
        name: list[Inline] = [*scope.text(i.name), *scope.cites(i.sources)]
        rows.append(
            [
                {"c": [i.scope]},
                {"c": name},
                {"c": amount},
                {"c": [str(i.as_of)]},
                {"c": note or ["—"]},
            ]
        )
    head = [{"c": [t]} for t in ("范围", "名称", "数字", "截至", "口径")]
    table: Block = {
        "t": "table",
        "title": "书中的数字",
        "columns": [3, 5, 4, 4, 7],
        "head": head,
        "rows": rows,
    }
    blocks = scope.statements(book.note("indicators"), "编者说明")
    return chapter(scope, label_of("/figures/"), "数字", [*blocks, *([table] if rows else [])])


def glossary_chapter(book: Book, mark: Mark) -> dict[str, Any]:
    """术语。"""
    scope = Scope(book, mark)
    blocks = scope.statements(book.note("terms"), "编者说明")
    for term in book.terms:
        also = f"（又称：{'、'.join(term.also)}）" if term.also else ""
        blocks.append(heading(2, scope.text(term.name), label_of(f"/glossary/#{term.id}")))
        if also:
            blocks.append({"t": "p", "c": [also]})
        blocks += scope.statements(term.description) or [{"t": "p", "c": [TBD]}]
    return chapter(scope, label_of("/glossary/"), "术语", blocks)


def references_chapter(book: Book, ids: Iterable[str]) -> dict[str, Any]:
    """参考文献，按 GB/T 7714 著录。"""
    items = [
        [*source_inlines(book, i), {"t": "tag", "c": [book.sources[i].kind.value]}] for i in ids
    ]
    blocks: list[Block] = [{"t": "references", "items": items}]
    return {"id": label_of("/sources/"), "title": "参考文献", "c": blocks, "sources": []}


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
