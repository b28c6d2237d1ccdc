"""许多折页在一个进程里排：每张几毫秒，内存涨不涨；改了一张，重排要多久。

    python by_leaflets.py 数据.json 文件夹

标准输出是 JSON。
"""

import json
import os
import sys
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2] / "hooks"))

from casebook.publish import PrintOrder, write_prints
from casebook.render.typeset import PrintJob
from casebook.store import Cache

_WARM = 10
_PAGE = os.sysconf("SC_PAGE_SIZE")


def main(data: Path, folder: Path) -> None:
    """读数据，一张一张排，再改一张。"""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # 只有一个核，就不分给别的进程做
    jobs = [PrintJob(**job) for job in json.loads(data.read_bytes())]
    cpu, wall, memory = [time.process_time()], [time.perf_counter()], [_resident_mb()]

    def note(_: str) -> None:
        cpu.append(time.process_time())
        wall.append(time.perf_counter())
        memory.append(_resident_mb())

    with TemporaryDirectory() as empty:
        cache = Cache(Path(empty))
        made = write_prints(folder, PrintOrder(lambda: jobs, "new", folder, ()), cache, note)
        spent = [(after - before) * 1000 for before, after in pairwise(cpu)]
        ticked = [(after - before) * 1000 for before, after in pairwise(wall)]
        method = jobs[0].data["method"]
        edited = {**jobs[0].data, "method": {**method, "title": method["title"] + "改"}}
        start = time.process_time()
        order = PrintOrder(lambda: [replace(jobs[0], data=edited), *jobs[1:]], "edited", folder, ())
        again = write_prints(folder, order, cache, lambda _: None)
        edit = time.process_time() - start
    print(
        json.dumps(
            {
                "made": made,
                "cpu_ms": {"median": median(spent), "mean": mean(spent), "first": spent[0]},
                "wall_ms": {"median": median(ticked), "mean": mean(ticked)},
                "mb_after_10": memory[_WARM],
                "mb_after_all": memory[-1],
                "again": again,
                "edit_cpu": edit,
            }
        )
    )


def _resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 1e6


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
