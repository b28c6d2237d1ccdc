"""一个 YAML 值怎样变成一个 Python 值。YAML 里一切都是文字，转换只在这里发生。"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from casebook.model.scalars import GROUPED, NO, SCALARS, YES, Kind
from casebook.model.urls import url_fault

_QUOTED = 100


def brief(value: str) -> str:
    """说到 `value` 时引多少：太长的只引开头。"""
    return value if len(value) <= _QUOTED else f"{value[:_QUOTED]}……"


def as_list(value: Any) -> Any:
    """只有一项时允许不写成列表。"""
    return value if isinstance(value, list) or value is None else [value]


def refused(kind: Kind, value: str, right: str = "") -> PydanticCustomError:
    """`kind` 不能写成 `value`：说表里的那一句；`right` 是该写什么，检查拿它作改法。"""
    scalar = SCALARS[kind]
    known = {"value": brief(value), "limit": scalar.limit, "n": len(value)}
    words: Any = scalar.says if right else scalar.fault(value)
    return PydanticCustomError(scalar.code, words, known | _right(right))


_MEANT = {
    **dict.fromkeys(("yes", "y", "true", "on", "1", "对", "有", "√", "是的"), YES),
    **dict.fromkeys(("no", "n", "false", "off", "0", "不", "没有", "无", "×", "不是"), NO),
}


def meant_yes_no(written: str) -> str:
    """写成 yes、对……的，是“是”还是“否”；认不出为空。"""
    return _MEANT.get(written.strip().lower(), "")


def _yes_no(value: Any) -> Any:
    if value in (YES, NO):
        return value == YES
    raise refused(Kind.YES_NO, str(value), meant_yes_no(str(value)))


RANGE = "—"
"""范围两头之间的一字线（GB/T 15835—2011：数值的范围用浪纹线或一字线）。"""


@dataclass(frozen=True)
class Amount:
    """一个数，或从 `low` 到 `high` 的一段。`value` 拿来画、拿来比：一段的取小的一头。

    小数几位照编者写的：2.50 元不印成 2.5 元。
    """

    low: Decimal
    high: Decimal | None = None

    @classmethod
    def parse(cls, text: str) -> "Amount":
        """读 `12.5`、`30—40`；写法不对、大的在前时抛 ValueError。"""
        if not SCALARS[Kind.NUMBER].fits(text):
            raise ValueError(text)
        low, _, high = text.partition(RANGE)
        amount = cls(Decimal(low), Decimal(high) if high else None)
        if amount.high is not None and amount.high <= amount.low:
            raise ValueError(text)
        return amount

    @property
    def value(self) -> Decimal:
        """小的一头。"""
        return self.low

    def __str__(self) -> str:
        ends = (self.low,) if self.high is None else (self.low, self.high)
        return RANGE.join(f"{end:f}" for end in ends)


def _number(value: Any) -> Any:
    if isinstance(value, str) and SCALARS[Kind.NUMBER].fits(value):
        try:
            return Amount.parse(value)
        except ValueError:
            message = "“{value}”大的在前了。范围从小写到大，如 30—40"
            raise PydanticCustomError("M04", message, {"value": value}) from None
    raise refused(Kind.NUMBER, str(value), meant_number(Kind.NUMBER, str(value)))


def _whole(value: Any) -> Any:
    if isinstance(value, str) and SCALARS[Kind.WHOLE].fits(value):
        return int(value)
    raise refused(Kind.WHOLE, str(value), meant_number(Kind.WHOLE, str(value)))


def half_width(text: str) -> str:
    """全角的字母、数字、标点换成半角的；上标、带圈的数字不是数字，不动。"""
    return "".join(
        chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else " " if c == "\u3000" else c
        for c in text
    )


_ENDS = re.compile(r"([0-9][0-9,.]*) ?(?:[—–－~～至到]|-)+ ?([0-9][0-9,.]*)")


def meant_number(kind: Kind, written: str) -> str:
    """多半是想写的数：全角的、带分节号的、前面多了 0 的；认不出时为空。"""
    scalar = SCALARS[kind]
    if kind is Kind.NUMBER and (ends := _ENDS.fullmatch(half_width(written).strip())):
        low, high = (meant_number(kind, end) or end for end in ends.groups())
        right = f"{low}{RANGE}{high}"
        return right if scalar.fits(right) and Decimal(low) < Decimal(high) else ""
    if scalar.fault(written) not in ("", scalar.says):  # 认得出是别样的错，不猜
        return ""
    plain = half_width(written).strip()
    right = plain.replace(",", "") if re.fullmatch(GROUPED, plain) else plain
    right = re.sub(r"^(-?)0+(?=[0-9])", r"\1", right)
    return right if scalar.fits(right) else ""


def _text(kind: Kind) -> AfterValidator:
    scalar = SCALARS[kind]

    def check(value: str) -> str:
        if scalar.fits(value):
            return value
        raise refused(kind, value)

    return AfterValidator(check)


def _url(value: str) -> str:
    if fault := url_fault(value):
        code, message, right = fault
        raise PydanticCustomError(code, "{message}", {"message": message, **_right(right)})
    return value


LAST_EDITION = 999
"""最多第几版。"""
_COUNT = "〇一二三四五六七八九十"
_EDITION = re.compile(
    rf"(?:(?:网络|试行|修订|印刷)?版?第|[Vv]\.?)?\s*(?P<n>[0-9]{{1,3}}|[{_COUNT}]{{1,3}})(?:\.0)?\s*[版次]?"
)


def _edition(value: Any) -> Any:
    """第几版：只写数字。认得出是几的，说出该写什么。"""
    written, scalar = str(value), SCALARS[Kind.WHOLE]
    if isinstance(value, str) and scalar.fits(value) and 1 <= int(value) <= LAST_EDITION:
        return int(value)
    found = _EDITION.fullmatch(half_width(written).strip())
    number = _counted(found["n"]) if found else 1 if written in ("初版", "首版") else 0
    message: Any = f"“{{value}}”不是第几版。{scalar.how}，如 1；“第”“版”书里会加"
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
Number = Annotated[Amount, BeforeValidator(_number), Kind.NUMBER]
"""阿拉伯数字，可带小数，或一段范围；单位另写。"""
Whole = Annotated[int, BeforeValidator(_whole), Kind.WHOLE]
"""整数。"""
Edition = Annotated[int, BeforeValidator(_edition), Kind.WHOLE]
"""第几版：从 1 起的整数。"""
Slug = Annotated[str, _text(Kind.ID), Kind.ID]
"""编号：写法见 scalars.py。"""
Reference = Annotated[str, _text(Kind.LINE), Kind.ID]
"""引用登记簿里的一条：写它的编号。写了别的，对着登记簿才说得出该写什么，见 R02。"""
Line = Annotated[str, _text(Kind.LINE), Kind.LINE]
"""一行纯文字，不解释 Markdown。"""
Lines = Annotated[tuple[Line, ...], BeforeValidator(as_list)]
"""几样，各是一行；只有一样时可以不写成列表。"""
Prose = Annotated[str, _text(Kind.PROSE), Kind.PROSE]
"""一段或几段文字，可用 Markdown。"""
Mail = Annotated[str, _text(Kind.MAIL), Kind.MAIL]
"""电子邮箱。"""
SiteCode = Annotated[str, _text(Kind.SITE_CODE), Kind.SITE_CODE]
"""政府网站标识码。"""
Icp = Annotated[str, _text(Kind.ICP), Kind.ICP]
"""ICP 备案号。"""
Police = Annotated[str, _text(Kind.POLICE), Kind.POLICE]
"""公安备案号。"""
Isbn = Annotated[str, _text(Kind.ISBN), Kind.ISBN]
"""书号。"""
Url = Annotated[str, AfterValidator(_url), Kind.URL]
"""http(s) 网址。"""
