"""一件活要多少：在全新的子进程里做，算上它的全部子孙进程。

处理器时间：自己当“收养者”（PR_SET_CHILD_SUBREAPER），子孙进程一个不漏地由自己来收，`wait4` 的
用户时间加系统时间加起来；/proc 里看到的比它多时，用看到的。内存：每 0.05 秒把整棵进程树各进程自己的
常驻内存加起来，共用的（文件、共享内存）只算最大的一份，取最大；单个进程的最大常驻内存比它大时，用那一个。
"""

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import struct_rusage

_PR_SET_CHILD_SUBREAPER = 36
_EVERY = 0.05
_LINGER = 10
"""主进程完了，别的进程至多再等几秒。"""
_TICK, _PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")


class JobFailed(Exception):
    """子进程没有做成；内容是它最后说的话。"""


@dataclass(frozen=True)
class Cost:
    """处理器秒、钟表秒、最大内存（百万字节）。"""

    cpu: float
    wall: float
    peak_mb: float


def measured(command: Sequence[str | Path]) -> tuple[Cost, str]:
    """跑一条命令：要多少，与它的标准输出。做不成时抛 JobFailed。"""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as wrong:
        start = time.perf_counter()
        process = subprocess.Popen([str(c) for c in command], stdout=said, stderr=wrong)
        seen: dict[int, float] = {}
        reaped: dict[int, struct_rusage] = {}
        peak = 0.0
        wall = code = None
        while wall is None or _children(os.getpid()):
            resident = [_resident(pid) for pid in _watch(seen)]
            shared = max((both for _, both in resident), default=0)
            peak = max(peak, sum(own for own, _ in resident) + shared)
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if pid:
                reaped[pid] = usage
            if pid == process.pid:
                wall, code = time.perf_counter() - start, os.waitstatus_to_exitcode(status)
                process.returncode = code
            elif not pid:
                time.sleep(_EVERY)
            if wall is not None and time.perf_counter() - start - wall > _LINGER:
                for left in _children(os.getpid()):
                    os.kill(left, signal.SIGKILL)
        if code:
            wrong.seek(0)
            raise JobFailed(wrong.read().decode("utf-8", "replace")[-3000:])
        said.seek(0)
        out = said.read().decode("utf-8")
    counted = sum(usage.ru_utime + usage.ru_stime for usage in reaped.values())
    single = max(usage.ru_maxrss for usage in reaped.values()) * 1.024 / 1000
    return Cost(max(counted, sum(seen.values())), wall, max(peak, single)), out


def _watch(seen: dict[int, float]) -> Iterator[int]:
    """全部子孙进程；各自用掉的处理器时间记进 `seen`。"""
    waiting = _children(os.getpid())
    while waiting:
        pid = waiting.pop()
        waiting += _children(pid)
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        seen[pid] = (int(fields[11]) + int(fields[12])) / _TICK
        yield pid


def _children(pid: int) -> list[int]:
    try:
        threads = [*Path(f"/proc/{pid}/task").iterdir()]
        return [int(n) for t in threads for n in (t / "children").read_text().split()]
    except OSError:
        return []


def _resident(pid: int) -> tuple[float, float]:
    """一个进程的常驻内存：自己的，共用的。"""
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
    except (OSError, ValueError):
        return 0, 0
    return (int(resident) - int(shared)) * _PAGE / 1e6, int(shared) * _PAGE / 1e6


if __name__ == "__main__":
    print(*measured(sys.argv[1:]))
