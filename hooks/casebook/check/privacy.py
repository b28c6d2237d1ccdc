"""隐私：任何文字里都不写私人的电话、身份证号、住家的门牌、邮箱；注释里也不写，文件本身也是公开的。"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from casebook.check.entries import Entries
from casebook.problems import Problem
from casebook.read import Library
from casebook.read.text import Text

ADDRESSES = re.compile(r"""(?:https?://|mailto:)[^\s<>"')）】]+""")
"""网址：里面的数字不算。"""
_N = "[0-9０-９]"
_SIEVE = re.compile(rf"{_N}{{3}}(?:{_N}{{4}}|{_N}?[- ]{_N}{{4}})|@|{_N} ?室")
"""绝大多数的文字里没有这些，不必细看。"""
_PHONE = re.compile(
    r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.]\d|\d)"
    r"|(?<!\d)\(?0\d{2,3}\)?[- ]?[2-8]\d{6,7}(?!\d)"
    r"|(?<=电话)[^\d\n]{0,4}[2-8]\d{3}[- ]?\d{3,4}(?!\d)"
)
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_HOME = re.compile(
    r"\d+ ?(?:弄|号|号楼|幢|栋|单元|楼)[^\S\n]*(?:\d+ ?(?:号|号楼|楼)?[^\S\n]*)?\d{1,4} ?室"
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}", re.ASCII)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643—1999 的加权因子；校验码按 ISO 7064:1983 的 MOD 11-2。"""

PRIVATE = (
    ("P02", _IDENTITY, "这里像是身份证号。删掉：书里用不着"),
    ("P01", _PHONE, "这里像是电话号码。私人的电话不写；要让人联系，写单位的名称"),
    ("P03", _HOME, "这里像是住家的门牌。写到“弄”“号”或居民区为止，不写到室"),
    ("P04", _MAIL, "这里像是电子邮箱。删掉；文章里要登单位的公用邮箱，写成链接 [写信](mailto:……)"),
)
"""代码、写法、怎样说；先说的那一种，别的不再说。投稿的表单也用它。"""


def check_privacy(_: Library, entries: Entries) -> Iterator[Problem]:
    """P01 电话、P02 身份证号、P03 住家的门牌、P04 邮箱。"""
    for text in {entry.path: entry.document.text for entry in entries}.values():
        yield from _private(text)


def check_page_privacy(library: Library) -> Iterator[Problem]:
    """文章里的 P01–P04。"""
    for page in library.pages.values():
        yield from _private(page.text)


def _private(text: Text) -> Iterator[Problem]:
    if not _SIEVE.search(text.content):
        return
    for number, line in enumerate(text.lines, 1):
        if not _SIEVE.search(line):
            continue
        # 网址里的数字不算；全角的数字照样认；字数不变，列才对得上
        bare = ADDRESSES.sub(lambda found: " " * len(found[0]), line)
        plain = "".join(map(_half_width, bare))
        said: list[range] = []
        for code, pattern, words in PRIVATE:
            for found in pattern.finditer(plain):
                span = range(*found.span())
                if any(span.start in one for one in said):
                    continue
                if code == "P02" and not is_identity(found[0]):
                    continue
                said.append(span)
                yield text.problem(number, span.start + 1, code, words)


def _half_width(char: str) -> str:
    half = unicodedata.normalize("NFKC", char)
    return half if len(half) == 1 else char


def is_identity(number: str) -> bool:
    """18 位的 `number` 是不是公民身份号码：出生日期要有，校验码要对（GB 11643—1999）。"""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(n) * weight for n, weight in zip(number[:17], WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()
