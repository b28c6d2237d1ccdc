"""一句话怎样问各家：几种问法，前一种没有结果才用后一种。

全角半角、标点、繁体、别名在问之前换好，各家一样；照网页的 Pagefind 与以前的原样问。
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from records import folded, grams

Ways = list[str]
_LATIN = re.compile(r"[a-z][a-z ]*")
_SENTENCE = 4
"""至少几段，才算一句话。"""


def as_typed(typed: str, traditional: Mapping[str, str], said: Mapping[str, Sequence[str]]) -> Ways:
    """原样。"""
    return [typed]


def for_pagefind(
    typed: str, traditional: Mapping[str, str], said: Mapping[str, Sequence[str]]
) -> Ways:
    """一个词要连着出现（引号）；几个词都要有；都没有，切成的各段都要有。"""
    ways: Ways = []
    for words in _words(typed, traditional, said):
        cut = [grams(word) for word in words]
        if len(cut) == 1 and len(cut[0]) > 1:
            # 末一个字单独算一段，连着时不问：它后面还有字
            ways.append(f'"{" ".join(_inner(cut[0]))}"')
        ways.append(" ".join(one for word in cut for one in _inner(word)))
    return [*dict.fromkeys(ways)]


def for_marz(typed: str, traditional: Mapping[str, str], said: Mapping[str, Sequence[str]]) -> Ways:
    """切成的各段都要有，字母的可以没打完；没有，每段可以错一个字，长的有几段算几段。"""
    ways: Ways = []
    for words in _words(typed, traditional, said):
        cut = [one for word in words for one in _inner(grams(word))]
        # marz 不单算一串汉字的末一个
        cut = [one for n, one in enumerate(cut) if not (n and _lone(one))]
        ways.append(" ".join(_needed(one) for one in cut))
        if len(cut) >= _SENTENCE:
            ways.append(" ".join(map(_plain, cut)))
        elif all(len(one) == 2 for one in cut):
            ways.append(" ".join(f"+{one}~1" for one in cut))
    return [way for way in dict.fromkeys(ways) if way]


ASK: Mapping[str, Callable[[str, Mapping[str, str], Mapping[str, Sequence[str]]], Ways]] = {
    "整个索引": as_typed,
    "Pagefind": as_typed,
    "Pagefind+": for_pagefind,
    "marz": for_marz,
}


def _words(
    typed: str, traditional: Mapping[str, str], said: Mapping[str, Sequence[str]]
) -> Iterable[list[str]]:
    """几个词；别名换成书里的词；分开写的拼音、隔开的字也连起来试。"""
    plain = "".join(traditional.get(char, char) for char in typed)
    if plain in said:
        yield from ([folded(word)] for word in said[plain])
    words = [word for word in map(folded, re.split(r"\s+", plain)) if word]
    joined = folded(plain)
    if not words:
        return
    if _LATIN.fullmatch(joined):
        yield [joined.replace(" ", "")]
    yield words
    if len(words) > 1:
        yield [joined]


def _inner(cut: Sequence[str]) -> Sequence[str]:
    """去掉末了单独的一个汉字：书里它后面多半还有字，切出来的就不是一个字了。"""
    return cut[:-1] if len(cut) > 1 and _lone(cut[-1]) else cut


def _lone(gram: str) -> bool:
    return len(gram) == 1 and "\u3400" <= gram <= "\u9fff"


def _needed(gram: str) -> str:
    """一定要有；字母、单独的一个字照开头找。"""
    return f"+{_plain(gram)}{'*' if _LATIN.fullmatch(gram) or len(gram) == 1 else ''}"


def _plain(gram: str) -> str:
    """加号在 marz 里是“一定要有”，要写成 \\+。"""
    return gram.replace("+", "\\+")
