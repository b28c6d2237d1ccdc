"""整本书、分册 → 交给 Typst 的数据。"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from casebook.bind import Book, Category
from casebook.bind.qr import qr_path
from casebook.compose import Documents
from casebook.compose.contents import Contents, Part, book_contents, booklet_contents
from casebook.compose.record import counts
from casebook.compose.words import word
from casebook.render.typeset.blocks import Mark, Typeset
from casebook.render.typeset.chapter import chapter_data
from casebook.render.typeset.colophon import record
from casebook.render.typeset.index import PrintedIndex
from casebook.render.typeset.inlines import label_of
from casebook.render.typeset.method import method_data
from casebook.render.typeset.notes import Cited, Numbering, keep_together, keep_whole, note_lines

Data = dict[str, Any]

_SLIM = 3
"""不超过几条工作法的分册，只留封面、正文、参考文献与版权页。"""

_LATE = 146
"""一册里第几条以后，多半在一千页以后：头一遍还不知道页码，先占四位数的地方，后面各遍就不必重排。"""


def book_volumes(book: Book, documents: Documents, meta: Data) -> list[Data]:
    """整本书，末尾有索引；一册最多“每册”那么多条。"""
    contents = book_contents(book, documents)
    meta = {**meta, "subtitle": "", "counts": counts(book)}
    return _volumes(contents, book, documents, meta, PrintedIndex(book))


def booklet_volumes(book: Book, category: Category, documents: Documents, meta: Data) -> list[Data]:
    """一个领域或一个街镇的分册，太厚也分成几册；不做索引。"""
    contents = booklet_contents(book, category, documents)
    count = word("record.counts-methods", **book.handbook.words, count=len(category.methods))
    meta = {**meta, "subtitle": category.term.name, "counts": count}
    return _volumes(contents, book, documents, meta, None)


def _volumes(
    contents: Contents, book: Book, documents: Documents, meta: Data, index: PrintedIndex | None
) -> list[Data]:
    """各册：前面的文章在第一册，附录与索引在最后一册。"""
    mark: Mark = index.mark if index else unmarked
    slim = index is None and sum(len(part.methods) for part in contents.parts) <= _SLIM
    split = shares(contents.parts, book.handbook.volume_size)
    meta = {**meta, "record": record(book, meta)}
    volumes: list[Data] = []
    for n, share in enumerate(split, 1):
        parts = [part_data(part, book, documents, mark, meta) for part in share]
        front, back = contents.front if n == 1 else (), contents.back if n == len(split) else ()
        volumes.append(
            {
                "meta": meta,
                "volume": {"number": n, "of": len(split)},
                "front": [chapter_data(chapter, mark) for chapter in front],
                "parts": parts,
                "appendices": [chapter_data(chapter, mark) for chapter in back],
                "index": index.groups() if index and n == len(split) else [],
                "found": {},
                "photos": [file for p in parts for m in p["methods"] for file in m["photos"]],
                "collect": index is not None,
                "slim": slim,
            }
        )
    return _finished(volumes)


def part_data(part: Part, book: Book, documents: Documents, mark: Mark, meta: Data) -> Data:
    """一编：题，各章，各条工作法。"""
    return {
        "title": part.title,
        "told": Typeset(unmarked).words(part.told(book.handbook.words)),
        "chapters": [chapter_data(chapter, mark) for chapter in part.chapters],
        "methods": [with_qr(method_data(m, documents(m.id), mark), meta) for m in part.methods],
    }


def shares(parts: Iterable[Part], limit: int) -> list[list[Part]]:
    """各册分到的各编：照原来的次序，一册最多 `limit` 条工作法。"""
    shares: list[list[Part]] = [[]]
    room = limit
    for part in parts:
        chapters, rest, elsewhere = part.chapters, part.methods, part.elsewhere
        while chapters or rest or elsewhere:
            if rest and not room:
                shares.append([])
                room = limit
            shares[-1].append(Part(part.title, chapters, rest[:room], elsewhere))
            chapters, rest, elsewhere, room = (), rest[room:], (), room - min(room, len(rest))
    return shares


def unmarked(text: str) -> list[Any]:
    """不做索引的：文字照原样。"""
    return [text] if text else []


def with_qr(data: Data, meta: Data) -> Data:
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
    numbering = Numbering()
    for data, here in zip(volumes, places, strict=True):
        _place_notes(data, numbering)
        _keep_with_headings(data)
        for method in _methods(data):
            related = method["related"]
            method["related"] = [r for r in related if label_of(r["c"][0]["to"]) in everywhere]
        late = {int(method["number"]) for method in [*_methods(data)][_LATE:]}
        for node in references(data):
            page, _, _ = node["to"].partition("#")
            asked = (label_of(node["to"]), label_of(page))  # 那一处没有标签的，指到那一章
            label = next((one for one in asked if one in everywhere), None)
            if label in here:
                node["at"] = label
                node["far"] = here[label] in late
            elif label:
                volume, place = everywhere[label]
                node["elsewhere"] = {"volume": volume, "place": place}
    for data in volumes:
        listed = [c for c in data["appendices"] if any(b["t"] == "references" for b in c["c"])]
        for chapter in listed:
            chapter["c"] = [one for block in chapter["c"] for one in _numbered(block, numbering)]
        data["references"] = bool(listed)
        data["titles"] = numbering.titles
    return volumes


def _numbered(block: Data, numbering: Numbering) -> list[Data]:
    """参考文献编好号；没有引用过的另列在后面，说一声。"""
    if block["t"] != "references":
        return [block]
    works = numbering.in_order(block["items"])
    rest = [work for work in works if not work["cited"]]
    if not rest:
        return [{**block, "items": works}]
    told = word("print.uncited-told", count=len(rest))
    return [
        {**block, "items": [work for work in works if work["cited"]]},
        {"t": "h", "l": 2, "c": [word("print.uncited")]},
        {"t": "p", "c": [told]},
        {**block, "items": rest},
    ]


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
    for method in _methods(data):
        inner = (section["label"] for section in method["sections"])
        places |= dict.fromkeys((method["label"], *inner), int(method["number"]))
    return places


def _place_notes(data: Data, numbering: Numbering) -> None:
    """给出处编号，照印出来的次序；没有标在哪一句上的来源列为“另据”。"""
    numbering.start()
    for chapter in data["front"]:
        _place_in_chapter(chapter, numbering)
    for part in data["parts"]:
        for chapter in part["chapters"]:
            _place_in_chapter(chapter, numbering)
        for method in part["methods"]:
            body = [method["summary"], method["sections"]]
            cited = Cited(method["sources"], body, tuple(method["facts"]))
            method["uncited"] = numbering.place(cited)
            method["note_lines"] = note_lines(method["facts"])
    for chapter in data["appendices"]:
        _place_in_chapter(chapter, numbering, noted=False)


def _place_in_chapter(chapter: Data, numbering: Numbering, noted: bool = True) -> None:
    numbering.place(Cited(chapter["sources"], chapter["c"], noted=noted))


def _keep_with_headings(data: Data) -> None:
    """标题后面带脚注的短段，与标题排在一起：见 blocks.typ 的 together；别的短段不拆。"""
    for chapter in _chapters(data):
        for block in chapter["c"]:
            keep_whole(block)
        for before, block in pairwise(chapter["c"]):
            if before["t"] == "h":
                keep_together(block)
    for method in _methods(data):
        for section in method["sections"]:
            keep_together(section["c"][0])
            for block in section["c"]:
                keep_whole(block)


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
