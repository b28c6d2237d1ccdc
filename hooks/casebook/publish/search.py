"""查找的索引：查找插件已经写好设置，条目由这里来写。

一万条时索引有五十兆，改一条只换那一段：账上记着上一版的索引里哪一段是哪一页的，没有变的照抄。
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from casebook.publish.artefact import Artefact, Input, Output, artefact
from casebook.publish.manifest import LastRelease
from casebook.publish.pages import ManyPages, Record
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


def taken_settings(folder: Path) -> str:
    """查找插件在 `folder` 里写好的设置：拿走，腾出索引的位置。没有用这个插件时为空。"""
    path = folder / INDEX
    if not path.exists():
        return ""
    settings = path.read_text("utf-8")
    path.unlink()
    return settings


def index_file(
    settings: str,
    site: Site,
    single: Mapping[str, str],
    many: ManyPages,
    ledger: Ledger,
    last: LastRelease,
) -> Artefact:
    """索引。`settings` 是插件写的；`single` 是主机写的各页的条目（按地址），`many` 是别的页。"""
    records = many.records
    keys = {address: one.key for address, one in records.items()}
    keys |= {address: digest(text) for address, text in single.items()}
    pieces = [_piece(plan, keys[plan.address]) for plan in site.plans]

    def get() -> _Records:
        return _Records(one.key, pieces, single, many, ledger, last)

    one = artefact(INDEX, index, settings, Input(digest(pieces), get))
    return one


@dataclass(frozen=True)
class _Records:
    """`pieces` 各段的条目；写成由 `key` 做成的索引时，记下各在哪里。"""

    key: str
    pieces: Sequence[_Piece]
    single: Mapping[str, str]
    many: ManyPages
    ledger: Ledger
    last: LastRelease

    def __iter__(self) -> Iterator[tuple[_Piece, bytes | memoryview]]:
        last, records = self._in_last_index(), self.many.records
        wanted = [p for p in self.pieces if p not in last and p.address not in self.single]
        made = self.ledger.keys("records")
        self.many.make_records(p.address for p in wanted if made.get(p.address) != p.key)
        for piece in self.pieces:
            if piece in last:
                yield piece, last[piece]
            elif piece.address in self.single:
                yield piece, self.single[piece.address].encode()
            else:
                record: Record = records[piece.address].get()
                yield piece, piece.number.encode().join(record)

    def remember(self, spans: list[_Span]) -> None:
        """写好了：记下一段段在哪里。"""
        self.ledger.put("whole", [(_SPANS, self.key, spans)])

    def _in_last_index(self) -> dict[_Piece, memoryview]:
        """上一版的索引里的一段段；索引被人动过，或没有记时为空。"""
        key, _ = self.last.files.get(INDEX, ("", None))
        spans = self.ledger.get("whole", _SPANS, key, list[_Span]) if key else None
        if not (spans and self.last.folder and self.last.same(INDEX, key)):
            return {}
        content = memoryview((self.last.folder / INDEX).read_bytes())
        return {span.piece: content[span.start : span.end] for span in spans}


def index(settings: str, records: _Records) -> Output:
    """插件写的设置，加上条目。"""
    return Output(_parts(settings, records))


def _parts(settings: str, records: _Records) -> Iterator[bytes | memoryview]:
    whole = {**json.loads(settings), "docs": []}
    empty = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    head, _, tail = empty.rpartition("]")
    yield head.encode()
    at = len(head.encode())
    spans: list[_Span] = []
    for piece, content in records:
        if content:
            if spans:
                yield b","
                at += 1
            yield content
            spans.append(_Span(piece, at, at := at + len(content)))
    yield f"]{tail}".encode()
    records.remember(spans)


def _piece(plan: Plan, key: str) -> _Piece:
    return _Piece(plan.address, key, plan.number)
