"""字库里有哪些字。"""

from functools import cache
from pathlib import Path

from casebook.package import PACKAGE

COVERAGE = PACKAGE / "read/coverage.txt"
"""字体一起盖住的码位，一行一段：十六进制的一个码位，或 首-尾；# 开头的是说明。"""


@cache
def read_glyphs(path: Path = COVERAGE) -> frozenset[str]:
    """字库里有的全部字符。"""
    found: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text:
            first, _, last = text.partition("-")
            found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found - {"\ufeff"})  # PDF/A 不许有字节序标记
