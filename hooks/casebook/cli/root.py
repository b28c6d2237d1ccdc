"""各命令共用的 --root：哪一本手册；写出来的放在手册的哪里。"""

from pathlib import Path
from typing import Annotated

from casebook.cli.arguments import Option, misused


def _handbook(root: Path) -> Path:
    """`root` 或它上面的文件夹里的手册：在 cases/ 里面运行也行。"""
    from casebook.read.selection import find_root

    return find_root(root) or misused(
        f"{root.resolve()} 里没有手册（要有 cases/ 或 content/registry/）。"
        "请在手册的文件夹里运行，或用 --root 指出来。"
    )


Root = Annotated[Path, Option("--root", "手册的文件夹；不写就从这里往上找", settle=_handbook)]
"""各命令共用的 --root。"""


def written_to(root: Path, out: Path | None, name: str) -> Path:
    """人写的 `out`；没有写，是手册里的 `name`：在 cases/ 里运行，也不写进 cases/。"""
    if out is not None:
        return out
    here, place = Path.cwd(), root / name
    return place.relative_to(here) if place.is_relative_to(here) else place
