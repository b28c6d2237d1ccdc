"""登记簿里的一条在书的哪一页。"""

from collections.abc import Iterable, Mapping
from typing import Any

from casebook.model import Handbook, Programme, ProgrammeKind

_REGISTER_PAGES = {
    "actors": ("按{actors}", "/actors/"),
    "directions": ("按{directions}", "/directions/"),
    "fields": ("按{fields}", "/fields/"),
    "streets": ("{streets}", "/streets/"),
    "organisation-kinds": ("按组织", "/organisations/"),
    "organisations": ("按组织", "/organisations/"),
    "policies": ("政策", "/policies/"),
    "programmes": ("支持与荣誉", "/support/"),
    "indicators": ("数字", "/figures/"),
    "terms": ("术语", "/glossary/"),
    "sources": ("来源", "/sources/"),
}
"""登记簿 → 它的一览页：名称与地址；名称里有这本手册的叫法。"""

_ON_ONE_PAGE = frozenset(("indicators", "terms", "sources", "organisation-kinds"))


def register_page(register: str, words: Mapping[str, str]) -> tuple[str, str]:
    """登记簿 `register` 的一览页：名称与地址；`words` 是手册的叫法。"""
    title, address = _REGISTER_PAGES[register]
    return title.format(**words), address


def programme_addresses(programmes: Iterable[Programme], handbook: Handbook) -> dict[str, str]:
    """机制在“机制”一页，网络和属于网络的在“网络”一页，别的在“支持与荣誉”一页。

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
    _, base = _REGISTER_PAGES[register]
    return f"{base}#{entry.id}" if register in _ON_ONE_PAGE else f"{base}{entry.id}/"
