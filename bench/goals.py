"""一个测得的数与它的目标。"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`limit` 是不得多于多少；`ours` 与 `theirs` 是相比的两个，`met` 是到没到目标；没有的为空。"""

    name: str
    value: float
    unit: str
    limit: float | None = None
    ours: str = ""
    theirs: str = ""
    met: bool | None = None
