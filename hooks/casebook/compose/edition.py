"""这一次出版：网址、日子、版本号、开本。"""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Frozen:
    """这是定下来、不再改的一版：是第几版，叫什么，哪天定的（写出来的话，与年-月-日）。"""

    number: int
    name: str
    on: str
    day: str


@dataclass(frozen=True)
class Edition:
    """这一次出版：网址（没有定就为空）、内容的时间（秒，自 1970 年起）、内容的版本号。

    `size` 是 PDF 的开本，`none` 是不排；排的，页面上有它们的链接。`search` 是也做查找的索引。
    `formats` 是整本书还写成哪几种样子（扩展名）。`frozen` 是定下来的一版才有的；`kept` 是网站上
    另留着的、定下来的各版（从 1 数起）。
    """

    site_url: str = ""
    epoch: int = 0
    commit: str = ""
    size: str = "none"
    search: bool = True
    formats: tuple[str, ...] = ()
    frozen: Frozen | None = None
    kept: tuple[int, ...] = ()

    @property
    def printed(self) -> bool:
        """也排 PDF。"""
        return self.size != "none"

    @property
    def books(self) -> tuple[str, ...]:
        """整本书的别的样子，与 PDF 一起出。"""
        return self.formats if self.printed else ()

    @property
    def followed(self) -> bool:
        """有种子可以订阅：要有网址，也要知道是什么时候的。"""
        return bool(self.site_url and self.epoch)

    @property
    def date(self) -> str:
        """内容更新的日子，世界协调时；不知道的为空。"""
        return written_date(self.epoch) if self.epoch else ""

    @property
    def undated(self) -> "Edition":
        """每条工作法的一页看得到的：不写内容到什么时候，也不写是哪一种开本。"""
        size = "book" if self.printed else "none"
        return Edition(self.site_url, size=size, frozen=self.frozen)

    def url(self, address: str) -> str:
        """站内地址 `address` 的网址；网站的网址没有定的为空。"""
        return f"{self.site_url.rstrip('/')}{address}" if self.site_url else ""

    def cited(self, own: int) -> int:
        """引用一条工作法写第几版：定下来的一版，是书的第几版；别的是它自己的第 `own` 版。"""
        return self.frozen.number if self.frozen else own


def written_date(epoch: int) -> str:
    """秒 → `2026 年 11 月 23 日`，世界协调时。"""
    day = datetime.fromtimestamp(epoch, UTC)
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
