"""一页网页。"""

import html
from dataclasses import dataclass
from urllib.parse import quote

# 底下还有许多页的地址，源文件名要写成 index.md
_INDEXES = frozenset(
    (
        "cases",
        "fields",
        "actors",
        "directions",
        "organisations",
        "places",
        "years",
        "streets",
        "policies",
        "guide",
    )
)


@dataclass(frozen=True)
class TocEntry:
    """本页目录里的一项；`text` 已转义。"""

    text: str
    id: str


@dataclass(frozen=True)
class WebPage:
    """`address` 如 `/cases/koudai-huayuan/`；`title`、`description` 是没有转义的纯文字。

    `body` 是成品 HTML；`moved_to` 是换了地址的页要转去的相对链接；`unlisted` 的不要搜索引擎收录；
    `has_data` 是数据里有它的一份。
    `slots` 只有样板页有：编好码的标题与地址要填在哪里。
    """

    address: str
    title: str
    description: str
    section: str
    body: str
    css_class: str = ""
    hero: str = ""
    notice: str = ""
    moved_to: str = ""
    unlisted: bool = False
    has_data: bool = False
    toc: tuple[TocEntry, ...] = ()
    slots: tuple[str, str] = ("", "")

    @property
    def source(self) -> str:
        """主机眼里的源文件名：`/cases/` → `cases/index.md`，`/about/` → `about.md`。"""
        name = self.address.strip("/")
        return f"{name}/index.md" if name in _INDEXES else f"{name or 'index'}.md"

    @property
    def data(self) -> str:
        """它的数据的站内路径；没有的为空。"""
        return f"data/{self.address.strip('/')}.json" if self.has_data else ""

    @property
    def encoded_title(self) -> str:
        """放在网址里的标题，用 % 编码。"""
        return self.slots[0] or quote(self.title, safe="")

    @property
    def encoded_address(self) -> str:
        """放在网址的参数里的地址，用 % 编码。"""
        return self.slots[1] or quote(self.address, safe="")

    @property
    def safe_notice(self) -> str:
        """给主题用的、已转义的横幅。"""
        return html.escape(self.notice)

    @property
    def safe_title(self) -> str:
        """给主题用的、已转义的标题。"""
        return html.escape(self.title)

    @property
    def safe_description(self) -> str:
        """给主题用的、已转义的摘要。"""
        return html.escape(self.description)
