"""这一版网站里的文件：哪些是这次写的，哪些从上一版留用，各由什么写成。"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from casebook.publish.last import RELEASE, Kept, LastRelease, Still
from casebook.publish.verify import Checked
from casebook.store import Ledger


@dataclass
class Written:
    """名字都是站内的文件。`last` 是上一版。

    `keys` 是由什么写成（主机写的没有）；`kept` 是留用的；`digests` 是这次写的、
    已经算过的 SHA-256；`checked` 给检验用。
    """

    last: LastRelease = field(default_factory=LastRelease)
    keys: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Still] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    checked: Checked = field(default_factory=Checked)

    def keep(self, path: str, key: str) -> Still | None:
        """`path` 要由 `key` 写成；上一版里的还是它，就留用，不必写。没有时为 None，该去写。"""
        self.keys[path] = key
        self.kept.pop(path, None)
        if still := self.last.still(path, key):
            self.kept[path] = still
        return still

    def strangers(self, folder: Path, host: Set[str]) -> list[str]:
        """`folder` 里不知道从哪里来的文件，一句句毛病。

        `host` 是主机写的：文件，或以 / 结尾的文件夹（整个都是）。
        """
        names = (
            path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
        )
        strange = sorted(
            name
            for name in names
            if name not in self.keys
            and name not in host
            and f"{name.partition('/')[0]}/" not in host
        )
        return [f"{name}：不知道从哪里来，没有人看过，不能登出去" for name in strange]


def remember(release: Path, ledger: Ledger, written: Written, digests: Mapping[str, str]) -> None:
    """把刚换上的一版 `release` 记在账上：各文件的 SHA-256、由什么写成（主机写的为空）、锚点。

    留用的账上已经有了，不再记。
    """

    def row(path: str, digest: str) -> tuple[str, str, Kept]:
        stat = (release / path).stat()
        kept = Kept(digest, stat.st_size, stat.st_mtime_ns, written.checked.ids.get(path, ""))
        return path, written.keys.get(path, ""), kept

    ledger.drop("files", written.last.files.keys() - digests.keys())
    ledger.put("files", (row(p, d) for p, d in digests.items() if p not in written.kept))
    ledger.put("whole", [(RELEASE, release.name, ())])
    ledger.settle()
