"""登记过的名称、题名、网址 → 编号。"""

import re
from collections.abc import Sequence
from typing import Any

from casebook.compose.form import Question, Widget
from casebook.editing.literal import one_line
from casebook.intake.said import Told
from casebook.read import Library

_URL = re.compile(r"https?://[^\s<>\"'，。；、）)》]+")
_PLACE = re.compile(r"(?:第|见|全文|开头|附|[pP]\.?\s*\d)")
_EDGES = " \t\u3000，,。；;：:《》〈〉“”\"'（）()"


class Register:
    """登记簿：照人写的话找；`settled` 是找到了的话。"""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.settled: list[str] = []

    def names(self, register: str) -> frozenset[str]:
        """词表里的名称。"""
        return self._library.names(register)

    def cited(self, words: Told, placed: bool, register: str = "sources") -> tuple[Any, str]:
        """`words` 说的是哪一条：编号（`placed` 时可带位置），和还没有说清的话；都没有的为空。"""
        value, rest = self._found(words, placed, register)
        if value:
            self.settled.append(str(words))
        return value, rest

    def _found(self, words: Told, placed: bool, register: str) -> tuple[Any, str]:
        directory = self._library.directory(register)
        called = {**{one: one for one in directory.titles}, **directory.called}
        text = str(words)
        if text in directory.titles:
            return Told(text, words.place), ""
        urls = _URL.findall(text)
        known = next((url for url in urls if url.rstrip("/") in called), "")
        if known:
            found = called[known.rstrip("/")]
            rest = text.replace(known, "", 1).strip(_EDGES)
            title = directory.titles[found]
            rest = rest.removeprefix(title).strip(_EDGES)
        else:
            bare = text.strip(_EDGES)
            exact = next((called[one] for one in (text, bare) if one in called), "")
            if exact:
                return Told(exact, words.place), ""
            starts = [name for name in called if text.startswith(name) or bare.startswith(name)]
            name = max(starts, key=len, default="")
            after = (text if text.startswith(name) else bare)[len(name) :]
            if not name or not placed or (after and after[0] not in _EDGES):
                return "", text
            found, rest = called[name], after.strip(_EDGES)
        if rest and placed and _PLACE.match(rest) and not _URL.search(rest):
            place = Told(rest, words.place)
            return {"编号": Told(found, words.place), "位置": place}, ""
        return Told(found, words.place), f"{found} 写的是 {rest}" if rest else ""


def names_of(register: Register, question: Question, words: Sequence[Told]) -> list[Told]:
    """词表里的名称：正好有的，与只差空格的；没有的照写，由检查来说。"""
    names = {*question.options} or register.names(question.register)
    if question.widget is Widget.WHO:
        names = {*question.options}
    bare = {"".join(name.split()): name for name in map(str, names)}
    return [Told(bare.get("".join(one_line(one).split()), one), one.place) for one in words]
