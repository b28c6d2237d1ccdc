"""选项里只能选的几个词。"""

from enum import StrEnum


class Format(StrEnum):
    """怎样写：给人看，给程序读，给三家流水线标注。"""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    GITEE = "gitee"


class Size(StrEnum):
    """排成什么：170 × 240 毫米或 A4 的书，付印的。"""

    BOOK = "book"
    A4 = "a4"
    PRESS = "press"


class Signature(StrEnum):
    """一帖几页。"""

    FOUR = "4"
    EIGHT = "8"
    SIXTEEN = "16"


class Sheet(StrEnum):
    """拼版用的纸。"""

    NONE = "none"
    A4 = "a4"
    A3 = "a3"
