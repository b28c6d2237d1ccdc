"""外壳：主题给一页加的页眉、导航、页脚。

案例不一页一页地经过主机。主题照常写一张样板页，这里在样板上挖出空来，各案例填进去，字节与一页一页写的相同。
各案例的网页只有这几处不同：标题、摘要、横幅、地址、本页目录、正文；目录有几项、有没有横幅，各要一张样板。
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from casebook.render.web.page import WebPage

_SLOT = "xq7{}zk"
_SLOTS = re.compile(r"xq7(\w+?)zk")

Shape = tuple[int, bool, str, str]
"""本页目录有几项、有没有横幅、版块、样式类。"""


class Shells:
    """`pages` 要用的各种外壳。`patterns` 是样板页，由主机去写；写好一张，`take` 收一张。"""

    def __init__(self, pages: Iterable[WebPage]) -> None:
        shapes = dict.fromkeys(map(_shape_of, pages))
        made = [(shape, _pattern(number, shape)) for number, shape in enumerate(shapes)]
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

    def fill(self, page: WebPage) -> str:
        """套上外壳的 `page`。"""
        return self._shells[_shape_of(page)].fill(page)


def _shape_of(page: WebPage) -> Shape:
    return len(page.toc), bool(page.notice), page.section, page.css_class


def _pattern(number: int, shape: Shape) -> WebPage:
    count, noticed, section, css_class = shape
    headings = (
        f'<h2 id="{_SLOT.format(f"id{n}")}">{_SLOT.format(f"text{n}")}</h2>' for n in range(count)
    )
    return WebPage(
        address=f"/cases/{_SLOT.format('name')}{number}/",
        title=_SLOT.format("title"),
        description=_SLOT.format("description"),
        section=section,
        body=f"{_SLOT.format('start')}{''.join(headings)}{_SLOT.format('end')}",
        css_class=css_class,
        notice=_SLOT.format("notice") if noticed else "",
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
        name = pattern.address.split("/")[2]
        whole = f"{before}{_SLOT.format('body')}{after}".replace(name, _SLOT.format("name"))
        return cls(tuple(_SLOTS.split(whole)))

    def fill(self, page: WebPage) -> str:
        """`page` 的网页。"""
        values = {
            "name": page.address.split("/")[2],
            "title": page.safe_title,
            "description": page.safe_description,
            "notice": page.safe_notice,
            "body": page.body,
        }
        for n, entry in enumerate(page.toc):
            values[f"id{n}"], values[f"text{n}"] = entry.id, entry.text
        filled = list(self.parts)
        filled[1::2] = [values[slot] for slot in self.parts[1::2]]
        return "".join(filled)
