"""一件活要多少：在全新的子进程里做，算上它的全部子孙进程。

处理器时间：自己当“收养者”（PR_SET_CHILD_SUBREAPER），子孙进程一个不漏地由自己来收，`wait4` 的
用户时间加系统时间加起来。内存：至多每 0.05 秒把整棵进程树各进程自己的常驻内存加起来，共用的只算最大
的一份，取最大；看到的单个进程的最大常驻内存（VmHWM）比它大时，用那一个。不用 ru_maxrss：子进程的
ru_maxrss 从父进程当时的常驻内存算起。
"""

import ctypes
import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import struct_rusage

_PR_SET_CHILD_SUBREAPER = 36
_EVERY = 0.05
_LINGER = 5
"""主进程完了，别的进程至多再等几秒。"""
_SIZES = re.compile(r"^(VmHWM|RssAnon|RssFile|RssShmem):\s*(\d+) kB$", re.MULTILINE)
_KB = 1024 / 1e6


class JobFailed(Exception):
    """子进程没有做成，或者超过了时限；内容是它最后说的话。"""


@dataclass(frozen=True)
class Cost:
    """处理器秒、钟表秒、最大内存（百万字节）。"""

    cpu: float
    wall: float
    peak_mb: float


def measured(
    command: Sequence[str | Path], cwd: Path | None = None,
    env: Mapping[str, str] | None = None, limit: float = 1800,
) -> tuple[Cost, str]:  # fmt: skip
    """跑一条命令：要多少，与它的标准输出。做不成或超过 `limit` 秒时抛 JobFailed。"""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as wrong:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(c) for c in command], stdin=subprocess.DEVNULL, stdout=said, stderr=wrong,
            cwd=cwd, env={**os.environ, **(env or {})},
        )  # fmt: skip
        usage, code, wall, peak = _followed(process, start, limit)
        said.seek(0)
        out = said.read().decode("utf-8", "replace")
        if code:
            wrong.seek(0)
            words = out + wrong.read().decode("utf-8", "replace")
            raise JobFailed(f"{' '.join(map(str, command))} 退出码 {code}\n{words[-3000:]}")
    cpu = sum(one.ru_utime + one.ru_stime for one in usage)
    return Cost(cpu, wall, peak), out


def _followed(
    process: subprocess.Popen[bytes], start: float, limit: float
) -> tuple[list[struct_rusage], int, float, float]:
    """看着它和子孙做完：各自用了多少，退出码，钟表秒，最大内存。"""
    usage: list[struct_rusage] = []
    peak, wall, code = 0.0, 0.0, None
    while code is None or _children(os.getpid()):
        peak = max(peak, _tree([*_descendants(os.getpid())]))
        try:
            pid, status, used = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            break
        spent = time.perf_counter() - start
        if pid:
            usage.append(used)
        else:
            time.sleep(min(_EVERY, 0.002 + spent / 50))
        if pid == process.pid:
            wall, code = spent, os.waitstatus_to_exitcode(status)
            process.returncode = code
        if spent > limit or (code is not None and spent > wall + _LINGER):
            for left in _descendants(os.getpid()):
                _kill(left)
    return usage, code if code is not None else -1, wall, peak


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _descendants(pid: int) -> Iterator[int]:
    waiting = _children(pid)
    while waiting:
        child = waiting.pop()
        waiting += _children(child)
        yield child


def _children(pid: int) -> list[int]:
    try:
        threads = [*Path(f"/proc/{pid}/task").iterdir()]
        return [int(n) for t in threads for n in (t / "children").read_text().split()]
    except OSError:
        return []


def _tree(pids: list[int]) -> float:
    """这些进程一起的常驻内存；哪一个自己到过更多，用它的。"""
    own, shared, single = 0.0, 0.0, 0.0
    for pid in pids:
        try:
            found = dict(_SIZES.findall(Path(f"/proc/{pid}/status").read_text()))
        except OSError:
            continue
        own += int(found.get("RssAnon", 0)) * _KB
        shared = max(shared, (int(found.get("RssFile", 0)) + int(found.get("RssShmem", 0))) * _KB)
        single = max(single, int(found.get("VmHWM", 0)) * _KB)
    return max(own + shared, single)
