"""整本书、分册、折页 → 交给 Typst 的数据。"""

from collections.abc import Iterable, Iterator
from typing import Any

import segno

from casebook.bind import Book, Method, Shelf
from casebook.bind.prints import VOLUME
from casebook.model import Citation
from casebook.model.walk import walk
from casebook.render.typeset.index import Index
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
from casebook.render.typeset.tree import label_of

Data = dict[str, Any]

FORMATS = {
    "book": {"width": 170, "height": 240, "top": 32, "bottom": 26, "inside": 20, "outside": 24},
    "a4": {"width": 210, "height": 297, "top": 36, "bottom": 32, "inside": 26, "outside": 28},
}
"""开本：毫米。"""


def book_volumes(book: Book, meta: Data, limit: int = VOLUME) -> list[Data]:
    """整本书：前言、凡例、总论、按领域的工作法、附录、索引；一册最多 `limit` 条工作法。"""
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
    shares = _shares(book, limit)
    volumes: list[Data] = []
    for n, share in enumerate(shares, 1):
        first, last = n == 1, n == len(shares)
        parts: list[Data] = [{"title": "总论", "chapters": general, "methods": []}] if first else []
        for name, methods in share:
            listed = [_with_qr(method_data(m, book, mark), meta) for m in methods]
            parts.append({"title": name, "chapters": [], "methods": listed})
        volumes.append(
            {
                "meta": {**meta, "subtitle": "", "counts": _counts(book)},
                "volume": {"number": n, "of": len(shares)},
                "front": [chapter for chapter in front if chapter] if first else [],
                "parts": parts,
                "appendices": [chapter for chapter in back if chapter] if last else [],
                "index": index.groups() if last else [],
                "collect": True,
            }
        )
    return _finished(volumes)


def _shares(book: Book, limit: int) -> list[list[tuple[str, list[Method]]]]:
    """各册分到的工作法：按领域的次序，一册最多 `limit` 条。"""
    shares: list[list[tuple[str, list[Method]]]] = [[]]
    room = limit
    for name, methods in _by_first_field(book):
        rest = methods
        while rest:
            if not room:
                shares.append([])
                room = limit
            shares[-1].append((name, rest[:room]))
            rest, room = rest[room:], room - min(room, len(rest))
    return shares


def booklet_data(book: Book, shelf: Shelf, meta: Data) -> Data:
    """一个领域或一个街镇的分册。"""
    listed = [_with_qr(method_data(m, book, _unmarked), meta) for m in shelf.methods]
    name = shelf.term.name
    cited = [s for s in book.sources if _cited(s, shelf.methods)]
    data = {
        "meta": {**meta, "subtitle": name, "counts": f"收录工作法 {len(listed)} 条"},
        "front": [],
        "parts": [{"title": name, "chapters": [], "methods": listed}],
        "volume": {"number": 1, "of": 1},
        "appendices": [references_chapter(book, cited)],
        "index": [],
        "collect": False,
    }
    return _finished([data])[0]


def leaflet_data(book: Book, method: Method, meta: Data, large: bool = False) -> Data:
    """一条工作法的折页；`large` 是大字版。"""
    data = _with_qr(method_data(method, book, _unmarked), meta)
    return {"meta": meta, "method": data, "large": large}


def _unmarked(text: str) -> list[Any]:
    return [text] if text else []


def _cited(source: str, methods: Iterable[Method]) -> bool:
    return any(
        isinstance(item, Citation) and item.source == source
        for method in methods
        for _, item in walk(method.case)
    )


def _counts(book: Book) -> str:
    return (
        f"工作法 {len(book.methods)} 条，政策 {len(book.policies)} 份，来源 {len(book.sources)} 个"
    )


def _by_first_field(book: Book) -> list[tuple[str, list[Method]]]:
    """每条工作法在书里只排一次，排在它的第一个领域下。"""
    groups: dict[str, list[Method]] = {field.name: [] for field in book.fields}
    for method in book.methods:
        name = method.fields[0].term.name if method.fields else "未归类"
        groups.setdefault(name, []).append(method)
    return [(name, methods) for name, methods in groups.items() if methods]


def _with_qr(data: Data, meta: Data) -> Data:
    """网址定了，就印二维码和短网址。"""
    url = meta["site_url"].rstrip("/") + data["address"] if meta["site_url"] else ""
    code = segno.make(url, error="m", micro=False).svg_inline(border=2) if url else None
    return {**data, "url": url, "qr": code}


def _finished(volumes: list[Data]) -> list[Data]:
    """给第一次出现的出处接上著录（脚注写在那里），给站内链接接上书里的标签。"""
    everywhere: set[str] = set()
    for data in volumes:
        _place_notes(data)
        data["own"] = sorted(_own_labels(data))
        data["found"] = {}
        everywhere |= set(data["own"])
    for data in volumes:
        for part in data["parts"]:
            for method in part["methods"]:
                related = method["related"]
                method["related"] = [r for r in related if label_of(r["to"]["to"]) in everywhere]
        own = set(data["own"])
        for node in references(data):
            label = label_of(node["to"])
            if label in own:
                node["at"] = label
            elif label in everywhere:
                node["elsewhere"] = label
    return volumes


def _chapters(data: Data) -> list[Data]:
    inside = (c for part in data["parts"] for c in part["chapters"])
    return [*data["front"], *inside, *data["appendices"]]


def _own_labels(data: Data) -> set[str]:
    """这一册里有的标签。"""
    labels: set[str] = set()
    for chapter in _chapters(data):
        labels |= {b["label"] for b in chapter["c"] if b["t"] == "h" and b.get("label")}
        labels.add(chapter["id"])
    for part in data["parts"]:
        labels |= {method["label"] for method in part["methods"]}
    return labels


def _place_notes(data: Data) -> None:
    """给脚注编号；没有标在哪一句上的来源列为“另据”。"""
    for chapter in _chapters(data):
        _number_notes([], chapter["c"], chapter["sources"])
    for part in data["parts"]:
        for method in part["methods"]:
            body = [method["summary"], method["sections"]]
            method["uncited"] = _number_notes(method["facts"], body, method["sources"])


def _number_notes(opening: list[Any], body: list[Any], sources: list[Data]) -> list[Any]:
    """一章、一条工作法之内从一编起，次序是印出来的次序；返回没有用到的著录。

    著录写在出处第一次出现的地方（脚注，带着 `c`），以后只写号 `k`。篇名那一页（`opening`）先印，
    但正文也引的出处，脚注留给正文。
    """
    early, late = [*_marks(opening)], [*_marks(body)]
    texts = {s["n"]: s["c"] for s in sources}
    first: dict[int, Data] = {}
    for mark in (*late, *early):
        if mark["t"] == "cite":
            first.setdefault(mark["n"], mark)
    number = 0
    for mark in (*early, *late):
        if mark["t"] == "fn" or first[mark["n"]] is mark:
            number += 1
            mark["k"] = number
            mark.setdefault("c", texts.get(mark.get("n", 0)))
    for mark in (*early, *late):
        if mark["t"] == "cite":
            mark["k"] = first[mark["n"]]["k"]
    return [text for n, text in texts.items() if n not in first]


def _marks(node: Any) -> Iterator[Data]:
    """出处与脚注，照印出来的次序。"""
    if isinstance(node, list):
        for item in node:
            yield from _marks(item)
    elif isinstance(node, dict):
        if node.get("t") in ("cite", "fn"):
            yield node
        for key in ("title", "caption", "head", "rows", "items", "c"):
            if key in node:
                yield from _marks(node[key])


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
