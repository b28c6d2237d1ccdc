"""别处的记号：下划线、~~、==、[TOC]、[ ]、H~2~O、[甲][jz]……在这里不是，会照样印出来（T24、T23）。

只认看得出是记号的写法；一种写法只说第一处。
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from casebook.prose.tree import Fault, fault_at

_HAN = r"\u3400-\u9fff"
_SMALL = rf"[0-9A-Za-z+\-{_HAN}]{{1,10}}"
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TAGS = "b|i|u|s|url|img|color|size|quote|center|font|align"
_COMMANDS = "begin|end|newpage|pagebreak|clearpage|textbf|textit|times|frac|section|item"
_SUM = r"(?:[^$\\\n]|\\.){0,200}?(?:(?<!\\)[\^_]|\\[A-Za-z]{2})(?:[^$\\\n]|\\.){0,200}"
"""算式：`\\$` 是一个字。两头要么都有空格，要么都没有：前一处的末尾、价钱不是开头。"""
_SEEN = re.compile(r"[\[［【~^$＿_～]|\+\+|==|:::|:[a-z]|[{][:.#{%]|%%|\\[a-z\n]")


class _Mark(NamedTuple):
    """一种写法，和对人说的话。"""

    written: str
    say: Callable[[re.Match[str]], str]
    code: str = "T24"


def foreign_faults(text: str, bare: str) -> Iterator[Fault]:
    """`text` 里别处的记号；`bare` 是抹去了行内代码与读得成的记号的，一样长。"""
    if not _SEEN.search(bare):
        return
    for pattern, mark in _PATTERNS:
        if found := pattern.search(bare):
            yield fault_at(text, found.span(), mark.code, mark.say(found))


def _printed(instead: str) -> Callable[[re.Match[str]], str]:
    return lambda found: f"“{found[0].strip()}”在这里不是记号，会照样印出来。{instead}"


def _loud(found: re.Match[str]) -> str:
    return f"这里的 {found['mark']} 不是记号，会照样印出来。请删掉；要加重，写成 **重点**"


def _small(found: re.Match[str]) -> str:
    words, low = found["words"], found["mark"] == "~"
    if not words.isascii():
        return _loud(found)
    right = words.translate(_LOWERED if low else _RAISED)
    instead = f"写成小号的数字 {right}" if words.isdecimal() else f"删掉 {found['mark']}"
    return _printed(f"没有{'下标' if low else '上标'}：{instead}")(found)


def _power(found: re.Match[str]) -> str:
    right = found["base"] + found["words"].translate(_RAISED)
    return f"“{found[0]}”会照样印出来。写成 {right}"


def _referred(found: re.Match[str]) -> str:
    words = found["words"]
    return f"“{found[0]}”写不成链接，会照样印出来。地址直接写在后面：[{words}](地址)"


def _defined(found: re.Match[str]) -> str:
    label, address = found["words"], found["to"]
    return f"这一行不是链接的地址，会照样印出来。在用到的地方写 [{label}]({address})，删掉这一行"


_MARKS = (
    _Mark(
        rf"(?<![\\_＿~～=A-Za-z0-9])"
        rf"(?P<mark>__|＿＿|~~|～～|==|(?<![{_HAN}])[_＿]|[_＿](?=[^_＿\n]+[_＿](?![{_HAN}])))"
        rf"(?=[{_HAN}“《「])[^_＿~～=\n]{{1,40}}?(?<=[{_HAN}”》」])"
        r"(?P=mark)(?![_＿~～=A-Za-z0-9])",
        _loud,
    ),
    _Mark(
        r"(?<![\\+A-Za-z0-9])(?P<mark>\+\+|\^\^|%%)(?=[^\s+^%])[^+^%\n]{1,40}(?<=\S)"
        r"(?P=mark)(?![+^%])",
        _loud,
    ),
    _Mark(
        r"^(?<=\n)={3,}(?=[ ]*$)",
        lambda _: "一行等号不是横线，会照样印出来。横线写 ---；不要就删掉",
    ),
    _Mark(
        r"^ *(?:@?\[{1,2}_?toc_?\]{1,2}|\{:? ?toc *\}|[\[［]目录[\]］])(?=[ ]*$)",
        _printed("请删掉：目录由书统一做"),
    ),
    _Mark(
        r"(?<![\\A-Za-z0-9\]］】!])"
        r"(?:\[[ \u3000xX√✓✔]\]|［[ \u3000xXＸ√✓✔]］|【[ \u3000]】)(?![(\[（:：])",
        _printed("做没做、选没选，写成字：已做、没有做"),
    ),
    _Mark(rf"(?<![\\\s~\d])(?P<mark>~)(?P<words>{_SMALL})~(?!~)", _small),
    _Mark(rf"(?<![\\\s^\[])(?P<mark>\^)(?P<words>{_SMALL})\^(?!\^)", _small),
    _Mark(r"(?<![\w^\\])(?P<base>[a-zμ]?m|\d+)\^(?P<words>\d+)(?![\w^])", _power),
    _Mark(
        rf"(?<![\\!\]])\[(?!/)(?P<words>[^\[\]\n]*[{_HAN}A-Za-z][^\[\]\n]*)\] ?"
        r"\[(?:(?:[A-Za-z][A-Za-z0-9_ .-]{0,30}|\d{1,2})?\](?![\[(])"
        r"|(?P<label>[^\[\]\n]{1,30})\](?=[\s\S]*\n *\[(?P=label)\]: *\S))",
        _referred,
        "T23",
    ),
    _Mark(
        r"^ {0,3}\[(?P<words>[A-Za-z0-9][A-Za-z0-9_ .-]*)\]: *"
        r"<?(?P<to>https?://[^\s<>]+|mailto:\S+|/[a-z0-9/#-]*)>? *(?=$|[\"'(])",
        _defined,
        "T23",
    ),
    _Mark(
        r"(?<![\\\[])!?\[\[(?!_?toc)(?P<words>[^\[\]\n]{1,60})\]\]",
        lambda found: f"“{found[0]}”写不成链接，会照样印出来。写成 [{found['words']}](地址)",
        "T23",
    ),
    _Mark(r"^ *:::+ *\w*(?=[^\n]*$)", _printed("提示框的头一行写 !!! 题名，下面缩进两格")),
    _Mark(r"(?<!\\)\{(?:: ?[.#\w]|[.#][A-Za-z])[^{}\n]*\}", _printed("样子由书统一排，请删掉")),
    _Mark(r"(?<!\\)(?:\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\})", _printed("请换成要印的字")),
    _Mark(r"(?<![A-Za-z0-9_:/\\]):[a-z][a-z_]{2,30}:(?![A-Za-z0-9_:/])", _printed("表情写成文字")),
    _Mark(
        rf"(?<!\\)\$\$?(?:(?=\S){_SUM}(?<=\S)|(?<![A-Za-z0-9)}}]\$)(?= ){_SUM}(?<= ))\$\$?(?!\d)",
        _printed("算式写成平常的字"),
    ),
    _Mark(r"[_^]\{[^{}\n]{1,20}\}", _printed("算式写成平常的字")),
    _Mark(r"(?<!\\)\\(?=\n *\S)", _printed("要另起一段，上面空一行")),
    _Mark(rf"(?<![\\\w:])\\(?:{_COMMANDS})\b", _printed("请删掉，或写成平常的字")),
    _Mark(r"(?<![\\A-Za-z:])(?:\\r)?\\n(?![A-Za-z])", _printed("要换行，就另起一行")),
    _Mark(
        rf"(?<!\\)\[(?P<tag>{_TAGS})(?:=[^\]\n]*)?\][^\n]*?\[/(?P=tag)\]",
        _printed("请删掉方括号里的；要加重，写成 **重点**"),
    ),
)
_PATTERNS = tuple((re.compile(mark.written, re.M | re.I), mark) for mark in _MARKS)
