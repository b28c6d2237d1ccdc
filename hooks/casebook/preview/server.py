"""预览：与出版的是同样的各件，有人看时才做。

一改就把全部网页再写一遍，一千条要一秒；看的人一次只看一页。
"""

import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from casebook.faults import say, sentence
from casebook.preview.beside import Beside
from casebook.preview.editor import Editor
from casebook.preview.overlay import Overlay, with_overlay
from casebook.problems import Problem
from casebook.publish import Artefact, Builder
from casebook.read.settings import settings_fault

_PATIENCE = 30
"""正在编的时候来要网页，最多等多少秒。"""
_LONGEST = 4000
"""网址至多多少字节；再长，系统里也没有这样的文件。"""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""WSGI 应用（PEP 3333）。"""


Answer = tuple[str, list[tuple[str, str]], Iterable[bytes]]
"""状态、抬头、内容。"""


class Preview:
    """现在预览的一本：编好了才答话。"""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._trouble = ""
        self._ready = threading.Event()
        self._now: tuple[Callable[[str], Artefact | None], Builder, str] | None = None
        self._making = threading.Lock()
        self._overlay = Overlay()
        self._editor: Editor | None = None
        self._beside: Beside | None = None

    def begin(self) -> None:
        """开始重编：来要网页的等一等。"""
        self._ready.clear()

    def ready(
        self,
        find: Callable[[str], Artefact | None],
        builder: Builder,
        base: str,
        problems: Iterable[Problem],
        beside: Beside,
    ) -> None:
        """编好了：有人看一个文件，`find` 找得到那一件，`builder` 就去做。

        `base` 是网站在域名下的路径，`problems` 浮在网页上，`beside` 是另有的几页。
        """
        self._now, self._beside = (find, builder, base), beside
        self._overlay.show(problems, base)
        self._trouble = ""
        self._ready.set()

    def whatever_happens(self, build: Callable[[], object]) -> Callable[[], None]:
        """主机重编一次的 `build`，编不成也不停下：说一句，网页上也看得到，等下一次存文件。"""

        def built() -> None:
            try:
                build()
            except Exception as error:
                words = str(error) if isinstance(error, SystemExit) else ""  # 已经说成中文的
                if not words:
                    words = f"{settings_fault(self._root) or sentence(error, self._root)}。"
                say(words)
                self._trouble = words
                self._ready.set()

        return built

    def edit(self, cache: Path) -> None:
        """有可视化编辑器；它装在 `cache` 里。"""
        self._editor = self._editor or Editor(cache)

    def around(self, app: Application) -> Application:
        """套在主机的应用 `app` 外面：要的一页还没有写，先写出来；网页添上浮层。"""

        def served(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            try:
                status, headers, body = self._answer(app, environ)
            except Exception as error:
                words = f"{sentence(error, self._root)}。"
                say(words)
                status, headers, body = _plainly("500 Internal Server Error", words)
            start_response(status, headers)
            return [] if environ["REQUEST_METHOD"] == "HEAD" else body

        return served

    def _answer(self, app: Application, environ: dict[str, Any]) -> Answer:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            status, headers, body = _plainly("405 Method Not Allowed", "这里只能看。")
            return status, [*headers, ("Allow", "GET, HEAD")], body
        try:
            asked = environ["PATH_INFO"].encode("latin-1").decode("utf-8")
        except UnicodeError:
            return _plainly("400 Bad Request", "这个网址不是 UTF-8 写的。")
        if not _possible(asked):
            return _plainly("404 Not Found", "没有这一页。")
        if found := self._overlay.answer(asked) or self._from_editor(asked):
            kind, content = found
            return _whole("200 OK", kind, content)
        if self._beside and (found := self._beside.answer(asked)):
            return _whole("200 OK", *found)
        if self._trouble and not asked.startswith("/livereload/"):
            return _plainly("503 Service Unavailable", self._trouble, [("Refresh", "2")])
        status, headers, body = self._asked(app, environ, asked)
        if dict(headers).get("Content-Type", "").startswith("text/html"):
            page = with_overlay(b"".join(body), status.startswith("404"))
            headers = [h for h in headers if h[0].lower() != "content-length"]
            return status, [*headers, ("Content-Length", str(len(page)))], [page]
        return status, headers, body

    def _from_editor(self, asked: str) -> tuple[str, bytes] | None:
        """要的是编辑器的东西，给（类型, 内容）。"""
        if self._editor is None or self._now is None:
            return None
        base = self._now[2].rstrip("/") + "/"
        return self._editor.answer(asked.removeprefix(base))

    def _asked(self, app: Application, environ: dict[str, Any], asked: str) -> Answer:
        """主机答的：状态、抬头、内容。"""
        said: list[Any] = []
        for again in (True, False):
            ours = self._made(asked)
            said.clear()
            body = app(environ, lambda *response: said.extend(response))
            # 主机自己也等正在编的：等的时候，写好的又清走了
            if not (ours and again and said[0].startswith("404")):
                break
        return said[0], said[1], body

    def _made(self, asked: str) -> bool:
        """要的是不是由这里做的一件；是，就做好了。"""
        self._ready.wait(_PATIENCE)
        if self._now is None:
            return False
        find, builder, base = self._now
        path = asked.removeprefix(base.rstrip("/")).strip("/")
        found = find(f"{path}/index.html") or find(path)
        if found is None:
            return False
        with self._making:
            if not (builder.folder / found.path).exists():
                builder.build([found])
        return True


def _possible(asked: str) -> bool:
    """系统里可以有这个名字的文件，也不往外走。"""
    parts = asked.split("/")
    long = len(asked.encode()) > _LONGEST or any(len(part.encode()) > 255 for part in parts)
    odd = any(ord(char) < 32 or ord(char) == 127 for char in asked)
    return not (long or odd or {".", ".."} & {*re.split(r"[/\\]", asked)})


def _whole(status: str, kind: str, content: bytes) -> Answer:
    headers = [("Content-Type", kind), ("Content-Length", str(len(content)))]
    return status, [*headers, ("Cache-Control", "no-store")], [content]


def _plainly(status: str, words: str, more: Iterable[tuple[str, str]] = ()) -> Answer:
    """只有几句话的一页。"""
    status, headers, body = _whole(status, "text/plain; charset=utf-8", f"{words}\n".encode())
    return status, [*headers, *more], body
