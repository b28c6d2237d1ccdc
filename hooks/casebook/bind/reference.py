"""参考文献的写法：GB/T 7714—2015 顺序编码制。"""

from dataclasses import dataclass

from casebook.model import Source, SourceKind

# 8.1.1 表 B.1、B.2：文献类型与载体标识
_TYPES = {
    SourceKind.OFFICIAL: "EB/OL",
    SourceKind.MEDIA: "EB/OL",
    SourceKind.ACADEMIC: "J/OL",
    SourceKind.BOOK: "M/OL",
    SourceKind.OTHER: "EB/OL",
}


@dataclass(frozen=True)
class Reference:
    """一条著录：`before` 题名 `after` 网址；`missing` 是还不知道的著录项。"""

    before: str
    title: str
    after: str
    url: str
    missing: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.before}{self.title}{self.after}{self.url}"


def reference(source: Source) -> Reference:
    """责任者. 题名[类型]. (日期). 网址；没有的项略去，记在 `missing` 里。"""
    missing = [
        name
        for name, value in (
            ("发布者", source.publisher),
            ("日期", source.date),
            ("网址", source.url),
        )
        if not value
    ]
    return Reference(
        f"{source.publisher}. " if source.publisher else "",
        source.name,
        f"[{_TYPES[source.kind]}]. " + (f"({source.date.iso}). " if source.date else ""),
        source.url or "",
        tuple(missing),
    )
