"""脚注：编号，著录写在第一次出现的地方。"""

import json
from collections.abc import Iterator
from typing import Any

from casebook.render.typeset.inlines import Data

_KEPT = 2000
"""连著录在内，不超过这么长的一段才不拆：半页以内。"""

_NOTE_WIDTH = 36
"""脚注一行多少字，宁可少算。"""


def number_notes(opening: list[Any], body: list[Any], sources: list[Data]) -> list[Any]:
    """一章、一条工作法之内从一编起，次序是印出来的次序；返回没有用到的著录。

    著录写在出处第一次出现的地方（脚注，带着 `c`），以后只写号 `k`。篇名那一页（`opening`）先印，
    但正文也引的出处，脚注留给正文。
    """
    early, late = [*marks_of(opening)], [*marks_of(body)]
    texts = {s["n"]: s["c"] for s in sources}
    first: dict[int, Data] = {}
    for mark in (*late, *early):
        if mark["t"] == "cite":
            first.setdefault(mark["n"], mark)
    number = 0
    for mark in (*early, *late):
        if mark["t"] == "fn" or first[mark["n"]] is mark:
            number += 1
            mark["k"] = number
            mark.setdefault("c", texts.get(mark.get("n", 0)))
    for mark in (*early, *late):
        if mark["t"] == "cite":
            mark["k"] = first[mark["n"]]["k"]
    return [text for n, text in texts.items() if n not in first]


def marks_of(node: Any) -> Iterator[Data]:
    """出处与脚注，照印出来的次序。"""
    if isinstance(node, list):
        for item in node:
            yield from marks_of(item)
    elif isinstance(node, dict):
        if node.get("t") in ("cite", "fn"):
            yield node
        for key in ("title", "caption", "head", "rows", "items", "c"):
            if key in node:
                yield from marks_of(node[key])


def note_lines(opening: list[Any]) -> int:
    """篇名那一页的脚注大致几行，连上面的线：照它给竖排的篇名让出地方。"""
    notes = [mark for mark in marks_of(opening) if "c" in mark]
    lines = (-(-len("".join(_said(mark["c"]))) // _NOTE_WIDTH) for mark in notes)
    return sum(lines) + 2 if notes else 0


def _said(parts: list[Any]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part.get("c"), list):
            yield from _said(part["c"])


def keep_together(block: Data) -> None:
    """带脚注的短段，与它上面的标题排在一起。"""
    short = len(json.dumps(block, ensure_ascii=False)) < _KEPT
    if block["t"] == "p" and short and any("c" in mark for mark in marks_of(block)):
        block["keep"] = True
