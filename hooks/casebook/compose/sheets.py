"""分页：一列太长，分成几页。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from casebook.compose.words import word


@dataclass(frozen=True)
class Sheet:
    """分了页的一列里的一页：第 `number` 页，共 `count` 页；`base` 是第一页的地址。"""

    items: tuple[Any, ...]
    number: int
    count: int
    base: str
    total: int

    @property
    def address(self) -> str:
        """这一页的地址。"""
        return self.of(self.number)

    def of(self, number: int) -> str:
        """第 `number` 页的地址。"""
        return self.base if number == 1 else f"{self.base}{number}/"

    @property
    def range(self) -> str:
        """第几页，一共多少。"""
        return f"{self.number}/{self.count} {self.total}"

    @property
    def shown(self) -> list[int]:
        """列出链接的几页：头尾与左右各两页；0 是中间略去的。"""
        near = {1, self.count, *range(self.number - 2, self.number + 3)}
        pages = sorted(n for n in near if 1 <= n <= self.count)
        gaps = (n for last, n in pairwise([0, *pages]) for n in ([0, n] if n > last + 1 else [n]))
        return list(gaps)

    def titled(self, title: str) -> str:
        """这一页的标题：第一页不写页数。"""
        return (
            title
            if self.number == 1
            else word("pages.sheets.title", title=title, number=self.number)
        )


def sheets(items: Sequence[Any], base: str, limit: int) -> Iterator[Sheet]:
    """`items` 分成几页，一页最多 `limit` 条；没有也有一页。"""
    count = max(-(-len(items) // limit), 1)
    for number in range(1, count + 1):
        own = tuple(items[(number - 1) * limit : number * limit])
        yield Sheet(own, number, count, base, len(items))
