"""内容是哪一版：最后一次提交的时间与编号。构建因此可以重现：同样的内容，同样的字节。"""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Revision:
    """`epoch` 是秒（自 1970 年起，世界协调时）；`commit` 没有时为空。

    `changed` 是文件（相对路径）→ 它最后一次提交的时间。
    """

    epoch: int
    commit: str
    changed: Mapping[str, int] = field(default_factory=dict)


def read_revision(root: Path) -> Revision:
    """SOURCE_DATE_EPOCH 优先，其次 cases/ 与 content/ 的最后一次提交，都没有时为 0。

    见 https://reproducible-builds.org/specs/source-date-epoch/
    """
    commit, committed, changed = _history(root)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return Revision(int(epoch), commit)
    return Revision(committed, commit, changed)


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
