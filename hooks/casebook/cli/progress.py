"""进度条：只在终端里，写到标准错误；一秒之内做完的不显示。"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from casebook.publish.progress import Progress, silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

_PATIENCE = 1.0


@contextmanager
def progress_bars(patience: float = _PATIENCE) -> Iterator[Progress]:
    """`with progress_bars() as progress`：做长事的拿它去告诉；做完就擦掉。"""
    if not sys.stderr.isatty():
        yield silent
        return
    shown = _Shown(patience)
    try:
        yield shown
    finally:
        shown.stop()


class _Shown:
    """正在显示的；过了 `patience` 秒才装载 rich。

    不开刷新的线程：有别的线程时，几个核就不能一起做（见 publish/crew.py）。
    """

    def __init__(self, patience: float) -> None:
        self._since = time.monotonic()
        self._patience = patience
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        if self._bars is None:
            if time.monotonic() - self._since < self._patience:
                return
            self._bars = _bars()
            self._bars.start()
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=total)
        self._bars.update(self._tasks[what], completed=done, total=total)
        self._bars.refresh()

    def stop(self) -> None:
        """擦掉。"""
        if self._bars is not None:
            self._bars.stop()


def _bars() -> "Bars":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
