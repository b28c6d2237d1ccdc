"""改了文件名的案例：比以前，原来写的编号、站内地址先换成现在的，别处跟着改的不算改。"""

import re
from collections.abc import Mapping
from typing import Any

from casebook.model import Record, describe
from casebook.read import Library

_ADDRESS = re.compile(r"(?<=/cases/)[^/\s?#()]+(?=/)")


def renames(library: Library) -> dict[str, str]:
    """曾用的编号 → 现在的。"""
    cards = library.cards.values()
    return {old: card.id for card in cards for old in card.aliases if old not in library.case_ids}


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """`value`（一段话、一条记录、几样）里的换成现在的；没有要换的，就是它自己。"""
    match value:
        case str() if "/cases/" in value:
            return _ADDRESS.sub(lambda found: names.get(found[0], found[0]), value)
        case tuple():
            return tuple(renamed(one, names) for one in value)
        case Record():
            changed = {}
            for field in describe(type(value)):
                own = getattr(value, field.name)
                now = names.get(own, own) if field.register == "cases" else renamed(own, names)
                if now != own:
                    changed[field.name] = now
            return value.model_copy(update=changed) if changed else value
    return value
