"""在 Chromium 里问：取了多少字节，用了多少处理器时间，列出来的是哪几页。"""

import gzip
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

_TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css",
    ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm",
}  # fmt: skip
_PACKED = 6
"""与 deploy/nginx.conf 一样的压法；Pagefind 的索引自己压过了。"""


@dataclass(frozen=True)
class Spent:
    """取来的字节（压过的）、几次，渲染进程的处理器毫秒，钟表毫秒。"""

    size: int
    requests: int
    cpu: float
    wall: float


class Server:
    """几个文件夹合成的网站：开头的路径 → 文件夹。数着送出去的字节。"""

    def __init__(self, roots: Mapping[str, Path]) -> None:
        self.roots, self.sent = dict(roots), list[tuple[str, int]]()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.answer(self)

            def log_message(self, *_: Any) -> None:
                return

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._packed: dict[Path, bytes] = {}
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    @cached_property
    def url(self) -> str:
        """从哪里取。"""
        return f"http://127.0.0.1:{self._http.server_port}"

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def answer(self, asked: BaseHTTPRequestHandler) -> None:
        """答一次。"""
        address = unquote(urlsplit(asked.path).path)
        path = self._file(address)
        kind = _TYPES.get(path.suffix, "application/octet-stream") if path else "text/plain"
        body = b"" if path is None else self._body(path, kind)
        self.sent.append((address, len(body)))
        asked.send_response(200 if path else 404)
        asked.send_header("Content-Type", kind)
        if path and kind != "application/octet-stream":
            asked.send_header("Content-Encoding", "gzip")
        asked.send_header("Content-Length", str(len(body)))
        asked.send_header("Cache-Control", "max-age=3600")
        asked.end_headers()
        asked.wfile.write(body)

    def _file(self, address: str) -> Path | None:
        for prefix, root in self.roots.items():
            if address.startswith(prefix):
                path = root / address.removeprefix(prefix)
                path = path / "index.html" if path.is_dir() else path
                if path.is_file():
                    return path
        return None

    def _body(self, path: Path, kind: str) -> bytes:
        if kind == "application/octet-stream":
            return path.read_bytes()
        if path not in self._packed:
            self._packed[path] = gzip.compress(path.read_bytes(), _PACKED)
        return self._packed[path]


class Session:
    """一个浏览器。"""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._cdp = browser.new_browser_cdp_session()

    def cpu(self) -> float:
        """全部渲染进程用过的处理器毫秒：页面与线程都在里面。"""
        processes = self._cdp.send("SystemInfo.getProcessInfo")["processInfo"]
        return sum(one["cpuTime"] for one in processes if one["type"] == "renderer") * 1000

    def visit(self, url: str) -> Page:
        """头一次来的人：什么也没有存。"""
        page = self.browser.new_context().new_page()
        page.goto(url, wait_until="networkidle")
        return page

    @contextmanager
    def metered(self, server: Server) -> Iterator[list[Spent]]:
        """做一件事，用了多少。"""
        spent: list[Spent] = []
        before, cpu, start = len(server.sent), self.cpu(), time.perf_counter()
        yield spent
        wall = (time.perf_counter() - start) * 1000
        sent = server.sent[before:]
        spent.append(Spent(sum(n for _, n in sent), len(sent), self.cpu() - cpu, wall))


def find(page: Page, ways: Sequence[str], limit: int) -> list[str]:
    """问页面里的 `find`：站内地址，好的在前。"""
    found: list[str] = page.evaluate("([w, n]) => find(w, n)", [[*ways], limit])
    return [address.lstrip("/") for address in found]


@contextmanager
def session() -> Iterator[Session]:
    """开一个 Chromium。开着时不要 `measured`：它会把浏览器当成所测的子孙进程。"""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        try:
            yield Session(browser)
        finally:
            browser.close()
