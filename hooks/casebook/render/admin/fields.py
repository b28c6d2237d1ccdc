"""一栏 → 编辑器里的一个输入框。"""

from typing import Any

from casebook.check.attachments import KINDS
from casebook.model import GROWING, LABELS, FieldDescription, Kind, Record, describe
from casebook.model.quantities import QUANTITY
from casebook.model.scalars import GROUPED, NO, SCALARS, YES, at_most
from casebook.render.admin.shape import is_attachment, is_picture, quantity_keys

Widget = dict[str, Any]

REGISTRY = "registry"
"""词表在编辑器里合成的一个集合。"""
_WORDS = {"collection": REGISTRY}
_TYPED = {"use_emoji_autocomplete": False}
_PICTURES = "image/jpeg,image/png,image/webp"
_SHOWN = 40
"""收起来的一项最多显示几个字。"""


def widgets(kind: type[Record], bare: FieldDescription | None = None) -> list[Widget]:
    """一种记录各栏的输入框；`bare` 是外面的一栏，引用写在它的 `bare` 里。"""
    return [_widget(kind, field, bare) for field in describe(kind)]


def pattern_of(kind: Kind, required: bool) -> list[str]:
    """这种栏目写得对不对，不对时说什么；可以不填的，空着也对。"""
    scalar = SCALARS[kind]
    return [scalar.anchored(optional=not required), scalar.told()]


def _quantity_pattern(required: bool) -> list[str]:
    """“数值”里写在一起的量也收：存的时候拆开。"""
    pattern = f"{SCALARS[Kind.NUMBER].pattern}|{GROUPED}|{QUANTITY.replace('(?P<', '(?<')}"
    message = "写阿拉伯数字，如 200；“约1100”“36 个”存的时候会拆成几栏"
    return [f"^({pattern})$" if required else f"^({pattern})?$", message]


def _at_most(limit: int) -> dict[str, Any]:
    """最多几个字。不用 maxlength：那样每一栏下面都有一个数字在跳。"""
    return {"pattern": [rf"^[\s\S]{{0,{limit}}}$", at_most(limit)]} if limit else {}


def summary_of(kind: type[Record]) -> str:
    """收起来的一项显示什么：它必填的几栏；都不必填的，显示写了字的；再没有，显示第一栏。"""
    plain = [f for f in describe(kind) if f.kind not in (Kind.RECORD, Kind.CHOICE, Kind.YES_NO)]
    plain = [f for f in plain if f.kind is not Kind.ID or f.register]
    told = [f for f in plain if f.required] or [
        f for f in plain if f.register or f.kind is Kind.PROSE or f.name == "missing"
    ]
    told = told or plain[:1]
    return " ".join(f"{{{{{f.key} | truncate({_SHOWN})}}}}" for f in told)


def _widget(owner: type[Record], field: FieldDescription, outer: FieldDescription | None) -> Widget:
    register, by_name = field.register, field.by_name
    if outer and outer.register and field.key == outer.bare:
        register, by_name = outer.register, outer.by_name
    # 选的是登记簿里的一条，不叫它“编号”“名称”
    label = LABELS[register] if register and field.key in ("编号", "名称") else field.key
    hint = _hint(field, register)
    widget = {"name": field.key, "label": label, "hint": hint, "required": field.required}
    if field.record:
        return widget | _records(field, field.record)
    if register:
        return widget | _relation(register, by_name, field.many)
    if is_picture(owner, field):
        return widget | {"widget": "image", "choose_url": False, "accept": _PICTURES}
    if is_attachment(owner, field):
        return widget | {"widget": "file", "choose_url": False, "accept": ",".join(KINDS)}
    if field.many:
        return widget | {"widget": "list", "label_singular": "一项"}
    if quantity_keys(owner, field):
        return widget | {"widget": "string", **_TYPED, "pattern": _quantity_pattern(field.required)}
    return widget | _plain(field)


def _records(field: FieldDescription, record: type[Record]) -> Widget:
    widget = {"fields": widgets(record, field), "summary": summary_of(record)}
    if not field.many:
        return {"widget": "object", **widget}
    folded = {"collapsed": "auto", "label_singular": field.key}
    return {"widget": "list", **folded, **widget}


def _relation(register: str, by_name: bool, many: bool) -> Widget:
    if register == "cases":
        shown = ["标题"]
        return {"widget": "relation", "collection": "cases", "display_fields": shown}
    name = naming(register)
    return {
        "widget": "relation",
        **({"collection": register} if register in GROWING else _WORDS | {"file": register}),
        "value_field": f"条目.*.{'名称' if by_name else '编号'}",
        "display_fields": [f"条目.*.{name}"],
        "search_fields": [f"条目.*.{name}", "条目.*.编号"],
        "multiple": many,
        # 一条两条也用下拉：登记簿会长
        "dropdown_threshold": 0,
    }


def naming(register: str) -> str:
    """登记簿的一条叫什么，写在哪一栏。"""
    return "题名" if register == "sources" else "名称"


def _plain(field: FieldDescription) -> Widget:
    match field.kind:
        case Kind.CHOICE:
            return {"widget": "select", "options": [str(word) for word in field.choices]}
        case Kind.YES_NO if field.required:
            return {"widget": "select", "options": [YES, NO]}
        case Kind.YES_NO:
            return {"widget": "boolean", "default": False}
        case Kind.WHOLE:
            limits = {"min": field.low, "max": field.high}
            bounds = {key: limit for key, limit in limits.items() if limit is not None}
            return {"widget": "number", "value_type": "int/string", **bounds}
        case Kind.PROSE:
            return {"widget": "text", **_TYPED, **_at_most(field.limit)}
        case (
            Kind.NUMBER
            | Kind.DATE
            | Kind.PERIOD
            | Kind.ID
            | Kind.URL
            | Kind.MAIL
            | Kind.SITE_CODE
            | Kind.ICP
            | Kind.POLICE
            | Kind.ISBN
        ):
            pattern = pattern_of(field.kind, field.required)
            return {"widget": "string", **_TYPED, "pattern": pattern}
        case _:
            return {"widget": "string", **_TYPED, **_at_most(field.limit)}


def _hint(field: FieldDescription, register: str) -> str:
    if register and not field.record:
        told = "" if field.key in ("编号", "名称") else f"{field.help}。"
        return f"{told}从“{LABELS[register]}”里选；没有的，先添到那里"
    if field.kind is Kind.YES_NO and not field.required:
        return f"{field.help}。打开就是“是”"
    return field.help
