"""一段文字 → 查找时比的一个个字：汉字、字母各算一个，连着的数字合算一个，标点与空白不算。

浏览器里打的字照 `search-text.js` 的 `units` 拆，两边要一样（`tests/search/units.yml`）。
"""

import re
import unicodedata
from collections import Counter
from operator import add
from typing import TypeVar

T = TypeVar("T")

BREAK = "\n"
"""一段的末尾；查找的词不会跨过它。"""
_RUNS = re.compile(r"[0-9]+|[^\W_0-9]+|[+%‰\n]")
_SIGNS = re.compile("[\u2100-\u214f\u3200-\u33ff\uff05\uff0b\U0001f100-\U0001f2ff]")
"""拆开了是字的记号：℃ ㎡ ㈠ ％。"""


def units(text: str) -> list[str]:
    """`text` 的一个个字：全角变半角，大写变小写。"""
    lower = text.lower()
    found = [] if _SIGNS.search(lower) else _split(lower)
    if found and unicodedata.is_normalized("NFKC", "".join(found)):
        return found
    return _split(unicodedata.normalize("NFKC", lower).lower())


def _split(text: str) -> list[str]:
    """连着的字一次找出一串再拆开：比一个个字地找快。"""
    found: list[str] = []
    for run in _RUNS.findall(text):
        found += (run,) if run[0] <= "9" else run  # 不在 9 之后的是数字，或单个的记号
    return found


def terms(found: list[str], once: T, often: T) -> dict[str, T]:
    """一个个字、相邻的两个字：只有一处的是 `once`，几处的是 `often`；跨过 `BREAK` 的不算。"""
    counted = Counter(found)
    counted.update(map(add, found, found[1:]))
    return {term: once if n == 1 else often for term, n in counted.items() if BREAK not in term}
