"""一版网站里有哪些文件，各由什么做成；上一版有哪些：没有变的，这一版接过来用。"""

import json
import os
import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from casebook.bind.addresses import OWN_PAGE
from casebook.compose.categories import UNKNOWN_STREET
from casebook.publish.facts import PageFacts, Target
from casebook.store import Ledger, digest_of_bytes
from casebook.store.swap import shown

_RELEASE = "release"
"""账上合起来的这一行，记的是哪一版网站。"""


class File(NamedTuple):
    """这一版的一个文件：由什么做成、内容的 SHA-256；从上一版接过来的，还有它的 inode。"""

    key: str
    digest: str
    node: int = 0


class Published(NamedTuple):
    """出版了的一个文件：内容的 SHA-256、大小、改动的时间（纳秒）、网页里的锚点（一行一个）。"""

    digest: str
    size: int
    changed: int
    ids: str


@dataclass(frozen=True)
class LastRelease:
    """上一版在哪里，有哪些文件（路径 → 由什么做成、是什么）。没有上一版时是空的。"""

    folder: Path | None = None
    files: Mapping[str, tuple[str, Published]] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Path, ledger: Ledger) -> "LastRelease":
        """`site` 现在的一版；账上记的不是它时，当没有。"""
        folder = shown(site)
        if folder is None or ledger.keys("whole").get(_RELEASE) != folder.name:
            return cls()
        return cls(folder, ledger.rows("files", Published))

    def same(self, path: str, key: str) -> File | None:
        """由同样的东西做成、没有被人动过的 `path`；没有时为 None。"""
        found, was = self.files.get(path, ("", None))
        if found != key or was is None or self.folder is None:
            return None
        try:
            stat = os.stat(f"{self.folder}/{path}")  # noqa: PTH116 - 一万次，要快
        except OSError:
            return None
        if (stat.st_size, stat.st_mtime_ns) != (was.size, was.changed):
            return None
        return File(key, was.digest, stat.st_ino)

    def ids(self, path: str) -> str:
        """`path` 里的锚点。"""
        return self.files[path][1].ids


@dataclass
class Release:
    """要出版的一版：`files` 是主机写的之外的全部文件，`last` 是上一版。

    `ids` 是各页的锚点（一行一个），`targets` 是这次写的页的链接指到的地方，`faults` 是写的时候
    看到的毛病；`facts` 读不经过主机的一页的锚点与链接。
    """

    last: LastRelease = field(default_factory=LastRelease)
    files: dict[str, File] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    targets: set[Target] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    facts: Callable[[str], PageFacts] = lambda _: PageFacts()

    @property
    def kept(self) -> dict[str, int]:
        """从上一版接过来的文件 → 它的 inode。"""
        return {path: file.node for path, file in self.files.items() if file.node}

    def strangers(self, folder: Path, host: Iterable[str]) -> list[str]:
        """`folder` 里不知道从哪里来的文件，一句句毛病。

        `host` 是主机写的：文件，或以 / 结尾的文件夹（整个都是）。
        """
        known = {*self.files, *host}
        names = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
        strange = (n for n in names if not {n, f"{n.partition('/')[0]}/"} & known)
        return [f"{name}：不知道从哪里来，没有人看过，不能登出去" for name in sorted(strange)]

    def to_link(self, digests: Mapping[str, str]) -> dict[str, int]:
        """不必留着新写的、可以从上一版接过来的文件 → 它的 inode。

        `digests` 是全部文件的 SHA-256：有的写好才知道与上一版一个字节也不差。
        """
        kept = self.kept
        for path, digest in digests.items():
            key, was = self.last.files.get(path, ("", None))
            if path not in kept and was and was.digest == digest:
                same = self.last.same(path, key)
                kept |= {path: same.node} if same else {}
        return kept

    def remember(self, folder: Path, ledger: Ledger, digests: Mapping[str, str]) -> None:
        """刚换上，在 `folder` 里：记在账上，下一次接着用。接过来的账上已经有了，不再记。"""

        def row(path: str, digest: str) -> tuple[str, str, Published]:
            stat = (folder / path).stat()
            ids = self.ids.get(path, "")
            key = self.files[path].key if path in self.files else ""
            return path, key, Published(digest, stat.st_size, stat.st_mtime_ns, ids)

        kept = self.kept
        ledger.drop("files", self.last.files.keys() - digests.keys())
        ledger.put("files", (row(p, d) for p, d in digests.items() if p not in kept))
        ledger.put("whole", [(_RELEASE, folder.name, ())])
        ledger.settle()


STAMP = "build.json"
"""印记的文件名，在网站的根上。"""
_PAGE = re.compile(rf"(?:{'|'.join(('cases', *OWN_PAGE))})/[^/]*[^/0-9][^/]*/index\.html")
"""一条工作法、一条登记的页，连同曾用地址的；全是数字的是列表的第几页。"""
_DATA = re.compile(r"data/(?:[^/]+/)?[^/]+\.(?:json|jsonl|jsonld|csv|xlsx|ics)")
_COMES_AND_GOES = f"{UNKNOWN_STREET[1:]}index.html"
"""案例多了才有的页。"""
"""开放数据：成套的、模式、工作法的。登记簿的各条不算：没有一处用到的要拿掉（R03），它的网页也没有了。"""


def gone(site: Path, files: Container[str]) -> list[str]:
    """`site` 现在的一版公开了、`files` 里没有了的工作法、登记、数据的地址，照那一版的印记。

    没有印记的不知道。
    """
    try:
        stamp = json.loads(((shown(site) or site) / STAMP).read_text("utf-8"))
        published = [path for path in stamp["files"] if kept_for_good(path)]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return sorted(f"/{path.removesuffix('index.html')}" for path in published if path not in files)


def kept_for_good(path: str) -> bool:
    """公开过就要一直打得开的：工作法、登记的各条的页，开放数据。"""
    known = _PAGE.fullmatch(path) or _DATA.fullmatch(path)
    return bool(known) and path != _COMES_AND_GOES


@dataclass(frozen=True)
class Stamp:
    """`cases` 是公开的案例编号；`files` 是相对路径 → SHA-256。"""

    cases: tuple[str, ...]
    commit: str
    epoch: int
    files: dict[str, str]

    @cached_property
    def text(self) -> str:
        """印记的文字。"""
        content = {"case_count": len(self.cases), **vars(self)}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    @property
    def digest(self) -> str:
        """整版内容的哈希，16 个十六进制字：同样的内容，同样的名字。"""
        return digest_of_bytes(self.text.encode())[:16]


def write_stamp(
    site: Path,
    cases: tuple[str, ...],
    commit: str,
    epoch: int,
    known: Mapping[str, str] | None = None,
) -> Stamp:
    """给 `site` 写上印记并返回；`known` 是不必再算的：路径 → SHA-256，文件可以还不在 `site` 里。"""
    files = dict(known or {})
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if name != STAMP and name not in files and path.is_file():
            files[name] = digest_of_bytes(path.read_bytes())
    stamp = Stamp(cases, commit, epoch, dict(sorted(files.items())))
    (site / STAMP).write_text(stamp.text, encoding="utf-8")
    return stamp
