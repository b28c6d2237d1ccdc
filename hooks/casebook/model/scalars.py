"""一个 YAML 值怎样变成一个 Python 值。YAML 里一切都是文字，转换只在这里发生。"""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from casebook.model.urls import url_fault


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
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?")
"""数字的写法：整数至多 15 位，小数至多 6 位。"""
WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")
"""整数的写法：至多 9 位。"""
GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
"""带分节号的数字：不合写法，可是看得懂。"""
_QUOTED = 100


def brief(value: str) -> str:
    """说到 `value` 时引多少：太长的只引开头。"""
    return value if len(value) <= _QUOTED else f"{value[:_QUOTED]}……"


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
        "M06", "这里只能写 是 或 否，现在是“{value}”", {"value": brief(str(value)), **meant}
    )


BETWEEN = r"[0-9０-９][^0-9０-９.,，]{0,3}(?:[—–－~～至到]|-)+ ?[0-9０-９]"
"""数字里的一段范围：30—40、30 到 40；表单也用。"""


def _number(value: Any) -> Any:
    written = str(value)
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return Decimal(value)
    meant = _meant(written, NUMBER)
    if re.fullmatch(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", written):
        message = "“{value}”太长：小数点前至多 15 位，后面至多 6 位"
        raise PydanticCustomError("M04", message, {"value": brief(written)})
    if re.fullmatch(r"-?0[0-9]+", written):
        message = "“{value}”前面的 0 多余。是数量就删掉 0；是编号、电话，不写在“数值”里"
        raise PydanticCustomError("M04", message, {"value": brief(written)})
    if re.search(BETWEEN, written):
        message = "“{value}”是一段范围，这里只写一个数：范围写成一句话，或分成两项，各写各的名称"
        raise PydanticCustomError("M04", message, {"value": brief(written)})
    raise PydanticCustomError(
        "M04",
        "“{value}”不是数字。只写阿拉伯数字，单位写到“单位”，“多”“约”写到“修饰”；"
        "“修饰”里没有的（不足、左右），写成一句话",
        {"value": brief(written), **meant},
    )


def _whole(value: Any) -> Any:
    written = str(value)
    if isinstance(value, str) and WHOLE.fullmatch(value):
        return int(value)
    meant = _meant(written, WHOLE)
    if re.fullmatch(r"-?[1-9][0-9]*", written):
        message = "“{value}”太长：至多 9 位"
        raise PydanticCustomError("M04", message, {"value": brief(written)})
    message = "“{value}”不是整数。只写阿拉伯数字，如 3"
    raise PydanticCustomError("M04", message, {"value": brief(written), **meant})


def half_width(text: str) -> str:
    """全角的字母、数字、标点换成半角的；上标、带圈的数字不是数字，不动。"""
    return "".join(
        chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else " " if c == "\u3000" else c
        for c in text
    )


def _meant(written: str, pattern: re.Pattern[str]) -> dict[str, str]:
    """多半是想写的数：全角的、带分节号的、前面多了 0 的；认不出时为空。"""
    plain = half_width(written).strip()
    right = plain.replace(",", "") if GROUPED.fullmatch(plain) else plain
    right = re.sub(r"^(-?)0+(?=[0-9])", r"\1", right)
    return {"right": right} if pattern.fullmatch(right) else {}


def _slug(value: str) -> str:
    if SLUG.fullmatch(value) and len(value) <= 64:
        return value
    raise PydanticCustomError(
        "M07",
        "“{value}”不能作编号：只用小写英文字母、数字和连字符，如 koudai-huayuan，不超过 64 个字符",
        {"value": brief(value)},
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
    if fault := url_fault(value):
        code, message, right = fault
        raise PydanticCustomError(code, "{message}", {"message": message, **_right(right)})
    return value


_COUNT = "〇一二三四五六七八九十"
_EDITION = re.compile(
    rf"(?:(?:网络|试行|修订|印刷)?版?第|[Vv]\.?)?\s*(?P<n>[0-9]{{1,3}}|[{_COUNT}]{{1,3}})(?:\.0)?\s*[版次]?"
)


def _edition(value: Any) -> Any:
    """第几版：只写数字。认得出是几的，说出该写什么。"""
    written = str(value)
    if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]{0,2}", value):
        return int(value)
    found = _EDITION.fullmatch(half_width(written).strip())
    number = _counted(found["n"]) if found else 1 if written in ("初版", "首版") else 0
    message = "“{value}”不是第几版。只写阿拉伯数字，如 1；“第”“版”书里会加"
    right = _right(str(number) if number else "")
    raise PydanticCustomError("M17", message, {"value": brief(written), **right})


def _counted(word: str) -> int:
    """`12`、`三`、`十二`、`二十` → 数；认不出是 0。"""
    if word.isascii():
        return int(word)
    tens, ten, ones = word.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    if not ten:
        return _COUNT.index(word)
    return (_COUNT.index(tens) if tens else 1) * 10 + (_COUNT.index(ones) if ones else 0)


def _right(right: str) -> dict[str, str]:
    return {"right": right} if right else {}


YesNo = Annotated[bool, BeforeValidator(_yes_no), Kind.YES_NO]
"""是 / 否。"""
Number = Annotated[Decimal, BeforeValidator(_number), Kind.NUMBER]
"""阿拉伯数字，可带小数；单位另写。"""
Whole = Annotated[int, BeforeValidator(_whole), Kind.WHOLE]
"""整数。"""
Edition = Annotated[int, BeforeValidator(_edition), Kind.WHOLE]
"""第几版：从 1 起的整数。"""
Slug = Annotated[str, AfterValidator(_slug), Kind.ID]
"""编号：小写英文字母、数字、连字符，最长 64。"""
Reference = Annotated[str, AfterValidator(_line), Kind.ID]
"""引用登记簿里的一条：写它的编号。写了别的，对着登记簿才说得出该写什么，见 R02。"""
Line = Annotated[str, AfterValidator(_line), Kind.LINE]
"""一行纯文字，最多 200 字，不解释 Markdown。"""
Prose = Annotated[str, AfterValidator(_prose), Kind.PROSE]
"""一段或几段文字，可用 Markdown，最多 20000 字。"""
Url = Annotated[str, AfterValidator(_url), Kind.URL]
"""http(s) 网址。"""
