"""别处的错碍不碍人说的几条案例：自己的、说到的登记碍；别的案例、文章、没有说到的登记不碍。

拿不准的都算碍：登记簿读不懂的，写在各条外面的，书自己的一份。
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from casebook.model import REGISTER_FOLDER
from casebook.problems import Problem
from casebook.read import (
    Library,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    read_document,
    read_file,
)
from casebook.read.text import Text

_CALLED = ("编号", "名称", "又称", "简称", "文中标出")
"""一条登记叫什么：文字里写着的，就是说到了它。"""
_ENTRIES = "条目"


class _Part(NamedTuple):
    """登记簿里的一截：从第几行起，叫什么，写着什么；不是一条的（说明等），没有叫什么。"""

    start: int
    names: tuple[str, ...]
    text: str


class Concerning:
    """`names` 这几条案例说到的一切。"""

    def __init__(self, library: Library, names: Sequence[str]) -> None:
        self._library, self._names = library, names

    def concerns(self, problem: Problem) -> bool:
        """`problem` 碍不碍。"""
        folder, _, rest = problem.path.partition("/")
        if folder == "cases":
            return rest.partition("/")[0].removesuffix(".yml") in self._names
        if folder == "content" and not problem.path.startswith(f"{REGISTER_FOLDER}/"):
            return problem.path.endswith(".yml")
        parts = self._parts.get(problem.path, [])
        at = bisect_right([one.start for one in parts], problem.line) - 1
        return at < 0 or not parts[at].names or (problem.path, at) in self._mentioned

    @cached_property
    def _parts(self) -> dict[str, list[_Part]]:
        texts = self._library.texts.values()
        return {one.path: _parts(one) for one in texts if one.path.startswith(REGISTER_FOLDER)}

    @cached_property
    def _mentioned(self) -> set[tuple[str, int]]:
        """说到的各条：案例里说到的，它们又说到的。"""
        paths = (f"cases/{one}.yml" for one in self._names)
        waiting = [read_file(self._library.root, path)[0].content for path in paths]
        left = {(path, n): one for path, some in self._parts.items() for n, one in enumerate(some)}
        found: set[tuple[str, int]] = set()
        while waiting:
            said = waiting.pop()
            new = [key for key, one in left.items() if any(name in said for name in one.names)]
            waiting += [left.pop(key).text for key in new]
            found.update(new)
        return found


def _parts(text: Text) -> list[_Part]:
    """一本登记簿里的各截，照先后；读不懂的一截也没有。"""
    document, _ = read_document(text) if text.content else (None, [])
    if document is None or document.broken:
        return []
    root, rows = document.root, text.content.split("\n")
    node = root.items.get(_ENTRIES)
    items = node.items if isinstance(node, SequenceNode) else [node] if node else []
    starts: list[tuple[int, Node | None]] = [(one.line, one) for one in items]
    starts += [(key.line, None) for name, key in root.keys.items() if name != _ENTRIES]
    starts.sort(key=lambda one: one[0])
    ends = [line for line, _ in starts[1:]]
    return [
        _Part(line, tuple(_called(one)), "\n".join(rows[line - 1 : end - 1]))
        for (line, one), end in zip(starts, [*ends, len(rows) + 1], strict=True)
    ]


def _called(node: Node | None) -> Iterator[str]:
    """一条叫什么。"""
    if not isinstance(node, MappingNode):
        return
    for key in _CALLED:
        own = node.items.get(key)
        for one in own.items if isinstance(own, SequenceNode) else (own,):
            if isinstance(one, ScalarNode) and one.text:
                yield one.text
