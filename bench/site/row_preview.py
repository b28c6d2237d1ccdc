"""预览：存了一条案例，过多久页面答出新的话；与 MkDocs 自己的预览比。"""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count as numbers
from pathlib import Path

import corpus
from measure import Cost, JobFailed, Tree, descendants, usual
from peers import ENV, SEARCHED
from progress import tell
from workplace import Run, Workplace

_STEP = 0.01
_START, _ANSWER = 600, 120
_SETTLING = 2.5
"""起来以后过几秒才改：主机隔一会儿看一次文件，缓存过两秒才认文件的时间。"""


@dataclass(frozen=True)
class Server:
    """开着的预览。"""

    process: subprocess.Popen[bytes]
    port: int

    def page(self, path: str) -> str | None:
        """一页的文字；没有答就是 None。"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_ANSWER)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.read().decode("utf-8", "replace") if answer.status == 200 else None
        except OSError:
            return None
        finally:
            connection.close()

    def look(self, tree: Tree) -> None:
        """看一次它的进程树。"""
        tree.look([self.process.pid, *descendants(self.process.pid)])


def preview(place: Workplace, peers: Sequence[str]) -> None:
    """一千条；两家都开着，轮流改。"""
    count = place.few
    names = [SEARCHED, *(name for name in peers if name == "mkdocs")]
    with ExitStack() as open_servers:
        contestants = {}
        for name in names:
            folder = place.site(name, count).folder
            tell(f"预览 {count} 条，{name}，起来")
            server = open_servers.enter_context(_served(folder))
            contestants[name, count] = _saving(place, name, server, folder)
        time.sleep(_SETTLING)
        for run in contestants.values():
            run()  # 热身
        costs = place.in_turn("预览", contestants)
    mine, name = costs[SEARCHED, count], f"{count} 条预览，存了到页上是新的话，有索引"
    place.report.goal(f"{name}：钟表", mine.wall, 0.5, "秒", place.judged)
    if other := costs.get(("mkdocs", count)):
        place.report.compare(
            f"{name}，与 mkdocs 比", mine, other, "mkdocs", place.judged, wall=0.05
        )


def _saving(place: Workplace, name: str, server: Server, folder: Path) -> Run:
    """改一条的一句话，存了，等它的页答出来。"""
    case_id = corpus.case_id(place.few // 2)
    old = place.content(place.few).cases[case_id]["一句话"]["内容"]
    file = folder / (f"docs/cases/{case_id}.md" if name == "mkdocs" else f"cases/{case_id}.yml")
    turns = numbers(1)
    said = [old]

    def run() -> Cost:
        turn = next(turns)
        time.sleep(0.17 * turn % 0.5)  # 主机每半秒看一次文件：存的时刻错开，不总碰上同一刻
        new, text = f"{old}改到第{turn}次。", file.read_text("utf-8")
        before, tree = Tree(), Tree()
        server.look(before)
        start = time.perf_counter()
        file.write_text(text.replace(said[0], new), encoding="utf-8")
        _wait(lambda: new in (server.page(f"/cases/{case_id}/") or ""), _ANSWER)
        wall = time.perf_counter() - start
        server.look(tree)
        said[0] = new
        return Cost(tree.cpu - before.cpu, wall, tree.peak_mb)

    return run


@contextmanager
def _served(folder: Path) -> Iterator[Server]:
    """在 `folder` 里开 `mkdocs serve`，起来了给出它；用完停掉。"""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--quiet"]
    process = subprocess.Popen(
        [*command, "--dev-addr", f"127.0.0.1:{port}"], cwd=folder, env=usual(ENV),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    server = Server(process, port)
    try:
        _wait(lambda: server.page("/") is not None or process.poll() is not None, _START)
        if process.poll() is not None:
            raise JobFailed("mkdocs serve 没有起来")
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(done: Callable[[], bool], limit: float) -> None:
    end = time.perf_counter() + limit
    while not done():
        if time.perf_counter() > end:
            raise JobFailed(f"预览没有答，等了 {limit} 秒")
        time.sleep(_STEP)
