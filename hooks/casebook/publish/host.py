"""主机（MkDocs）：在自己的进程里开，随我们一起停。"""

import os
import signal
import subprocess
import sys
from collections.abc import Collection
from functools import partial
from pathlib import Path

from casebook.process import follow
from casebook.read.settings import SETTINGS

_PATIENCE = 10
"""叫它停以后，至多等多少秒。"""
_LOOK = 0.2 if os.name == "nt" else None
"""等的时候隔多少秒醒一次：Windows 上一直等着，按了 Ctrl-C 也醒不过来。"""
_OWN_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
"""Windows：自成一组，才能只叫它停；那里的 SIGTERM 是当场杀掉，来不及收拾。"""
_STOP = getattr(signal, "CTRL_BREAK_EVENT", signal.SIGTERM)


def start_host(
    root: Path, command: str, *options: str, settings: str = SETTINGS, without: Collection[str] = ()
) -> "subprocess.Popen[bytes]":
    """开 `mkdocs <command>`，手册在 `root`，照那里的 `settings`。

    我们哪怕被杀了，它也跟着停（只在 Linux 上）。`without` 是不传给它的环境变量。
    """
    kept = {name: value for name, value in os.environ.items() if name not in without}
    return subprocess.Popen(  # noqa: S603 - 都是自己的字
        [sys.executable, "-m", "mkdocs", command, "--quiet", "-f", root / settings, *options],
        env={**kept, "NO_MKDOCS_2_WARNING": "1"},
        creationflags=_OWN_GROUP,
        preexec_fn=partial(follow, os.getpid()) if sys.platform == "linux" else None,
    )


def wait_for_host(host: "subprocess.Popen[bytes]") -> int:
    """等它做完；返回退出码。"""
    while True:
        try:
            return host.wait(_LOOK)
        except subprocess.TimeoutExpired:
            continue


def stop_host(host: "subprocess.Popen[bytes]") -> int:
    """叫它停：先好好说，等它收拾；不听的，杀掉。返回退出码，负的是被信号停的。"""
    host.send_signal(_STOP)
    try:
        return host.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        host.kill()
        return host.wait()
