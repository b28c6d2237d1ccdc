"""没有归到哪一栏的在哪里：在哪一段后面；表里的（签名的），第几行，是谁的一行，哪一列。"""

from collections.abc import Mapping
from itertools import takewhile

from casebook.render.docx.sent import Line, Sent
from casebook.review.pieces import Piece

_NAME = 20
"""一行叫什么，至多写几个字。"""


def cell(sent: Sent, line: Line, pieces: Mapping[str, Piece]) -> str:
    """`line` 在哪里；不在表里的，只是哪一节。"""
    if not line.row:
        return line.where
    at = sent.lines.index(line)
    above = takewhile(lambda one: one.where == line.where, reversed(sent.lines[:at]))
    if line.head is None:  # 从前送出去的不知道哪一行是表头，当作头一行
        first = min((one.row for one in above if one.row and one.row < line.row), default=0)
    else:
        first = next((one.row for one in above if one.head), 0)
    heads, own = ([one for one in sent.lines if one.row == n] for n in (first, line.row))
    said = f"{line.where}，第 {line.row - first} 行" if first else line.where
    name = _plain(pieces.get(own[0].mark, own[0]).text)
    if name and line is not own[0]:
        said += f"（{name}）"
    if first and len(heads) == len(own):
        said += f"，{_plain(heads[own.index(line)].text)}"
    return said


def after(line: Line | None) -> str:
    """`line` 后面；不知道在哪一段后面的，是开头。"""
    if not line:
        return "开头"
    if not (words := line.text.strip()):
        return f"{line.where}后面"
    return f"{line.where}，“{shortened(words)}”后面"


def shortened(words: str) -> str:
    """一段话的头几个字。"""
    return f"{words[:12]}{'……' if len(words) > 12 else ''}"


def _plain(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= _NAME else f"{said[:_NAME]}……"
