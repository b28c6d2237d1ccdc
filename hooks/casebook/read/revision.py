"""内容是哪一版：最后一次提交的时间与编号。构建因此可以重现：同样的内容，同样的字节。"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Revision:
    """`epoch` 是秒（自 1970 年起，世界协调时）；`commit` 没有时为空。"""

    epoch: int
    commit: str


def read_revision(root: Path) -> Revision:
    """SOURCE_DATE_EPOCH 优先，其次 cases/ 与 content/ 的最后一次提交，都没有时为 0。

    见 https://reproducible-builds.org/specs/source-date-epoch/
    """
    commit, committed = _last_commit(root)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return Revision(int(epoch) if epoch.isdigit() else committed, commit)


def _last_commit(root: Path) -> tuple[str, int]:
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%H %ct", "--", "cases", "content"],  # noqa: S607
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        )
        commit, _, seconds = done.stdout.strip().partition(" ")
        return commit, int(seconds)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return "", 0
