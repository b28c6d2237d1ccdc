"""Excel 的一格 → 字，照看见的样子：日期、数字照格子的种类与样子，划掉的一截不算写了的。"""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from casebook.editing.literal import tidied
from casebook.intake.filled import Left
from casebook.intake.scripts import placed
from casebook.model.scalars import NO, YES

_LINK = re.compile(r'=HYPERLINK\(\s*"([^"]+)"', re.I)
_PICTURE = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(", re.I)
"""WPS 嵌在格子里的图。"""
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
"""日期的样子里，不是年月日的。"""
_CLOCK = re.compile(r"h+\W*m", re.I)
_SHOWN_WITH = re.compile(r'(?:"([^"]*)")?(?:#,##)?0(\.0+)?(?:"([^"]*)")?(?:_.)?(?:;.*)?')
"""数的前后另写着字的样子：0"户"。"""
_HAN = re.compile(r"[㐀-鿿]")
_ESCAPED = re.compile(r"_x00([01][0-9A-F])_", re.I)
_DIGITS = 15
"""Excel 的一个数只有这么多位作得准：0.1+0.2 写的是 0.3。"""


def read_cell(cell: Any, place: str, left: list[Left]) -> str:
    """一格里的字，照看见的样子；批注、划掉的字、错误的值记在 `left` 里。"""
    if getattr(cell, "comment", None):
        left.append(Left(place, f"批注：{tidied(cell.comment.text).strip()}"))
    if cell.value is None:
        return ""
    if cell.data_type == "e":
        left.append(Left(place, f"格子里是算错了的 {cell.value}，没有收。请在 Excel 里改好"))
        return ""
    text = _shown(cell, place, left)
    if _PICTURE.match(text):
        left.append(Left(place, "格子里的图没有收"))
        return ""
    if cell.font.strike:
        if text:
            left.append(Left(place, f"划掉的字，没有收：{text}"))
        return ""
    return text


def _shown(cell: Any, place: str, left: list[Left]) -> str:
    value, look = cell.value, cell.number_format
    text = text_of(value)
    if isinstance(value, datetime | date):
        return _day(value, look) or text
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, look, place, left)
    if isinstance(value, list):  # 一格里几种样子的字
        return _parts(value, place, left)
    return placed(text, cell.font.vertAlign or "")


def _parts(parts: list[Any], place: str, left: list[Left]) -> str:
    """划掉了一截的，只留没有划掉的；上标、下标写成字。"""
    said, struck = [], []
    for one in parts:
        font = getattr(one, "font", None)
        text = str(getattr(one, "text", one))
        if font is not None and font.strike:
            struck.append(text)
        else:
            said.append(placed(text, (font.vertAlign if font is not None else "") or ""))
    if any(one.strip() for one in struck):
        left.append(Left(place, f"划掉的字，没有收：{tidied('　'.join(struck)).strip()}"))
    return _worded("".join(said))


def _number(value: float, look: str, place: str, left: list[Left]) -> str:
    text = text_of(value)
    if abs(value) >= 10**_DIGITS:
        told = f"{text} 太长，Excel 的数只存得下 {_DIGITS} 位，后面的不作准，请核对"
        left.append(Left(place, told))
    marks = _NOT_SHOWN.sub("", look)
    if "%" in marks:
        return f"{text_of(float(Decimal(repr(value)) * 100))}%"
    if re.fullmatch(r"0{2,}", look) and isinstance(value, int) and value >= 0:
        return text.zfill(len(look))  # 编号前面的几个 0
    said = "".join(re.findall(r'"([^"]*)"', look.partition(";")[0]))
    if not _HAN.search(said):
        return text
    if worded := _SHOWN_WITH.fullmatch(look):
        return f"{worded[1] or ''}{text}{worded[3] or ''}"
    left.append(Left(place, f"格子显示时另写着“{said}”，收的是存着的 {text}，请核对"))
    return text


def _day(day: date, look: str) -> str:
    """只显示到年、到月的日期，就写到年、到月；显示着几点的，也写。"""
    marks = _NOT_SHOWN.sub("", look).lower()
    if isinstance(day, datetime) and _CLOCK.search(marks) and (day.hour or day.minute):
        return f"{text_of(day)} {day:%H:%M}"
    if "y" not in marks or "d" in marks:
        return ""
    return f"{day.year:04}-{day.month:02}" if "m" in marks else f"{day.year:04}"


def text_of(value: Any) -> str:
    """一格里的值写成字。"""
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case datetime() | date():
            return value.strftime("%Y-%m-%d") if value.year > 999 else str(value)
        case int():
            return str(value)
        case float():
            return f"{Decimal(f'{value:.{_DIGITS}g}'):f}".removesuffix(".0")
    return _worded(str(value))


def _worded(text: str) -> str:
    """Excel 把回车等写成 _x000D_。"""
    return tidied(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)).strip()


def links_of(cell: Any, formula: Any) -> list[str]:
    """格子连到外面的哪里；由公式算出来的，给出公式。"""
    link = cell.hyperlink
    told = link.target if link else None
    if told and link.location and "#" not in told:
        told = f"{told}#{link.location}"
    found = _LINK.match(formula) if isinstance(formula, str) else None
    computed = isinstance(formula, str) and formula.upper().startswith("=HYPERLINK(") and not found
    return [one for one in (told, found and found[1], formula if computed else "") if one]
