"""一件活要多少：在全新的子进程里做，算上它的全部子孙进程。

处理器时间：自己当“收养者”（PR_SET_CHILD_SUBREAPER），子孙进程一个不漏地由自己来收，`wait4` 的
用户时间加系统时间加起来；/proc 里看到的比它多时（有的进程不收自己的子进程），用看到的。

内存：隔一会儿把整棵进程树各进程自己的常驻内存加起来，分身（fork）与父进程共用的页只算一份（Pss），
文件与共享内存只算最大的一份，取最大；单个进程到过的最大（VmHWM）比它大时用那一个。不用 ru_maxrss：
子进程的从父进程当时的算起。至多每 0.05 秒看一次；看得慢时少看几次，不挤占所测的。
"""

import ctypes
import os
import re
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import struct_rusage
from statistics import median

_PR_SET_CHILD_SUBREAPER = 36
_EVERY, _SHARE, _MOST = 0.05, 30, 0.25
_LINGER = 10
"""主进程完了，别的进程至多再等几秒。"""
_SIZES = re.compile(r"^(VmHWM|RssAnon|RssFile|RssShmem|Pss_Anon):\s*(\d+) kB$", re.MULTILINE)
_KB = 1024 / 1e6
_TICK = os.sysconf("SC_CLK_TCK")
_UNUSUAL = ("PYTHONDONTWRITEBYTECODE",)
"""不传给所测的程序：不写字节码时 Python 每次都要重新编译，平常的人不会这样用。"""


class JobFailed(Exception):
    """子进程没有做成，或者超过了时限；内容是它最后说的话。"""


@dataclass(frozen=True)
class Cost:
    """处理器秒、钟表秒、最大内存（百万字节）。"""

    cpu: float
    wall: float
    peak_mb: float

    def __str__(self) -> str:
        return f"钟表 {self.wall:.2f} 秒，CPU {self.cpu:.2f} 秒，{self.peak_mb:.0f} MB"

    @classmethod
    def middle(cls, costs: Sequence["Cost"]) -> "Cost":
        """几遍的中位数，三样各取各的。"""
        return cls(*(median(getattr(c, name) for c in costs) for name in cls.__annotations__))


class Tree:
    """一棵进程树，一次次地看：用了多少处理器时间，一起最多占了多少内存。"""

    def __init__(self) -> None:
        self._cpu: dict[int, float] = {}
        self.peak_mb = 0.0

    @property
    def cpu(self) -> float:
        """看到的处理器秒，已经走了的进程也算。"""
        return sum(self._cpu.values())

    def look(self, pids: Iterable[int]) -> None:
        """看一次这些进程。"""
        pids, own, shared, single = [*pids], 0.0, 0.0, 0.0
        for pid in pids:
            try:
                found = _sizes(pid, "status")
                if len(pids) > 1:
                    found |= _sizes(pid, "smaps_rollup")
                spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
            except OSError:  # 刚走
                continue
            self._cpu[pid] = sum(map(int, spent)) / _TICK
            own += found.get("Pss_Anon", found.get("RssAnon", 0.0))
            shared = max(shared, found.get("RssFile", 0.0) + found.get("RssShmem", 0.0))
            single = max(single, found.get("VmHWM", 0.0))
        self.peak_mb = max(self.peak_mb, own + shared, single)


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
            cwd=cwd, env=usual(env or {}),
        )  # fmt: skip
        cost, code = _followed(process, start, limit)
        said.seek(0)
        out = said.read().decode("utf-8", "replace")
        if code:
            wrong.seek(0)
            words = out + wrong.read().decode("utf-8", "replace")
            raise JobFailed(f"{' '.join(map(str, command))} 退出码 {code}\n{words[-3000:]}")
    return cost, out


def usual(env: Mapping[str, str]) -> dict[str, str]:
    """平常的环境变量，加上 `env`。"""
    return {name: v for name, v in os.environ.items() if name not in _UNUSUAL} | {**env}


def descendants(pid: int) -> Iterator[int]:
    """全部子孙进程。"""
    waiting = _children(pid)
    while waiting:
        child = waiting.pop()
        waiting += _children(child)
        yield child


def _followed(process: subprocess.Popen[bytes], start: float, limit: float) -> tuple[Cost, int]:
    """看着它和子孙做完：用了多少，退出码。"""
    usage: list[struct_rusage] = []
    tree, wall, code = Tree(), 0.0, None
    ended = os.pidfd_open(process.pid)
    while code is None or _children(os.getpid()):
        looking = time.perf_counter()
        tree.look(descendants(os.getpid()))
        try:
            pid, status, used = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            break
        spent = time.perf_counter() - start
        if pid:
            usage.append(used)
        else:  # 主进程一完就醒，钟表时间才准
            rest = min(_SHARE * (start + spent - looking), spent / 10, _MOST)
            pause = max(min(_EVERY, 0.002 + spent / 50), rest)
            select.select([ended] if code is None else [], [], [], pause)
        if pid == process.pid:
            wall, code = spent, os.waitstatus_to_exitcode(status)
            process.returncode = code
        if spent > limit or (code is not None and spent > wall + _LINGER):
            for left in descendants(os.getpid()):
                _kill(left)
    os.close(ended)
    counted = sum(one.ru_utime + one.ru_stime for one in usage)
    return Cost(max(counted, tree.cpu), wall, tree.peak_mb), -1 if code is None else code


def _sizes(pid: int, file: str) -> dict[str, float]:
    """/proc 里的内存，换成百万字节。"""
    text = Path(f"/proc/{pid}/{file}").read_text()
    return {name: int(kb) * _KB for name, kb in _SIZES.findall(text)}


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _children(pid: int) -> list[int]:
    try:
        threads = [*Path(f"/proc/{pid}/task").iterdir()]
        return [int(n) for t in threads for n in (t / "children").read_text().split()]
    except OSError:
        return []
