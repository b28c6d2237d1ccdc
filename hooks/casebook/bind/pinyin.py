"""汉字 → 拼音：索引照它排，查找照它认。"""

import re
from collections.abc import Mapping
from typing import Any

_WORDS: Mapping[str, tuple[str, ...]] = {"重建": ("chong", "jian")}
"""拼音库猜不对的词。别的由编者写在手册与登记簿的“读音”里。先把它们分出来，免得和前后的字连成别的词。"""
_SURNAMES = {
    "曾": "zeng",
    "单": "shan",
    "仇": "qiu",
    "区": "ou",
    "解": "xie",
    "查": "zha",
    "朴": "piao",
    "盖": "ge",
    "缪": "miao",
    "翟": "zhai",
    "乐": "yue",
}
"""作姓时另有读音的字：曾家渡、单家宅。只认后面是“家”“氏”的，“区社联”“解放路”不是姓。"""
_MARKS = re.compile(r"[《》“”‘’（）\s·]")
_SURNAME = re.compile(f"[{''.join(_SURNAMES)}](?=[家氏])")


def _apart(words: str) -> Any:
    """不是汉字的，一个个分开；拼音库说要给文字，给一列也行。"""
    return [*words]


def pinyin(name: str, written: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """`name` 的拼音，一字一节，不带声调；书名号、引号不算，别的字就是它自己。

    `written` 是编者写明的，先照它。
    """
    import pypinyin  # 装载它要五分之一秒，用到时才装载

    plain = _MARKS.sub("", name)
    known = {**_WORDS, **written}
    longest = sorted(known, key=len, reverse=True)
    out: list[str] = []
    found = re.split(f"({'|'.join(map(re.escape, longest))}|{_SURNAME.pattern})", plain)
    for n, piece in enumerate(found):
        if n % 2:  # 认得的与认不得的轮着来
            out += known.get(piece) or (_SURNAMES[piece],)
        else:
            out += pypinyin.lazy_pinyin(piece, style=pypinyin.Style.NORMAL, errors=_apart)
    return tuple(out)
