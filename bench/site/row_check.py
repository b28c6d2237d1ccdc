"""`casebook check`：只读与查，没有缓存，与 PyYAML 自己把案例读一遍比。"""

import os
import sys
from pathlib import Path

from measure import Cost
from peers import OURS
from row_cold import read_by_pyyaml
from workplace import Workplace

_CHECK, _PYYAML = "casebook check", "PyYAML"
_COMMAND = Path(sys.executable).with_name("casebook")


def check(place: Workplace) -> None:
    """一万条。"""
    site, count = place.site(OURS, place.many), place.many

    def ours() -> Cost:
        site.peer.clear(site.folder)
        os.sync()
        return site.ran(_COMMAND, "check")[0]

    costs = place.in_turn(
        "查", {(_CHECK, count): ours, (_PYYAML, count): lambda: read_by_pyyaml(site)}
    )
    name, mine, other = (
        f"casebook check {count} 条，没有缓存，与 PyYAML 读一遍比",
        costs[_CHECK, count],
        costs[_PYYAML, count],
    )
    place.report.compare(name, mine, other, _PYYAML, place.judged, wall=1.5)
