"""谁在哪里提到。"""

from collections import defaultdict
from typing import Any

from casebook.bind.addresses import REGISTER_PAGES, entry_address
from casebook.bind.method import Link, Mention, Method
from casebook.model import Citation, Programme
from casebook.model.walk import walk
from casebook.prose import read_prose
from casebook.read import Library


def uses_of(
    methods: tuple[Method, ...],
    registers: dict[str, Any],
    library: Library,
    programmes: dict[str, str],
) -> dict[str, dict[str, tuple[Mention, ...]]]:
    """政策、机制、来源各在哪里提到；同一页只记一次。"""
    uses: dict[str, dict[str, dict[str, Mention]]] = {
        name: defaultdict(dict) for name in ("policy", "programme", "source")
    }

    entries = {
        name: {entry.id for entry in registers[name].entries} if name in registers else set()
        for name in ("policies", "programmes")
    }

    def note(used: str, entry_id: str, title: str, address: str, kind: str, name: str = "") -> None:
        found = uses[used][entry_id]
        if address not in found:
            found[address] = Mention(Link(title, address), kind, name)

    for method in methods:
        card, address = method.card, method.address
        for source in card.sources:
            note("source", source, card.title, address, "method")
        for said, register, entry_id in card.supports:
            if entry_id in entries[register]:
                used = "policy" if register == "policies" else "programme"
                note(used, entry_id, card.title, address, "method", said)
    for name, register in registers.items():
        for entry in register.entries:
            title, address = entry.name, entry_address(name, entry, programmes)
            if name == "sources":
                continue
            for _, item in walk(entry):
                if isinstance(item, Citation):
                    note("source", item.source, title, address, "entry", name)
            if isinstance(entry, Programme):
                for policy_id in entry.policies:
                    note("policy", policy_id, title, address, "entry", name)
                if entry.parent:
                    note("programme", entry.parent, title, address, "child")
        for _, item in walk(register.model_copy(update={"entries": ()})):
            if isinstance(item, Citation):
                note("source", item.source, "", REGISTER_PAGES[name], "register", name)
    for address, page in library.pages.items():
        for source, _, _ in read_prose(page.body, page=True).citations:
            note("source", source, page.head.title, address, "page")
    return {
        f"{used}_uses": {key: tuple(found.values()) for key, found in table.items()}
        for used, table in uses.items()
    }
