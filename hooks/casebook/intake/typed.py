"""打出来的列表：行首自己打的“•”“1.”，接连几项的，也是列表；只有一项、号不挨着的，仍是字。"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from casebook.intake.blocks import Block, Paragraph, Run

BULLETS = "•●▪■◆◇➢"
_BULLET = re.compile(rf"\s*[{BULLETS}]\s*(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,2})[.)]\s*(?=[^\s\d.)])")


def typed_lists(blocks: Iterable[Block]) -> list[Block]:
    """`blocks` 里打出来的列表，一项一段；手动换行隔开的几行，也一行一段。"""
    pieces = [one for block in blocks for one in _lines(block)]
    said: list[Block] = []
    for kind, some in groupby(pieces, _kind):
        run = [*some]
        if kind and len(run) > 1 and (kind == "-" or _counted(run)):
            said += [_item(one, kind) for one in run if isinstance(one, Paragraph)]
        else:
            said += run
    return said


def unmarked(group: Sequence[Block]) -> list[Block]:
    """只有一段、自成一条的，行首打的点用不着了。"""
    first = group[0]
    alone = len(group) == 1 and isinstance(first, Paragraph) and "\n" not in first.text
    if alone and isinstance(first, Paragraph) and _kind(first) == "-":
        return [replace(_item(first, "-"), item="")]
    return [*group]


def _lines(block: Block) -> Iterator[Block]:
    if not isinstance(block, Paragraph) or block.item or "\n" not in block.text:
        yield block
        return
    lines: list[list[Run]] = [[]]
    for run in block.runs:
        first, *more = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=one)] for one in more]
    for n, runs in enumerate(lines):
        yield replace(block, runs=tuple(runs), pictures=() if n else block.pictures)


def _kind(block: Block) -> str:
    """行首打的是“-”（点）还是“1.”（数）；都不是的为空。"""
    if not isinstance(block, Paragraph) or block.item or block.level:
        return ""
    return "-" if _BULLET.match(block.text) else "1." if _NUMBER.match(block.text) else ""


def _counted(run: Sequence[Block]) -> bool:
    """号从 1 起，一个接一个。"""
    texts = (one.text for one in run if isinstance(one, Paragraph))
    found = [int(mark[1]) for text in texts if (mark := _NUMBER.match(text))]
    return found == [*range(1, len(run) + 1)]


def _item(one: Paragraph, kind: str) -> Paragraph:
    mark = (_BULLET if kind == "-" else _NUMBER).match(one.text)
    runs, drop = [], mark.end() if mark else 0
    for run in one.runs:
        runs.append(replace(run, text=run.text[drop:]))
        drop = max(drop - len(run.text), 0)
    return replace(one, runs=tuple(runs), item=kind, depth=0)
