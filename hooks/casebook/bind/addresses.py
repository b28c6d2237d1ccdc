"""登记簿里的一条在书的哪一页。"""

from collections.abc import Iterable
from typing import Any

from casebook.model import Programme, ProgrammeKind

REGISTER_PAGES = {
    "actors": ("按五社", "/actors/"),
    "directions": ("按方向", "/directions/"),
    "fields": ("按领域", "/fields/"),
    "streets": ("街镇", "/streets/"),
    "organisation-kinds": ("按组织", "/organisations/"),
    "organisations": ("按组织", "/organisations/"),
    "policies": ("政策", "/policies/"),
    "programmes": ("支持与荣誉", "/support/"),
    "indicators": ("数字", "/figures/"),
    "terms": ("术语", "/glossary/"),
    "sources": ("来源", "/sources/"),
}
"""登记簿 → 它的一览页：名称与地址。"""

_ON_ONE_PAGE = frozenset(("indicators", "terms", "sources", "organisation-kinds"))


def programme_addresses(programmes: Iterable[Programme]) -> dict[str, str]:
    """机制在“五社联动”一页，网络和属于网络的在“网络”一页，别的在“支持与荣誉”一页。"""
    kinds = {p.id: p.kind for p in programmes}

    def page(programme: Programme) -> str:
        if programme.kind is ProgrammeKind.MECHANISM:
            return "mechanism"
        in_network = kinds.get(programme.parent or "") is ProgrammeKind.NETWORK
        return "network" if in_network or programme.kind is ProgrammeKind.NETWORK else "support"

    return {p.id: f"/{page(p)}/#{p.id}" for p in programmes}


def entry_address(register: str, entry: Any, programmes: dict[str, str]) -> str:
    """一条的地址；`programmes` 来自 `programme_addresses`。"""
    if register == "programmes":
        return programmes[entry.id]
    _, base = REGISTER_PAGES[register]
    return f"{base}#{entry.id}" if register in _ON_ONE_PAGE else f"{base}{entry.id}/"
