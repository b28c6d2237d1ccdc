"""一段文字 → 查找时比的一个个字：汉字、字母各算一个，连着的数字合算一个，标点与空白不算。

浏览器里打的字照 `search-text.js` 的 `units` 拆，两边要一样（`tests/search/units.yml`）。
"""

import re
import unicodedata
from collections import Counter
from operator import add

BREAK = "\n"
"""一段的末尾；查找的词不会跨过它。"""
_NOT_WORDS = re.compile(r"[^\w+%‰\n]+|_+")
_COMPATIBLE = re.compile("[\u2100-\u214f\u3200-\u33ff\U0001f100-\U0001f2ff]")
"""写成一个记号的字：℃ ㎡ ㈠；别的记号拆开了也不是字，先去掉，快。"""
_NUMBERS = re.compile("([0-9]+)")


def units(text: str) -> list[str]:
    """`text` 的一个个字：全角变半角，大写变小写。"""
    whole = unicodedata.normalize("NFKC", text) if _COMPATIBLE.search(text) else text
    words = _NOT_WORDS.sub("", whole.lower())
    if not unicodedata.is_normalized("NFKC", words):
        words = _NOT_WORDS.sub("", unicodedata.normalize("NFKC", words).lower())
    found: list[str] = []
    for n, piece in enumerate(_NUMBERS.split(words)):
        found += (piece,) if n % 2 else piece
    return found


def terms(found: list[str]) -> Counter[str]:
    """一个个字、相邻的两个字，各有几处；跨过 `BREAK` 的不算。"""
    counted = Counter(found)
    counted.update(map(add, found, found[1:]))
    for term in [term for term in counted if BREAK in term]:
        del counted[term]
    return counted
