"""一段文字 → 查找时比的一个个字：汉字、字母各算一个，连着的数字合算一个，标点与空白不算。

浏览器里打的字照 `search-text.js` 的 `units` 拆，两边要一样（`tests/search/units.yml`）。
"""

import re
import unicodedata
from collections import Counter
from operator import add

BREAK = "\n"
"""一段的末尾；查找的词不会跨过它。"""
_UNITS = re.compile(r"[0-9]+|[^\W_]|[+%‰\n]")
_SIGNS = re.compile("[\u2100-\u214f\u3200-\u33ff\uff05\uff0b\U0001f100-\U0001f2ff]")
"""拆开了是字的记号：℃ ㎡ ㈠ ％。"""


def units(text: str) -> list[str]:
    """`text` 的一个个字：全角变半角，大写变小写。"""
    lower = text.lower()
    found = [] if _SIGNS.search(lower) else _UNITS.findall(lower)
    if found and unicodedata.is_normalized("NFKC", "".join(found)):
        return found
    return _UNITS.findall(unicodedata.normalize("NFKC", lower).lower())


def terms(found: list[str]) -> Counter[str]:
    """一个个字、相邻的两个字，各有几处；跨过 `BREAK` 的不算。"""
    counted = Counter(found)
    counted.update(map(add, found, found[1:]))
    for term in [term for term in counted if BREAK in term]:
        del counted[term]
    return counted
