"""一个值怎样写：YAML 编辑器把没加引号的 2023 当数字，所以读成文字的栏目，数字也收。

`errorMessage` 是 yaml-language-server 认的：不合时说这一句，不说英文。类型一律写成列表：
写成一个词的，几种写法都不合时它会另拼一句英文。
"""

from collections.abc import Iterable
from typing import Any

from casebook.model import FieldDescription, Kind
from casebook.model.scalars import LINE_LIMIT, NUMBER

Schema = dict[str, Any]

SLUG = r"^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$"
_NUMBER = rf"^{NUMBER.pattern}$"
_URL = r"^https?://[^\s<>\"'`{}|\\^]+$"
_LEAP = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29"
_DAYS = (
    r"(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
    r"(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
    r"02-(?:0[1-9]|1[0-9]|2[0-8])",
    r"0[1-9]|1[0-2]",
)
DATE = rf"^约?(?!0000)(?:{_LEAP}|[0-9]{{4}}(?:-(?:{'|'.join(_DAYS)}))?)$"

EMPTY: Schema = {"not": {"type": ["string", "number", "boolean", "object", "array"]}}
"""空着，等于没写。不写成 null 类型：补全里会多出一个 null。"""


def refused(message: str) -> Schema:
    """怎样写都不合，说 `message`；放在 else 里。"""
    return {"type": ["null"], "errorMessage": message}


def value(field: FieldDescription) -> Schema:
    """`field` 一项的写法；引用登记簿的、里面有几栏的不在这里。"""
    match field.kind:
        case Kind.PROSE:
            return _text(rf"^\s*\S[\s\S]{{0,{field.limit - 1}}}$", f"写一段文字，{_most(field)}")
        case Kind.NUMBER:
            return _text(_NUMBER, "只写阿拉伯数字；单位写到“单位”，“多”“约”写到“修饰”")
        case Kind.WHOLE:
            return _whole(field.low, field.high)
        case Kind.DATE:
            return _date()
        case Kind.YES_NO:
            return words(("是", "否"), "这里只能写 是 或 否")
        case Kind.ID:
            return slug()
        case Kind.URL:
            return _text(_URL, "写完整的网址，以 https:// 或 http:// 开头", number=False)
        case Kind.CHOICE:
            return words(field.choices, f"这里可以写：{'、'.join(field.choices)}")
        case _:
            limit = field.limit or LINE_LIMIT
            message = "写一个字" if limit == 1 else f"写一行文字，不换行，{_most(field)}"
            return _text(rf"^\s*\S[^\n]{{0,{limit - 1}}}\s*$", message)


def words(choices: Iterable[str], message: str) -> Schema:
    """几个词里选一个。"""
    return {"enum": [*choices], "errorMessage": message}


def slug() -> Schema:
    """编号。"""
    return _text(SLUG, "编号只用小写英文字母、数字和连字符，如 koudai-huayuan，不超过 64 个字符")


def _text(pattern: str, message: str, number: bool = True) -> Schema:
    types = ["string", "number"] if number else ["string"]
    return {"type": types, "pattern": pattern, "errorMessage": message}


def _most(field: FieldDescription) -> str:
    return f"至多 {field.limit} 个字"


def _whole(low: int | None, high: int | None) -> Schema:
    message = f"写一个整数，{low} 到 {high}"
    return {
        "type": ["integer", "string"],
        "pattern": "^(?:0|[1-9][0-9]*)$",
        "errorMessage": message,
        "if": {"minimum": low, "maximum": high},
        "else": refused(message),
    }


def _date() -> Schema:
    message = "日期写成 2023、2023-06、2023-06-14 或 约2021；知道到哪一步就写到哪一步"
    return {
        "type": ["string", "integer"],
        "pattern": DATE,
        "errorMessage": message,
        "if": {"minimum": 1000, "maximum": 9999},
        "else": refused(message),
    }
