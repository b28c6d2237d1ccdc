"""出厂检验：每页写完了，每个链接和锚点都通，每条发布的案例都有页，没有一页向别的服务器要东西。"""

import posixpath
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# 浏览器会自己去取的东西：标签 → 属性
_FETCHED = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "image": ("href",),
    "use": ("href",),
}
_FETCHED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch"}


class _Page(HTMLParser):
    """一页里的锚点、链接和会自动取的地址。"""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if values.get("id"):
            self.ids.append(values["id"])
        if tag in ("a", "area") and "href" in values:
            self.links.append(values["href"])
        for name in _FETCHED.get(tag, ()):
            if name in values:
                self.fetched.append(values[name])
        if tag == "link" and _FETCHED_LINKS & set(values.get("rel", "").split()):
            self.fetched.append(values.get("href", ""))


def verify(site: Path, cases: Iterable[str], base: str = "/") -> list[str]:
    """验 `site`；返回一句句毛病，没有就是空。

    `cases` 是该有页的案例；`base` 是网站在域名下的路径，404 页用它写绝对地址。
    """
    faults: list[str] = []
    pages: dict[str, _Page] = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        text = path.read_text(encoding="utf-8")
        if not text.rstrip().endswith("</html>"):
            faults.append(f"{name}：没有写完，结尾不是 </html>")
        page = _Page()
        page.feed(text)
        pages[name] = page
        repeated = sorted({i for i in page.ids if page.ids.count(i) > 1})
        faults += [f"{name}：锚点 {i} 出现了不止一次" for i in repeated]
    faults += [
        f"案例 {case} 没有页面" for case in cases if f"cases/{case}/index.html" not in pages
    ]
    anchors = {name: frozenset(page.ids) for name, page in pages.items()}
    for name, page in pages.items():
        faults += _broken(site, name, page, anchors, base)
    return faults


def _broken(
    site: Path, name: str, page: _Page, anchors: dict[str, frozenset[str]], base: str
) -> Iterator[str]:
    for link in dict.fromkeys((*page.links, *page.fetched)):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            if link in page.fetched and parts.scheme != "data":
                yield f"{name}：会向别的服务器要 {link}"
            continue
        path = unquote(parts.path)
        if path.startswith("/"):
            path = "/" + path.removeprefix(base.rstrip("/") + "/").lstrip("/")
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), path))
        target = target.lstrip("/") + ("/" if path.endswith(("/", "/.")) and target != "/" else "")
        if not path:
            target = name
        file = target + "index.html" if not target or target.endswith("/") else target
        if file not in anchors and not (site / file).is_file():
            yield f"{name}：链接 {link} 没有这一页"
        elif parts.fragment and file in anchors and unquote(parts.fragment) not in anchors[file]:
            yield f"{name}：链接 {link} 没有这个锚点"
