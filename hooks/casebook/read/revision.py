"""内容是哪一版：最后一次提交的时间与编号。构建因此可以重现：同样的内容，同样的字节。"""

import contextlib
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from casebook.faults import Fault, shown
from casebook.unchanged import EPOCH

_LATEST = 253402300799
"""9999 年的最后一秒，日期写得出的最晚的。"""


@dataclass(frozen=True)
class Revision:
    """`epoch` 是秒（自 1970 年起，世界协调时）；`commit` 没有时为空。

    `changed` 是文件（相对路径）→ 它最后一次提交的时间，不晚于 `epoch`。
    """

    epoch: int
    commit: str
    changed: Mapping[str, int] = field(default_factory=dict)

    def seconds(self, path: str) -> int:
        """`path` 最后一次提交的时间；没有提交过的，是内容的时间。"""
        return self.changed.get(path, self.epoch)

    def latest(self, start: str) -> int:
        """路径以 `start` 开头的各个文件，最后一次提交的时间；都没有提交过的，是内容的时间。"""
        found = (at for path, at in self.changed.items() if path.startswith(start))
        return max(found, default=self.epoch)


class NotSeconds(Fault):
    """SOURCE_DATE_EPOCH 写得不对。"""

    def __init__(self, written: str) -> None:
        super().__init__(
            f"环境变量 {EPOCH} 要写成秒数（自 1970 年起），现在是“{shown(written)}”。"
            "请改好或去掉，再来一次"
        )


def read_revision(root: Path) -> Revision:
    """SOURCE_DATE_EPOCH 优先，其次 cases/ 与 content/ 的最后一次提交，都没有时为 0。

    它是“内容到什么时候为止”：比它晚的改动，日期写成它。所以写上最后一次提交的时间，与不写
    一个字节也不差。写得不对时抛 NotSeconds。
    见 https://reproducible-builds.org/specs/source-date-epoch/
    """
    commit, committed, changed = _history(root)
    epoch = committed
    if written := os.environ.get(EPOCH, ""):
        if not (written.isascii() and written.isdigit() and int(written[:20]) <= _LATEST):
            raise NotSeconds(written)
        epoch = int(written)
    return Revision(epoch, commit, {path: min(at, epoch) for path, at in changed.items()})


def newest(root: Path) -> int:
    """cases/ 与 content/ 里最后改动的文件是什么时候改的（秒）；一个也没有时为 0。"""
    seconds = [0]
    for folder in ("cases", "content"):
        for inside, _, names in os.walk(root / folder):
            for name in names:
                with contextlib.suppress(OSError):  # 刚刚删了的
                    seconds.append(int((Path(inside) / name).lstat().st_mtime))
    return max(seconds)


def _history(root: Path) -> tuple[str, int, dict[str, int]]:
    """一次读完：最后的提交、它的时间、每个文件最后改动的时间。"""
    command = ["git", "-c", "core.quotePath=false", "log", "--format=>%H %ct", "--name-only"]
    command += ["--no-renames", "--relative", "--", "cases", "content"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return "", 0, {}
    commit, newest, seconds = "", 0, 0
    changed: dict[str, int] = {}
    for line in done.stdout.decode("utf-8", "replace").split("\n"):
        if line.startswith(">"):
            name, _, stamp = line[1:].partition(" ")
            seconds = int(stamp)
            if not commit:
                commit, newest = name, seconds
        elif line:
            changed.setdefault(line, seconds)
    return commit, newest, changed
