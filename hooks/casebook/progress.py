"""做到哪里了：做长事的告诉一声，在终端里画成进度条。"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

_PATIENCE = 1.0
"""几秒之内做完的不画。"""


class Progress(Protocol):
    """告诉一声：在做什么（如“读案例”），做好了几个，一共几个。"""

    def __call__(self, what: str, done: int, total: int) -> None:
        """做好了一些。"""


def silent(what: str, done: int, total: int) -> None:
    """不画。"""


@contextmanager
def progress_bars(wanted: bool = True, patience: float = _PATIENCE) -> Iterator[Progress]:
    """`with progress_bars() as progress`：做长事的拿它去告诉；做完就擦掉。

    画在标准错误上，它不是终端时不画。画的时候不要往终端写别的。
    """
    if not wanted or not sys.stderr.isatty():
        yield silent
        return
    drawn = _Drawn(patience)
    try:
        yield drawn
    finally:
        drawn.stop()


class _Drawn:
    """正在画的；过了 `patience` 秒才装载 rich。

    不开刷新的线程：有别的线程时，几个核就不能一起做（见 store/workers.py）。
    """

    def __init__(self, patience: float) -> None:
        self._since = time.monotonic()
        self._patience = patience
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        """做好了一些。"""
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

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
