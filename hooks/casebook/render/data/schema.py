"""模型 → JSON Schema（2020-12）：数据里有哪些栏目，各写什么。与 `record.py` 走的是同一个模型。"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from casebook.model import Citation, FieldDescription, Kind, Record, describe, title_of
from casebook.model.scalars import SCALARS
from casebook.render.data.kinds import BY_ID, FORMAT, KINDS, LICENCE

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DAY = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?"
_ID: Final[Schema] = {"type": "string", "pattern": SCALARS[Kind.ID].anchored()}
SHARED: Final[dict[str, Schema]] = {
    "Id": {**_ID, "description": "编号，定了就不改"},
    "Date": {
        "type": "string",
        "pattern": f"^{_DAY}$",
        "description": "ISO 8601-2（EDTF 第一级）：知道到哪一步写到哪一步，末尾的 ~ 是“约”",
    },
    "Period": {
        "type": "string",
        "pattern": rf"^{_DAY}(/({_DAY}|\.\.))?$",
        "description": "一个日期，或一段时间：两头之间一个 /，没有写到哪天的末尾是 ..",
    },
    "Amount": {
        "type": "object",
        "description": "一个数，或一段范围；不是范围的，两头一样",
        "required": ["low", "high", "text"],
        "properties": {
            "low": {"type": "number"},
            "high": {"type": "number"},
            "text": {"type": "string", "description": "页面上的写法，小数几位照写的"},
        },
    },
    "Named": {
        "type": "object",
        "description": "登记簿里的一条",
        "required": ["id"],
        "properties": {"id": {"$ref": "#/$defs/Id"}, "name": {"type": "string"}},
    },
    "Reference": {
        "type": "object",
        "description": "一个来源的著录（GB/T 7714—2025）",
        "required": ["id", "citation"],
        "properties": {
            "id": {"$ref": "#/$defs/Id"},
            "citation": {"type": "string"},
            "locators": {"type": "string", "description": "引用了来源的哪里"},
            "missing": {
                "type": "array",
                "items": {"enum": ["publisher", "date", "url"]},
                "description": "还不知道的著录项：来源的哪几栏",
            },
        },
    },
    "Gap": {
        "type": "object",
        "description": "还缺什么：哪一栏，页面上叫什么，哪一样，缺什么，与页面上写的一样",
        "required": ["field", "name", "missing"],
        "properties": {
            "field": {"type": "string", "description": "记录里的哪一栏"},
            "name": {"type": "string"},
            "of": {"type": "string", "description": "那一栏里的哪一样"},
            "missing": {"type": "string"},
        },
    },
    "Related": {
        "type": "object",
        "description": "相关的一条：编辑写的理由，或书里推出的（同一家组织、同一街镇）",
        "required": ["id", "reason"],
        "properties": {
            "id": {"$ref": "#/$defs/Id"},
            "reason": {"type": "string"},
            "kin": {"enum": ["organisation", "street"]},
        },
    },
}
"""各种数据都用到的。"""
_SCALARS: Final[dict[Kind, Schema]] = {
    Kind.WHOLE: {"type": "integer"},
    Kind.YES_NO: {"type": "boolean"},
    Kind.NUMBER: {"$ref": "#/$defs/Amount"},
    Kind.DATE: {"$ref": "#/$defs/Date"},
    Kind.PERIOD: {"$ref": "#/$defs/Period"},
    Kind.ID: {"$ref": "#/$defs/Id"},
    Kind.URL: {"type": "string", "format": "iri"},
}
"""这几种值；别的都是字。"""


def record_schema(kind: str, url: str) -> Schema:
    """一种数据的模式；`url` 是它自己的网址。"""
    defs: dict[str, Schema] = dict(SHARED)
    record = _defined(KINDS[kind], defs)
    whole = {"$schema": DIALECT, "$id": url, "title": title_of(KINDS[kind])}
    told = {"type": "object", "required": list(_ENVELOPE), "properties": _envelope(kind, record)}
    used = _referred(told, defs)
    return {**whole, **told, "$defs": {name: defs[name] for name in sorted(used)}}


def _referred(node: Any, defs: Mapping[str, Schema]) -> set[str]:
    """`node` 用到的各个定义，定义里又用到的也算。"""
    waiting, seen = [node], set[str]()
    while waiting:
        match waiting.pop():
            case {"$ref": str() as ref} if (name := ref.rpartition("/")[2]) not in seen:
                seen.add(name)
                waiting.append(defs[name])
            case dict() as inner:
                waiting += inner.values()
            case list() as inner:
                waiting += inner
    return seen


_ENVELOPE: Final = (
    *("format", "type", "id", "title", "version", "licence", "page", "self", "schema"),
    *("record", "references", "gaps", "links"),
)
"""一条数据外面的一层，都有。"""


def _envelope(kind: str, record: Schema) -> dict[str, Schema]:
    text: Schema = {"type": "string"}
    ids = {"type": "array", "items": {"$ref": "#/$defs/Id"}}
    links = {name: {**ids, "description": "写到它的"} for name in KINDS}
    related = {"type": "array", "items": {"$ref": "#/$defs/Related"}}
    more = {"related": related, "mentioned_by": related}
    return {
        "format": {"const": FORMAT, "description": "数据的写法是第几版"},
        "type": {"const": kind},
        "id": {"$ref": "#/$defs/Id"},
        "title": text,
        "version": {"type": "string", "description": "内容的指纹：内容一改就变"},
        "licence": {"const": LICENCE},
        "page": {**text, "description": "网页，永远不变"},
        "self": text,
        "schema": text,
        "record": record,
        "references": {"type": "array", "items": {"$ref": "#/$defs/Reference"}},
        "gaps": {"type": "array", "items": {"$ref": "#/$defs/Gap"}},
        "links": {"type": "object", "properties": {**links, **more}},
    }


def gone_schema(url: str) -> Schema:
    """不在原来地址的一条：改了编号的（moved_to），撤下的、拿掉的（withdrawn）。"""
    text: Schema = {"type": "string"}
    why: Schema = {
        "type": "object",
        "description": "撤下的、拿掉的",
        "properties": {
            "on": {"$ref": "#/$defs/Date", "description": "哪天撤下的"},
            "why": {**text, "description": "为什么"},
            "merged_into": {"$ref": "#/$defs/Id", "description": "并到哪一条"},
        },
    }
    return {
        "$schema": DIALECT,
        "$id": url,
        "title": "gone",
        "description": "不在原来地址的一条：改了编号，或撤下、拿掉了",
        "type": "object",
        "required": ["format", "type", "id", "licence", "schema"],
        "oneOf": [{"required": ["moved_to"]}, {"required": ["withdrawn"]}],
        "properties": {
            "format": {"const": FORMAT, "description": "数据的写法是第几版"},
            "type": {"enum": [*KINDS]},
            "id": {"$ref": "#/$defs/Id"},
            "licence": {"const": LICENCE},
            "schema": text,
            "moved_to": {**text, "description": "现在的地址"},
            "withdrawn": why,
        },
        "$defs": {name: SHARED[name] for name in ("Id", "Date")},
    }


def _defined(kind: type[Record], defs: dict[str, Schema]) -> Schema:
    """`kind` 写进 `defs`，返回指到它的。"""
    name = kind.__name__
    if name not in defs:
        defs[name] = {}  # 先占住：记录可以套着自己
        fields = describe(kind)
        defs[name] = {
            "type": "object",
            "description": title_of(kind),
            "required": [field.name for field in fields if field.required],
            "properties": dict(_properties(kind, defs)),
        }
    return {"$ref": f"#/$defs/{name}"}


def _properties(kind: type[Record], defs: dict[str, Schema]) -> Iterator[tuple[str, Schema]]:
    for field in describe(kind):
        one = _one(field, defs)
        listed = {"type": "array", "items": one} if field.many else one
        told = {**listed, "title": field.key, "description": field.help}
        if field.name == _FILE:
            told |= {"format": "iri-reference", "description": f"{field.help}；{_BESIDE}"}
        yield field.name, told
    if "sources" in kind.model_fields and kind not in KINDS.values():
        said = "网页上这一句的锚点，接在 page 与 # 后面；话没有改就不变"
        yield "anchor", {"type": "string", "pattern": "^said-[0-9a-f]{8}$", "description": said}
    if kind is Citation:
        date = {"$ref": "#/$defs/Date", "title": "来源的日期", "description": "来源哪一天发布的"}
        yield "date", date


_FILE: Final = "file"
_BESIDE: Final = "接在 page 后面就是网址"


def _one(field: FieldDescription, defs: dict[str, Schema]) -> Schema:
    """一栏里的一项。"""
    if field.record:
        inner = _defined(field.record, defs)
        if not field.register:
            return inner
        return {"allOf": [inner, {"properties": {"id": {"$ref": "#/$defs/Id"}}}]}
    if field.register:
        return {"$ref": "#/$defs/Id" if field.register in BY_ID else "#/$defs/Named"}
    if field.choices:
        return {"enum": [*field.choices]}
    return _SCALARS.get(field.kind, {"type": "string"})
