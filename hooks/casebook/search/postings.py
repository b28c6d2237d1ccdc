"""哪个词在哪几页：两个字一对，每一对后面写它在哪几页，照出现的地方分几等。

一等里的页号从小到大，写成与前一个的差，一个差是一个字；各等之间用 `!` 隔开：

    "口袋": "!!!#&"     第 3 等（题目里）有第 0 页、第 3 页
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import sub

TEXT, OFTEN, HEADING, LONG_TITLE, TITLE = range(5)
"""出现的地方：正文里一次，几次，一节的题目里，页的题目里（长的、短的）。"""
CLASSES = 5
_ZERO = ord("#")
_SURROGATES = 0xD800
_GAP = 0x800
_SPLIT = "!"

Postings = dict[str, str]
"""一个文件里的：词 → 写好的页号。"""
Change = tuple[int, int | None]
"""哪一页，现在是几等；没有了的为 None。"""


def encoded(classes: Sequence[Sequence[int]]) -> str:
    """各等的页号 → 文字。"""
    return _SPLIT.join([_deltas(ids) if ids else "" for ids in classes]).rstrip(_SPLIT)


def decoded(text: str) -> list[list[int]]:
    """文字 → 各等的页号。"""
    found: list[list[int]] = []
    for part in text.split(_SPLIT):
        last, ids = 0, []
        for char in part:
            code = ord(char)
            last += (code if code < _SURROGATES else code - _GAP) - _ZERO
            ids.append(last)
        found.append(ids)
    return [*found, *([] for _ in range(CLASSES - len(found)))]


class Gathered:
    """一页一页添，添完写成。"""

    def __init__(self) -> None:
        self._found: list[dict[str, list[int]]] = [defaultdict(list) for _ in range(CLASSES)]

    def add(self, page: int, terms: Mapping[str, int]) -> None:
        """第 `page` 页的词（词 → 几等）；页号要从小到大。"""
        found = self._found
        for term, rank in terms.items():
            found[rank][term].append(page)

    def shards(self, count: int) -> list[Postings]:
        """分成 `count` 份（2 的幂）。"""
        parts: list[Postings] = [{} for _ in range(count)]
        for term in sorted(set().union(*self._found)):
            ids = [found.get(term, ()) for found in self._found]
            parts[shard_of(term, count)][term] = encoded(ids)
        return parts


def patched(postings: Postings, changes: Mapping[str, Iterable[Change]]) -> Postings:
    """改了几页之后的 `postings`；`changes` 是变了的词。"""
    changed = dict(postings)
    for term, pages in changes.items():
        classes = decoded(changed.pop(term, ""))
        gone = {page for page, _ in pages}
        classes = [[page for page in ids if page not in gone] for ids in classes]
        for page, rank in pages:
            if rank is not None:
                classes[rank] = sorted((*classes[rank], page))
        if any(classes):
            changed[term] = encoded(classes)
    return dict(sorted(changed.items()))


def _deltas(ids: Sequence[int]) -> str:
    return "".join(map(_char, map(sub, ids, (0, *ids[:-1]))))


@cache
def _char(delta: int) -> str:
    code = delta + _ZERO
    return chr(code if code < _SURROGATES else code + _GAP)


def shard_of(term: str, count: int) -> int:
    """词 `term` 在 `count` 份里的第几份。"""
    value = 0
    for char in term:
        value = (value * 31 + ord(char)) % count
    return value
