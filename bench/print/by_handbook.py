"""真的手册：全部印件排一遍，什么也没变再来一遍。

    python by_handbook.py 手册的文件夹 文件夹

标准输出是 JSON。
"""

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2] / "hooks"))

from casebook.compile import compile_handbook
from casebook.publish import write_prints
from casebook.store import Cache


def main(root: Path, folder: Path) -> None:
    """排两遍：真正排了几件，各用多少秒。"""
    found = []
    with TemporaryDirectory() as empty:
        for _ in range(2):
            start = _cpu()
            compiled = compile_handbook(root)
            read = _cpu() - start
            made = write_prints(folder, compiled.order, Cache(Path(empty)), lambda _: None)
            cpu = _cpu() - start
            found.append({"made": made, "compile_cpu": read, "all_cpu": cpu})
    print(json.dumps({"first": found[0], "again": found[1]}))


def _cpu() -> float:
    """到现在用了多少处理器秒，收回的子进程也算。"""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
