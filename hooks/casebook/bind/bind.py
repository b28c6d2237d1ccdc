"""Library → Book。每一步只看一遍，不做两两比较。"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from casebook.bind.addresses import programme_addresses
from casebook.bind.book import Book, Category
from casebook.bind.method import (
    BoundCase,
    Classified,
    Link,
    Method,
    Presence,
    RelatedLink,
    Role,
    SupportLink,
)
from casebook.bind.uses import uses_of
from casebook.model import (
    Actor,
    Case,
    Organisation,
    Policy,
    Programme,
    Street,
)
from casebook.read import Card, Library, support_links

RELATED_LIMIT = 5
"""一条工作法最多列几条相关。"""


def bind(library: Library, preview: bool = False) -> Book:
    """把 `library` 连成书；`preview` 为真时连没发布的案例也收进来（排在后面）。

    有错误的库也连得成（接不上的引用略去），那样的书只用来列地址，从不出版。
    """
    binder = Binder(library)
    listed = binder.listed
    cards = sorted(
        (c for c in library.cards.values() if not c.gone and (preview or not c.draft)),
        key=lambda card: (card.draft, binder.part(card), card.rank, card.id),
    )
    methods = tuple(binder.method(f"{n:02}", card) for n, card in enumerate(cards, 1))
    _relate(methods)
    programmes = binder.programmes
    return Book(
        handbook=library.handbook.record,
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
        registers=binder.registers,
        pages=library.pages,
        by_field=_categories(
            listed("fields"),
            ((c.term.id, m) for m in methods for c in m.fields),
            lambda term: [p for p in programmes if term.name in p.fields],
        ),
        by_direction=_categories(
            listed("directions"),
            ((c.term.id, m) for m in methods for c in m.directions),
            lambda term: [p for p in programmes if term.name in p.directions],
        ),
        by_actor=_categories(
            listed("actors"),
            ((r.actor.id, m) for m in methods for r in m.present),
            lambda term: [p for p in programmes if term.name in p.actors],
        ),
        by_street=_categories(
            listed("streets"), ((s.id, m) for m in methods for s in m.streets), lambda term: ()
        ),
        by_organisation=_categories(
            listed("organisations"),
            ((o.id, m) for m in methods for o in m.organisations),
            lambda term: (),
        ),
        without_street=tuple(m for m in methods if not m.streets),
        preview=preview,
        programme_addresses=binder.addresses,
        changes=(),
        withdrawn=tuple(card for _, card in sorted(library.cards.items()) if card.gone),
        **uses_of(methods, binder.registers, library, binder.addresses),
    )


class Binder:
    """把一条案例接到登记簿上。词表按名称找，登记按编号找，索引只做一次。"""

    def __init__(self, library: Library) -> None:
        self.registers = {name: r.register for name, r in library.registers.items()}
        self.programmes: tuple[Programme, ...] = self.listed("programmes")
        self.addresses = programme_addresses(self.programmes, library.handbook.record)
        self._actors: tuple[Actor, ...] = self.listed("actors")
        self._order = {actor.name: n for n, actor in enumerate(self._actors)}
        self._parts = {field.name: n for n, field in enumerate(self.listed("fields"))}
        self._named = {
            name: {entry.name: entry for entry in reversed(self.listed(name))}
            for name in ("fields", "directions", "streets")
        }
        self._with_id = {
            name: {entry.id: entry for entry in reversed(self.listed(name))}
            for name in ("organisations", "policies", "programmes")
        }

    def listed(self, name: str) -> tuple[Any, ...]:
        """登记簿 `name` 的条目；没有这本登记簿时为空。"""
        return self.registers[name].entries if name in self.registers else ()

    def part(self, card: Card) -> int:
        """排在书里的第几编：它的第一个领域；没有写领域的在最后。号照书里的先后排。"""
        places = (self._parts[name] for name, _ in card.fields if name in self._parts)
        return next(places, len(self._parts))

    def method(self, number: str, card: Card) -> Method:
        """一张卡片 → 一条工作法；相关的还没有接。"""
        return Method(
            card=card,
            number=number,
            streets=self._streets(card),
            fields=self._classified("fields", card.fields),
            directions=self._classified("directions", card.directions),
            present=self._present(card),
            organisations=self._organisations(card),
        )

    def _streets(self, card: Card) -> tuple[Street, ...]:
        """在哪些街镇；全区都做的，每个街镇都算。"""
        if card.everywhere:
            return self.listed("streets")
        named = self._named["streets"]
        return tuple(named[name] for name in card.streets if name in named)

    def bound(self, case: Case, card: Card) -> BoundCase:
        """案例的记录（与它的卡片），引用接好；还没有编号，相关的还没有接。"""
        actors = self.listed("actors")
        roles = tuple(self._role(actor, case) for actor in actors)
        supports = tuple(self._supports(case))
        return BoundCase(self.method("", card), case, roles, supports, dict(self._funds(case)))

    def _classified(
        self, register: str, chosen: tuple[tuple[str, bool], ...]
    ) -> tuple[Classified, ...]:
        terms = self._named[register]
        return tuple([Classified(terms[name], ours) for name, ours in chosen if name in terms])

    def _present(self, card: Card) -> tuple[Presence, ...]:
        documented = {actor for actor, _, documented, _ in card.parts if documented}
        inferred = {actor for actor, _, _, inferred in card.parts if inferred}
        return tuple(
            [Presence(a, a.name not in inferred) for a in self._actors if a.name in documented]
        )

    def _organisations(self, card: Card) -> tuple[Organisation, ...]:
        """参与的组织，按五社的次序。"""
        known, order = self._with_id["organisations"], self._order
        parties = [(order[p[0]], p[1]) for p in card.parts if p[1] in known and p[0] in order]
        parties.sort(key=itemgetter(0))
        return tuple([known[party] for party in dict.fromkeys([p[1] for p in parties])])

    def _role(self, actor: Actor, case: Case) -> Role:
        organisations = self._with_id["organisations"]
        parts = (part for part in case.actors if part.actor == actor.name)
        return Role(actor, tuple((part, organisations.get(part.party or "")) for part in parts))

    def _supports(self, case: Case) -> Iterator[SupportLink]:
        for support in case.support:
            for kind, register, entry_id in support_links(support):
                entry = self._with_id[register].get(entry_id)
                if isinstance(entry, Policy):
                    yield SupportLink(support, kind, entry, f"/policies/{entry.id}/")
                elif entry:
                    yield SupportLink(support, kind, entry, self.addresses[entry.id])

    def _funds(self, case: Case) -> Iterator[tuple[str, Link]]:
        for paid in case.funding:
            if paid.fund and (entry := self._with_id["programmes"].get(paid.fund)):
                yield paid.fund, Link(entry.name, self.addresses[entry.id])


def _relate(methods: tuple[Method, ...]) -> None:
    """接上相关：编辑写的在前；不够时补上同一家组织、同一街镇的，只从各自的头几条里取。"""
    by_id = {m.card.id: m for m in methods}
    groups: dict[tuple[str, str], list[RelatedLink]] = defaultdict(list)
    backlinks: dict[str, list[tuple[Method, str]]] = defaultdict(list)
    for method in methods:
        for kind, term in _kin(method):
            if len(group := groups[kind, term.id]) <= RELATED_LIMIT:
                group.append(_related(method, term.name, kind))
        for other_id, reason in method.card.related:
            backlinks[other_id].append((method, reason))
    for method in methods:
        own = method.card.id
        links = [_related(by_id[i], reason) for i, reason in method.card.related if i in by_id]
        chosen = {own, *[link.id for link in links]}
        back = [(b, r) for b, r in backlinks.get(own, ()) if b.card.id not in chosen]
        back = back[:RELATED_LIMIT]
        chosen.update([b.card.id for b, _ in back])  # 编辑写了理由的，不再推一个出来
        for kind, term in _kin(method) if len(links) < RELATED_LIMIT else ():
            for link in groups[kind, term.id]:
                if link.id not in chosen and len(links) < RELATED_LIMIT:
                    links.append(link)
                    chosen.add(link.id)
        method.related = tuple(links)
        method.mentioned_by = tuple([_related(b, reason) for b, reason in back])


def _kin(method: Method) -> list[tuple[str, Organisation | Street]]:
    """它与哪些工作法是一组：同一家组织的，同一街镇的。"""
    kin: list[tuple[str, Organisation | Street]]
    kin = [("organisation", organisation) for organisation in method.organisations]
    if method.card.everywhere:  # 全区都做的，不算与谁同在一处
        return kin
    return [*kin, *(("street", street) for street in method.streets)]


def _related(method: Method, reason: str, kin: str = "") -> RelatedLink:
    card = method.card
    return RelatedLink(card.id, method.number, card.title, reason, kin)


def _categories(terms: Iterable[Any], pairs: Iterable[tuple[str, Method]], programmes: Any) -> Any:
    found: dict[str, dict[str, Method]] = defaultdict(dict)
    for term_id, method in pairs:
        found[term_id][method.card.id] = method
    return {
        term.id: Category(term, tuple(found[term.id].values()), tuple(programmes(term)))
        for term in terms
    }
