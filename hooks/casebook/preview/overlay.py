"""预览时浮在网页上的问题：写的人看着网页就知道哪里要改。

不动网页自己：送出去的时候添上一行脚本。脚本来要问题，自己画在一旁。
"""

import json
from collections.abc import Iterable
from typing import Any

from casebook.package import PACKAGE
from casebook.problems import CATALOGUE, Problem, summary

BASE = "/__preview__/"
"""浮层的地址，站内不会有的。"""
_FILES = {
    "overlay.js": "text/javascript; charset=utf-8",
    "overlay.css": "text/css; charset=utf-8",
    "status.css": "text/css; charset=utf-8",
}
_FOLDER = PACKAGE / "preview/assets"
SHARED = {
    "公众号.html": "公众号文章",
    "海报.png": "海报（手机上看）",
    "海报-A3.pdf": "海报（A3 纸）",
    "展板.pdf": "展板",
}
"""一条工作法另有的几件（见 beside.py） → 叫什么。"""
_SCRIPT = '<script src="{}overlay.js"{} defer></script>'


class Overlay:
    """现在有哪些问题；`version` 每编一次加一，网页据此知道要不要再看一遍。"""

    def __init__(self) -> None:
        self.version = 0
        self._problems: tuple[Problem, ...] = ()
        self._base = "/"

    def show(self, problems: Iterable[Problem], base: str) -> None:
        """换上这一次的问题；`base` 是网站在域名下的路径。"""
        self._problems, self._base = tuple(problems), base.rstrip("/")
        self.version += 1

    def answer(self, asked: str) -> tuple[str, bytes] | None:
        """要的是浮层的东西，给（类型, 内容）；不是，给 None。"""
        name = asked.removeprefix(BASE)
        if name == "problems.json":
            return "application/json", self._listed()
        if name in _FILES:
            return _FILES[name], (_FOLDER / name).read_bytes()
        return None

    def _listed(self) -> bytes:
        listed = [self._told(problem) for problem in self._problems]
        said = summary(self._problems) if listed else ""
        everything = {
            "version": self.version,
            "summary": said,
            "problems": listed,
            "shared": [[kind, title] for kind, title in SHARED.items()],
        }
        return json.dumps(everything, ensure_ascii=False).encode()

    def _told(self, problem: Problem) -> dict[str, Any]:
        entry = CATALOGUE[problem.code]
        return {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "severity": str(problem.severity),
            "message": problem.message,
            "hint": problem.hint,
            "line_text": problem.line_text,
            "fix": entry.fix,
            "page": self._base + page if (page := _page_of(problem.path)) else "",
            "explained": f"{self._base}/guide/codes/#{problem.code}",
        }


def with_overlay(page: bytes, missing: bool) -> bytes:
    """网页添上浮层的脚本；`missing` 是没有这一页，有了脚本就把它打开。"""
    script = _SCRIPT.format(BASE, " data-missing" if missing else "").encode()
    before, body, after = page.rpartition(b"</body>")
    return before + script + body + after if body else page + script


def _page_of(path: str) -> str:
    """源文件 → 它自己的一页的地址；登记簿没有。"""
    folder, _, name = path.partition("/")
    stem = name.partition("/")[0].removesuffix(".yml")
    if folder == "cases":
        return f"/cases/{stem}/"
    if folder == "content" and name.endswith(".md"):
        inner = name.removesuffix(".md").removesuffix("index").rstrip("/")
        return f"/{inner}/" if inner else "/"
    return ""
