"""一种值：怎样写，最长几个字，写错了说什么，例子。各种值的表在 scalars.py。"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """一栏里写什么。表单、模式文件、栏目说明都按它来。"""

    LINE = "一行文字"
    PROSE = "一段文字"
    NUMBER = "数字"
    WHOLE = "整数"
    PERIOD = "日期或一段时间"
    DATE = "日期"
    YES_NO = "是或否"
    ID = "编号"
    URL = "网址"
    MAIL = "电子邮箱"
    SITE_CODE = "网站标识码"
    ICP = "ICP 备案号"
    POLICE = "公安备案号"
    ISBN = "书号"
    CHOICE = "几个词里选一个"
    RECORD = "几栏"


@dataclass(frozen=True)
class Scalar:
    """一种值。

    `code` 是写错时的检查代码，`how` 是该怎样写，`says` 是写错时说的一句，`advice` 是认得出的几样错
    （写法 → 说的一句，照先后），里面的 {value}、{limit}、{n} 是写了什么、最多几个字、有几个字。
    `limit` 为 0 是不限。`example` 是对的，`wrong` 是错的，测试拿它们问每一处。
    """

    code: str
    pattern: str
    how: str
    says: str
    example: str
    wrong: tuple[str, ...]
    advice: tuple[tuple[str, str], ...] = ()
    limit: int = 0

    def fits(self, value: str, limit: int = 0) -> bool:
        """`value` 写得对不对；`limit` 是这一栏另有的限制。"""
        most = limit or self.limit
        return (not most or len(value) <= most) and self._match(value) is not None

    def fault(self, value: str) -> str:
        """写错了的 `value` 该说的一句，空还没有填；写对了的为空。"""
        if self.fits(value):
            return ""
        known = (words for pattern, words in self.advice if re.fullmatch(pattern, value))
        return next(known, self.says)

    @cached_property
    def _match(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(self.pattern).fullmatch

    def anchored(self, limit: int = 0, margin: str = "", optional: bool = False) -> str:
        """给别处用的正则，从头到尾；`margin` 是两头还可以有的，不算字数，`optional` 是空着也对。"""
        most = limit or self.limit
        short = rf"(?=[\s\S]{{0,{most}}}{margin}$)" if most else ""
        return rf"^{margin}{short}(?:{self.pattern}){'?' if optional else ''}{margin}$"

    def told(self, limit: int = 0) -> str:
        """该怎样写，连同最多几个字。"""
        most = limit or self.limit
        return f"{self.how}，{at_most(most)}" if most else self.how


def at_most(limit: int) -> str:
    """最多几个字。"""
    return f"最多 {limit} 个字"
