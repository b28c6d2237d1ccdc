"""外壳要知道的：哪一版，页脚写什么，“这一页有错”寄到哪里。"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from casebook.bind import Book
from casebook.bind.prints import CARD
from casebook.compose import word
from casebook.compose.edition import Edition
from casebook.compose.owner import site_numbers

_TITLE, _ADDRESS = "xqtitle", "xqaddress"
"""占着位置的字，只有字母：编码以后还是它。"""


@dataclass(frozen=True)
class Imprint:
    """`edition` 如 `第 1 版`，`numbers` 是主办单位与备案号，`base` 是网站的网址，`card` 是转贴用的
    卡片叫什么，`frozen` 是定下来的一版在页首说的话；没有的为空。`followed` 是有种子可以订阅。
    `authors`、`host`、`issued` 是引用要写的：编者、主办单位、定下来的一天（年-月-日）。

    内容更新的日子不在这里，在版权页：写进外壳，换一天就要把每一页重写一遍。
    """

    title: str
    edition: str
    numbers: tuple[str, ...]
    mail: str
    base: str
    card: str
    pages: frozenset[str]
    frozen: str = ""
    authors: tuple[str, ...] = ()
    host: str = ""
    issued: str = ""
    followed: bool = False

    @classmethod
    def of(cls, book: Book, edition: Edition, addresses: frozenset[str]) -> "Imprint":
        """`book` 这一次出版的；`addresses` 是有哪些页。"""
        own, colophon = book.handbook, book.pages.get("/colophon/")
        return cls(
            title=own.title,
            edition=(colophon.head.edition if colophon else "") or "",
            numbers=site_numbers(own),
            mail=own.owner("errata_mail"),
            base=edition.site_url.rstrip("/"),
            card=CARD if edition.site_url and edition.printed else "",
            pages=addresses,
            authors=own.editors,
            host=own.owner("host"),
            followed=edition.followed,
            issued=edition.frozen.day if edition.frozen else "",
            frozen=word("web.frozen.told", **vars(edition.frozen)) if edition.frozen else "",
        )

    @property
    def told(self) -> tuple[str, ...]:
        """页脚的第二行，一项一项。"""
        return tuple(filter(None, (self.edition, word("home.licence"), *self.numbers)))

    def report(self, title: str, address: str) -> str:
        """报告错误的一封信：哪一本的哪一版、哪一页，留着几行等人填。"""
        return word(
            "web.report.text",
            book=self.title,
            version=f"（{self.edition}）" if self.edition else "",
            title=title,
            address=f"{self.base}{address}",
        )

    def mail_link(self, title: str, address: str) -> str:
        """写好了的一封信（RFC 6068）；`title`、`address` 已经用 % 编码，`address` 是站内地址。"""
        subject = _encoded(word("web.report.subject", title=_TITLE))
        body = _encoded(self.report(_TITLE, _ADDRESS).replace("\n", "\r\n"))
        link = f"mailto:{quote(self.mail, safe='@')}?subject={subject}&body={body}"
        gaps = {_TITLE: title, _ADDRESS: address}
        return re.sub("|".join(gaps), lambda gap: gaps[gap[0]], link)


def _encoded(text: str) -> str:
    return quote(text, safe="")
