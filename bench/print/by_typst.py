"""Typst 排一本：数据 → 排版机 → 装订好的 PDF，和出版时走的是同一条路，缓存是空的。

    python by_typst.py 数据.json 文件夹 [案例的文件夹]

分册的一本书，一册一个 PDF。标准输出是装载程序用去的处理器秒。
"""

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2] / "hooks"))

from casebook.publish import PrintOrder, write_prints
from casebook.render.typeset import PrintJob, VolumeSet
from casebook.render.typeset.jobs import THIN
from casebook.store import Cache


def main(data: Path, folder: Path, cases: Path) -> None:
    """读数据，排好，放进 `folder`；照片在 `cases` 里。"""
    jobs = tuple(PrintJob(**job) for job in json.loads(data.read_bytes()))
    methods = sum(len(part["methods"]) for job in jobs for part in job.data["parts"])
    book = jobs[0] if len(jobs) == 1 and methods <= THIN else VolumeSet(jobs)
    order = PrintOrder(lambda: [book], "book", cases, ())
    with TemporaryDirectory() as empty:
        write_prints(folder, order, Cache(Path(empty)), lambda _: None)


if __name__ == "__main__":
    print(time.process_time())  # 装载用去的
    main(*map(Path, (sys.argv[1], sys.argv[2], sys.argv[-1])))
