"""别的查法：按居民区与路名，按年份。只照记录的栏目，不从文字里猜。"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from casebook.bind.book import Book
from casebook.bind.method import Method

_ROAD = re.compile(r"[^\d\s（(，,；;、]+")
"""地址开头的路名、地名：到门牌号为止。"""


@dataclass(frozen=True, slots=True)
class Place:
    """一个居民区（area），或地址里的一条路（road）；`street` 是哪个街镇，说不准的为空。"""

    kind: Literal["area", "road"]
    name: str
    street: str
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """某一天的一件事；一段时间的，算在开头的一年。"""

    first: str
    date: str
    event: str
    inferred: bool
    method: Method

    @property
    def year(self) -> int:
        """哪一年。"""
        return int(self.first[:4])


def places(book: Book) -> tuple[Place, ...]:
    """地点里写明的居民区、路名，先居民区；照街镇的次序，同一街镇的照工作法的次序。"""
    found: defaultdict[tuple[Literal["area", "road"], str], list[Method]] = defaultdict(list)
    for method in book.methods:
        for area in dict.fromkeys(method.card.residential_areas):
            found["area", area].append(method)
        if road := _ROAD.match(method.card.address):
            found["road", road[0]].append(method)
    order = {street.name: n for n, street in enumerate(book.streets)}
    made = (
        Place(kind, name, _street(methods), tuple(methods))
        for (kind, name), methods in found.items()
    )
    return tuple(sorted(made, key=lambda p: (p.kind, order.get(p.street, len(order)))))


def _street(methods: list[Method]) -> str:
    """这些工作法都在的那一个街镇；一条写了几个、各条写的不一样的，说不准是哪一个。"""
    streets = {method.streets[0].name if len(method.streets) == 1 else "" for method in methods}
    return streets.pop() if len(streets) == 1 else ""


def happenings(book: Book) -> tuple[Happening, ...]:
    """各条工作法的时间里写明的事，照先后；同一天的照工作法的次序。"""
    every = (Happening(*event, method) for method in book.methods for event in method.card.events)
    return tuple(sorted(every, key=lambda one: one.first))
