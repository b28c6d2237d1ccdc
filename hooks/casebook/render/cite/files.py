"""给人引用的文件：BibTeX、RIS、CSL-JSON，写论文的人导入文献管理软件；一条在先，再是它的各幅图。"""

import json
import re
from collections.abc import Sequence

from casebook.bind.citing import Cited, csl_item

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{c: f"\\{c}" for c in "$&%#_"},
}


def bibtex(some: Sequence[Cited]) -> bytes:
    """一条 @incollection，整本书是 @book；不知道的不写。作者各套一层花括号，不拆成姓与名。"""
    return "\n".join(map(_entry, some)).encode()


def _entry(one: Cited) -> str:
    fields = {
        "title": f"{{{_tex(one.title)}}}",
        "booktitle": _tex(one.book),
        "author": " and ".join(f"{{{_tex(who)}}}" for who in one.authors),
        "publisher": _tex(one.publisher),
        "edition": f"{one.edition}" if one.edition > 1 else "",
        "year": one.year,
        "url": one.url,
        "language": "chinese",
    }
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items() if value)
    return f"@{'incollection' if one.book else 'book'}{{{one.id},\n{lines}}}\n"


def ris(some: Sequence[Cited]) -> bytes:
    """一条 CHAP，整本书是 BOOK，一行一项；不知道的不写。"""
    return "".join(map(_record, some)).encode()


def _record(one: Cited) -> str:
    fields = (
        ("TY", "CHAP" if one.book else "BOOK"),
        ("TI", one.title),
        ("T2", one.book),
        *(("AU", who) for who in one.authors),
        ("PB", one.publisher),
        ("ET", f"{one.edition}" if one.edition > 1 else ""),
        ("PY", one.year),
        ("DA", one.issued.replace("-", "/")),
        ("UR", one.url),
        ("LA", one.language),
    )
    lines = "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in fields if value)
    return f"{lines}ER  - \r\n"


def csl_json(some: Sequence[Cited]) -> bytes:
    """一串 CSL-JSON。"""
    told = [csl_item(one) for one in some]
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in text)


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
