"""整本书、分册、折页 → 交给 Typst 的数据。"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from casebook.bind import Book, Category, Method
from casebook.bind.qr import qr_path
from casebook.compose import Document, Documents
from casebook.compose.record import counts, record_facts
from casebook.compose.words import word
from casebook.render.typeset.blocks import Mark, Typeset
from casebook.render.typeset.index import Index
from casebook.render.typeset.inlines import label_of
from casebook.render.typeset.matter import (
    figures_chapter,
    glossary_chapter,
    mechanism_chapter,
    network_chapter,
    organisations_chapter,
    policies_chapter,
    prose_chapter,
    references_chapter,
    support_chapter,
)
from casebook.render.typeset.method import method_data
from casebook.render.typeset.notes import keep_together, number_notes

Data = dict[str, Any]
Groups = list[tuple[str, tuple[Method, ...]]]


def book_volumes(book: Book, documents: Documents, meta: Data) -> list[Data]:
    """整本书：前言、凡例、总论、按领域的工作法、附录、索引；一册最多“每册”那么多条。"""
    index = Index(book)
    mark = index.mark
    front = [prose_chapter(book, a, mark) for a in ("/preface/", "/conventions/")]
    general = [
        mechanism_chapter(book, mark),
        network_chapter(book, mark),
        support_chapter(book, mark),
    ]
    back = [
        policies_chapter(book, mark),
        organisations_chapter(book, mark),
        figures_chapter(book, mark),
        glossary_chapter(book, mark),
        references_chapter(book, book.sources),
        prose_chapter(book, "/submit/", mark),
    ]
    meta = {**meta, "subtitle": "", "counts": counts(book)}
    volumes = _volumes(_by_first_field(book), book, documents, meta, mark)
    volumes[0]["front"] = [chapter for chapter in front if chapter]
    volumes[0]["parts"].insert(
        0, {"title": word("titles.general"), "chapters": [c for c in general if c], "methods": []}
    )
    volumes[-1]["appendices"] = [chapter for chapter in back if chapter]
    volumes[-1]["index"] = index.groups()
    return _finished(volumes)


def booklet_volumes(book: Book, category: Category, documents: Documents, meta: Data) -> list[Data]:
    """一个领域或一个街镇的分册，太厚也分成几册。"""
    name = category.term.name
    meta = {
        **meta,
        "subtitle": name,
        "counts": word("record.counts-methods", **book.handbook.words, count=len(category.methods)),
    }
    volumes = _volumes([(name, category.methods)], book, documents, meta, None)
    cited = {ref.source for m in category.methods for ref in documents(m.id).references}
    sources = references_chapter(book, [source for source in book.sources if source in cited])
    volumes[-1]["appendices"] = [sources]
    return _finished(volumes)


def _volumes(
    groups: Groups, book: Book, documents: Documents, meta: Data, mark: Mark | None
) -> list[Data]:
    """各册，只有工作法；`mark` 给文字加索引记号，不做索引时是 None。"""
    shares = _shares(groups, book.handbook.volume_size)
    meta = {**meta, "record": _record(book, meta)}
    volumes: list[Data] = []
    for n, share in enumerate(shares, 1):
        parts: list[Data] = []
        photos: list[str] = []
        for name, methods in share:
            listed = [
                _with_qr(method_data(m, documents(m.id), mark or _unmarked), meta) for m in methods
            ]
            photos += [file for data in listed for file in data["photos"]]
            parts.append({"title": name, "chapters": [], "methods": listed})
        volumes.append(
            {
                "meta": meta,
                "volume": {"number": n, "of": len(shares)},
                "front": [],
                "parts": parts,
                "appendices": [],
                "index": [],
                "found": {},
                "photos": photos,
                "collect": mark is not None,
            }
        )
    return volumes


def _record(book: Book, meta: Data) -> list[Any]:
    """版权页上的版本记录；分册在书名后面写上是哪一分册。"""
    title = f"{meta['title']}：{meta['subtitle']}" if meta["subtitle"] else meta["title"]
    size = meta["format"]["width"], meta["format"]["height"]
    typeset = Typeset(_unmarked)
    return [
        [fact.name, typeset.words(fact.c)]
        for fact in record_facts(
            book.handbook,
            title,
            meta["edition"],
            meta["date"],
            meta["commit"],
            meta["counts"],
            size,
            meta["site_url"],
        )
    ]


def _shares(groups: Groups, limit: int) -> list[Groups]:
    """各册分到的工作法：照原来的次序，一册最多 `limit` 条。"""
    shares: list[Groups] = [[]]
    room = limit
    for name, rest in groups:
        while rest:
            if not room:
                shares.append([])
                room = limit
            shares[-1].append((name, rest[:room]))
            rest, room = rest[room:], room - min(room, len(rest))
    return shares


def leaflet_data(method: Method, document: Document, meta: Data, large: bool = False) -> Data:
    """一条工作法的折页；`large` 是大字版。"""
    data = _with_qr(method_data(method, document, _unmarked), meta)
    return {"meta": meta, "method": data, "large": large, "photos": data["photos"]}


def _unmarked(text: str) -> list[Any]:
    return [text] if text else []


def _by_first_field(book: Book) -> Groups:
    """每条工作法在书里只排一次，排在它的第一个领域下。"""
    groups: dict[str, list[Method]] = {field.name: [] for field in book.fields}
    for method in book.methods:
        name = method.fields[0].term.name if method.fields else word("titles.unclassified")
        groups.setdefault(name, []).append(method)
    return [(name, tuple(methods)) for name, methods in groups.items() if methods]


def _with_qr(data: Data, meta: Data) -> Data:
    """网址定了，就印二维码（SVG 的文字）和短网址。"""
    if not meta["site_url"]:
        return {**data, "url": "", "qr": None}
    url = meta["site_url"].rstrip("/") + data["address"]
    size, path = qr_path(url)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 {size + 4} {size + 4}">'
        f'<path d="{path}"/></svg>'
    )
    return {**data, "url": url, "qr": svg}


def _finished(volumes: list[Data]) -> list[Data]:
    """给脚注编号；给指向书里别处的链接接上去处，别册的工作法指到第几法，别的指到哪一章。

    指到别册的不写页码：各册才能各排各的，改一条只重排它那一册。
    """
    places = [_places(data) for data in volumes]
    everywhere = {
        label: (n, at) for n, known in enumerate(places, 1) for label, at in known.items()
    }
    for data, here in zip(volumes, places, strict=True):
        _place_notes(data)
        _keep_with_headings(data)
        for method in _methods(data):
            related = method["related"]
            method["related"] = [r for r in related if label_of(r["to"]["to"]) in everywhere]
        for node in references(data):
            label = label_of(node["to"])
            if label in here:
                node["at"] = label
            elif label in everywhere:
                volume, place = everywhere[label]
                node["elsewhere"] = {"volume": volume, "place": place}
    return volumes


def _chapters(data: Data) -> list[Data]:
    inside = (c for part in data["parts"] for c in part["chapters"])
    return [*data["front"], *inside, *data["appendices"]]


def _methods(data: Data) -> Iterator[Data]:
    return (method for part in data["parts"] for method in part["methods"])


def _places(data: Data) -> dict[str, int | str]:
    """这一册里的标签 → 从别册指过来时怎样说：第几法，或者章名。"""
    places: dict[str, int | str] = {}
    for chapter in _chapters(data):
        inner = (b["label"] for b in chapter["c"] if b["t"] == "h" and b.get("label"))
        places |= dict.fromkeys((chapter["id"], *inner), chapter["title"])
    return places | {method["label"]: int(method["number"]) for method in _methods(data)}


def _place_notes(data: Data) -> None:
    """给脚注编号；没有标在哪一句上的来源列为“另据”。"""
    for chapter in _chapters(data):
        number_notes([], chapter["c"], chapter["sources"])
    for method in _methods(data):
        body = [method["summary"], method["sections"]]
        method["uncited"] = number_notes(method["facts"], body, method["sources"])


def _keep_with_headings(data: Data) -> None:
    """标题后面带脚注的短段，与标题排在一起：见 lib.typ 的 together。"""
    for chapter in _chapters(data):
        for before, block in pairwise(chapter["c"]):
            if before["t"] == "h":
                keep_together(block)
    for method in _methods(data):
        for section in method["sections"]:
            keep_together(section["c"][0])


def references(node: Any) -> Iterator[Data]:
    """指向书里别处的全部链接。"""
    stack = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if item.get("t") == "to":
                yield item
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
