"""自己这个进程：有人叫停时收拾好再走，跟着开自己的一起走，标准输入输出都在。不引入别的房间。"""

import atexit
import contextlib
import datetime  # noqa: F401 - pydantic 由它的 Rust 装载这一个，正好这时按了 Ctrl-C，会崩溃：先装载好
import gc
import io
import os
import signal
import sys
from types import FrameType

_SOON = 0.02
"""等多少秒再看。"""
_HANG_UP = getattr(signal, "SIGHUP", None)
"""nohup 开的，关了窗口也不停。"""


def begin() -> None:
    """进程开头：标准输入输出都在，写得出；走的时候不扫垃圾：内存反正要还，一万条案例要扫一秒多。"""
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # GBK 的窗口里没有的字写成问号，不出错
    atexit.register(gc.freeze)


def stop_with(message: str, ctrl_c: bool = True, even_in_background: bool = False) -> None:
    """有人叫停（SIGTERM、关窗口、Ctrl-C）时，收拾好再走，说 `message`；为空时不说，算好好停下。

    `ctrl_c` 为假时不管 Ctrl-C。在后台开的，shell 让它不听；要照样听，写 `even_in_background`。
    """

    def stop(_: int, frame: FrameType | None) -> None:
        for one in heard:
            signal.signal(one, signal.SIG_IGN)  # 收拾的时候不再听
        if _importing(frame) and hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, stop)
            signal.setitimer(signal.ITIMER_REAL, _SOON)
            atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)  # 这时已经做完，就不再看
            return
        raise SystemExit(message or None)

    names = ("SIGTERM", "SIGHUP", "SIGBREAK", *(("SIGINT",) if ctrl_c else ()))
    every = [found for name in names if (found := getattr(signal, name, None))]
    heard = [
        one
        for one in every
        if signal.getsignal(one) is not signal.SIG_IGN or (even_in_background and one != _HANG_UP)
    ]
    for one in heard:
        signal.signal(one, stop)


def _importing(frame: FrameType | None) -> bool:
    """正在装载库：C++ 写的库这时被打断会崩溃，等它装完。"""
    while frame:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def follow(parent: int, number: int = signal.SIGTERM) -> None:
    """开自己的进程 `parent` 没有了，系统就给自己发信号 `number`。只有 Linux 有，别处不做。"""
    if sys.platform != "linux":
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, number, 0, 0, 0)  # 1 是 PR_SET_PDEATHSIG
        if os.getppid() != parent:  # 说之前就没有了
            os.kill(os.getpid(), number)


def _open_streams() -> None:
    """标准输入输出被关掉的，接到空设备上：免得下一个打开的文件顶了它的号，开的进程也没有。"""
    while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(opened, True)
    os.close(opened)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))
