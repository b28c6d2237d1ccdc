"""参考文献的写法：GB/T 7714—2025 顺序编码制，2026-07-01 起实施。"""

from dataclasses import dataclass

from casebook.model import Source, SourceKind

# 文献类型标识；网上的公告是 EB，不在网上的归不了类，是 Z
_ONLINE = {SourceKind.ACADEMIC: "J/OL", SourceKind.BOOK: "M/OL"}
_OFFLINE = {SourceKind.ACADEMIC: "J", SourceKind.BOOK: "M"}
_NAMED = 3
"""责任者至多写几个，再多的写“等”。"""


@dataclass(frozen=True)
class Reference:
    """一条著录：`before` 题名 `after` 网址 `end`；`missing` 是还不知道的著录项。"""

    before: str
    title: str
    after: str
    url: str
    end: str
    missing: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.before}{self.title}{self.after}{self.url}{self.end}"


def reference(source: Source) -> Reference:
    """责任者. 题名[类型/载体]. （日期）[引用日期]. 网址. 没有的项略去，记在 `missing` 里。

    “. ”与方括号用半角，别的符号用全角（第 7 章）；载体与引用日期只有网上的才写。
    没有署名的文章，责任者是发布它的单位。
    """
    authors = source.authors or ((source.publisher,) if source.publisher else ())
    who = "，".join(authors[:_NAMED]) + ("，等" if len(authors) > _NAMED else "")
    date = source.date.iso if source.date else ""
    if source.url:
        kind = _ONLINE.get(source.kind, "EB/OL")
        read = f"[{source.accessed.iso}]" if source.accessed else ""
        dated = (f"（{date}）" if date else "") + read
    else:
        kind, dated = _OFFLINE.get(source.kind, "Z"), date
    items = (("发布者", authors), ("日期", date), ("网址", source.url))
    return Reference(
        before=f"{who}. " if who else "",
        title=source.name,
        after=f"[{kind}]" + (f". {dated}" if dated else "") + (". " if source.url else ""),
        url=source.url or "",
        end=".",
        missing=tuple(name for name, value in items if not value),
    )
