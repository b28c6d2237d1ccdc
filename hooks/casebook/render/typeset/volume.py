"""整本书、分册、折页 → 交给 Typst 的数据。"""

from collections.abc import Iterable
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
    label_of,
    mechanism_chapter,
    network_chapter,
    organisations_chapter,
    policies_chapter,
    prose_chapter,
    references_chapter,
    support_chapter,
)
from casebook.render.typeset.method import method_data

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
    return {"meta": {**meta, "labels": {}}, "method": data, "large": large}


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
    code = None
    if url:
        rows = [[bool(c) for c in row] for row in segno.make(url, error="m", micro=False).matrix]
        code = {"size": len(rows), "runs": [r for y, row in enumerate(rows) for r in _runs(row, y)]}
    return {**data, "url": url, "qr": code}


def _runs(row: list[bool], y: int) -> Iterable[list[int]]:
    x = 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            yield [x, y, end - x]
        x = end + 1


def _finished(volumes: list[Data]) -> list[Data]:
    """给第一次出现的出处做上记号（脚注写在那里），给能指到的地址做上标签。"""
    everywhere: set[str] = set()
    for data in volumes:
        data["own"] = sorted(_own_labels(data))
        data["elsewhere"], data["found"] = {}, {}
        everywhere |= set(data["own"])
    for data in volumes:
        data["meta"] = {**data["meta"], "labels": _label_table(data, everywhere)}
    return volumes


def _own_labels(data: Data) -> set[str]:
    """这一册里有的标签；顺便标出各处第一次出现的出处。"""
    labels: set[str] = set()
    chapters = [*data["front"], *(c for p in data["parts"] for c in p["chapters"])]
    chapters += data["appendices"]
    for chapter in chapters:
        _mark_first(chapter["c"], set())
        labels |= {b["label"] for b in chapter["c"] if b["t"] == "h" and b.get("label")}
        labels.add(chapter["id"])
    for part in data["parts"]:
        for method in part["methods"]:
            method["label"] = label_of(method["address"])
            labels.add(method["label"])
            seen: set[int] = set()
            _mark_first(method["summary"], seen)
            for section in method["sections"]:
                _mark_first(section["c"], seen)
            for _, words in method["facts"]:
                _mark_first(words, seen)
            method["uncited"] = [s["c"] for s in method["sources"] if s["n"] not in seen]
    return labels


def _label_table(node: Any, labels: set[str]) -> dict[str, str]:
    """文字里用到的站内地址 → 书里的标签，只收书里真有的。"""
    found: dict[str, str] = {}
    stack = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if item.get("t") == "to" and label_of(item["to"]) in labels:
                found[item["to"]] = label_of(item["to"])
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
    return dict(sorted(found.items()))


def _mark_first(node: Any, seen: set[int]) -> None:
    if isinstance(node, list):
        for item in node:
            _mark_first(item, seen)
    elif isinstance(node, dict):
        if node.get("t") == "cite":
            node["first"] = node["n"] not in seen
            seen.add(node["n"])
            return
        for key in ("title", "caption", "head", "rows", "items", "c"):
            if key in node:
                _mark_first(node[key], seen)
