"""出厂检验：每页写完了，每个链接和锚点都通，每条发布的案例都有页，没有一页向别的服务器要东西。"""

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from casebook.publish.facts import PageFacts, Target, css_urls, facts_of
from casebook.publish.manifest import Release

_LINK_SCHEMES = {"", "http", "https", "mailto", "tel"}


class _Link(NamedTuple):
    """一个链接指到哪里：`fault` 是毛病；`file` 是站内的文件，站外的为空。"""

    fault: str = ""
    scheme: str = ""
    outside: bool = False
    file: str = ""
    fragment: str = ""


def verify(
    site: Path,
    cases: Iterable[str],
    base: str = "/",
    release: Release | None = None,
    apart: tuple[str, ...] = (),
) -> list[str]:
    """验 `site`；返回一句句毛病，没有就是空。

    `cases` 是该有页的案例；`base` 是网站在域名下的路径，404 页用它写绝对地址。
    `release` 里写的时候看过的页不再读，只看它们的链接通不通，从上一版接过来的也不必在 `site` 里；
    别的页的锚点读来记在它的 `ids` 里。`apart` 里的文件夹（以 / 结尾）另外验过，不再看。
    """
    release = release or Release()
    faults = list(release.faults)
    pages: dict[str, PageFacts] = {}
    for path in sorted(p for p in site.rglob("*") if p.suffix in (".html", ".css", ".svg")):
        name = path.relative_to(site).as_posix()
        if name in release.ids or name.startswith(apart):
            continue
        content = path.read_bytes()
        if path.suffix == ".css":
            pages[name] = PageFacts(fetched=tuple(css_urls(content.decode("utf-8"))))
            continue
        pages[name] = page = facts_of(content)
        if path.suffix == ".html" and not content.rstrip().endswith(b"</html>"):
            faults.append(f"{name}：没有写完，结尾不是 </html>")
        faults += repeated(name, page.ids)
    ids, kept = release.ids, release.kept
    ids |= {name: "\n".join(page.ids) for name, page in pages.items()}
    faults += [f"案例 {case} 没有页面" for case in cases if f"cases/{case}/index.html" not in ids]
    anchors = cache(lambda name: frozenset(ids[name].split("\n")))
    exists = cache(lambda name: name in ids or name in kept or (site / name).is_file())

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
    before = release.last.files.items()
    unsure = kept.keys() & ids.keys() if any(lost(n, was.ids) for n, (_, was) in before) else set()
    if any(map(missing, release.targets)):
        unsure |= ids.keys() - pages.keys()
    for name in sorted(unsure):
        faults += page_faults(name, release.facts(name), base, missing)
    return faults


def looked_at(name: str, page: PageFacts, base: str) -> tuple[set[Target], list[str]]:
    """刚写好的一页：链接指到别处的哪些地方，这一页自己的毛病。"""
    targets: set[Target] = set()
    own = frozenset(page.ids)

    def missing(target: Target) -> str:
        if target[0] != name:
            targets.add(target)
        elif target[1] and target[1] not in own:
            return "没有这个锚点"
        return ""

    return targets, [*repeated(name, page.ids), *page_faults(name, page, base, missing)]


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
