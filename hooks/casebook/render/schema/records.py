"""一种记录 → 它的模式：有哪些栏目，各写什么，缺了、多了怎样说。"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from casebook.model import FieldDescription, Kind, Record, describe
from casebook.render.schema.references import Choices, reference
from casebook.render.schema.rules import rules
from casebook.render.schema.snippets import snippets
from casebook.render.schema.values import EMPTY, Schema, refused, value

_Ways = Mapping[str, Schema]
"""一栏的几种写法：YAML 里是 object（几栏）、array（一列）还是 scalar（一个值）→ 怎样写。"""


def record_schema(kind: type[Record], choices: Choices) -> Schema:
    """`kind` 的模式，里面用到的各种记录与登记簿在 definitions 里。"""
    writer = _Writer(choices)
    schema = writer.record(kind, describe(kind))
    return {**schema, "definitions": dict(sorted(writer.definitions.items()))}


class _Writer:
    """写一份模式文件；`definitions` 是几处都用到的。"""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self.definitions: dict[str, Schema] = {"empty": EMPTY}

    def record(self, kind: type[Record], fields: Sequence[FieldDescription]) -> Schema:
        """一条 `kind`，有这些栏目。"""
        keys = "、".join(field.key for field in fields)
        made = snippets(kind)
        missing = [
            {"required": [f.key], "errorMessage": f"缺少“{f.key}”：{f.help}"}
            for f in fields
            if f.required
        ]
        checks = [*missing, *rules(kind)]
        needed = {"allOf": checks} if checks else {}  # JSON Schema 的 allOf 不能是空的
        return {
            "if": {"type": ["object"]},
            # 样子放在 then 与 else（还空着）里：放在外面，光标在一列里、还没有短横时，
            # 编辑器会不带短横地插进去
            "then": {**needed, "defaultSnippets": made},
            "else": {"allOf": [refused(f"这里要写几栏：{keys}")], "defaultSnippets": made},
            "errorMessage": f"没有这样的栏目。这里可以写：{keys}",
            "properties": {f.key: self._field(f) for f in fields},
            "additionalProperties": False,
        }

    def _field(self, field: FieldDescription) -> Schema:
        ways = self._one(field)
        if field.many:
            listed = {
                "type": ["array"],
                "errorMessage": "这里是一列：一项一行，每项以“- ”开头",
                "items": _item(ways),
            }
            ways = {**(ways if field.single else {}), "array": listed}
        written = _bare(field) or field
        named = written.register and not written.by_name
        return {
            # 指着一个编号时，说明让给它的题名，栏目是什么写在标题里
            "title": f"{field.key}（{field.help}）" if named else field.key,
            "description": field.help,
            "markdownDescription": _markdown(field),
            **_either(ways, field),
        }

    def _one(self, field: FieldDescription) -> _Ways:
        if field.record is None:
            return {"scalar": self._scalar(field)}
        name, fields = field.record.__name__, describe(field.record)
        ways: dict[str, Schema] = {}
        if bare := _bare(field):
            fields = tuple(bare if f.key == bare.key else f for f in fields)
            ways["scalar"] = self._scalar(bare)
        if field.register:
            name += f"-{field.register}"
        ways["object"] = self._defined(name, partial(self.record, field.record, fields))
        return ways

    def _scalar(self, field: FieldDescription) -> Schema:
        if field.choices:
            return value(field)
        if not field.register:
            parts = (field.kind.name.lower(), field.limit, field.low, field.high)
            return self._defined("-".join(str(p) for p in parts if p), partial(value, field))
        name = f"{field.register}-{'name' if field.by_name else 'id'}"
        return self._defined(name, lambda: reference(self._choices, field.register, field.by_name))

    def _defined(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self.definitions:
            self.definitions[name] = {}  # 先占住：记录可以套着自己
            self.definitions[name] = make()
        return _ref(name)


def _bare(field: FieldDescription) -> FieldDescription | None:
    """只写一个值时写的是里面的哪一栏，连同它引用哪本登记簿；不能只写一个值时为 None。"""
    if not (field.record and field.bare):
        return None
    inner = next(f for f in describe(field.record) if f.key == field.bare)
    if not field.register:
        return inner
    return replace(inner, register=field.register, by_name=field.by_name)


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _item(ways: _Ways) -> Schema:
    """一列里的一项。

    几种写法的放在 then 里：不然光标在一列里、还没有短横时，编辑器列出一串“数组项”。
    """
    if len(ways) == 1:
        return next(iter(ways.values()))
    return {"if": {}, "then": {"allOf": [_chosen(ways)], **_offered(ways.values())}}


def _either(ways: _Ways, field: FieldDescription) -> Schema:
    """一栏的几种写法合起来；不是必填的可以空着。"""
    check = _chosen(ways)
    whole = check if field.required else {"if": _ref("empty"), "else": check}
    offered = _offered([*ways.values(), *_skeletons(field)])
    # anyOf 什么都合：有它，编辑器补全栏目名时才带上冒号
    return {"allOf": [whole], "anyOf": [True], **offered}


def _offered(ways: Iterable[Schema]) -> Schema:
    """只给补全看的：后一项怎样都不合，所以从不用来查。

    不用 anyOf 来查：几种写法都不合时，编辑器猜不准该说哪一种的毛病，还会说成英文。
    """
    return {"oneOf": [True, {"not": {}, "allOf": [*ways]}]}


def _skeletons(field: FieldDescription) -> Iterator[Schema]:
    """冒号后面按 Ctrl-空格 插入的样子。"""
    if field.record:
        made = snippets(field.record)
        if field.many:
            made = [{**snippet, "body": [snippet["body"]]} for snippet in made]
        yield {"defaultSnippets": made}


def _chosen(ways: _Ways) -> Schema:
    """写成几栏的照 object 查，写成一列的照 array 查，别的照最前面的一种查。"""
    chosen = next(iter(ways.values()))
    for kind in ("array", "object"):
        if kind in ways and ways[kind] is not chosen:
            chosen = {"if": {"type": [kind]}, "then": ways[kind], "else": chosen}
    return chosen


def _markdown(field: FieldDescription) -> str:
    """补全时旁边的说明：写什么、要不要写、能不能写几项。"""
    notes = ["必填" if field.required else "可以不写"]
    if field.kind is not Kind.RECORD:
        notes.append(field.kind.value)
    if field.many:
        notes.append("可以几项")
    said = re.sub(r"([\\`*_{}\[\]<>#])", r"\\\1", field.help)
    return f"{said}\n\n*{'，'.join(notes)}*"
