"""一条数据：记录、著录、还缺什么，外面一层说它是哪一条、网页在哪里、谁写到它。

记录的部分在读案例时就写成文字（`Data`），记在账上：登记、出版时不再读案例，接上外面一层就是一个文件。
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from casebook.bind.reference import reference
from casebook.compose import Document
from casebook.compose.blocks import Gaps, Section
from casebook.model import Case, Citation, Record, Source
from casebook.model.walk import walk
from casebook.render.data.kinds import CASES, FORMAT, LICENCE
from casebook.render.data.record import Known, Tree, exact_days, record_tree
from casebook.render.data.table import record_row, statement_rows
from casebook.store import digest_of_bytes

_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Event(NamedTuple):
    """写到了日的一件事：从哪天到哪天，第几件，什么事。"""

    start: str
    end: str
    n: int
    words: str


class Data(NamedTuple):
    """一条自己的：JSON（record、references、gaps），表里的一行与各句，写到了日的事；

    `version` 是内容的指纹；`undated` 是没有写到日、进不了日历的有几件。
    """

    version: str
    told: str
    row: str
    statements: str
    events: tuple[Event, ...] = ()
    undated: int = 0


class Head(NamedTuple):
    """外面的一层：哪一种、编号、题、网页、自己与模式文件的网址，与别处的关系。"""

    kind: str
    id: str
    title: str
    page: str
    own: str
    schema: str
    links: Mapping[str, Any]


def case_data(case: Case, document: Document, known: Known) -> Data:
    """一条工作法；著录与还缺什么，与它的一页 `document` 一样。"""
    tree = record_tree(case, known)
    references = [
        {
            "id": ref.source,
            "citation": f"{ref.before}{ref.title}{ref.after}{ref.url}{ref.end}",
            **({"locators": ref.places} if ref.places else {}),
        }
        for ref in document.references
    ]
    dated = [(n, event, exact_days(event.date)) for n, event in enumerate(case.timeline, 1)]
    events = tuple(Event(*days, n, event.event) for n, event, days in dated if days)
    told = {"record": tree, "references": references, "gaps": [*_page_gaps(document)]}
    case_id = document.address.split("/")[-2]
    return Data(
        *_versioned(told),
        record_row(CASES, tree),
        statement_rows(CASES, case_id, tree),
        events,
        len(dated) - len(events),
    )


def entry_data(kind: str, entry: Any, sources: Mapping[str, Source], known: Known) -> Data:
    """登记簿的一条。"""
    tree = record_tree(entry, known)
    inside = [record for _, record in walk(entry)]
    cited = dict.fromkeys(one.source for one in inside if isinstance(one, Citation))
    references = [
        {"id": one, "citation": f"{reference(sources[one])}"} for one in cited if one in sources
    ]
    told = {"record": tree, "references": references, "gaps": [*_own_gaps(entry)]}
    return Data(*_versioned(told), record_row(kind, tree), statement_rows(kind, entry.id, tree))


def _versioned(told: Tree) -> tuple[str, str]:
    text = _dumps(told)
    return digest_of_bytes(text.encode())[:16], text


def _page_gaps(document: Document) -> Iterator[Tree]:
    """页面末尾的“还缺什么”，一栏一项。"""
    inside = (
        block for section in document.blocks if isinstance(section, Section) for block in section.c
    )
    for block in inside:
        if isinstance(block, Gaps):
            for row in block.rows:
                yield {"name": row.name, "missing": "".join(map(str, row.c))}


def _own_gaps(entry: Record) -> Iterator[Tree]:
    """写着“待补充”的，各在哪一栏。"""
    for loc, one in walk(entry):
        if missing := getattr(one, "missing", None):
            yield {"name": str(loc[0]), "missing": missing}


def item_json(head: Head, data: Data) -> str:
    """一条的文件，一行。"""
    outer = {
        "format": FORMAT,
        "type": head.kind,
        "id": head.id,
        "title": head.title,
        "version": data.version,
        "licence": LICENCE,
        "page": head.page,
        "self": head.own,
        "schema": head.schema,
    }
    return f'{_dumps(outer)[:-1]},{data.told[1:-1]},"links":{_dumps(head.links)}}}\n'


def lines(items: Iterable[tuple[Head, Data]]) -> Iterator[bytes]:
    """JSON Lines：一行一条，一行行地给。"""
    return (item_json(*item).encode() for item in items)


def notice(entry_id: str, told: Mapping[str, Any]) -> bytes:
    """不在这里了的一条：到哪里去了，或哪天为什么撤下。"""
    outer = {"format": FORMAT, "type": CASES, "id": entry_id, "licence": LICENCE, **told}
    return f"{_dumps(outer)}\n".encode()
