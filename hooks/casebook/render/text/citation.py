"""引用一条工作法：BibTeX 与 RIS，给写论文的人导入文献管理软件。"""

import re

from casebook.compose import Document
from casebook.compose.edition import Edition
from casebook.model import Handbook

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{c: f"\\{c}" for c in "$&%#_"},
}


def bibtex(document: Document, handbook: Handbook, edition: Edition) -> bytes:
    """一条 @incollection；不知道的不写。"""
    name = document.address.split("/")[-2]
    fields = {
        "title": f"{{{_tex(document.title)}}}",
        "booktitle": _tex(handbook.title),
        "author": f"{{{_tex(editor)}}}" if (editor := handbook.owner("editor")) else "",
        "publisher": _tex(handbook.owner("host")),
        "edition": f"{edition.cited(document.edition)}",
        "url": edition.url(document.address),
        "language": "chinese",
    }
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items() if value)
    return f"@incollection{{{name},\n{lines}}}\n".encode()


def ris(document: Document, handbook: Handbook, edition: Edition) -> bytes:
    """一条 CHAP，一行一项；不知道的不写。"""
    fields = (
        ("TY", "CHAP"),
        ("TI", document.title),
        ("T2", handbook.title),
        ("AU", handbook.owner("editor")),
        ("PB", handbook.owner("host")),
        ("ET", f"{edition.cited(document.edition)}"),
        ("UR", edition.url(document.address)),
        ("LA", document.language),
    )
    lines = "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in fields if value)
    return f"{lines}ER  - \r\n".encode()


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in text)


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
