"""出版信息：付印的书在版权页与封底上要写明的。或者正式出版，或者是内部资料，只能是一种。"""

from decimal import Decimal

from casebook.model.statements import Record, field
from casebook.model.values import Isbn, Line, Number

THINNEST, THICKEST = Decimal("0.03"), Decimal("0.5")
"""正文用纸一张，毫米：字典纸与厚卡纸之间。"""


class Publication(Record):
    """书怎样出版。正式出版的写书号那几栏，内部资料写准印证号那几栏，不能混着写。"""

    isbn: Isbn | None = field("书号", "ISBN，照核发单上的写；正式出版的才有", None)
    cip: Line | None = field("CIP", "图书在版编目（CIP）数据核字号，出版社给", None, max_length=60)
    publisher: Line | None = field("出版者", "出版社的全名", None, max_length=60)
    printer: Line | None = field("印刷者", "印刷厂的全名，正式出版的写这一栏", None, max_length=60)
    sheets: Line | None = field("印张", "几个印张，如 5.5；不写就照页数算", None, max_length=12)
    characters: Line | None = field("字数", "如 120 千字，出版社给", None, max_length=20)
    impression: Line | None = field(
        "版次印次", "如 2027 年 3 月第 1 版第 1 次印刷", None, max_length=60
    )
    price: Line | None = field("定价", "如 48.00 元；内部资料不许标价", None, max_length=20)
    permit: Line | None = field(
        "准印证号", "《准印证》的编号，照证上的写；内部资料才有", None, max_length=60
    )
    compiler: Line | None = field("编印单位", "准印证上的编印单位", None, max_length=60)
    recipients: Line | None = field(
        "发送对象", "发给谁：只限本系统、本单位内部", None, max_length=60
    )
    press: Line | None = field("印刷单位", "印刷厂的全名，内部资料写这一栏", None, max_length=60)
    printed: Line | None = field("印刷日期", "如 2027 年 3 月", None, max_length=20)
    copies: Line | None = field("印数", "如 1—1000 册；两种都要写", None, max_length=20)
    thickness: Number | None = field(
        "纸厚", "正文用纸一张多少毫米，问印刷厂；书脊的宽照它算，打样时不写按 0.1 估", None
    )

    @property
    def internal(self) -> bool:
        """是内部资料：写了只有内部资料才有的一栏。"""
        return any(getattr(self, name) for name in _INTERNAL)

    @property
    def formal(self) -> bool:
        """是正式出版的：写了只有正式出版才有的一栏。"""
        return any(getattr(self, name) for name in _FORMAL)

    @property
    def stated(self) -> dict[str, str]:
        """版权页上印的，照次序：名字 → 写的；没有写的不列。"""
        names = (*_INTERNAL, "copies") if self.internal else (*_FORMAL[:-1], "copies", "price")
        return {name: value for name in names if (value := getattr(self, name))}

    def lacking(self) -> dict[str, tuple[str, ...]]:
        """付印还差哪几栏：一种一行；两种都没有写，两种都列。"""
        also = ("copies", "thickness")
        kinds = {"内部资料": (*_INTERNAL, *also), "正式出版": (*_NEEDED, *also)}
        chosen = "内部资料" if self.internal else "正式出版" if self.formal else ""
        fields = type(self).model_fields
        return {
            kind: blanks
            for kind, names in kinds.items()
            if not chosen or kind == chosen
            if (blanks := tuple(f"{fields[n].alias}" for n in names if not getattr(self, n)))
        }


_FORMAL = (
    "isbn",
    "cip",
    "publisher",
    "printer",
    "sheets",
    "characters",
    "impression",
    "price",
)
"""只有正式出版才有的。"""
_NEEDED = tuple(name for name in _FORMAL if name != "sheets")
"""印张照页数算得出来，不写也行。"""
_INTERNAL = ("permit", "compiler", "recipients", "press", "printed")
"""只有内部资料才有的：内部资料性出版物管理办法第十四条。"""


def isbn_check_digit(isbn: str) -> str:
    """ISBN-13 的校验码：前十二位依次乘 1、3，加起来，凑成十的倍数（GB/T 5795、ISO 2108）。"""
    digits = [int(c) for c in isbn if c.isdigit()][:12]
    return str(-sum(d * (3 if n % 2 else 1) for n, d in enumerate(digits)) % 10)
