"""JSON-LD：给搜索引擎的，一页是什么、在书的哪里（https://schema.org/）。"""

import json
from typing import Any

from casebook.compose import Document, word
from casebook.compose.data import DATA
from casebook.compose.edition import Edition
from casebook.model import Handbook

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# 放在 script 里：字里的 </script>、<!-- 不能当成标记（https://html.spec.whatwg.org/ 13.2.5.4）
_ESCAPED = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def linked_data(document: Document, handbook: Handbook, edition: Edition) -> str:
    """`document` 一页末尾的一段；没有网址的、换了地址的为空。不是脚本，CSP 不管它。"""
    base = edition.site_url.rstrip("/")
    if not base or document.kind in ("moved", "withdrawn"):
        return ""
    told = [_thing(document, handbook, base), *_trail(document, base)]
    graph = {"@context": "https://schema.org", "@graph": told}
    written = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/ld+json">{written.translate(_ESCAPED)}</script>\n'


def _thing(document: Document, handbook: Handbook, base: str) -> dict[str, Any]:
    book = {"@type": "Book", "name": handbook.title, "url": f"{base}/"}
    said = {"url": base + document.address, "inLanguage": document.language, "license": _LICENCE}
    about = {"description": document.summary, **said}
    if document.address == "/":
        isbn = {"isbn": handbook.isbn} if handbook.isbn else {}
        return {**book, **about, **_people(handbook), **isbn}
    if document.kind == "case":
        own = {"@type": "Article", "headline": document.title, "version": document.edition}
        return {**own, **about, "isPartOf": book, **_people(handbook)}
    if document.address == DATA:
        return {**_dataset(handbook, base), **about, **_people(handbook), "isPartOf": book}
    return {"@type": "WebPage", "name": document.title, **about, "isPartOf": book}


def _dataset(handbook: Handbook, base: str) -> dict[str, Any]:
    """成套的数据：一种一份 CSV、一份 JSON Lines。"""
    types = {"csv": "text/csv", "jsonl": "application/jsonl"}
    files = [
        {
            "@type": "DataDownload",
            "name": f"{label} {suffix}",
            "encodingFormat": type_,
            "contentUrl": f"{base}{DATA}{kind}.{suffix}",
        }
        for kind, label in handbook.labels.items()
        for suffix, type_ in types.items()
    ]
    name = word("pages.data.dataset", title=handbook.title)
    return {"@type": "Dataset", "name": name, "isAccessibleForFree": True, "distribution": files}


def _people(handbook: Handbook) -> dict[str, Any]:
    """编者与主办单位；没有写的不说。"""
    host, editors = handbook.owner("host"), handbook.editors
    told: dict[str, Any] = {"editor": [*map(_body, editors)]} if editors else {}
    return told | ({"publisher": _body(host)} if host else {})


def _body(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def _trail(document: Document, base: str) -> list[dict[str, Any]]:
    if not document.trail:
        return []
    steps = [
        {"@type": "ListItem", "position": n, "name": step.title, "item": base + step.address}
        for n, step in enumerate(document.trail, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": steps}]
