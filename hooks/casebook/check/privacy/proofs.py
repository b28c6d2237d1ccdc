"""像不像还不够：身份证号算校验码，银行卡号算末位，电话看怎样分段。

网页的表单里另有一份一样的（`form-privacy.js`），测试比过。
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643—1999 的加权因子；校验码按 ISO 7064:1983 的 MOD 11-2。"""
_PROVINCES = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46"
    " 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91"
)
PROVINCES = frozenset(_PROVINCES.split())
"""身份证号的头两位（GB/T 2260）。"""
_MOBILE = (
    "11 3-8 3-4-4 3-3-5 3-5-3 3-4-2-2 3-2-2-4 3-2-3-3 3-3-3-2 3-2-2-2-2 4-4-3 4-3-4 7-4 5-6 6-5"
    " 1-10 1-2-4-4 1-2-8 1-3-3-4 2-9 2-2-2-2-2-1 1-1-1-1-1-1-1-1-1-1-1"
)
MOBILE = frozenset(_MOBILE.split())
"""手机号码有人这样分段；2-3-3-3 是金额，不在里面。"""
_LANDLINE = "8 4-4 2-2-2-2 2-3-3 3-3-2 3-5 1-1-1-1-1-1-1-1 7 3-4 4-3 3-2-2 1-1-1-1-1-1-1"
LANDLINE = frozenset(_LANDLINE.split())
"""座机的本地号码有人这样分段。"""


def is_identity(number: str) -> bool:
    """18 位的是不是公民身份号码：省份、出生日期要有，校验码要对（GB 11643—1999）。"""
    digits = _digits(number)[:18]
    if not is_born(number):
        return False
    total = sum(int(n) * weight for n, weight in zip(digits[:17], WEIGHTS, strict=True))
    return "10x98765432"[total % 11] == digits[17]


def is_born(number: str) -> bool:
    """18 位里的省份与出生日期有没有。"""
    digits = _digits(number)
    year, month, day = digits[6:10], digits[10:12], digits[12:14]
    return digits[:2] in PROVINCES and "1880" <= year < "2100" and _is_day(year, month, day)


def is_mistyped(number: str) -> bool:
    """校验码不对、旁边也没有写着是证号的 18 位：省份与出生日期都有。

    2010 年以后的日期，多半是编号里的办理日期，不算。
    """
    return is_born(number) and _digits(number)[6:10] < "2010"


def is_old_identity(number: str) -> bool:
    """15 位的：省份与出生日期（19 某某年）要有。一几年以前的，人不在了，多半是别的编号。"""
    digits = _digits(number)
    year, month, day = digits[6:8], digits[8:10], digits[10:12]
    return digits[:2] in PROVINCES and year >= "10" and _is_day("19" + year, month, day)


def is_card(number: str) -> bool:
    """银行卡号：开头是发卡的，长短要对，末位照 Luhn 算得出。"""
    digits = _digits(number)
    heads = r"62|955|60|65|68|69" if len(digits) > 16 else r"62|4|5[1-5]|35|955|60|65|68|69"
    if not re.match(heads, digits):
        return False
    doubled = [int(n) * (1 + at % 2) for at, n in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def is_mobile(number: str) -> bool:
    """手机号码的分段；中间像年份的不是。"""
    groups = re.findall("[0-9]+", number)
    if len(groups[0]) == 4 and (_is_year(groups[0]) or _is_year(groups[1])):
        return False
    return "-".join(str(len(group)) for group in groups) in MOBILE


def is_landline(number: str) -> bool:
    """本地号码的分段；像日期、像从哪一年到哪一年的不是。"""
    groups = re.findall("[0-9]+", number)
    digits = "".join(groups)
    if len(digits) == 8 and _is_year(digits[:4]):
        if _is_day(digits[:4], digits[4:6], digits[6:]):
            return False
        if len(groups) == 2 and _is_year(groups[1]):
            return False
    return "-".join(str(len(group)) for group in groups) in LANDLINE


def is_not_day(number: str) -> bool:
    """不是 20230614 一类的日期。"""
    digits = _digits(number)
    return not (
        len(digits) == 8 and _is_year(digits[:4]) and _is_day(digits[:4], digits[4:6], digits[6:])
    )


def is_plate(number: str) -> bool:
    """号牌的后几位，至少有两个数字。"""
    return len(re.findall("[0-9]", number)) >= 2


def _digits(number: str) -> str:
    return re.sub("[^0-9x]", "", number)


def _is_year(digits: str) -> bool:
    return digits[:2] in ("19", "20")


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


PROOFS: Mapping[str, Callable[[str], bool]] = {
    "": lambda _: True,
    "identity": is_identity,
    "born": is_born,
    "mistyped": is_mistyped,
    "old": is_old_identity,
    "card": is_card,
    "mobile": is_mobile,
    "landline": is_landline,
    "not_day": is_not_day,
    "plate": is_plate,
}
"""名字 → 怎样验。"""
