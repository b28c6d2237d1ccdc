"""读音：索引照拼音排，多音字电脑会猜错，编者在这里写明。"""

import re
import unicodedata
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from casebook.model.statements import Record, field
from casebook.model.values import Line

_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:[aoe]|ai|ei|ao|ou|an|en|ang|eng|er|ong|i|ia|ie|iao|iu|ian|in|iang|ing|iong"
    r"|u|ua|uo|uai|ui|uan|un|uang|ue|v|ve)|ng|n|m|hm"
)
"""《汉语拼音方案》的声母与韵母拼成的一个音节，不带声调；ü 写成 v。"""
_MARKS = re.compile("[\u0300\u0301\u0304\u030c]")  # 四声


def syllables(pinyin: str) -> tuple[str, ...]:
    """“cháng níng”→("chang", "ning")：声调的记号、数字都去掉，ü 是 v。"""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", pinyin.lower()))
    plain = unicodedata.normalize("NFC", plain).replace("u:", "v").replace("ü", "v")
    return tuple(re.sub(r"[1-5]$", "", part) for part in re.split(r"[\s'’·-]+", plain) if part)


def _pinyin(value: str) -> str:
    for syllable in syllables(value):
        if not _SYLLABLE.fullmatch(syllable):
            raise PydanticCustomError(
                "M20",
                "“{value}”里的“{syllable}”不是拼音。一字一个音节，当中空一格，如 zēng jiā dù，"
                "声调可以不写",
                {"value": value, "syllable": syllable},
            )
    return value


class Reading(Record):
    """一个词怎样读。索引照它排；没有写的，照拼音库的读音。"""

    word: Line = field("词", "电脑会读错的词，如地名、姓氏")
    pinyin: Annotated[Line, AfterValidator(_pinyin)] = field(
        "拼音", "一字一个音节，当中空一格；声调可以不写"
    )

    @model_validator(mode="after")
    def _one_each(self) -> Self:
        said, written = len(syllables(self.pinyin)), len(self.word)
        if said != written:
            raise PydanticCustomError(
                "M20",
                "“{word}”有 {written} 个字，“{pinyin}”有 {said} 个音节：一字一个，当中空一格",
                {"word": self.word, "written": written, "pinyin": self.pinyin, "said": said},
            )
        return self

    @property
    def syllables(self) -> tuple[str, ...]:
        """一字一节，不带声调。"""
        return syllables(self.pinyin)
