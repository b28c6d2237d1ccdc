"""登记簿里的一条在书的哪一页。"""

from collections.abc import Iterable
from typing import Any, Final

from casebook.model import Handbook, Programme, ProgrammeKind

REGISTER_PAGES = {
    "actors": "/actors/",
    "directions": "/directions/",
    "fields": "/fields/",
    "streets": "/streets/",
    "organisation-kinds": "/organisations/",
    "organisations": "/organisations/",
    "policies": "/policies/",
    "programmes": "/support/",
    "indicators": "/figures/",
    "terms": "/glossary/",
    "sources": "/sources/",
}
"""登记簿 → 它的一览页的地址。"""

_ON_ONE_PAGE: Final = frozenset(("indicators", "terms", "sources", "organisation-kinds"))
OWN_PAGE: Final = frozenset(REGISTER_PAGES) - _ON_ONE_PAGE - {"programmes"}
"""一条登记一页的登记簿。"""


def programme_addresses(programmes: Iterable[Programme], handbook: Handbook) -> dict[str, str]:
    """机制在“机制”一页，网络和属于网络的在“网络”一页，别的在“资金与支持”一页。

    没有“网络”一页的手册，网络写在“机制”一页。
    """
    kinds = {p.id: p.kind for p in programmes}
    network = "network" if handbook.network else "mechanism"

    def page(programme: Programme) -> str:
        if programme.kind is ProgrammeKind.MECHANISM:
            return "mechanism"
        in_network = kinds.get(programme.parent or "") is ProgrammeKind.NETWORK
        return network if in_network or programme.kind is ProgrammeKind.NETWORK else "support"

    return {p.id: f"/{page(p)}/#{p.id}" for p in programmes}


def entry_address(register: str, entry: Any, programmes: dict[str, str]) -> str:
    """一条的地址；`programmes` 来自 `programme_addresses`。"""
    if register == "programmes":
        return programmes[entry.id]
    base = REGISTER_PAGES[register]
    return f"{base}#{entry.id}" if register in _ON_ONE_PAGE else f"{base}{entry.id}/"
