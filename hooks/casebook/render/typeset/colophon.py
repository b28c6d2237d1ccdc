"""版权页上的版本记录 → 印刷用的数据。"""

from typing import Any

from casebook.bind import Book
from casebook.compose import word
from casebook.compose.record import record_facts
from casebook.render.typeset.blocks import Typeset
from casebook.render.typeset.inlines import Data

_SHEETS_BEFORE = (word("record.characters"), word("record.impression"))
"""印张写在它们前面：国家标准的版本记录，印张、字数、版次印次挨着（GB/T 12450）。"""


def record(book: Book, meta: Data) -> list[Any]:
    """版权页上的版本记录；分册在书名后面写上是哪一分册。"""
    title = f"{meta['title']}：{meta['subtitle']}" if meta["subtitle"] else meta["title"]
    size = meta["format"]["width"], meta["format"]["height"]
    typeset = Typeset(lambda text: [text] if text else [])
    rows: list[Any] = [
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
            press=meta.get("press", False),
        )
    ]
    told = book.handbook.publication
    if meta.get("press") and not (told.internal or told.sheets):  # 页数排好了才知道
        after = next((n for n, row in enumerate(rows) if row[0] in _SHEETS_BEFORE), len(rows))
        rows.insert(after, [word("record.sheets"), None])
    return rows
