"""全部模式文件：案例一份，手册一份，登记簿一本一份。"""

import json
from collections.abc import Mapping
from typing import Any

from casebook.model import LABELS, REGISTERS, Case, Handbook, Record
from casebook.render.schema.records import record_schema
from casebook.render.schema.references import Choices
from casebook.render.schema.values import Schema

_DRAFT = "http://json-schema.org/draft-07/schema#"
"""yaml-language-server 支持得最好的一版。"""

_WIDTH = 120


def schema_files(choices: Choices) -> dict[str, bytes]:
    """文件名 → 内容。"""
    kinds: dict[str, tuple[str, type[Record]]] = {
        "case": ("工作法", Case),
        "handbook": ("手册", Handbook),
    }
    kinds |= {name: (f"登记簿：{LABELS[name]}", kind) for name, kind in REGISTERS.items()}
    return {
        f"{name}.json": _written(
            {"$schema": _DRAFT, "title": title, **record_schema(kind, choices)}
        )
        for name, (title, kind) in kinds.items()
    }


def published(files: Mapping[str, bytes], site_url: str) -> dict[str, bytes]:
    """放到网站上的样子：站内路径 → 内容；知道网址时写上 `$id`。"""
    found = {f"schema/{name}": content for name, content in files.items()}
    if not site_url:
        return found
    base = site_url.rstrip("/")
    ids = {path: json.dumps(f"{base}/{path}").encode() for path in found}
    return {path: b'{\n "$id": %s,%s' % (ids[path], found[path][1:]) for path in found}


def _written(schema: Schema) -> bytes:
    return f"{_lines(schema)}\n".encode()


def _lines(value: Any, indent: str = "") -> str:
    """短的写在一行里，长的一项一行：登记簿加一条，文件只多一行。"""
    short = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(short) <= _WIDTH or not isinstance(value, dict | list):
        return short
    inner = indent + " "
    if isinstance(value, dict):
        opening, closing = "{}"
        names = (json.dumps(name, ensure_ascii=False) for name in value)
        items = [f"{n}: {_lines(v, inner)}" for n, v in zip(names, value.values(), strict=True)]
    else:
        opening, closing = "[]"
        items = [_lines(item, inner) for item in value]
    joined = f",\n{inner}".join(items)
    return f"{opening}\n{inner}{joined}\n{indent}{closing}"
