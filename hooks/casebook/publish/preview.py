"""预览：套外壳的页有人看时才写，存了文件马上重编。

一改就把全部网页再写一遍，一千条要一秒；看的人一次只看一页。
"""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from casebook.problems import Problem
from casebook.publish.overlay import Overlay, with_overlay
from casebook.publish.pages import ManyPages

_PATIENCE = 30
"""正在编的时候来要网页，最多等多少秒。"""
_QUIET = 0.03
"""文件不再变化多少秒之后开始编。"""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""WSGI 应用（PEP 3333）。"""


class Preview:
    """现在预览的一本：编好了才答话。"""

    def __init__(self) -> None:
        self._ready = threading.Event()
        self._now: tuple[ManyPages, Path, str] | None = None
        self._writing = threading.Lock()
        self._overlay = Overlay()

    def begin(self) -> None:
        """开始重编：来要网页的等一等。"""
        self._ready.clear()

    def ready(self, pages: ManyPages, folder: Path, base: str, problems: Iterable[Problem]) -> None:
        """编好了：`folder` 是主机写好的网站，`base` 是它在域名下的路径，`problems` 浮在网页上。"""
        self._now = pages, folder, base
        self._overlay.show(problems, base)
        self._ready.set()

    def around(self, app: Application) -> Application:
        """套在主机的应用 `app` 外面：要的一页还没有写，先写出来；网页添上浮层。"""

        def served(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            asked = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
            if found := self._overlay.answer(asked):
                kind, content = found
                headers = [("Content-Type", kind), ("Content-Length", str(len(content)))]
                start_response("200 OK", [*headers, ("Cache-Control", "no-store")])
                return [content]
            status, headers, body = self._asked(app, environ, asked)
            if dict(headers).get("Content-Type", "").startswith("text/html"):
                page = with_overlay(b"".join(body), status.startswith("404"))
                headers = [h for h in headers if h[0].lower() != "content-length"]
                headers.append(("Content-Length", str(len(page))))
                body = [page]
            start_response(status, headers)
            return body

        return served

    def _asked(
        self, app: Application, environ: dict[str, Any], asked: str
    ) -> tuple[str, list[tuple[str, str]], Iterable[bytes]]:
        """主机答的：状态、抬头、内容。"""
        said: list[Any] = []
        for again in (True, False):
            ours = self._written(asked)
            said.clear()
            body = app(environ, lambda *response: said.extend(response))
            # 主机自己也等正在编的：等的时候，写好的又清走了
            if not (ours and again and said[0].startswith("404")):
                break
        return said[0], said[1], body

    def _written(self, asked: str) -> bool:
        """要的是不是套外壳的页；是，就写好了。"""
        self._ready.wait(_PATIENCE)
        if self._now is None:
            return False
        pages, folder, base = self._now
        path = f"{asked.removeprefix(base.rstrip('/')).strip('/')}/index.html"
        if path not in pages:
            return False
        with self._writing:
            if not (folder / path).exists():
                pages.write_one(path, folder)
        return True


def watch_saves(server: Any, paths: Iterable[str]) -> Any:
    """主机的预览服务器改由系统通知哪个文件存了，不再每半秒把全部文件看一遍。

    `paths` 是它已经在看的。
    """
    from watchdog import events
    from watchdog.observers import Observer

    saved = [
        events.FileModifiedEvent,
        events.FileCreatedEvent,
        events.FileDeletedEvent,
        events.FileMovedEvent,
    ]

    class SavesObserver(Observer):  # type: ignore[misc, valid-type] # Observer 是按系统挑的
        """只报存了、加了、删了；光是读不算，不然一编又触发一次。"""

        def schedule(self, handler: Any, path: str, *, recursive: bool = False) -> Any:
            return super().schedule(handler, path, recursive=recursive, event_filter=saved)

    paths = list(paths)
    for path in paths:
        server.unwatch(path)
    server.observer = SavesObserver()
    server.build_delay = _QUIET
    for path in paths:
        server.watch(path)
    return server
