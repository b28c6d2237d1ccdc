"""把代码讲给人听：叫什么、为什么、错的例子、怎样改；全部代码一族一族地列。"""

import difflib
import re
import unicodedata
from collections.abc import Iterator

from casebook.problems.catalogue import CATALOGUE, CodeEntry
from casebook.problems.families import FAMILIES, why
from casebook.problems.report import shown


def explained(code: str) -> str:
    """一个代码的解释，几行字。"""
    entry = CATALOGUE[code]
    example = [shown(line) for line in entry.example.rstrip("\n").split("\n")]
    lines = [
        f"{code} {entry.title}（{_weight(entry)}）",
        f"  为什么：{why(code)}",
        f"  怎样改：{entry.fix}",
        "  错的例子：",
        *(f"    {line}" for line in example),
    ]
    return "\n".join(lines)


def _weight(entry: CodeEntry) -> str:
    if entry.advice:
        return "建议：不照办也算通过"
    return "提醒：不妨碍发布" if entry.warning else "错误：改好才能发布"


def _mark(entry: CodeEntry) -> str:
    return "（建议）" if entry.advice else "（提醒）" if entry.warning else ""


def listing() -> Iterator[str]:
    """全部代码与名称，一族一段。"""
    for letter, family in FAMILIES.items():
        entries = [entry for entry in CATALOGUE.values() if entry.code[0] == letter]
        lines = [f"  {e.code} {e.title}{_mark(e)}" for e in entries]
        yield "\n".join([f"{letter} {family.title}", *lines])


def same_code(written: str) -> str:
    """人写的代码 → 代码表里的写法：大小写、全角半角、少一个 0 都认。"""
    code = unicodedata.normalize("NFKC", written).strip().upper()
    return re.sub(r"^([A-Z])(\d)$", r"\g<1>0\2", code)


def nearest_codes(code: str) -> list[str]:
    """代码表里与 `code` 相近的。"""
    return difflib.get_close_matches(code, CATALOGUE, n=3, cutoff=0.6)
