"""写查找的索引：查找插件已经写好设置，条目由这里来写。

一万条时索引有五十兆，改一条只换那一段：账上记着上一版的索引里哪一段是哪一页的，没有变的照抄。
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from casebook.publish.pages import ManyPages, Record
from casebook.publish.written import Written
from casebook.render.web import Plan, Site
from casebook.store import Ledger, digest

INDEX = "search/search_index.json"
_SPANS = "spans"
"""账上合起来的这一行，记索引里从哪里到哪里是哪一页的条目。"""


class _Piece(NamedTuple):
    """索引里的一段：哪一页的条目，由什么写成，条目里填的编号。"""

    address: str
    key: str
    number: str


class _Span(NamedTuple):
    """这一段在索引里从第几个字节到第几个字节。"""

    piece: _Piece
    start: int
    end: int


def write_index(
    folder: Path,
    site: Site,
    single: Mapping[str, str],
    many: ManyPages,
    ledger: Ledger,
    written: Written,
) -> None:
    """写 `folder` 里的索引。没有用查找插件时不写；一条也没有变时，上一版的留用。

    `single` 是主机写的各页的条目（按地址），`many` 是别的页。
    """
    path = folder / INDEX
    if not path.exists():
        return
    settings = path.read_bytes()
    keys = many.record_keys | {address: digest(text) for address, text in single.items()}
    pieces = [_piece(plan, keys) for plan in site.plans]
    whole = digest(settings.decode(), pieces)
    if written.keep(INDEX, whole):
        path.unlink()
        return
    before = _before(written, ledger)

    def record(plan: Plan, piece: _Piece) -> bytes | memoryview:
        if piece in before:
            return before[piece]
        if piece.address in single:
            return single[piece.address].encode()
        found = ledger.get("records", piece.address, piece.key, Record)
        return piece.number.encode().join(many.record(plan) if found is None else found)

    index = {**json.loads(settings), "docs": []}
    empty = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    head, _, tail = empty.rpartition("]")
    spans = []
    with path.open("wb") as file:
        out = _Hashed(file)
        out.write(head.encode())
        start = out.size
        for plan, piece in zip(site.plans, pieces, strict=True):
            if content := record(plan, piece):
                out.write(b"," if out.size > start else b"")
                out.write(content)
                spans.append(_Span(piece, out.size - len(content), out.size))
        out.write(f"]{tail}".encode())
    written.digests[INDEX] = out.digest.hexdigest()
    ledger.put("whole", [(_SPANS, whole, spans)])


class _Hashed:
    """写文件，一边算指纹，一边数写了多少字节。"""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest, self.size = file, hashlib.sha256(), 0

    def write(self, content: bytes | memoryview) -> None:
        """接着写。"""
        self._file.write(content)
        self.digest.update(content)
        self.size += len(content)


def _before(written: Written, ledger: Ledger) -> dict[_Piece, memoryview]:
    """上一版的索引里的一段段；索引被人动过，或没有记时为空。"""
    key, _ = written.last.files.get(INDEX, ("", None))
    spans = ledger.get("whole", _SPANS, key, list[_Span]) if key else None
    if not (spans and written.last.folder and written.last.still(INDEX, key)):
        return {}
    content = memoryview((written.last.folder / INDEX).read_bytes())
    return {span.piece: content[span.start : span.end] for span in spans}


def _piece(plan: Plan, keys: Mapping[str, str]) -> _Piece:
    return _Piece(plan.address, keys[plan.address], plan.method.number if plan.method else "")
