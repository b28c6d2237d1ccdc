"""一页的打算。"""

from collections.abc import Callable
from dataclasses import dataclass

from casebook.bind import Method
from casebook.compose import Document
from casebook.compose.page import Page


@dataclass(eq=False)  # 一万页：不冻住，建得快
class Plan:
    """一页的打算。

    `compose` 写它的 Document，`description` 里可以有 Markdown。`method` 有的是工作法自己的一页，
    没有 `compose`：它的 Document 早写好了。`single` 的页由主机写，要看整本书；别的页有多少条目就有
    多少，套外壳写，只看登记簿、`lists` 里列的工作法、`also`（由别的案例来的几个数）和 `numbers`
    （也是，但念的话里没有）。`unlisted` 的不进导航、查找与网站地图：换了地址的、撤下的。
    `data` 是数据里有它的一份：/cases/x/ 的是 /data/cases/x.json。
    """

    address: str
    title: str
    description: str
    section: str
    compose: Callable[[Page], Document] | None = None
    css_class: str = ""
    notice: str = ""
    moved_to: str = ""
    unlisted: bool = False
    data: bool = False
    method: Method | None = None
    lists: tuple[Method, ...] = ()
    also: str = ""
    numbers: str = ""
    single: bool = False

    @property
    def number(self) -> str:
        """工作法这一版的编号；别的页为空。"""
        return self.method.number if self.method else ""
