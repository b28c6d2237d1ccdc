"""一个 YAML 值怎样变成一个 Python 值。YAML 里一切都是文字，转换只在这里发生。"""

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError


class Kind(StrEnum):
    """一栏里写什么。表单、模式文件、栏目说明都按它来。"""

    LINE = "一行文字"
    PROSE = "一段文字"
    NUMBER = "数字"
    WHOLE = "整数"
    DATE = "日期"
    YES_NO = "是或否"
    ID = "编号"
    URL = "网址"
    CHOICE = "几个词里选一个"
    RECORD = "几栏"


LINE_LIMIT = 200
PROSE_LIMIT = 20_000
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""编号的写法。"""
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
"""数字的写法。"""
WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
"""整数的写法。"""
GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
"""带分节号的数字：不合写法，可是看得懂。"""
_URL = re.compile(r"https?://[^\s<>\"'`{}|\\^]+")


def as_list(value: Any) -> Any:
    """只有一项时允许不写成列表。"""
    return value if isinstance(value, list) or value is None else [value]


_YES = {"yes", "y", "true", "on", "1", "对", "有", "√", "是的"}
_NO = {"no", "n", "false", "off", "0", "不", "没有", "无", "×", "不是"}


def _yes_no(value: Any) -> Any:
    if value in ("是", "否"):
        return value == "是"
    word = str(value).strip().lower()
    right = "是" if word in _YES else "否" if word in _NO else ""
    meant = {"right": right} if right else {}
    raise PydanticCustomError(
        "M06", "这里只能写 是 或 否，现在是“{value}”", {"value": str(value), **meant}
    )


def _number(value: Any) -> Any:
    written = str(value)
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return Decimal(value)
    meant = _meant(written, NUMBER)
    if re.fullmatch(r"-?0[0-9]+", written):
        message = "“{value}”前面的 0 多余。是编号、电话就不要写在“数值”里"
        raise PydanticCustomError("M04", message, {"value": written, **meant})
    raise PydanticCustomError(
        "M04",
        "“{value}”不是数字。只写阿拉伯数字，单位写到“单位”，“多”“约”写到“修饰”；"
        "“修饰”里没有的（不足、左右），写成一句话",
        {"value": written, **meant},
    )


def _whole(value: Any) -> Any:
    written = str(value)
    if isinstance(value, str) and WHOLE.fullmatch(value):
        return int(value)
    meant = _meant(written, WHOLE)
    message = "“{value}”不是整数。只写阿拉伯数字，如 3"
    raise PydanticCustomError("M04", message, {"value": written, **meant})


def _meant(written: str, pattern: re.Pattern[str]) -> dict[str, str]:
    """多半是想写的数：全角的、带分节号的、前面多了 0 的；认不出时为空。"""
    plain = unicodedata.normalize("NFKC", written).strip()
    right = plain.replace(",", "") if GROUPED.fullmatch(plain) else plain
    right = re.sub(r"^(-?)0+(?=[0-9])", r"\1", right)
    return {"right": right} if pattern.fullmatch(right) else {}


def _slug(value: str) -> str:
    if SLUG.fullmatch(value) and len(value) <= 64:
        return value
    raise PydanticCustomError(
        "M07",
        "“{value}”不能作编号：只用小写英文字母、数字和连字符，如 mulin-lane，不超过 64 个字符",
        {"value": value},
    )


def _line(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("M08", "这里不能是空的")
    if "\n" in value:
        raise PydanticCustomError("M08", "这里只能写一行，不能换行")
    if len(value) > LINE_LIMIT:
        raise PydanticCustomError(
            "M08", "这里最多 {limit} 个字，现在有 {n} 个", {"limit": LINE_LIMIT, "n": len(value)}
        )
    return value


def _prose(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("M08", "这里不能是空的")
    if len(value) > PROSE_LIMIT:
        raise PydanticCustomError(
            "M08", "这里最多 {limit} 个字，现在有 {n} 个", {"limit": PROSE_LIMIT, "n": len(value)}
        )
    return value


def _url(value: str) -> str:
    if _URL.fullmatch(value):
        return value
    raise PydanticCustomError(
        "M10", "“{value}”不是网址。请写完整，以 https:// 或 http:// 开头", {"value": value}
    )


YesNo = Annotated[bool, BeforeValidator(_yes_no), Kind.YES_NO]
"""是 / 否。"""
Number = Annotated[Decimal, BeforeValidator(_number), Kind.NUMBER]
"""阿拉伯数字，可带小数；单位另写。"""
Whole = Annotated[int, BeforeValidator(_whole), Kind.WHOLE]
"""整数。"""
Slug = Annotated[str, AfterValidator(_slug), Kind.ID]
"""编号：小写英文字母、数字、连字符，最长 64。"""
Line = Annotated[str, AfterValidator(_line), Kind.LINE]
"""一行纯文字，最多 200 字，不解释 Markdown。"""
Prose = Annotated[str, AfterValidator(_prose), Kind.PROSE]
"""一段或几段文字，可用 Markdown，最多 20000 字。"""
Url = Annotated[str, AfterValidator(_url), Kind.URL]
"""http(s) 网址。"""
