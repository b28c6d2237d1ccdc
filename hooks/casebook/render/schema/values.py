"""一个值怎样写：YAML 编辑器把没加引号的 2023 当数字，所以读成文字的栏目，数字也收。

`errorMessage` 是 yaml-language-server 认的：不合时说这一句，不说英文。类型一律写成列表：
写成一个词的，几种写法都不合时它会另拼一句英文。
"""

from collections.abc import Iterable
from typing import Any

from casebook.model import FieldDescription
from casebook.model.scalars import NO, SCALARS, YES, Kind

Schema = dict[str, Any]

EMPTY: Schema = {"not": {"type": ["string", "number", "boolean", "object", "array"]}}
"""空着，等于没写。不写成 null 类型：补全里会多出一个 null。"""


def refused(message: str) -> Schema:
    """怎样写都不合，说 `message`；放在 else 里。"""
    return {"type": ["null"], "errorMessage": message}


def value(field: FieldDescription) -> Schema:
    """`field` 一项的写法；引用登记簿的、里面有几栏的不在这里。"""
    match field.kind:
        case Kind.PROSE | Kind.LINE:
            message = "写一个字" if field.limit == 1 else SCALARS[field.kind].told(field.limit)
            return _text(SCALARS[field.kind].anchored(field.limit, margin=r"\s*"), message)
        case Kind.WHOLE:
            return _whole(field.low, field.high)
        case Kind.DATE | Kind.PERIOD:
            return _date(field.kind)
        case Kind.YES_NO:
            return words((YES, NO), f"这里{SCALARS[Kind.YES_NO].how}")
        case Kind.CHOICE:
            return words(field.choices, f"这里可以写：{'、'.join(field.choices)}")
        case kind:
            return scalar(kind)


def scalar(kind: Kind) -> Schema:
    """数字、编号、网址。"""
    told = SCALARS[kind].told()
    return _text(SCALARS[kind].anchored(), told, number=kind is not Kind.URL)


def words(choices: Iterable[str], message: str) -> Schema:
    """几个词里选一个。"""
    return {"enum": [*choices], "errorMessage": message}


def _text(pattern: str, message: str, number: bool = True) -> Schema:
    types = ["string", "number"] if number else ["string"]
    return {"type": types, "pattern": pattern, "errorMessage": message}


def _whole(low: int | None, high: int | None) -> Schema:
    message = f"写一个整数，{low} 到 {high}"
    return {
        "type": ["integer", "string"],
        "pattern": f"^(?!-){SCALARS[Kind.WHOLE].anchored()[1:]}",
        "errorMessage": message,
        "if": {"minimum": low, "maximum": high},
        "else": refused(message),
    }


def _date(kind: Kind) -> Schema:
    message = SCALARS[kind].told()
    return {
        "type": ["string", "integer"],
        "pattern": SCALARS[kind].anchored(),
        "errorMessage": message,
        "if": {"minimum": 1000, "maximum": 9999},
        "else": refused(message),
    }
