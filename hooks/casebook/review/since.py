"""送出去以后手册又改过：那一栏现在在哪个文件、哪一栏、第几行；找不到就说找不到，不指错。"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from casebook.model.told import place, placed
from casebook.model.walk import Loc
from casebook.read import (
    Document,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    read_document,
    read_file,
)
from casebook.read.files import yaml_files
from casebook.render.docx.sent import Sent
from casebook.review.change import LONG, Change
from casebook.store import digest_of_bytes

_LIKE = 0.6
"""字有这么多一样，才认作同一项。"""
_STARTS = (12, 6)
"""文章里照头上几个字找；再多，常常夹着记号。"""
_ALIASES = "曾用地址"


@dataclass(frozen=True)
class Now:
    """一栏现在在哪里：文件，第几行（找不到的为 0），哪一栏；`note` 是要说的话。"""

    path: str
    line: int
    field: str
    note: str = ""


class Since:
    """送出去的一份与手册现在的样子。"""

    def __init__(self, root: Path, sent: Sent) -> None:
        self._root, self._sent = root, sent
        self.path = cache(self._path)
        self._document = cache(self._read)
        self._aligned: dict[tuple[str, Loc, Loc], Mapping[int, int]] = {}
        self._words: dict[str, dict[Loc, str]] = {}
        for line in sent.lines:
            for span in line.spans:
                path, loc = placed(span.at)
                own = self._words.setdefault(path, {})
                said = _bare(line.text[span.start : span.end])
                if said not in (before := own.get(loc, "")):  # 印在几处的，只算一遍
                    own[loc] = before + said

    def changed(self, path: str) -> bool:
        """送出去以后改过（改了名、没有了也算）。"""
        content = read_file(self._root, path)[0].content
        return digest_of_bytes(content.encode()) != self._sent.files.get(path)

    def find(self, change: Change) -> Now:
        """`change` 的一栏现在在哪里。"""
        path, loc = placed(change.at)
        field = change.at.partition("#")[2]
        own = self.path(path)
        if not own.endswith(".yml"):
            return Now(own, self._article(own, change.before), field)
        document = self._document(own)
        if document is None:
            return Now(own, 0, field, "这个文件现在没有了，或者读不懂")
        if own == path and not self.changed(path):
            return Now(own, document.position(*loc)[0], field)
        found = self._followed(path, loc, document)
        if found is None:
            return Now(own, 0, field, "现在的文件里找不到这一处，可能删了、改写了")
        now, node = found
        return Now(own, node.line, place("", now)[1:], self._since(path, loc, node, change))

    def _path(self, path: str) -> str:
        """`path` 现在叫什么；改了名的，照曾用地址找，不然找一字不差的；都没有，还是它。"""
        folder, _, name = path.partition("/")
        if folder != "cases" or read_file(self._root, path)[0].content:
            return path
        old, same = name.removesuffix(".yml"), path
        for one in yaml_files(self._root, "cases", [], folders=True):
            text, _ = read_file(self._root, one.path)
            if digest_of_bytes(text.content.encode()) == self._sent.files.get(path):
                same = one.path
            document = read_document(text)[0] if _ALIASES in text.content else None
            node = document.node(_ALIASES) if document else None
            if node and old in (leaf.text for _, leaf in _leaves(node)):
                return one.path
        return same

    def _read(self, path: str) -> Document | None:
        text, _ = read_file(self._root, path)
        return read_document(text)[0] if text.content else None

    def _article(self, path: str, before: str) -> int:
        """文章的第几行：照原来的那几个字找，只有一处才算。"""
        rows = read_file(self._root, path)[0].content.split("\n")
        for most in _STARTS:
            start = before.strip().split("\n")[0][:most]
            found = [n for n, row in enumerate(rows, 1) if start and start in row]
            if len(found) == 1:
                return found[0]
        return 0

    # —— 照字一项一项地跟过去 ——

    def _followed(self, path: str, loc: Loc, document: Document) -> tuple[Loc, Node] | None:
        node: Node | None = document.root
        now: Loc = ()
        for n, step in enumerate(loc):
            if isinstance(step, int):
                items = node.items if isinstance(node, SequenceNode) else [node] if node else []
                index = self._pairs(path, loc[:n], now, items).get(step)
                if index is None:
                    return None
                node, now = items[index], (*now, index)
            elif isinstance(node, MappingNode):
                node, now = node.items.get(step), (*now, step)
            elif isinstance(node, ScalarNode):  # 简写成一句话的
                now = (*now, step)
            if node is None:
                return None
        return (now, node) if node else None

    def _pairs(self, path: str, old: Loc, now: Loc, items: Sequence[Node]) -> Mapping[int, int]:
        """`old` 下面的各项，现在是第几项。"""
        key = (path, old, now)
        if key not in self._aligned:
            sent: dict[int, dict[Loc, str]] = {}
            for loc, words in self._words.get(path, {}).items():
                step = loc[len(old)] if len(loc) > len(old) and loc[: len(old)] == old else None
                if isinstance(step, int):
                    sent.setdefault(step, {})[loc[len(old) + 1 :]] = words
            names = {_names(loc) for own in sent.values() for loc in own}
            present = []
            for item in items:
                leaves = {loc: _bare(leaf.text) for loc, leaf in _leaves(item)}
                if () in leaves:  # 简写成一句话的：写的是哪一栏都认
                    present.append(leaves[()])
                else:
                    kept = {loc: own for loc, own in leaves.items() if _names(loc) in names}
                    present.append(_joined(kept))
            said = {n: _joined(own) for n, own in sorted(sent.items())}
            self._aligned[key] = _aligned(said, present)
        return self._aligned[key]

    def _since(self, path: str, loc: Loc, node: Node, change: Change) -> str:
        """那一栏后来怎样了。"""
        if not isinstance(node, ScalarNode):
            return ""
        own = _bare(node.text)
        if own == self._words[path].get(loc, own):
            return ""
        return "现在已经是这样了" if own == _bare(change.after) else "这一栏送出去以后改过"


def _aligned(sent: Mapping[int, str], now: Sequence[str]) -> Mapping[int, int]:
    """一字不差的先认，余下的认最像的；都不像的没有。"""
    numbers, words = [*sent], [*sent.values()]
    found: dict[int, int] = {}
    for block in SequenceMatcher(None, words, now, autojunk=False).get_matching_blocks():
        found |= {numbers[block.a + n]: block.b + n for n in range(block.size)}
    for likeness in (1.0, _LIKE):
        for number in (one for one in numbers if one not in found):
            free = {
                n: _likeness(sent[number], now[n]) for n in {*range(len(now))} - {*found.values()}
            }
            best = max(free, key=lambda n: (free[n], -abs(n - number)), default=-1)
            if best >= 0 and free[best] >= likeness:
                found[number] = best
    return found


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one[:LONG], other[:LONG], autojunk=False)
    return min(matcher.ratio(), 0.99) if matcher.real_quick_ratio() >= _LIKE else 0.0


def _leaves(node: Node, loc: Loc = ()) -> Iterator[tuple[Loc, ScalarNode]]:
    if isinstance(node, ScalarNode):
        yield loc, node
    elif isinstance(node, SequenceNode):
        for n, item in enumerate(node.items):
            yield from _leaves(item, (*loc, n))
    else:
        for name, item in node.items.items():
            yield from _leaves(item, (*loc, name))


def _names(loc: Loc) -> tuple[str, ...]:
    return tuple(step for step in loc if isinstance(step, str))


def _joined(words: Mapping[Loc, str]) -> str:
    """一项里的字，次序与写在哪里、印在哪里无关。"""
    return "\n".join(
        own for _, own in sorted((str(_names(loc)), own) for loc, own in words.items())
    )


def _bare(words: str) -> str:
    """只留字：记号、标点、空白不比。"""
    return re.sub(r"\W", "", words)
