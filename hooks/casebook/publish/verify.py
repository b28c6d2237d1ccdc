"""出厂检验：每页写完了，每个链接和锚点都通，每条发布的案例都有页，没有一页向别的服务器要东西。"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_LINKS = "//a/@href | //area/@href | //a/@*[name()='xlink:href']"
_FETCHED = (
    "//img/@src | //script/@src | //iframe/@src | //frame/@src | //source/@src | //track/@src"
    " | //input/@src | //video/@src | //video/@poster | //audio/@src | //embed/@src"
    " | //object/@data | //image/@href | //use/@href"
    " | //*[self::image or self::use]/@*[name()='xlink:href']"
)
"""浏览器会自己去取的东西。"""
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


@dataclass(frozen=True)
class _Page:
    """一页里的锚点、链接和会自动取的地址。"""

    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Link:
    """一个链接指到哪里：`fault` 是毛病；`file` 是站内的文件，站外的为空。"""

    fault: str = ""
    scheme: str = ""
    outside: bool = False
    file: str = ""
    fragment: str = ""


def verify(site: Path, cases: Iterable[str], base: str = "/") -> list[str]:
    """验 `site`；返回一句句毛病，没有就是空。

    `cases` 是该有页的案例；`base` 是网站在域名下的路径，404 页用它写绝对地址。
    """
    faults: list[str] = []
    pages: dict[str, _Page] = {}
    for path in sorted(p for p in site.rglob("*") if p.suffix in (".html", ".css", ".svg")):
        name = path.relative_to(site).as_posix()
        content = path.read_bytes()
        if path.suffix == ".css":
            pages[name] = _Page(fetched=tuple(_css_urls(content.decode("utf-8"))))
            continue
        pages[name] = page = _read(content)
        if path.suffix == ".html" and not content.rstrip().endswith(b"</html>"):
            faults.append(f"{name}：没有写完，结尾不是 </html>")
        if len(set(page.ids)) < len(page.ids):
            repeated = sorted({i for i in page.ids if page.ids.count(i) > 1})
            faults += [f"{name}：锚点 {i} 出现了不止一次" for i in repeated]
    faults += [f"案例 {case} 没有页面" for case in cases if f"cases/{case}/index.html" not in pages]
    anchors = {name: frozenset(page.ids) for name, page in pages.items()}
    exists = cache(lambda file: file in anchors or (site / file).is_file())
    for name, page in pages.items():
        for link in dict.fromkeys((*page.links, *page.fetched)):
            to = _resolved(name, link, base.rstrip("/") + "/")
            if fault := to.fault or _unsafe(link, to, link in page.fetched):
                faults.append(f"{name}：{fault}")
            elif to.file and not exists(to.file):
                faults.append(f"{name}：链接 {link} 没有这一页")
            elif to.fragment and to.file in anchors and to.fragment not in anchors[to.file]:
                faults.append(f"{name}：链接 {link} 没有这个锚点")
    return faults


def _read(content: bytes) -> _Page:
    from lxml import etree  # 只排 PDF 时不必装载

    try:
        root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.XMLSyntaxError:  # 空的文件
        root = None
    if root is None:
        return _Page()
    find = _xpath()
    fetched = [
        *find["fetched"](root),
        *(part.split()[0] for srcset in find["srcset"](root) for part in _candidates(srcset)),
        *(url for css in find["css"](root) for url in _css_urls(css)),
    ]
    for link in find["link"](root):
        if _FETCHED_LINKS & set(link.get("rel", "").lower().split()):
            fetched.append(link.get("href", ""))
    return _Page(tuple(find["ids"](root)), tuple(find["links"](root)), tuple(fetched))


@cache
def _xpath() -> dict[str, Any]:
    from lxml import etree

    asked = {
        "ids": "//@id[. != '']",
        "links": _LINKS,
        "fetched": _FETCHED,
        "srcset": "//@srcset",
        "css": "//@style | //style/text()",
        "link": "//link",
    }
    return {name: etree.XPath(path, smart_strings=False) for name, path in asked.items()}


def _candidates(srcset: str) -> Iterator[str]:
    return (part for part in srcset.split(",") if part.strip())


def _css_urls(css: str) -> Iterator[str]:
    """样式里会去取的地址；只指本文件里一个编号的不算。"""
    for found in _CSS_URL.finditer(_CSS_COMMENT.sub(" ", css)):
        url = next(filter(None, found.groups()), "")
        if url and not url.startswith("#"):
            yield url


def _unsafe(link: str, to: _Link, fetched: bool) -> str:
    if fetched and (to.outside or to.scheme not in ("", "data")):
        return f"会向别的服务器要 {link}"
    if not fetched and to.scheme not in _LINK_SCHEMES:
        return f"链接 {link} 不安全"
    return ""


def _resolved(name: str, link: str, base: str) -> _Link:
    """`name` 这一页上的 `link` 指到哪里。"""
    folder = posixpath.dirname(name)
    up = "../" * (folder.count("/") + 1) if folder else ""
    if up and link.startswith(up):  # 从哪一页往上走到顶都一样，只算一次
        folder, rest = "", link.removeprefix(up)
        if not rest.startswith(("/", "../")):
            return _target("", "", rest, link, base)
    return _target(name, folder, link, link, base)


@lru_cache(maxsize=65536)
def _target(name: str, folder: str, link: str, written: str, base: str) -> _Link:
    try:
        parts = urlsplit(link)
    except ValueError:
        return _Link(fault=f"链接 {written} 不是网址")
    if parts.scheme or parts.netloc:
        return _Link(scheme=parts.scheme, outside=bool(parts.netloc))
    path = unquote(parts.path)
    if path.startswith("/"):
        if not f"{path}/".startswith(base):
            return _Link(fault=f"链接 {written} 不在这个网站里")
        path = "/" + path[len(base) :]
    target = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
    if not path:
        file = name or "index.html"
    elif not target or path.endswith(("/", "/.", "/..")):
        file = f"{target}/index.html" if target else "index.html"
    else:
        file = target
    return _Link(file=file, fragment=unquote(parts.fragment))
