"""一页的打算。"""

from dataclasses import dataclass, field
from typing import Any

from casebook.bind import Method


@dataclass(eq=False)  # 一万页：不冻住，建得快
class Plan:
    """一页的打算。

    `context` 是模板要的东西，`description` 里可以有 Markdown。`method` 有的是工作法自己的一页，
    不用 `template`。`single` 的页由主机写，要看整本书；别的页有多少条目就有
    多少，套外壳写，只看登记簿、`lists` 里列的工作法和 `also`（由别的案例来的几个数）。
    """

    address: str
    title: str
    description: str
    section: str
    template: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    css_class: str = ""
    notice: str = ""
    moved_to: str = ""
    method: Method | None = None
    lists: tuple[Method, ...] = ()
    also: str = ""
    single: bool = False
