"""上一版网站有哪些文件、各由什么写成：没有变的，这一版接过来用。"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from casebook.publish.swap import shown
from casebook.store import Ledger

RELEASE = "release"
"""账上合起来的这一行，记的是哪一版网站。"""


class Kept(NamedTuple):
    """一个文件：内容的 SHA-256、大小、改动的时间（纳秒）、网页里的锚点（一行一个）。"""

    digest: str
    size: int
    changed: int
    ids: str


class Still(NamedTuple):
    """还在上一版里、没有变的一个文件：内容的 SHA-256、锚点、inode。"""

    digest: str
    ids: str
    node: int


@dataclass(frozen=True)
class LastRelease:
    """上一版在哪里，有哪些文件（路径 → 由什么写成、是什么）。没有上一版时是空的。"""

    folder: Path | None = None
    files: Mapping[str, tuple[str, Kept]] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Path, ledger: Ledger) -> "LastRelease":
        """`site` 现在的一版；账上记的不是它时，当没有。"""
        folder = shown(site)
        if folder is None:
            return cls()
        if ledger.keys("whole").get(RELEASE) != folder.name:
            return cls()
        return cls(folder, ledger.rows("files", Kept))

    def still(self, path: str, key: str) -> Still | None:
        """由同样的东西写成、没有被人动过的 `path`；没有时为 None。"""
        found, kept = self.files.get(path, ("", None))
        if found != key or kept is None or self.folder is None:
            return None
        try:
            stat = os.stat(f"{self.folder}/{path}")  # noqa: PTH116 - 一万次，要快
        except OSError:
            return None
        if (stat.st_size, stat.st_mtime_ns) != (kept.size, kept.changed):
            return None
        return Still(kept.digest, kept.ids, stat.st_ino)

    def same(self, digests: Mapping[str, str]) -> dict[str, int]:
        """`digests`（路径 → 内容的 SHA-256）里，与上一版一个字节也不差的 → 它的 inode。"""
        return {
            path: still.node
            for path, digest in digests.items()
            if (found := self.files.get(path))
            and found[1].digest == digest
            and (still := self.still(path, found[0]))
        }


def gone(site: Path, files: Iterable[str]) -> list[str]:
    """`site` 现在有、`files` 里没有了的工作法的编号；列表第几页的不算。"""
    folder, files = shown(site), frozenset(files)
    old = folder.glob("cases/*/index.html") if folder else ()
    names = sorted(path.parent.name for path in old)
    return [one for one in names if f"cases/{one}/index.html" not in files and not one.isdigit()]
