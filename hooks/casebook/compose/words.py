"""网页与印件都说的话：写在 `words/<语言>.toml` 里，一句一个名字，如 `case.facts.place`。"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from casebook.package import PACKAGE


def word(key: str, /, **values: object) -> str:
    """叫 `key` 的一句；`values` 填进 { } 里，用不着的不管。没有这一句、少填了一样，抛 KeyError。"""
    sentence = catalogue()[key]
    return sentence.format(**values) if values else sentence


def section(name: str, names: Mapping[str, str]) -> dict[str, str]:
    """一节里的全部句子，填好了手册的叫法 `names`；别的 { } 还没有填：印刷的模板自己填。"""
    head = f"{name}."
    return {
        key.removeprefix(head): _NAME.sub(lambda at: names.get(at[1], at[0]), sentence)
        for key, sentence in catalogue().items()
        if key.startswith(head)
    }


_NAME = re.compile(r"\{(\w+)\}")


def quoted(words: str) -> str:
    """`words` 加上引号，里面的双引号换成单的（GB/T 15834）；整个已在引号里的照旧。"""
    if _QUOTED.fullmatch(words):
        return words
    inner = _QUOTED.sub(_inner, words)
    return f"“{words if inner == words else inner}”"


def _inner(found: re.Match[str]) -> str:
    inside = _SINGLE.sub(r"“\1”", found[1])
    return f"‘{inside}’"


_QUOTED, _SINGLE = re.compile("“([^“”]*)”"), re.compile("‘([^‘’]*)’")


_DIGITS = "〇一二三四五六七八九"


def chinese_number(n: int) -> str:
    """1–99 → 一、十、二十一。"""
    tens, ones = divmod(n, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十" if tens < 10 else str(tens))
    return head + (_DIGITS[ones] if ones or not tens else "")


@cache
def catalogue(language: str = "zh-Hans") -> Mapping[str, str]:
    """一种语言的全部句子。"""
    text = (PACKAGE / f"compose/words/{language}.toml").read_text("utf-8")
    return dict(_flat(tomllib.loads(text), ""))


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield prefix + key, value
        else:
            yield from _flat(value, f"{prefix}{key}.")
