"""出厂印记：这一版有什么，每个文件的哈希。"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from casebook.store import digest_of_bytes

STAMP = "build.json"
"""印记的文件名，在网站的根上。"""


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
