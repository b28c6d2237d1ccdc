"""文件里可以怎样简写：交给 `assets/format.js`，读时补全，写时照旧简写。"""

from typing import Any

from casebook.model import Attachment, FieldDescription, Image, Kind, Record, describe
from casebook.model.statements import Quantity
from casebook.model.walk import key_of


def shape_of(kind: type[Record]) -> list[dict[str, Any]]:
    """一种记录各栏的写法；只写与平常不同的。"""
    return [_shape(kind, field) for field in describe(kind)]


def _shape(owner: type[Record], field: FieldDescription) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "key": field.key,
        "many": field.many,
        "single": field.single,
        "yesNo": field.kind is Kind.YES_NO and not field.required,
        "bare": field.bare,
        "brief": is_brief(field),
        "file": is_picture(owner, field) or is_attachment(owner, field),
        "prose": field.kind is Kind.PROSE,
        "quantity": quantity_keys(owner, field),
    }
    if field.record:
        shape["fields"] = shape_of(field.record)
    return {key: value for key, value in shape.items() if value}


def is_brief(field: FieldDescription) -> bool:
    """只写一句话的写法，写的是引用：这样的才真的简写，话总是写全。"""
    if not field.record or not field.bare:
        return False
    bare = next(inner for inner in describe(field.record) if inner.key == field.bare)
    return bare.kind is not Kind.PROSE


def quantity_keys(owner: type[Record], field: FieldDescription) -> list[str]:
    """“数值”：修饰与单位写在哪两栏；别的栏目为空。"""
    if not issubclass(owner, Quantity) or field.name != "value":
        return []
    return [key_of(owner, "qualifier"), key_of(owner, "unit")]


def is_picture(owner: type[Record], field: FieldDescription) -> bool:
    """写的是图片的文件名。"""
    return owner is Image and field.name == "file"


def is_attachment(owner: type[Record], field: FieldDescription) -> bool:
    """写的是附件的文件名。"""
    return owner is Attachment and field.name == "file"
