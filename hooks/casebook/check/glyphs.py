"""字库：书里印不出的字（生僻字、表情符号）不收，说清是哪一个、在哪里。"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from casebook.check.entries import Entries
from casebook.check.scalars import scalars
from casebook.problems import Problem
from casebook.read import Library, ScalarNode
from casebook.read.characters import named
from casebook.read.glyphs import read_glyphs
from casebook.read.text import Text

# 不占位置的字符，排版机自己处理
_INVISIBLE = frozenset("\n\u200b\u2060")
# 汉字的异体：跟在字后面，自己不占位置
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
# 可能写着转义：一段一段地看
_ESCAPED = frozenset("\\")


def check_glyphs(_: Library, entries: Entries) -> Iterator[Problem]:
    """T06：字库里没有的字符。"""
    known = _known()
    for document in {entry.path: entry.document for entry in entries}.values():
        used = set(document.text.content)
        if used <= known and not _ESCAPED & used:
            continue
        for scalar, after in pairwise([*scalars(document.root), None]):
            if scalar:
                yield from _missing(document.text, scalar, known, after)


@cache
def _known() -> frozenset[str]:
    return read_glyphs() | _INVISIBLE


def check_page_glyphs(library: Library) -> Iterator[Problem]:
    """文章里的 T06。"""
    known = _known()
    for page in library.pages.values():
        yield from _missing(page.text, ScalarNode(page.text.content, 1, 1), known, None)


def _missing(
    text: Text, scalar: ScalarNode, known: frozenset[str], after: ScalarNode | None
) -> Iterator[Problem]:
    """每个印不出的字报一次，位置是它在原文里第一次出现的地方；写成转义的，位置是这段文字的开头。

    `after` 是下一段文字：找到它为止。
    """
    missing = dict.fromkeys(c for c in scalar.text if c not in known and not _is_private(c))
    end = (after.line, after.column) if after else (len(text.lines) + 1, 1)
    for char in missing:
        line, column = scalar.line, scalar.column
        for number in range(scalar.line, len(text.lines) + 1):
            start = scalar.column - 1 if number == scalar.line else 0
            at = text.line(number).find(char, start)
            if at >= 0:
                if (number, at + 1) < end:
                    line, column = number, at + 1
                break
        yield text.problem(
            line,
            column,
            "T06",
            _said(char),
        )


def _is_private(char: str) -> bool:
    """私有区的字已经报过（F18）。"""
    return unicodedata.category(char) == "Co"


def _said(char: str) -> str:
    if char in _SELECTORS:
        return f"前一个字带着异体的记号（{named(char)}），书里印不出这个异体。请重打这个字"
    return f"字库里没有“{char}”（{named(char)}），书里印不出来。请换一个写法"
