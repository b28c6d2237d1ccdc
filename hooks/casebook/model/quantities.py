"""一个量写在一起的样子：`约1100`、`36 个`、`12.5万元`、`1000余`、`95%`，拆成修饰、数值、单位。

改正、表单、可视化编辑器用同一个写法（`QUANTITY`，脚本里也能用）；拿不准的不拆：两个修饰、范围、年份、
“3万余人”（3 与“余”当中隔着“万”）、“左右”“以上”一类没有对应修饰的字。
"""

import re
import typing
from dataclasses import dataclass

from casebook.model.scalars import GROUPED, LONG_NUMBER
from casebook.model.statements import AFTER_NUMBER, AFTER_UNIT, Qualifier

_WORDS: tuple[str, ...] = typing.get_args(Qualifier)
_LEADING = (word for word in _WORDS if word not in AFTER_NUMBER + AFTER_UNIT)
_BEFORE = "|".join(sorted(_LEADING, key=len, reverse=True))
_NUMBER = rf"(?:{GROUPED}|{LONG_NUMBER})"
# 单位里没有数字与标点；不是年月日；不以别的约数、十百千开头，不以“左右”“以上”结尾
_UNIT = (
    r"(?![年月日号点来几数多余把成好半第至到]|[十百千](?![米克瓦伏卡帕焦赫])|[万亿][多余来几])"
    r"(?![\u3400-\u9fff]*(?:左右|上下|以上|以下|以内|以外|不到|不足|多|余)$)"
    r"(?:[\u3400-\u9fff]{1,8}(?:/[\u3400-\u9fff]{1,4})?"
    r"|[%‰℃㎡㎥]|(?:[ckm]?m|km)[²³2]?|[km]?g|[kM]?Wh?|t)"
)
QUANTITY = (
    rf"(?:(?P<before>{_BEFORE})\s*(?P<least>{_NUMBER})|(?P<number>{_NUMBER})\s*"
    rf"(?P<after>{'|'.join(AFTER_NUMBER)})?)\s*(?P<unit>{_UNIT})?"
)
"""写在一起的一个量；脚本里也用，只用两边都有的写法。"""
_QUANTITY = re.compile(QUANTITY)
_YEAR = re.compile(r"[12][0-9]{3}年")
HALF = {
    **{chr(0xFF10 + n): str(n) for n in range(10)},
    **{"．": ".", "－": "-", "％": "%", "，": ","},
}
"""数字与它的记号，全角 → 半角。"""
_HALF = str.maketrans(HALF)


@dataclass(frozen=True)
class Parts:
    """拆开的一个量；没有写的为空。"""

    value: str
    qualifier: str
    unit: str


def split_quantity(written: str) -> Parts | None:
    """`written` 拆成几栏；本来就只是数字，或拿不准的，为 None。"""
    text = written.translate(_HALF).strip()
    found = _QUANTITY.fullmatch(text)
    if not found or _YEAR.fullmatch(text):
        return None
    value = (found["least"] or found["number"]).replace(",", "")
    parts = Parts(value, found["before"] or found["after"] or "", found["unit"] or "")
    return parts if parts.qualifier or parts.unit else None
