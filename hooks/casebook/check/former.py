"""登记簿里从前的编号：公开过的网址，要有一条接着，或说明拿掉了。"""

from collections.abc import Iterable, Iterator

from casebook.check.unknown import unknown_id
from casebook.model import LABELS, REGISTER_FOLDER
from casebook.problems import Problem
from casebook.read import Library


def check_former(library: Library) -> Iterator[Problem]:
    """R05 “曾用编号”与现有的、别的曾用编号相同；R02 “现在”指不到。"""
    for name, register in library.registers.items():
        seen: set[str] = set()
        for head in register.heads:
            for n, one in enumerate(head.record.former):
                if one.id in register.ids or one.id in seen:
                    message = f"曾用编号“{one.id}”{'写了两次' if one.id in seen else '还在用'}"
                    yield head.problem("R05", message, "曾用编号", n, "编号")
                seen.add(one.id)
                if one.now and one.now not in register.ids:
                    advice = unknown_id(library, name, one.now, many=False, pinned=False)
                    place = ("曾用编号", n, "现在")
                    yield head.problem("R02", advice.message, *place, hint=advice.value)


def answered(library: Library, register: str) -> frozenset[str]:
    """`register` 里打得开的编号：现有的，曾用的。"""
    return library.ids(register) | {one.id for one in library.registers[register].register.former}


def how_to_keep(register: str, ids: Iterable[str]) -> str:
    """公开过的 `ids` 没有了，该怎样写。"""
    listed = sorted(ids)
    renamed, removed = (
        "、".join(f"{{编号: {one}, {more}: ……}}" for one in listed) for more in ("现在", "原因")
    )
    return (
        f"{LABELS[register]}{''.join(f'“{one}”' for one in listed)}没有了，原来的网址会打不开。"
        f"在 {REGISTER_FOLDER}/{register}.yml 里写：改了编号的，“曾用编号: [{renamed}]”；"
        f"拿掉的，“曾用编号: [{removed}]”"
    )
