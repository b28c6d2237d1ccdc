"""Library → Book。每一步只看一遍，不做两两比较。"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from casebook.bind.addresses import programme_addresses
from casebook.bind.book import (
    Book,
    Classified,
    Method,
    RelatedLink,
    Role,
    Shelf,
    SupportLink,
)
from casebook.bind.uses import uses_of
from casebook.model import (
    Actor,
    Case,
    Programme,
    Status,
)
from casebook.read import Library

RELATED_LIMIT = 5
"""一条工作法最多列几条相关。"""


def bind(library: Library, preview: bool = False) -> Book:
    """把 `library` 连成书；`preview` 为真时连没发布的案例也收进来（排在后面）。

    有错误的库也连得成（接不上的引用略去），那样的书只用来列地址，从不出版。
    """
    registers = {name: r.register for name, r in library.registers.items()}

    def listed(name: str) -> tuple[Any, ...]:
        return _entries(registers, name)

    cases = sorted(
        (
            (case_id, entry.record)
            for case_id, entry in library.cases.items()
            if preview or entry.record.status is Status.PUBLISHED
        ),
        key=lambda item: (
            item[1].status is not Status.PUBLISHED,
            item[1].rank or 10**6,
            item[0],
        ),
    )
    programmes: tuple[Programme, ...] = listed("programmes")
    addresses = programme_addresses(programmes)
    methods = tuple(
        _method(f"{number:02}", case_id, case, registers, addresses)
        for number, (case_id, case) in enumerate(cases, 1)
    )
    methods = _relate(methods)
    return Book(
        methods=methods,
        actors=listed("actors"),
        directions=listed("directions"),
        fields=listed("fields"),
        streets=listed("streets"),
        kinds=listed("organisation-kinds"),
        organisations=listed("organisations"),
        policies=listed("policies"),
        programmes=programmes,
        indicators=listed("indicators"),
        sources={source.id: source for source in listed("sources")},
        terms=listed("terms"),
        registers=registers,
        pages=library.pages,
        by_field=_shelves(
            listed("fields"),
            ((c.term.id, m) for m in methods for c in m.fields),
            lambda term: [p for p in programmes if term.name in p.fields],
        ),
        by_direction=_shelves(
            listed("directions"),
            ((c.term.id, m) for m in methods for c in m.directions),
            lambda term: [p for p in programmes if term.name in p.directions],
        ),
        by_actor=_shelves(
            listed("actors"),
            ((r.actor.id, m) for m in methods for r in m.present),
            lambda term: [p for p in programmes if term.name in p.actors],
        ),
        by_street=_shelves(
            listed("streets"), ((m.street.id, m) for m in methods if m.street), lambda term: ()
        ),
        by_organisation=_shelves(
            listed("organisations"),
            ((o.id, m) for m in methods for o in m.organisations),
            lambda term: (),
        ),
        without_street=tuple(m for m in methods if m.street is None),
        preview=preview,
        programme_addresses=addresses,
        **uses_of(methods, registers, library, addresses),
    )


def _entries(registers: dict[str, Any], name: str) -> tuple[Any, ...]:
    return registers[name].entries if name in registers else ()


def _named(entries: Iterable[Any], name: str) -> Any:
    return next((entry for entry in entries if entry.name == name), None)


def _with_id(entries: Iterable[Any], entry_id: str) -> Any:
    return next((entry for entry in entries if entry.id == entry_id), None)


def _method(
    number: str, case_id: str, case: Case, registers: dict[str, Any], addresses: dict[str, str]
) -> Method:
    organisations = _entries(registers, "organisations")

    def classified(name: str, chosen: Any) -> tuple[Classified, ...]:
        terms = ((_named(_entries(registers, name), c.name), c.editorial) for c in chosen)
        return tuple(Classified(term, editorial) for term, editorial in terms if term)

    def role(actor: Actor) -> Role:
        parts = [part for part in case.actors if part.actor == actor.name]
        return Role(
            actor,
            tuple((p, _with_id(organisations, p.party) if p.party else None) for p in parts),
        )

    roles = tuple(role(actor) for actor in _entries(registers, "actors"))
    involved = {o.id: o for r in roles for _, o in r.parts if o is not None}
    return Method(
        id=case_id,
        number=number,
        case=case,
        street=_named(_entries(registers, "streets"), case.street) if case.street else None,
        fields=classified("fields", case.fields),
        directions=classified("directions", case.directions),
        roles=roles,
        supports=tuple(_supports(case, registers, addresses)),
        organisations=tuple(involved.values()),
    )


def _supports(
    case: Case, registers: dict[str, Any], addresses: dict[str, str]
) -> Iterable[SupportLink]:
    for support in case.support:
        if support.policy:
            policy = _with_id(_entries(registers, "policies"), support.policy)
            if policy:
                yield SupportLink(support, "政策", policy, f"/policies/{policy.id}/")
            continue
        kind, entry_id = (
            ("项目", support.project)
            if support.project
            else ("资金", support.fund)
            if support.fund
            else ("荣誉", support.honour)
        )
        programme = _with_id(_entries(registers, "programmes"), entry_id or "")
        if programme:
            yield SupportLink(support, kind, programme, addresses[programme.id])


def _relate(methods: tuple[Method, ...]) -> tuple[Method, ...]:
    """编辑写的相关在前；不够时补上同一家组织、同一街镇的。"""
    by_id = {m.id: m for m in methods}
    by_organisation: dict[str, list[Method]] = defaultdict(list)
    by_street: dict[str, list[Method]] = defaultdict(list)
    backlinks: dict[str, list[RelatedLink]] = defaultdict(list)
    for method in methods:
        for organisation in method.organisations:
            by_organisation[organisation.id].append(method)
        if method.street:
            by_street[method.street.id].append(method)
        for related in method.case.related:
            backlinks[related.id].append(_related(method, related.reason))
    result = []
    for method in methods:
        links = [_related(by_id[r.id], r.reason) for r in method.case.related if r.id in by_id]
        chosen = {method.id, *(link.id for link in links)}
        back = tuple(b for b in backlinks[method.id] if b.id not in chosen)[:RELATED_LIMIT]
        seen = chosen | {b.id for b in back}  # 编辑写了理由的，不再推一个出来
        for organisation in method.organisations:
            for other in by_organisation[organisation.id][: RELATED_LIMIT + 1]:
                if other.id not in seen and len(links) < RELATED_LIMIT:
                    links.append(_related(other, f"同由{organisation.name}参与", derived=True))
                    seen.add(other.id)
        if method.street:
            for other in by_street[method.street.id][: RELATED_LIMIT + 1]:
                if other.id not in seen and len(links) < RELATED_LIMIT:
                    links.append(_related(other, f"同在{method.street.name}", derived=True))
                    seen.add(other.id)
        result.append(replace(method, related=tuple(links), mentioned_by=back))
    return tuple(result)


def _related(method: Method, reason: str, derived: bool = False) -> RelatedLink:
    return RelatedLink(method.id, method.number, method.title, reason, derived)


def _shelves(terms: Iterable[Any], pairs: Iterable[tuple[str, Method]], programmes: Any) -> Any:
    found: dict[str, dict[str, Method]] = defaultdict(dict)
    for term_id, method in pairs:
        found[term_id][method.id] = method
    return {
        term.id: Shelf(term, tuple(found[term.id].values()), tuple(programmes(term)))
        for term in terms
    }
