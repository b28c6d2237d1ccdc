"""一条数据：记录、著录、还缺什么，外面一层说它是哪一条、网页在哪里、谁写到它。

记录的部分在读案例时就写成文字（`Data`），记在账上：登记、出版时不再读案例，接上外面一层就是一个文件。
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from casebook.bind import BoundCase
from casebook.compose import Document, word
from casebook.compose.blocks import Reference, Section
from casebook.compose.entry_gaps import entry_gaps
from casebook.compose.gaps import Gap, case_gaps
from casebook.compose.writer import by_number, listed
from casebook.model import Source, describe
from casebook.render.data.kinds import ANCHORED, CASES, FORMAT, LICENCE
from casebook.render.data.record import Known, Tree, exact_days, record_tree
from casebook.render.data.table import record_row, statement_rows
from casebook.store import digest_of_bytes

_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Event(NamedTuple):
    """写到了日的一件事：从哪天到哪天，什么事。"""

    start: str
    end: str
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


class Gone(NamedTuple):
    """不在原来地址的一条：哪一种、编号，到哪里去了（moved_to），或哪天为什么撤下（withdrawn）。"""

    kind: str
    id: str
    told: Mapping[str, Any]


def case_data(bound: BoundCase, document: Document, street: str, known: Known) -> Data:
    """一条工作法；著录与还缺什么，与它的一页 `document` 一样。`street` 是街镇的叫法。"""
    case = bound.case
    tree = record_tree(case, replace(known, anchored=True))
    references = [_reference(ref) for ref in document.references]
    dated = [(event, exact_days(event.date)) for event in case.timeline]
    events = tuple(Event(*days, event.event) for event, days in dated if days)
    sections = (block for block in document.blocks if isinstance(block, Section))
    gaps = [*case_gaps(bound, document.facts, sections, street)]
    if not case.confirmed_by:
        gaps.append(Gap("confirmed_by", word("case.imprint.unconfirmed").rstrip("："), "", ""))
    told = {"record": tree, "references": references, "gaps": [*map(_gap, gaps)]}
    case_id = document.address.split("/")[-2]
    return Data(
        *_versioned(told),
        record_row(CASES, tree),
        statement_rows(CASES, case_id, tree),
        events,
        len(dated) - len(events),
    )


def entry_data(
    kind: str,
    entry: Any,
    sources: Mapping[str, Source],
    street: str,
    known: Known,
) -> Data:
    """登记簿的一条；`street` 是街镇的叫法。"""
    tree = record_tree(entry, replace(known, anchored=kind in ANCHORED))
    places: dict[str, set[str]] = {}
    for one in _cited(tree):
        places.setdefault(one["source"], set()).update(filter(None, [one.get("locator")]))
    references = [
        _reference(listed(sources[one], 0, "、".join(sorted(at, key=by_number))))
        for one, at in places.items()
        if one in sources
    ]
    gaps = [*map(_gap, entry_gaps(entry, street, sources))]
    told = {"record": tree, "references": references, "gaps": gaps}
    return Data(*_versioned(told), record_row(kind, tree), statement_rows(kind, entry.id, tree))


def _versioned(told: Tree) -> tuple[str, str]:
    text = _dumps(told)
    return digest_of_bytes(text.encode())[:16], text


def _reference(ref: Reference) -> Tree:
    """一个来源的著录，引用了它的哪里，还不知道哪几项。"""
    names = {field.key: field.name for field in describe(Source)}
    return {
        "id": ref.source,
        "citation": f"{ref.before}{ref.title}{ref.after}{ref.url}{ref.end}",
        **({"locators": ref.places} if ref.places else {}),
        **({"missing": [names[key] for key in ref.missing]} if ref.missing else {}),
    }


def _gap(gap: Gap) -> Tree:
    of = {"of": gap.of} if gap.of else {}
    return {"field": gap.field, "name": gap.row, **of, "missing": gap.owed or word("text.missing")}


def _cited(node: Any) -> Iterator[Tree]:
    """一条里的各处出处。"""
    for name, value in node.items() if isinstance(node, dict) else ():
        for one in value if isinstance(value, list) else [value]:
            if name == "sources":
                yield one
            else:
                yield from _cited(one)


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


def notice(gone: Gone, schema: str) -> bytes:
    """不在这里了的一条；`schema` 是模式文件的网址。"""
    outer = {"format": FORMAT, "type": gone.kind, "id": gone.id, "licence": LICENCE}
    return f"{_dumps({**outer, 'schema': schema, **gone.told})}\n".encode()
