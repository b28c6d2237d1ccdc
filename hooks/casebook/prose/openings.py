"""一块从哪一行开始：各种块头一行的写法，列表的一项、代码块有几行。"""

import re
from collections.abc import Sequence

from casebook.prose.tables import alignments

Line = tuple[int, str]
"""第几行（从 1 数起），写着什么。"""
FENCE = "```"
_GAP = "[ \u3000]"
_ITEM = re.compile(rf"(?P<indent> {{0,3}})(?:[-*+]|(?P<number>0|[1-9]\d{{0,2}})\.){_GAP}+(?=\S)")
RULE = re.compile(r" {0,3}(?P<mark>[-*_])(?: *(?P=mark)){2,} *")
HEADING = re.compile(rf" {{0,3}}(?P<level>#{{1,6}}){_GAP}+(?P<words>\S.*?)(?: +#+)? *")
QUOTE = re.compile(rf" {{0,3}}>{_GAP}?")
BOX = re.compile(r'!!! ?(?P<kind>[\w-]+(?: +[\w-]+)*)(?: +"(?P<title>[^"]*)")? *')
NOTE = re.compile(r" {0,3}\[\^(?P<label>[^\]\s]+)\]: *(?P<words>.*)")
_OPENING = re.compile(rf"{FENCE}[a-z]* *")


def starts_block(lines: Sequence[Line], page: bool) -> bool:
    """`lines` 的第一行开始了新的一块，上面的段落到此为止；`page` 为真时有代码块与脚注。"""
    text = lines[0][1]
    return bool(
        not text.strip()
        or HEADING.fullmatch(text)
        or RULE.fullmatch(text)
        or item_mark(text)
        or QUOTE.match(text)
        or BOX.fullmatch(text)
        or (page and (NOTE.match(text) or fenced_lines(lines)))
        or alignments(lines)
    )


def item_mark(text: str) -> re.Match[str] | None:
    """列表的一项；不是时为 None。"""
    return None if RULE.fullmatch(text) else _ITEM.match(text)


def fenced_lines(lines: Sequence[Line]) -> int:
    """代码块有几行；不是代码块时为 0。"""
    if not _OPENING.fullmatch(lines[0][1]):
        return 0
    for count, (_, text) in enumerate(lines[1:], 2):
        if text.rstrip(" ") == FENCE:
            return count
    return 0


def dedented(lines: Sequence[Line]) -> list[Line]:
    """去掉共同的缩进；没有缩进、紧接着上一行的照原样。"""
    indents = [len(text) - len(text.lstrip(" ")) for _, text in lines if text.startswith("  ")]
    common = min(indents, default=0)
    return [(n, text[common:] if text.startswith("  ") else text) for n, text in lines]
