"""外壳：主题给一页加的页眉、导航、页脚。

有多少条目就有多少的页（案例、领域、街镇……）不一页一页地经过主机。主题照常写一张样板页，这里在样板上挖出
空来，各页填进去，字节与一页一页写的相同。各页只有这几处不同：地址、标题、摘要、横幅、转去哪里、本页目录、
正文；形状不同的（几层深、目录有几项、有没有横幅……）各要一张样板。
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from casebook.render.web.page import TocEntry, WebPage
from casebook.store import digest

_SLOT = "xq7{}zk"
_SLOTS = re.compile(r"xq7(\w+?)zk")


class Shape(NamedTuple):
    """外壳的形状：在哪个文件夹，地址有几层，本页目录有几项，版块，样式类，有没有横幅，是不是换了地址、
    不收录，数据里有没有。"""

    folder: str
    depth: int
    toc: int
    section: str
    css_class: str
    noticed: bool
    moved: bool
    unlisted: bool
    has_data: bool


class Shells:
    """各种形状的外壳。`patterns` 是样板页，由主机去写；写好一张，`take` 收一张。"""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        made = [(shape, _pattern(n, shape)) for n, shape in enumerate(dict.fromkeys(shapes))]
        self.patterns = tuple(pattern for _, pattern in made)
        self._awaited = {pattern.source: (shape, pattern) for shape, pattern in made}
        self._shells: dict[Shape, Shell] = {}

    def take(self, source: str, written: str) -> bool:
        """主机写好了 `source`；是样板页时收下，返回真。"""
        if source not in self._awaited:
            return False
        shape, pattern = self._awaited[source]
        self._shells[shape] = Shell.cut(pattern, written)
        return True

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """要用的各种形状。"""
        return tuple(shape for shape, _ in self._awaited.values())

    def of(self, shape: Shape) -> "Shell":
        """一种形状的外壳。"""
        return self._shells[shape]


def _pattern(number: int, shape: Shape) -> WebPage:
    toc = (TocEntry(_SLOT.format(f"text{n}"), _SLOT.format(f"id{n}")) for n in range(shape.toc))
    name = f"{_SLOT.format('path')}{number}"
    return WebPage(
        address=f"/{'/'.join([shape.folder, *[name] * (shape.depth - 1)])}/",
        title=_SLOT.format("title"),
        description=_SLOT.format("description"),
        section=shape.section,
        body=_SLOT.format("start"),
        css_class=shape.css_class,
        notice=_SLOT.format("notice") if shape.noticed else "",
        moved_to=_SLOT.format("moved") if shape.moved else "",
        unlisted=shape.unlisted,
        has_data=shape.has_data,
        toc=tuple(toc),
        slots=(_SLOT.format("encodedtitle"), _SLOT.format("encodedaddress")),
    )


@dataclass(frozen=True)
class Shell:
    """挖好了空的外壳：固定的文字与空的名字，一段隔一段。"""

    parts: tuple[str, ...]

    @classmethod
    def cut(cls, pattern: WebPage, written: str) -> "Shell":
        """在主机写好的样板页 `written` 上挖出空来。"""
        before, found, after = written.partition(pattern.body)
        if not found:
            raise ValueError("样板页里没有原样的正文")
        whole = f"{before}{_SLOT.format('body')}{after}"
        whole = whole.replace(pattern.address.strip("/"), _SLOT.format("path"))
        return cls(tuple(_SLOTS.split(whole)))

    @cached_property
    def digest(self) -> str:
        """外壳的指纹。"""
        return digest(*self.parts)

    def fill(self, page: WebPage) -> str:
        """`page` 的网页。"""
        values = {
            "path": page.address.strip("/"),
            "title": page.safe_title,
            "description": page.safe_description,
            "notice": page.safe_notice,
            "moved": page.moved_to,
            "body": page.body,
            "encodedtitle": page.encoded_title,
            "encodedaddress": page.encoded_address,
        }
        for n, entry in enumerate(page.toc):
            values[f"id{n}"], values[f"text{n}"] = entry.id, entry.text
        filled = list(self.parts)
        filled[1::2] = [values[slot] for slot in self.parts[1::2]]
        return "".join(filled)
