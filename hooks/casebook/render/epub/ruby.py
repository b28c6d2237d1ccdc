"""编者写明了读音的词：一页里头一次写到，上面注音。没有写声调的（只给索引排次序用）不注。"""

import re
import unicodedata
from collections.abc import Iterable

from casebook.model.readings import Reading
from casebook.render.epub.markup import Element, Nodes, el, put

_TONES = re.compile("[\u0300\u0301\u0304\u030c]")
_APART = re.compile(r"[\s'’·-]+")


class Ruby:
    """`readings` 是编者写明的读音。"""

    def __init__(self, readings: Iterable[Reading] = ()) -> None:
        spelt = {one.word: _APART.split(one.pinyin.strip()) for one in readings if _toned(one)}
        self._spelt = {word: each for word, each in spelt.items() if len(each) == len(word)}
        words = sorted(self._spelt, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, words))) if words else None

    def noted(self, text: str, seen: set[str]) -> Nodes:
        """一段字；还没有写到过的（不在 `seen` 里）注音，记进 `seen`。"""
        if self._pattern is None:
            return [text] if text else []
        out: Nodes = []
        end = 0
        for found in self._pattern.finditer(text):
            if found[0] not in seen:
                seen.add(found[0])
                out += [text[end : found.start()], self._ruby(found[0])]
                end = found.end()
        return [*out, text[end:]] if text[end:] else out

    def _ruby(self, word: str) -> Element:
        made = el("ruby")
        for char, said in zip(word, self._spelt[word], strict=True):
            for part in (char, el("rp", "（"), el("rt", said), el("rp", "）")):
                put(made, part)
        return made


def _toned(one: Reading) -> bool:
    return bool(_TONES.search(unicodedata.normalize("NFD", one.pinyin)))
