"""一个值：日期、数字、是否、词表里的词写得差一点的，该是什么。只有一种可能时才说。"""

import re
import unicodedata
from collections.abc import Collection

from casebook.model import FieldDescription, Kind
from casebook.model.dates import meant_date
from casebook.model.periods import meant_period
from casebook.model.scalars import NO, YES
from casebook.model.values import half_width, meant_number, meant_yes_no
from casebook.prose.marks import text_edits
from casebook.prose.punctuation import Edit


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
            return meant_date(text) or None
        case Kind.PERIOD:
            return meant_period(text) or None
        case Kind.NUMBER | Kind.WHOLE:
            return meant_number(field.kind, narrow) or None
        case Kind.YES_NO:
            return meant_yes_no(narrow) or (narrow if narrow in (YES, NO) else None)
    known = field.choices or words
    if not known or text in known:
        return None
    same = [word for word in known if _bare(word) == _bare(text)]
    return same[0] if len(same) == 1 else None


def _bare(word: str) -> str:
    """不计空白、全角半角与大小写。"""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", word)).casefold()
