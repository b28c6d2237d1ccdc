"""一个值：日期、数字、是否、词表里的词写得差一点的，该是什么。只有一种可能时才说。"""

import re
import unicodedata
from collections.abc import Collection

from casebook.model import FieldDescription, Kind, PartialDate
from casebook.model.scalars import GROUPED, NUMBER, WHOLE, half_width
from casebook.prose.marks import text_edits
from casebook.prose.punctuation import Edit

_YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "on"), "是"),
    **dict.fromkeys(("no", "n", "false", "off"), "否"),
}
_DATE = re.compile(
    r"(?P<about>约)?(?P<year>[0-9]{4})"
    r"(?:(?P<cut>[-/.年])(?P<month>[0-9]{1,2})"
    r"(?:(?P<then>[-/.月])(?P<day>[0-9]{1,2})日?|月)?|年)?"
)
_RUN = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_THEN = {"-": "-", "/": "/", ".": ".", "年": "月"}


def value_edits(field: FieldDescription, text: str, words: Collection[str]) -> list[Edit]:
    """`field` 里写了 `text`，该怎样改；`words` 是这一栏能写的词，不限时为空。"""
    if field.sentence:
        edits = text_edits(text, marked=field.kind is Kind.PROSE)
        return [edit for edit in edits if edit.new != text[edit.start : edit.end]]
    right = _right(field, text, words)
    if right is None or right == text:
        return []
    return [Edit(0, len(text), right, f"“{text}”写成“{right}”")]


def _right(field: FieldDescription, text: str, words: Collection[str]) -> str | None:
    narrow = re.sub(r"\s", "", half_width(text))
    match field.kind:
        case Kind.DATE:
            return _date(text, narrow)
        case Kind.NUMBER | Kind.WHOLE:
            plain = narrow.replace(",", "") if GROUPED.fullmatch(narrow) else narrow
            pattern = NUMBER if field.kind is Kind.NUMBER else WHOLE
            return plain if pattern.fullmatch(plain) else None
        case Kind.YES_NO:
            return _YES_NO.get(narrow.lower()) or (narrow if narrow in ("是", "否") else None)
    known = field.choices or words
    if not known or text in known:
        return None
    same = [word for word in known if _bare(word) == _bare(text)]
    return same[0] if len(same) == 1 else None


def _bare(word: str) -> str:
    """不计空白、全角半角与大小写。"""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", word)).casefold()


def _date(text: str, narrow: str) -> str | None:
    """年月日写得清清楚楚的；没有这一天的不改。"""
    found = _DATE.fullmatch(narrow) or _RUN.fullmatch(narrow)
    if not found:
        return None
    parts = found.groupdict()
    if parts.get("day") and parts.get("cut") and parts["then"] != _THEN[parts["cut"]]:
        return None  # 2024-5/1：两种写法混着，不猜
    if parts.get("cut") == "年" and not narrow.endswith(("月", "日")) and not parts["day"]:
        return None  # 2023年6：少了字
    numbers = [parts["year"], *(p.zfill(2) for p in (parts["month"], parts["day"]) if p)]
    right = (parts.get("about") or "") + "-".join(numbers)
    try:
        PartialDate.parse(text)
    except ValueError:
        pass
    else:
        return None
    try:
        PartialDate.parse(right)
    except ValueError:
        return None
    return right
