"""怎样问一家：浏览器里的一页、网站自己的查找框，或 Python 里。"""

import gzip
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from ask import Ways
from browser import Server, Session, Spent, find, session
from engines import HERE, Built
from fixture import Answer, Query
from machine import PYTHON
from measure import measured
from playwright.sync_api import Error, Page

SHOWN = 10
"""一次查找列出几页：量用了多少时。"""
_ALL = 300
_WAIT = 5000
_ADDRESSES = "all => all.map(({ href }) => new URL(href)).map((one) => one.pathname + one.hash)"
ToWays = Callable[[str], Ways]


class Asker(Protocol):
    """问得到的一家。"""

    def answers(self, queries: Iterable[Query]) -> dict[str, Answer]:
        """各句的答案。"""

    def costs(self, first: str, following: Sequence[str]) -> list[Spent]:
        """头一次来的人问 `first`，接着问 `following`，每句用了多少。"""

    def from_disk(self) -> bool | None:
        """双击打开（file://）时找不找得到；没有浏览器里用的为空。"""


class ByPage:
    """`bench/search/pages/` 里的一页，它有 `find(几种问法, 几页)`。"""

    def __init__(self, built: Built, ways: ToWays) -> None:
        self.built, self.ways = built, ways
        self.roots = {"/index/": built.folder, "/": HERE / "pages"}

    def answers(self, queries: Iterable[Query]) -> dict[str, Answer]:
        """一页里一句一句地问。"""
        with session() as browser, Server(self.roots) as server:
            page = browser.visit(f"{server.url}/{self.built.engine.page}")
            return {q.typed: Answer(find(page, self.ways(q.typed), _ALL)) for q in queries}

    def costs(self, first: str, following: Sequence[str]) -> list[Spent]:
        """页面本身不算，程序与索引都算。"""
        spent: list[Spent] = []
        with session() as browser, Server(self.roots) as server:
            page = browser.visit(f"{server.url}/{self.built.engine.page}")
            for typed in (first, *following):
                with browser.metered(server) as meter:
                    find(page, self.ways(typed), SHOWN)
                spent += meter
        return spent

    def from_disk(self) -> bool | None:
        """页面与索引放在一个文件夹里，直接打开。"""
        folder = self.built.folder.with_suffix(".disk")
        folder.mkdir(exist_ok=True)
        for path in (HERE / "pages").iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
        if not (folder / "index").exists():
            (folder / "index").symlink_to(self.built.folder)
        with session() as browser:
            page = browser.visit(f"file://{folder}/{self.built.engine.page}")
            page.set_default_timeout(_WAIT)
            try:
                return bool(find(page, self.ways("睦邻巷"), SHOWN))
            except Error:
                return False


class ByTyping:
    """网站自己的：打开查找，打字，读列出来的。换了样子，只改下面几个选择器。"""

    BUTTON = ".cn-sbtn"
    FIELD = ".cn-search input"
    STATUS = ".cn-search__told"
    ITEMS = ".cn-search__list a[href]"
    GUESSES = ".cn-search__told button"
    """“您是不是找”的词。"""
    _QUIET, _LEAST, _MOST = 0.35, 0.3, 60.0
    """列表这么久没有变、也不再用处理器，算答完了；至少、至多等几秒。"""

    def __init__(self, site: Path) -> None:
        self.site = site

    def answers(self, queries: Iterable[Query]) -> dict[str, Answer]:
        """一句一句地打。"""
        found = {}
        with session() as browser, Server({"/": self.site}) as server:
            page = browser.visit(f"{server.url}/")
            for query in queries:
                self._type(browser, page, query.typed)
                listed = page.eval_on_selector_all(self.ITEMS, _ADDRESSES)
                guesses = page.locator(self.GUESSES).all_text_contents()
                places = [one.removeprefix("/") for one in listed]
                found[query.typed] = Answer(places, [one.strip() for one in guesses])
        return found

    def costs(self, first: str, following: Sequence[str]) -> list[Spent]:
        """没有点就取来的索引，也算在第一句里。"""
        spent: list[Spent] = []
        with session() as browser, Server({"/": self.site}) as server:
            page = browser.visit(f"{server.url}/")
            unasked = sum(n for a, n in server.sent if "search" in a or "/workers/" in a)
            for typed in (first, *following):
                with browser.metered(server) as meter:
                    self._type(browser, page, typed)
                size = meter[0].size + (0 if spent else unasked)
                spent.append(Spent(size, meter[0].requests, meter[0].cpu, meter[0].wall))
        return spent

    def from_disk(self) -> bool | None:
        """双击首页。"""
        with session() as browser:
            page = browser.visit(f"file://{self.site}/index.html")
            page.set_default_timeout(_WAIT)
            try:
                self._type(browser, page, "睦邻巷")
                return page.locator(self.ITEMS).count() > 0
            except Error:
                return False

    def _type(self, browser: Session, page: Page, typed: str) -> None:
        if not page.is_visible(self.FIELD):
            page.click(self.BUTTON)
        page.fill(self.FIELD, "")
        page.fill(self.FIELD, typed)
        start = changed = time.perf_counter()
        seen, cpu = "", browser.cpu()
        while (now := time.perf_counter()) - start < self._MOST:
            shown = page.evaluate(
                "([s, i]) => [s, i].flatMap(one => [...document.querySelectorAll(one)])"
                ".map(one => one.textContent + one.href).join()",
                [self.STATUS, self.ITEMS],
            )
            used = browser.cpu()
            if shown != seen or used - cpu > 20:
                seen, cpu, changed = shown, used, now
            if now - changed > self._QUIET and now - start > self._LEAST:
                return
            page.wait_for_timeout(50)


class ByPython:
    """marz：没有发布浏览器里用的包，在 Python 里问它的索引。"""

    WASM = 84_000
    """程序本身要取多少字节（压过的）：它的说明里写的，没有量。"""

    def __init__(self, built: Built, ways: ToWays) -> None:
        self.built, self.ways = built, ways
        self.index = built.folder / "index.marz"

    def answers(self, queries: Iterable[Query]) -> dict[str, Answer]:
        """一次问完。"""
        typed = [q.typed for q in queries]
        said = self._ask(typed)
        pairs = zip(typed, said["answers"], strict=True)
        return {q: Answer([one.lstrip("/") for one in a["found"]]) for q, a in pairs}

    def costs(self, first: str, following: Sequence[str]) -> list[Spent]:
        """第一句要取整个索引，装进内存。"""
        said = self._ask([first, *following])
        size = len(gzip.compress(self.index.read_bytes(), 6)) + self.WASM
        spent = [Spent(0, 0, a["ms"], a["ms"]) for a in said["answers"]]
        head = spent[0]
        return [Spent(size, 2, head.cpu + said["loaded"], head.wall + said["loaded"]), *spent[1:]]

    def from_disk(self) -> bool | None:
        """没有试。"""
        return None

    def _ask(self, typed: Sequence[str]) -> Mapping[str, list[Mapping[str, float | list[str]]]]:
        file = self.built.folder.with_suffix(".ways")
        file.write_text(json.dumps([self.ways(one) for one in typed]), encoding="utf-8")
        command = [PYTHON, HERE / "by_marz.py", "ask", self.index, file]
        said = json.loads(measured(command, HERE)[1])
        file.unlink()
        return said
