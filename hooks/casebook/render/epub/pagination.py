"""印出来的书的页码：照各页开头印的字，标在电子书里换页的地方。

章、节的标题在第几页是知道的，一页开头的字只在前后两个标题之间找。找不到的（那里只有图上的字）
标在后一页的前面；空白的页不标。
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from casebook.compose.words import word
from casebook.render.epub.markup import Element, Node, before, el, local, split

_WINDOW = 8
"""接连几个字一样，就是那里。"""
_TRIED = 160
"""从一页的第几个字起还找：前面也许是图上的字、续表的表头。"""
_LED = 6
"""后一章的第一页，也许还是这一章的末尾：从第几个字起还找。"""
_UNLIKE = re.compile(r"见第\d*[页法]|[\W\d_]")
"""印本有、电子书没有的，或号不一样的。"""
_LEAD = re.compile(r"[\d\s“‘（《〔]+$")
_WHOLE = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "a", "caption", "figcaption", "b", "ruby"))
"""换页的地方在这些里面的，标在它前面。"""
_OUTER = {"caption": "table", "figcaption": "figure"}


@dataclass(frozen=True)
class Printed:
    """印出来的书：站内地址 → 它在第几页；封面的图；各页的页码、开头的字。没有的为空。"""

    page: Callable[[str], str] = lambda _: ""
    cover: bytes = b""
    tops: tuple[tuple[str, str], ...] = ()


class Pagination:
    """正在标的一本；`breaks` 是页码 → 标在哪里。

    `chapters` 是有页码的各页：站内地址与题，照书里的次序。
    """

    def __init__(self, printed: Printed, chapters: Sequence[tuple[str, str]]) -> None:
        self._page = printed.page
        self._numbers = [number for number, _ in printed.tops]
        self._tops = [_UNLIKE.sub("", top) for _, top in printed.tops]
        self._index = {number: n for n, number in enumerate(self._numbers)}
        self._breaks: dict[int, str] = {}
        self._starts: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        end = len(self._numbers)
        for address, title in reversed(chapters):
            self._ends[address] = end
            if (start := self._start(address, title, end)) >= 0:
                self._starts[address] = end = start
        self._next = end if end < len(self._numbers) else 0

    def _start(self, address: str, title: str, end: int) -> int:
        """一章从第几页起：编名页没有标签，照它的题找，在后一章的前面两页之内；不知道的为 -1。"""
        if (known := self._index.get(self._page(address), -1)) >= 0:
            return known
        words = _UNLIKE.sub("", title)
        near = range(end - 1, max(end - 3, -1), -1)
        return next((n for n in near if words and self._tops[n].startswith(words)), -1)

    @property
    def breaks(self) -> dict[str, str]:
        """页码 → 标在哪里，照页码的次序。"""
        return {self._numbers[n]: self._breaks[n] for n in sorted(self._breaks)}

    def mark(
        self,
        name: str,
        whole: Element,
        address: str,
        heads: Iterable[tuple[Element, str]],
        unread: Callable[[Element], bool],
    ) -> None:
        """标一章。`heads` 是标题与它的站内地址，第一个是章名；`unread` 是不比的元素。"""
        text = _Text(whole, unread)
        known = [
            (text.start(head), self._index[page])
            for head, at in heads
            if (page := self._page(at)) in self._index
        ]
        if not self._tops or address not in self._ends:
            return
        first, end = self._starts.get(address, -1), self._ends[address]
        at = 0
        for n in range(max(self._next, first), min(end + 1, len(self._numbers))):
            if n == first:
                self._put(name, text, 0, n)
                continue
            low = max([at, *(where for where, page in known if page < n)])
            high = min([len(text.letters), *(where for where, page in known if page >= n)])
            found = self._find(text.letters, n, low, high, tried=_LED if n == end else _TRIED)
            if found < 0 and n < end and any(page == n for _, page in known):
                found = high
            if found >= 0:
                self._put(name, text, found, n)
                at = found

    def before(self, name: str) -> Iterator[Element]:
        """印本的目录：标在电子书的目录前面。"""
        first = min(self._breaks, default=0)
        yield from [self._mark(name, n) for n in range(first) if self._tops[n]]

    def _find(self, letters: str, n: int, low: int, high: int, tried: int) -> int:
        """第 `n` 页开头的字在哪里；没有的为 -1。"""
        top = self._tops[n]
        for start in range(max(0, min(tried, len(top) - _WINDOW + 1))):
            words, alike = top[start:], 0
            best = -1
            found = letters.find(words[:_WINDOW], low, high + _WINDOW + start)
            while found >= 0:
                pairs = zip(words, letters[found : found + len(words)], strict=False)
                length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
                if length > alike:
                    best, alike = found, length
                found = letters.find(words[:_WINDOW], found + 1, high + _WINDOW + start)
            if best >= 0:
                return best
        return -1

    def _put(self, name: str, text: "_Text", at: int, n: int) -> None:
        """第 `n` 页，连同前面没有找到的各页。"""
        marks = [self._mark(name, one) for one in range(self._next, n) if self._tops[one]]
        text.put(at, [*marks, self._mark(name, n)])
        self._next = n + 1

    def _mark(self, name: str, n: int) -> Element:
        number = self._numbers[n]
        anchor = f"page-{number.replace(' ', '-')}"
        self._breaks[n] = f"{name}#{anchor}"
        kind = {"epub__type": "pagebreak", "role": "doc-pagebreak"}
        return el("span", id=anchor, aria_label=word("epub.page", n=number), **kind)


class _Text:
    """一章里读得到的字，各在哪一个元素里。"""

    def __init__(self, whole: Element, unread: Callable[[Element], bool]) -> None:
        self._whole = whole
        self._pieces: list[tuple[Element, bool, str]] = []
        self._starts: list[int] = []
        self._before: dict[Element, int] = {}
        self._found: list[str] = []
        self._length = 0
        self._read(whole, unread)
        self.letters = "".join(self._found)

    def _read(self, node: Element, unread: Callable[[Element], bool]) -> None:
        self._before[node] = self._length
        self._piece(node, False, node.text)
        for child in node:
            if not unread(child):
                self._read(child, unread)
            self._piece(child, True, child.tail)

    def _piece(self, node: Element, tail: bool, words: str | None) -> None:
        letters = _UNLIKE.sub("", words or "")
        if letters:
            self._pieces.append((node, tail, words or ""))
            self._starts.append(self._length)
            self._found.append(letters)
            self._length += len(letters)

    def start(self, node: Element) -> int:
        """`node` 从第几个字起。"""
        return self._before[node]

    def put(self, at: int, marks: Sequence[Node]) -> None:
        """几个元素，放在第 `at` 个字前面；在标题、链接里的，放在它前面。"""
        piece = max(bisect_right(self._starts, at) - 1, 0)
        if not self._pieces:
            before(self._whole[0], marks)
            return
        node, tail, words = self._pieces[piece]
        holder = node.getparent() if tail else node
        if (outer := self._outer(holder)) is not None:
            before(outer, marks)
            return
        offset = _offset(words, at - self._starts[piece])
        rest = split(node, tail, offset, marks)
        self._pieces[piece] = (marks[-1], True, rest)
        self._starts[piece] = at

    def _outer(self, node: Element) -> Element | None:
        """最外面的一个拆不得的；没有的为 None。"""
        found = None
        while node is not self._whole:
            kind = local(node)
            if kind in _WHOLE:
                found = node
            if kind in _OUTER:
                found = node.getparent()
            node = node.getparent()
        return found


def _offset(words: str, letters: int) -> int:
    """前面有 `letters` 个要比的字的那一处，连同它前面的数字、前引号。"""
    for at in range(len(words) + 1):
        if len(_UNLIKE.sub("", words[:at])) > letters:
            return len(_LEAD.sub("", words[: at - 1]))
    return len(words)
