"""查找用的索引里一页的条目：页首一条，每个锚点起的一段一条。

格式照 Material 的 search_index.json。
"""

import json
from html import escape

from casebook.compose import Document
from casebook.render.text.plain import plain_parts

_BEHIND = ("/guide/", "/sources/")
"""排在后面的：编者看的，只列题名的。"""
_LIGHT = 0.01


def search_entries(document: Document, number: str = "") -> str:
    """`document` 的条目，一条条 JSON，逗号隔开；换了地址的页没有。`number` 是工作法的编号。

    `location` 是站内地址，`title`、`text` 是转义过的文字；排在后面的有 `boost`，得分乘以它。
    """
    location = document.address.removeprefix("/")
    behind = document.address.startswith(_BEHIND)
    parts = [] if document.kind == "moved" else plain_parts(document, number)
    entries = (
        {
            "location": f"{location}#{part.anchor}" if part.anchor else location,
            "title": escape(part.title, quote=False),
            "text": escape(" ".join(part.lines), quote=False),
            **({"boost": _LIGHT} if behind else {}),
        }
        for part in parts
    )
    return ",".join(json.dumps(e, ensure_ascii=False, separators=(",", ":")) for e in entries)
