"""一个值带着它写在哪里：写成一页以后，每句话还说得出是哪个文件的哪一栏。

只有要对回原文的（送审稿）才带；带着的与不带的是同一个字，比得、找得、切得都一样。写进别的话里
（`format`），前后加上不成字的记号；这几个记号，读文件时一概不收，所以不会与写的字混。
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin

from casebook.model.statements import Record
from casebook.model.walk import Loc

R = TypeVar("R", bound=Record)
_BEGIN, _MIDDLE, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_MARKS = re.compile(f"([{_BEGIN}{_MIDDLE}{_END}])")


class Told(str):
    """一个值，`at` 是写在哪里。"""

    __slots__ = ("at",)
    at: str

    def __new__(cls, words: str, at: str) -> "Told":
        """`words` 写在 `at`。"""
        one = super().__new__(cls, words)
        one.at = at
        return one

    def __format__(self, spec: str) -> str:
        return f"{_BEGIN}{self.at}{_MIDDLE}{super().__format__(spec)}{_END}"

    def rstrip(self, chars: str | None = None, /) -> "Told":
        """去掉末尾的字，还是它。"""
        return Told(super().rstrip(chars), self.at)

    def lstrip(self, chars: str | None = None, /) -> "Told":
        """去掉开头的字，还是它。"""
        return Told(super().lstrip(chars), self.at)


class Following:
    """照次序看一截截字，认出记号：记号可以分在几截里。"""

    def __init__(self) -> None:
        self._at = self._key = ""
        self._naming = False

    def pieces(self, words: str) -> Iterator[tuple[str, str]]:
        """`words` 里的字与它们写在哪里（不知道的为空）；记号不在里面。"""
        if isinstance(words, Told):
            yield str(words), words.at
            return
        for part in _MARKS.split(words):
            if part == _BEGIN:
                self._naming, self._key = True, ""
            elif part == _MIDDLE:
                self._naming, self._at = False, self._key
            elif part == _END:
                self._at = ""
            elif self._naming:
                self._key += part
            elif part:
                yield part, self._at


def place(path: str, loc: Loc) -> str:
    """`path` 的 `loc`：`cases/a.yml#步骤[2].内容`，第几项从 1 数起。"""
    words = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in loc)
    return f"{path}#{words.removeprefix('.')}"


def placed(at: str) -> tuple[str, Loc]:
    """`place` 倒过来。"""
    path, _, words = at.partition("#")
    steps = re.findall(r"\[(\d+)\]|([^.\[\]]+)", words)
    return path, tuple(int(number) - 1 if number else name for number, name in steps)


def told(record: R, path: str, loc: Loc = ()) -> R:
    """`record` 的一份，里面的每个值都带着写在哪里；词、数、日期不带。"""
    changed = {}
    for name, key in _words(type(record)):
        value = getattr(record, name)
        if value:
            changed[name] = _told(value, path, (*loc, key))
    return record.model_copy(update=changed)


def _told(value: Any, path: str, loc: Loc) -> Any:
    if isinstance(value, tuple):
        return tuple(_told(one, path, (*loc, n)) for n, one in enumerate(value))
    if isinstance(value, Record):
        return told(value, path, loc)
    return Told(value, place(path, loc)) if type(value) is str else value


@cache
def _words(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """要带的栏目：英文名与中文键。只能选几个词的不带：那几个词要照样认。"""
    fields = kind.model_fields.items()
    return tuple((n, f.alias or n) for n, f in fields if not _chosen(f.annotation))


def _chosen(annotation: Any) -> bool:
    return get_origin(annotation) is Literal or any(map(_chosen, get_args(annotation)))
