"""编好的书：一切引用都已接好，次序与编号都已定下。"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casebook.bind.changes import ChangeSet
from casebook.bind.method import Mention, Method
from casebook.model import (
    Actor,
    Direction,
    Field,
    Handbook,
    Indicator,
    Organisation,
    OrganisationKind,
    Policy,
    Programme,
    Register,
    Source,
    Statement,
    Street,
    Term,
)
from casebook.read import Card, ProsePage


@dataclass(frozen=True)
class Category:
    """一组工作法和它们共有的词：某个领域、某个街镇、某家组织……"""

    term: Any
    methods: tuple[Method, ...]
    programmes: tuple[Programme, ...] = ()


@dataclass(frozen=True)
class Facet:
    """一种查法：登记簿 `register` 的各条，各有哪些工作法；`label` 是这本手册的叫法。"""

    register: str
    label: str
    categories: Mapping[str, Category]

    @property
    def address(self) -> str:
        """一览页的地址。"""
        return f"/{self.register}/"


_STREET_KINDS = ("街道", "镇", "乡")


@dataclass(frozen=True)
class Book:
    """整本书。`handbook` 是哪一本手册；`str(book)` 是它的提纲。"""

    handbook: Handbook
    methods: tuple[Method, ...]
    actors: tuple[Actor, ...]
    directions: tuple[Direction, ...]
    fields: tuple[Field, ...]
    streets: tuple[Street, ...]
    kinds: tuple[OrganisationKind, ...]
    organisations: tuple[Organisation, ...]
    policies: tuple[Policy, ...]
    programmes: tuple[Programme, ...]
    indicators: tuple[Indicator, ...]
    sources: Mapping[str, Source]
    terms: tuple[Term, ...]
    registers: Mapping[str, Register]
    pages: Mapping[str, ProsePage]
    by_field: Mapping[str, Category]
    by_direction: Mapping[str, Category]
    by_actor: Mapping[str, Category]
    by_street: Mapping[str, Category]
    by_organisation: Mapping[str, Category]
    without_street: tuple[Method, ...]
    policy_uses: Mapping[str, tuple[Mention, ...]]
    programme_uses: Mapping[str, tuple[Mention, ...]]
    source_uses: Mapping[str, tuple[Mention, ...]]
    programme_addresses: Mapping[str, str]
    withdrawn: tuple[Card, ...] = ()
    changes: tuple[ChangeSet, ...] = ()
    preview: bool = False

    def programmes_on(self, page: str) -> tuple[Programme, ...]:
        """写在某一页（mechanism、network、support）上的机制与项目。"""
        return tuple(p for p in self.programmes if self.address_of(p).startswith(f"/{page}/"))

    @property
    def facets(self) -> tuple[Facet, ...]:
        """按什么查：领域、五社、方向、街镇。"""
        found = {
            "fields": self.by_field,
            "actors": self.by_actor,
            "directions": self.by_direction,
            "streets": self.by_street,
        }
        labels = self.handbook.labels
        return tuple(Facet(name, labels[name], categories) for name, categories in found.items())

    @property
    def street_kinds(self) -> tuple[tuple[str, int], ...]:
        """街镇里各有几个街道、镇、乡；名称看不出是什么的，用这本手册的叫法。"""
        label = self.handbook.names.streets
        ends = (next((k for k in _STREET_KINDS if s.name.endswith(k)), label) for s in self.streets)
        return tuple(Counter(ends).items())

    def address_of(self, programme: Programme) -> str:
        """机制或项目的站内地址。"""
        return self.programme_addresses[programme.id]

    def indicators_of(self, programme: Programme) -> tuple[Indicator, ...]:
        """机制或项目列的数字；登记簿里没有的略去（预览时会有）。"""
        return tuple(i for n in programme.indicators for i in self.indicators if i.id == n)

    def policies_of(self, programme: Programme) -> tuple[Policy, ...]:
        """机制或项目依据的政策；登记簿里没有的略去（预览时会有）。"""
        return tuple(p for n in programme.policies for p in self.policies if p.id == n)

    def note(self, register: str) -> tuple[Statement, ...]:
        """登记簿自己的说明。"""
        return self.registers[register].note if register in self.registers else ()

    def is_open(self, register: str) -> bool:
        """这本登记簿是不是还会增加。"""
        return register in self.registers and self.registers[register].open

    def __str__(self) -> str:
        lines = []
        for m in self.methods:
            lines.append(f"{m.number} {m.title}（{m.card.status}）{m.address}")
            lines += [f"  → {r.title}：{r.reason}{f'（{r.kin}）' * bool(r.kin)}" for r in m.related]
            lines += [f"  ← {r.title}：{r.reason}" for r in m.mentioned_by]
        categories = (*(facet.categories for facet in self.facets), self.by_organisation)
        for category in (s for by in categories for s in by.values()):
            held = [m.number for m in category.methods] + [p.name for p in category.programmes]
            lines.append(f"{category.term.name}：{'、'.join(held) or '暂无'}")
        unknown = "、".join(m.number for m in self.without_street) or "暂无"
        lines.append(f"{self.handbook.unknown_street}：{unknown}")
        for uses in (self.policy_uses, self.programme_uses, self.source_uses):
            for entry_id, mentions in uses.items():
                for (title, address), kind, name in mentions:
                    lines.append(f"{entry_id} ← {title or '—'} {address} {kind} {name}".rstrip())
        return "\n".join(lines)
