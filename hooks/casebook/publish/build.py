"""做出一版：没有变的从上一版接过来，贵的从缓存里取，别的做出来，写好，看过。"""

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from casebook.publish.artefact import Artefact, Output
from casebook.publish.facts import PageFacts, Target, facts_of
from casebook.publish.manifest import File, LastRelease, Release
from casebook.publish.verify import looked_at
from casebook.store import Cache, Ledger, shared_out


class _Written(NamedTuple):
    """写好的一件：在哪里，是什么；是网页的，锚点、指到别处的链接、毛病。"""

    path: str
    file: File
    ids: str | None = None
    targets: Iterable[Target] = ()
    faults: Iterable[str] = ()


class Batches(NamedTuple):
    """几个核怎样分：不到 `few` 件就在本进程里做，一批 `size` 件，攒够 `window` 件就做（0 是全部）。

    `here` 为真时也在本进程里做。
    """

    few: float
    size: int
    window: int = 0
    here: Callable[[], bool] = bool


HERE = Batches(few=math.inf, size=1)
"""在本进程里一件件地做。"""


class Builder:
    """往 `folder` 里写一版，记在 `release`。

    `base` 是网站在域名下的路径；`ledger` 是各件用到的账本，每做好一批落一次账。
    """

    def __init__(
        self,
        folder: Path,
        cache: Cache,
        ledger: Ledger | None = None,
        last: LastRelease | None = None,
        base: str = "/",
    ) -> None:
        self.folder = folder
        self.cache = cache
        self.release = Release(last or LastRelease(), facts=self._facts)
        self._ledger = ledger
        self._base = base

    def build(
        self,
        artefacts: Iterable[Artefact],
        batches: Batches = HERE,
        told: Callable[[str, bool], object] = lambda path, made: None,
    ) -> None:
        """做 `artefacts`。每件有了，告诉 `told`：在哪里，是不是这次做的。"""
        waiting: list[Artefact] = []
        for one in artefacts:
            if self.have(one.path, one.key, one.stored):
                told(one.path, False)
            elif one.alone:
                self._make([one], HERE, told)
            else:
                waiting.append(one)
                if len(waiting) == batches.window:
                    self._make(waiting, batches, told)
                    waiting = []
        self._make(waiting, batches, told)

    def have(self, path: str, key: str, stored: bool) -> bool:
        """`path` 有了：上一版里由同样的东西做成，或 `stored` 而缓存里有，写好了。"""
        release = self.release
        if same := release.last.same(path, key):
            release.files[path] = same
            if path.endswith(".html"):
                release.ids[path] = release.last.ids(path)
            if stored:
                self.cache.touch(key)
            return True
        content = self.cache.get(key) if stored else None
        if content is None:
            release.files.pop(path, None)
            return False
        release.files[path] = File(key, write(self.folder / path, (content,)))
        return True

    def _make(
        self, todo: Sequence[Artefact], batches: Batches, told: Callable[[str, bool], object]
    ) -> None:
        def some(batch: Sequence[int]) -> list[_Written]:  # 几个核之间只传号：函数传不过去
            done = [self._written(todo[number]) for number in batch]
            if self._ledger:
                self._ledger.settle()
            return done

        few = math.inf if batches.here() else batches.few
        for batch in shared_out(some, range(len(todo)), few, batches.size):
            for one in batch:
                self.release.files[one.path] = one.file
                self.release.targets.update(one.targets)
                self.release.faults += one.faults
                if one.ids is not None:
                    self.release.ids[one.path] = one.ids
                told(one.path, True)

    def _written(self, one: Artefact) -> _Written:
        output = one.make()
        if one.stored:
            content = b"".join(output.parts)
            output = Output((content,))
            self.cache.put(one.key, content)
        file = File(one.key, write(self.folder / one.path, output.parts))
        if output.facts is None:
            return _Written(one.path, file)
        ids = "\n".join(output.facts.ids)
        return _Written(one.path, file, ids, *looked_at(one.path, output.facts, self._base))

    def content(self, path: str, key: str) -> bytes | None:
        """写好的、接过来的 `path`；不是由 `key` 做成的、还没有的为 None。"""
        file = self.release.files.get(path)
        if file is None or file.key != key:
            return None
        return self._where(file.node).joinpath(path).read_bytes()

    def _where(self, node: int) -> Path:
        """接过来的在上一版里，别的在这一版里。"""
        folder = self.release.last.folder if node else self.folder
        assert folder  # noqa: S101 - 有接过来的，就有上一版
        return folder

    def _facts(self, path: str) -> PageFacts:
        """写好的、接过来的一页里的锚点与链接。"""
        file = self.release.files.get(path)
        return facts_of((self._where(file.node if file else 0) / path).read_bytes())


def write(path: Path, parts: Iterable[bytes | memoryview]) -> str:
    """写 `path`，返回内容的 SHA-256。"""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for part in parts:
            file.write(part)
            digest.update(part)
    return digest.hexdigest()
