"""几个核一起做：一堆活分给几个进程，做完的次序与分法不影响结果。"""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

from casebook.process import follow

T = TypeVar("T")
R = TypeVar("R")

_given: list[Callable[[Any], Any]] = []
"""开子进程之前放下要做的事，子进程看得到：函数不必能传过去。"""


def cores() -> int:
    """能用几个核。"""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def shared_out(
    work: Callable[[Sequence[T]], R], items: Sequence[T], few: float, batch: int
) -> Iterator[R]:
    """把 `items` 一批 `batch` 个地交给 `work`，按批的次序给出结果。

    不到 `few` 个、只有一个核、不能 fork 的系统（Windows）、正开着别的线程时，就在这里一批一批做。
    分出去的进程是现在这个的子进程，看得到同样的数据；`work` 里要自己打开文件与账本。
    """
    batches = [items[n : n + batch] for n in range(0, len(items), batch)]
    alone = threading.active_count() > 1 or "fork" not in multiprocessing.get_all_start_methods()
    if len(items) < few or cores() < 2 or alone:
        yield from map(work, batches)
        return
    _given.append(work)
    gc.freeze()  # 子进程不必去扫已有的东西，也就不必各留一份
    try:
        fork = multiprocessing.get_context("fork")
        count = min(cores(), len(batches))
        with ProcessPoolExecutor(count, fork, _follow, (os.getpid(),)) as pool:
            yield from pool.map(_one_batch, batches)
    finally:
        _given.pop()
        gc.unfreeze()


def _follow(parent: int) -> None:
    """子进程跟着父进程走：叫停的事由父进程来管，父进程被杀了也不留下来。"""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    follow(parent, signal.SIGKILL)


def _one_batch(items: Sequence[Any]) -> Any:
    return _given[-1](items)
