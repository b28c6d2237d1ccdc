"""出厂检验：每页写完了，每个链接和锚点都通，每条发布的案例都有页，没有一页向别的服务器要东西。"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# 浏览器会自己去取的东西：标签 → 属性
_FETCHED = {
    "img": ("src",),
    "script": ("src",),
    "iframe": ("src",),
    "frame": ("src",),
    "source": ("src",),
    "track": ("src",),
    "input": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
_FETCHED_LINKS = {
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "manifest",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
}
_LINK_SCHEMES = {"", "http", "https", "mailto", "tel"}
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_CSS_URL = re.compile(
    r"""(?:url\(\s*|@import\s+(?=["']))(?:"([^"]*)"|'([^']*)'|([^\s"')]+))""", re.I
)


class _Page(HTMLParser):
    """一页里的锚点、链接和会自动取的地址。"""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in_style = tag == "style"
        if values.get("id"):
            self.ids.append(values["id"])
        if tag in ("a", "area"):
            self.links += [values[name] for name in ("href", "xlink:href") if name in values]
        self.fetched += [values[name] for name in _FETCHED.get(tag, ()) if name in values]
        self.fetched += (part.split()[0] for part in _candidates(values.get("srcset", "")))
        self.fetched += _css_urls(values.get("style", ""))
        if tag == "link" and _FETCHED_LINKS & set(values.get("rel", "").lower().split()):
            self.fetched.append(values.get("href", ""))

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.fetched += _css_urls(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False


def verify(site: Path, cases: Iterable[str], base: str = "/") -> list[str]:
    """验 `site`；返回一句句毛病，没有就是空。

    `cases` 是该有页的案例；`base` 是网站在域名下的路径，404 页用它写绝对地址。
    """
    faults: list[str] = []
    pages: dict[str, _Page] = {}
    for path in sorted(p for p in site.rglob("*") if p.suffix in (".html", ".css", ".svg")):
        name = path.relative_to(site).as_posix()
        text = path.read_text(encoding="utf-8")
        pages[name] = page = _Page()
        if path.suffix == ".css":
            page.fetched += _css_urls(text)
            continue
        page.feed(text)
        page.close()
        if path.suffix == ".html" and not text.rstrip().endswith("</html>"):
            faults.append(f"{name}：没有写完，结尾不是 </html>")
        repeated = sorted({i for i in page.ids if page.ids.count(i) > 1})
        faults += [f"{name}：锚点 {i} 出现了不止一次" for i in repeated]
    faults += [f"案例 {case} 没有页面" for case in cases if f"cases/{case}/index.html" not in pages]
    anchors = {name: frozenset(page.ids) for name, page in pages.items()}
    for name, page in pages.items():
        faults += _broken(site, name, page, anchors, base.rstrip("/") + "/")
    return faults


def _candidates(srcset: str) -> Iterator[str]:
    return (part for part in srcset.split(",") if part.strip())


def _css_urls(css: str) -> Iterator[str]:
    """样式里会去取的地址；只指本文件里一个编号的不算。"""
    for found in _CSS_URL.finditer(_CSS_COMMENT.sub(" ", css)):
        url = next(filter(None, found.groups()), "")
        if url and not url.startswith("#"):
            yield url


def _broken(
    site: Path, name: str, page: _Page, anchors: dict[str, frozenset[str]], base: str
) -> Iterator[str]:
    fetched = set(page.fetched)
    for link in dict.fromkeys((*page.links, *page.fetched)):
        try:
            parts = urlsplit(link)
        except ValueError:
            yield f"{name}：链接 {link} 不是网址"
            continue
        if link in fetched:
            if parts.netloc or parts.scheme not in ("", "data"):
                yield f"{name}：会向别的服务器要 {link}"
        elif parts.scheme not in _LINK_SCHEMES:
            yield f"{name}：链接 {link} 不安全"
        if parts.scheme or parts.netloc:
            continue
        path = unquote(parts.path)
        if path.startswith("/"):
            if not f"{path}/".startswith(base):
                yield f"{name}：链接 {link} 不在这个网站里"
                continue
            path = "/" + path[len(base) :]
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), path))
        target = target.lstrip("/") + ("/" if path.endswith(("/", "/.", "/..")) else "")
        if not path:
            target = name
        file = target.lstrip("/") + "index.html" if target[-1:] in ("", "/") else target
        if file not in anchors and not (site / file).is_file():
            yield f"{name}：链接 {link} 没有这一页"
        elif parts.fragment and file in anchors and unquote(parts.fragment) not in anchors[file]:
            yield f"{name}：链接 {link} 没有这个锚点"
