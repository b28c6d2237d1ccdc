"""预览：存了一条案例，过多久页面答出新的话。"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_STEP = 0.01
_START, _ANSWER = 600, 120


class NoAnswer(Exception):
    """预览没有起来，或者一直没有答出新的话。"""


@contextmanager
def served(folder: Path, env: Mapping[str, str]) -> Iterator[int]:
    """在 `folder` 里开 `mkdocs serve`，起来了就给出端口；用完停掉。"""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--quiet"]
    process = subprocess.Popen(
        [*command, "--dev-addr", f"127.0.0.1:{port}"], cwd=folder, env={**os.environ, **env},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(lambda: _page(port, "/") is not None or process.poll() is not None, _START)
        if process.poll() is not None:
            raise NoAnswer("mkdocs serve 没有起来")
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answered(port: int, path: str, file: Path, old: str, new: str) -> float:
    """把 `file` 里的 `old` 改成 `new` 存下，过几秒 `path` 答出 `new`。"""
    text = file.read_text("utf-8")
    if old not in text:
        raise NoAnswer(f"{file.name} 里没有“{old}”")
    start = time.perf_counter()
    file.write_text(text.replace(old, new), encoding="utf-8")
    _wait(lambda: new in (_page(port, path) or ""), _ANSWER)
    return time.perf_counter() - start


def _wait(done: Callable[[], bool], limit: float) -> None:
    end = time.perf_counter() + limit
    while not done():
        if time.perf_counter() > end:
            raise NoAnswer(f"等了 {limit} 秒")
        time.sleep(_STEP)


def _page(port: int, path: str) -> str | None:
    """一页的文字；没有答就是 None。"""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_ANSWER)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.read().decode("utf-8", "replace") if answer.status == 200 else None
    except OSError:
        return None
    finally:
        connection.close()
