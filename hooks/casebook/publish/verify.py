"""出厂检验：每页写完了，每个链接和锚点都通，每条发布的案例都有页，没有一页向别的服务器要东西。"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

_FETCHED = {
    **dict.fromkeys(("img", "script", "iframe", "frame", "source", "track", "input"), ("src",)),
    **dict.fromkeys(("audio", "embed"), ("src",)),
    **dict.fromkeys(("image", "use"), ("href", "xlink:href")),
    "video": ("src", "poster"),
    "object": ("data",),
}
"""浏览器会自己去取的东西：元素与属性。"""
_TELLING = ("a", "area", "link", *_FETCHED)
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


class PageFacts(NamedTuple):
    """一页里的锚点、链接和会自动取的地址。"""

    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()


Target = tuple[str, str]
"""链接指到的地方：站内的文件，和里面的锚点（没有时为空）。"""


@dataclass
class Checked:
    """写的时候已经看过的页。

    `ids` 是文件 → 它的锚点（一行一个），检验时看到的也记在这里；`targets` 是链接指到的地方；
    `faults` 是看到的毛病。`kept` 是从上一版留用的页，`before` 是上一版的文件与锚点：少了哪一样，
    留用的页要再看一遍，`facts` 给出一页的锚点与链接。
    """

    ids: dict[str, str] = field(default_factory=dict)
    targets: set[Target] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    kept: Set[str] = frozenset()
    before: Mapping[str, str] = field(default_factory=dict)
    facts: Callable[[str], PageFacts] = lambda _: PageFacts()


@dataclass(frozen=True)
class _Link:
    """一个链接指到哪里：`fault` 是毛病；`file` 是站内的文件，站外的为空。"""

    fault: str = ""
    scheme: str = ""
    outside: bool = False
    file: str = ""
    fragment: str = ""


def verify(
    site: Path, cases: Iterable[str], base: str = "/", checked: Checked | None = None
) -> list[str]:
    """验 `site`；返回一句句毛病，没有就是空。

    `cases` 是该有页的案例；`base` 是网站在域名下的路径，404 页用它写绝对地址。
    `checked` 里的页不再读，只看它们的链接通不通，它们的文件也不必在 `site` 里。
    """
    checked = checked or Checked()
    faults = list(checked.faults)
    pages: dict[str, PageFacts] = {}
    for path in sorted(p for p in site.rglob("*") if p.suffix in (".html", ".css", ".svg")):
        name = path.relative_to(site).as_posix()
        if name in checked.ids:
            continue
        content = path.read_bytes()
        if path.suffix == ".css":
            pages[name] = PageFacts(fetched=tuple(_css_urls(content.decode("utf-8"))))
            continue
        pages[name] = page = facts_of(content)
        if path.suffix == ".html" and not content.rstrip().endswith(b"</html>"):
            faults.append(f"{name}：没有写完，结尾不是 </html>")
        faults += repeated(name, page.ids)
    ids = checked.ids
    ids |= {name: "\n".join(page.ids) for name, page in pages.items()}
    faults += [f"案例 {case} 没有页面" for case in cases if f"cases/{case}/index.html" not in ids]
    anchors = cache(lambda name: frozenset(ids[name].split("\n")))
    exists = cache(lambda name: name in ids or name in checked.kept or (site / name).is_file())

    def missing(target: Target) -> str:
        file, fragment = target
        if not exists(file):
            return "没有这一页"
        return "没有这个锚点" if fragment and file in ids and fragment not in anchors(file) else ""

    def lost(file: str, before: str) -> bool:
        if not exists(file):
            return True
        now = ids.get(file, "")
        return now != before and not anchors(file).issuperset(before.split("\n"))

    for name, page in pages.items():
        faults += page_faults(name, page, base, missing)
    unsure = (
        checked.kept & ids.keys() if any(lost(*one) for one in checked.before.items()) else set()
    )
    if any(map(missing, checked.targets)):
        unsure |= ids.keys() - pages.keys()
    for name in sorted(unsure):
        faults += page_faults(name, checked.facts(name), base, missing)
    return faults


def repeated(name: str, ids: Sequence[str]) -> list[str]:
    """`name` 一页里出现了不止一次的锚点。"""
    if len(set(ids)) == len(ids):
        return []
    return [f"{name}：锚点 {i} 出现了不止一次" for i, n in sorted(Counter(ids).items()) if n > 1]


def page_faults(
    name: str, page: PageFacts, base: str, missing: Callable[[Target], str]
) -> list[str]:
    """一页的链接里不通的、不安全的；`missing` 说一个地方缺了什么，不缺为空。"""
    faults = []
    for link in dict.fromkeys((*page.links, *page.fetched)):
        to = _resolved(name, link, base.rstrip("/") + "/")
        if fault := to.fault or _unsafe(link, to, link in page.fetched):
            faults.append(f"{name}：{fault}")
        elif to.file and (fault := missing((to.file, to.fragment))):
            faults.append(f"{name}：链接 {link} {fault}")
    return faults


def facts_of(content: bytes) -> PageFacts:
    """读 HTML（一页，或其中一段）：里面的锚点与链接。"""
    from lxml import etree  # 只排 PDF 时不必装载

    try:
        root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.XMLSyntaxError:  # 空的文件
        root = None
    if root is None:
        return PageFacts()
    links: list[str] = []
    fetched: list[str] = []
    for element in root.iter(*_TELLING):
        tag = element.tag
        attributes: Iterable[tuple[Any, Any]] = element.items()
        for name, value in attributes:
            if name in ("href", "xlink:href") and tag in ("a", "area"):
                links.append(value)
            elif name in _FETCHED.get(tag, ()):
                fetched.append(value)
            elif name == "srcset":
                fetched += (part.split()[0] for part in _candidates(value))
        if tag == "link" and _FETCHED_LINKS & set(element.get("rel", "").lower().split()):
            fetched.append(element.get("href", ""))
    ids, styles = _asked()
    for css in styles(root):
        fetched += _css_urls(css)
    return PageFacts(tuple(ids(root)), tuple(links), tuple(fetched))


@cache
def _asked() -> tuple[Any, Any]:
    from lxml import etree

    ids = etree.XPath("//@id[. != '']", smart_strings=False)
    return ids, etree.XPath("//@style | //style/text()", smart_strings=False)


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
    if link.startswith("#") and link.isascii() and "%" not in link:  # 多半是出处标
        return _Link(file=name, fragment=link[1:])
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
