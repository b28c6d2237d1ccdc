"""表格的写法：一行一行，格子用竖线隔开，第二行是 `|---|---|`。

格子里要写竖线，写成 `\\|`，或放在反引号里。
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from casebook.prose.tree import Fault

_CELL = re.compile(r"\\.|(`+)(?:(?!\1).)*\1(?!`)|[^|]", re.S)
_DASHES = re.compile(r":?-+:?")
_WIDE_BAR, _WIDE_EDGE = re.compile("[｜│┃║]"), re.compile(r"^\s*[｜│┃║]|[｜│┃║]\s*$")
_DRAWN = re.compile("[┌┏╔├┣╠└┗╚][─━═┄┈┬┳╦┼╋╬┴┻╩]*[┐┓╗┤┫╣┘┛╝]|[+＋](?:[-=－—─]{2,}[+＋])+")
_MAYBE = re.compile(r"[|｜│┃║┌┏╔├┣╠└┗╚]|[+＋][-=－—─]{2}")
_ALIGNS = {(True, True): "center", (True, False): "left", (False, True): "right"}


def cells(row: str) -> list[str]:
    """一行里的各格；两头的竖线不算。"""
    bare = row.strip()
    found, at, start = [], 0, 0
    while at < len(bare):
        if bare[at] == "|":
            found.append(bare[start:at])
            start = at = at + 1
        else:
            part = _CELL.match(bare, at)
            at = part.end() if part else at + 1
    found.append(bare[start:])
    if bare.startswith("|"):
        del found[0]
    if found and not found[-1].strip() and start and len(bare) == start:
        del found[-1]
    return [words.strip() for words in found]


def maybe_table(text: str) -> bool:
    """`text` 里有竖线、制表的线、＋－－＋，值得细看。"""
    return _MAYBE.search(text) is not None


def alignments(lines: Sequence[tuple[int, str]]) -> list[str]:
    """`lines` 的头两行若是表头与分隔行，各列的对齐（没有写的为空）；不是表时为空列表。"""
    if len(lines) < 2 or "|" not in lines[0][1] or "-" not in lines[1][1]:
        return []
    dashes = cells(lines[1][1])
    if "|" not in lines[1][1] or not all(map(_DASHES.fullmatch, dashes)):
        return []
    if len(cells(lines[0][1])) != len(dashes):
        return []
    return [_ALIGNS.get((one.startswith(":"), one.endswith(":")), "") for one in dashes]


def row_fault(line: tuple[int, str], width: int) -> Fault | None:
    """这一行的格数与表头的 `width` 格不一样多时的毛病。"""
    number, text = line
    written = cells(text)
    if len(written) == width:
        return None
    extra = len(written) - width
    if extra > 0:
        words = f"多 {extra} 格，“{written[width] or '空格子'}”没有地方放。格子里要写竖线，写成 \\|"
    else:
        words = f"少 {-extra} 格。空着的格子也要写竖线：| |"
    message = f"表的这一行有 {len(written)} 格，表头有 {width} 格：{words}"
    if extra < 0 or not written[width]:
        return Fault("T13", number, message, text.strip())
    part = written[width]
    return Fault("T13", number, message, part, sum(one.count(part) for one in written[:width]) + 1)


def table_like(lines: Sequence[tuple[int, str]], width: int, blank: bool) -> Fault | None:
    """一段文字 `lines` 里看着像表却不成表的几行，毛病在哪里。

    上面是一张 `width` 格的表时，`blank` 是当中空了行；上面不是表，`width` 为 0。
    """
    rows = [n for n, line in enumerate(lines) if _barred(line)]
    first_row = _barred(lines[0]) or " | " in lines[0][1]
    if width and blank and first_row and len(cells(lines[0][1])) == width:
        return _said(lines[0], "上面的表到空行就完了，这几行会印成竖线。删掉当中的空行")
    if width and not blank and any("|" in text for _, text in lines[1:]):
        return _said(lines[0], "这一行没有竖线，表到这里就断了，下面的几行会印成竖线。补上竖线")
    if not rows:
        bare = next((fault for pair in pairwise(lines) if (fault := _bare_table(pair))), None)
        return bare or _wide_table(lines)
    first = rows[0]
    head = cells(lines[first][1])
    below = (
        cells(lines[first + 1][1]) if first + 1 < len(lines) and _edged(lines[first + 1]) else []
    )
    if _ruled(head):
        return _said(lines[first], "这是表的分隔行，上面要紧挨着表头：| 地方 | 本数 |")
    if not below:
        words = (
            "看着像表的一行，会印成竖线。表要有表头，下面是分隔行 |---|，再下面才是内容，当中不空行"
        )
        return _said(lines[first], words)
    if not _ruled(below):
        words = f"看着像表，表头下面要有一行分隔行：{'|---' * len(head)}|"
    elif len(head) != len(below):
        words = f"表头有 {len(head)} 格，下面的分隔行有 {len(below)} 格，要一样多"
    else:
        words = "表头下面的分隔行只用半角的短横：|---|---|"
    return _said(lines[first + 1], words)


def _said(line: tuple[int, str], words: str) -> Fault:
    return Fault("T14", line[0], words, line[1].strip())


def no_rows(line: tuple[int, str]) -> Fault:
    """只有表头的表；`line` 是分隔行。"""
    return _said(line, "表只有表头，下面没有内容。内容紧接着写，当中不空行；没有内容就删掉表头")


def _wide_table(lines: Sequence[tuple[int, str]]) -> Fault | None:
    """用全角的竖线、制表的线隔开的几行，没有分隔行，或与分隔行的格数不一样；改得成表的另外说（T21）。"""
    if drawn := next((line for line in lines if _DRAWN.fullmatch(line[1].strip())), None):
        return _said(
            drawn, "线画出来的表，几行会接成一段。写成表：| 地方 | 本数 |，下一行 |---|---|"
        )
    rows = [line for line in lines if _WIDE_BAR.search(line[1].strip(), 1)]
    if not rows:
        return None
    split = [_WIDE_BAR.split(_WIDE_EDGE.sub("", row)) for _, row in rows]
    even, ruled = len({*map(len, split)}) == 1, any(map(_ruled, split))
    apart = any(below[0] - one[0] > 1 for one, below in pairwise(rows))
    few = 2 if all(_WIDE_EDGE.match(row) for _, row in rows) or len(split[0]) > 2 else 3
    if len(rows) < few or even == ruled or (apart and not ruled):
        return None
    rule = "|---" * len(split[0])
    return _said(rows[0], f"看着像表。竖线用半角的 |，表头下面要有一行分隔行：{rule}|")


def _bare_table(pair: Sequence[tuple[int, str]]) -> Fault | None:
    """两头没有竖线的两行，当中用“ | ”隔成一样多的格。"""
    head, below = (text for _, text in pair)
    if not (" | " in head and " | " in below) or len(cells(head)) != len(cells(below)):
        return None
    rule = "---" + " | ---" * (len(cells(head)) - 1)
    return _said(pair[1], f"看着像表，会印成竖线。头一行下面要有一行分隔行：{rule}")


def _ruled(written: Sequence[str]) -> bool:
    """像分隔行：各格里只有各样的短横。"""
    return all(re.fullmatch(r"[:：\s\-－—–―_=]+", one) for one in written)


def _edged(line: tuple[int, str]) -> bool:
    """两头都是竖线的一行。"""
    bare = line[1].strip()
    return len(bare) > 2 and bare.startswith("|") and bare.endswith("|")


def _barred(line: tuple[int, str]) -> bool:
    """两头都是竖线，当中还有一条的一行。"""
    return _edged(line) and len(cells(line[1])) > 1
