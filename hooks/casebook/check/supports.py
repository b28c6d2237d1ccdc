"""支持：政策、项目、资金、荣誉，指的要是那一种。"""

from collections.abc import Iterator

from casebook.check.entries import Entries
from casebook.model import Case, Programme, ProgrammeKind
from casebook.problems import Problem
from casebook.read import Library

_OWN = {ProgrammeKind.FUND: "资金", ProgrammeKind.HONOUR: "荣誉"}
"""这两种有自己的一栏；别的都写“项目”。"""


def check_supports(library: Library, entries: Entries) -> Iterator[Problem]:
    """R10 写在“资金”里的是荣誉，写在“项目”里的是资金……经费也不从荣誉来。"""
    kinds: dict[str, Programme] = {}
    for entry in entries:
        if not (isinstance(entry.record, Case) and (entry.record.support or entry.record.funding)):
            continue
        kinds = kinds or {one.record.id: one.record for one in library.register("programmes")}
        for index, support in enumerate(entry.record.support):
            for key, name in (
                ("项目", support.project),
                ("资金", support.fund),
                ("荣誉", support.honour),
            ):
                right = _OWN.get(kinds[name].kind, "项目") if name in kinds else key
                if name and right != key:
                    one = kinds[name]
                    message = f"“{one.name}”登记的是{one.kind}，写在“{right}”里，不写在“{key}”里"
                    where = ("支持", index, key)
                    yield entry.problem("R10", message, *where, hint=f"{right}: {name}")
        for index, paid in enumerate(entry.record.funding):
            giver = kinds.get(paid.fund or "")
            if giver and giver.kind is ProgrammeKind.HONOUR:
                message = f"“{giver.name}”登记的是荣誉，钱不从它来。写资金、项目的编号，或写“出资”"
                yield entry.problem("R10", message, "经费", index, "资金")
