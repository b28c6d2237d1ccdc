"""送审稿：整本书或几条工作法，排成能写意见、能签名的一份。"""

from collections.abc import Iterator
from typing import Any

from casebook.bind import Book, Method
from casebook.compose import Documents, word
from casebook.compose.changes import Changes
from casebook.compose.contents import book_contents
from casebook.render.typeset.blocks import Typeset
from casebook.render.typeset.chapter import chapter_data
from casebook.render.typeset.method import method_data
from casebook.render.typeset.volume import Data, part_data, shares, unmarked, with_qr


def case_review(method: Method, documents: Documents, meta: Data, changes: Changes) -> Data:
    """一条工作法的送审稿。"""
    one = with_qr(_changed(method_data(method, documents(method.id), unmarked), changes), meta)
    parts = [{"title": "", "told": [], "chapters": [], "methods": [one]}]
    return {**_bare(meta), "parts": parts, "photos": one["photos"]}


def book_reviews(book: Book, documents: Documents, meta: Data, changes: Changes) -> Iterator[Data]:
    """整本书的送审稿；同书一样，一册最多“每册”那么多条。"""
    contents = book_contents(book, documents)
    volumes = shares(contents.parts, book.handbook.volume_size)
    for n, share in enumerate(volumes, 1):
        parts = [part_data(part, book, documents, unmarked, meta) for part in share]
        for part in parts:
            part["methods"] = [_changed(one, changes) for one in part["methods"]]
        yield {
            **_bare(meta),
            "volume": {"number": n, "of": len(volumes)},
            "front": [chapter_data(c, unmarked) for c in (contents.front if n == 1 else ())],
            "parts": parts,
            "back": [
                chapter_data(c, unmarked) for c in (contents.back if n == len(volumes) else ())
            ],
            "photos": [f for p in parts for m in p["methods"] for f in m["photos"]],
            "whole": True,
        }


def _changed(one: Data, changes: Changes) -> Data:
    """末尾添一节：与上一版比改了什么；没有改的照旧。"""
    blocks = changes.get(one["address"])
    if not blocks:
        return one
    own = Typeset(unmarked, f"{one['id']}/").blocks(blocks)
    section = {"id": "changes", "title": word("print.review-changes"), "c": own}
    return {**one, "sections": [*one["sections"], section]}


def _bare(meta: Data) -> dict[str, Any]:
    return {
        "meta": meta,
        "volume": {"number": 1, "of": 1},
        "front": [],
        "back": [],
        "whole": False,
        # 厚的一册在自己的进程里排，那里要看这几样
        "collect": False,
        "index": [],
        "found": {},
    }
