"""数据的各种说明书：datapackage（Frictionless）、OpenAPI 3.1、DCAT（JSON-LD），给程序看的。"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from casebook.model import title_of
from casebook.render.data.columns import Column
from casebook.render.data.dataset import LICENCE_URL, OPENAPI, STATEMENTS, TYPES, Dataset
from casebook.render.data.kinds import FORMAT, GONE_SCHEMA, KINDS, LICENCE, schema_path
from casebook.render.data.schema import gone_schema, record_schema
from casebook.render.data.table import statements_table, table

_LANGUAGE = "zh-Hans"


def _written(told: Any) -> bytes:
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def schema_file(kind: str, url: str) -> bytes:
    """一种数据的模式文件。"""
    return _written(record_schema(kind, url))


def gone_schema_file(url: str) -> bytes:
    """不在原来地址的一条的模式文件。"""
    return _written(gone_schema(url))


def datapackage(data: Dataset) -> bytes:
    """Data Package 2.0：各张表有哪些列，编号对得上哪一张。"""
    told: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": data.name,
        "title": data.title,
        "description": data.about,
        "version": data.version,
        "licenses": [{"name": LICENCE, "path": LICENCE_URL}],
        "resources": [*_tables(data), *_lines(data)],
    }
    if data.site_url:
        told |= {"homepage": data.url("data/"), "id": data.url("data/datapackage.json")}
    people = ((data.publisher, "publisher"), *((who, "author") for who in data.editors))
    if who := [{"title": name, "roles": [role]} for name, role in people if name]:
        told["contributors"] = who
    return _written(told)


def _tables(data: Dataset) -> Iterator[dict[str, Any]]:
    for kind in KINDS:
        yield _table(kind, data.labels[kind], table(kind), ["id"])
    yield _table(STATEMENTS, data.labels[STATEMENTS], statements_table(), _STATEMENT)


_STATEMENT: Final = ["kind", "id", "field"]
"""一句话：哪一种的哪一条，写在它的哪里。"""


def _foreign(name: str, columns: Iterable[Column]) -> Iterator[dict[str, Any]]:
    """编号在别的表里的各列；自己这张表里的，照写法不写表名。"""
    for column in columns:
        if column.refers:
            own = column.refers == name
            reference = {**({} if own else {"resource": column.refers}), "fields": ["id"]}
            yield {"fields": [column.name], "reference": reference}


def _table(name: str, title: str, columns: Sequence[Column], key: list[str]) -> dict[str, Any]:
    fields = [
        {"name": c.name, "type": c.type, "title": c.title, "description": c.help} for c in columns
    ]
    schema = {"fields": fields, "primaryKey": key, "foreignKeys": [*_foreign(name, columns)]}
    about = {"name": name, "title": title, "path": f"{name}.csv", "type": "table"}
    return {
        **about,
        "format": "csv",
        "mediatype": TYPES["csv"],
        "encoding": "utf-8",
        "schema": schema,
    }


def _lines(data: Dataset) -> Iterator[dict[str, Any]]:
    for kind in KINDS:
        if kind in data.empty:  # 一行也没有的 JSON Lines，Frictionless 读不成
            continue
        about = {"name": f"{kind}-jsonl", "title": data.labels[kind], "path": f"{kind}.jsonl"}
        yield {**about, "format": "jsonl", "mediatype": TYPES["jsonl"], "encoding": "utf-8"}


def openapi(data: Dataset) -> bytes:
    """OpenAPI 3.1：都是文件，只有 GET，不用钥匙。"""
    paths: dict[str, Any] = {}
    for kind, record in KINDS.items():
        label, about = data.labels[kind], title_of(record)
        ref = {"$ref": schema_path(kind).removeprefix("data/")}
        gone = {"$ref": GONE_SCHEMA.removeprefix("data/")}
        one = _get(f"{kind}-one", label, about, "application/json", {"oneOf": [ref, gone]})
        one["parameters"] = [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        ]
        paths[f"/{kind}/{{id}}.json"] = {"get": one}
    for bulk in data.bulk:
        name = bulk.path.removeprefix("data/")
        binary = {"format": "binary"} if bulk.suffix == "xlsx" else {}
        schema = {"type": "string", **binary}
        own = _get(name.replace(".", "-"), bulk.title, "", TYPES[bulk.suffix], schema)
        paths[f"/{name}"] = {"get": own}
    return _written(
        {
            "openapi": "3.1.0",
            "info": {
                "title": data.title,
                "summary": data.about,
                "version": FORMAT,
                "license": {"name": LICENCE, "identifier": LICENCE},
            },
            "servers": [{"url": data.url("data") if data.site_url else "."}],
            "security": [],
            "paths": paths,
        }
    )


_NONE = {"description": "Not Found"}


def _get(name: str, label: str, about: str, type_: str, schema: Any) -> dict[str, Any]:
    ok = {"description": "OK", "content": {type_: {"schema": schema}}}
    told = {"description": about} if about else {}
    return {"operationId": name, "summary": label, **told, "responses": {"200": ok, "404": _NONE}}


_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "title": {"@id": "dct:title", "@language": _LANGUAGE},
    "description": {"@id": "dct:description", "@language": _LANGUAGE},
    "license": {"@id": "dct:license", "@type": "@id"},
    "modified": {"@id": "dct:modified", "@type": "xsd:date"},
    "version": "dcat:version",
    "publisher": "dct:publisher",
    "creator": "dct:creator",
    "name": {"@id": "foaf:name", "@language": _LANGUAGE},
    "distribution": "dcat:distribution",
    "downloadURL": {"@id": "dcat:downloadURL", "@type": "@id"},
    "accessURL": {"@id": "dcat:accessURL", "@type": "@id"},
    "accessService": "dcat:accessService",
    "endpointURL": {"@id": "dcat:endpointURL", "@type": "@id"},
    "endpointDescription": {"@id": "dcat:endpointDescription", "@type": "@id"},
    "landingPage": {"@id": "dcat:landingPage", "@type": "@id"},
    "conformsTo": {"@id": "dct:conformsTo", "@type": "@id"},
    "mediaType": {"@id": "dcat:mediaType", "@type": "@id"},
}


def catalogue(data: Dataset) -> bytes:
    """DCAT 3 的一套数据，写成 JSON-LD；上下文写在里面，不向别处要。"""
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@id": data.url("data/"),
        "@type": "dcat:Dataset",
        "title": data.title,
        "description": data.about,
        "license": LICENCE_URL,
        "version": data.version,
        "landingPage": data.url("data/"),
        "distribution": [*_distributions(data)],
    }
    told |= {"modified": data.date} if data.date else {}
    told |= {"publisher": _body(data.publisher)} if data.publisher else {}
    told |= {"creator": [*map(_body, data.editors)]} if data.editors else {}
    return _written(told)


def _body(name: str) -> dict[str, str]:
    return {"@type": "foaf:Organization", "name": name}


def _distributions(data: Dataset) -> Iterator[dict[str, Any]]:
    yield {
        "@type": "dcat:Distribution",
        "title": data.labels["each"],
        "accessURL": data.url("data/"),
        "license": LICENCE_URL,
        "accessService": {
            "@type": "dcat:DataService",
            "title": data.labels["each"],
            "endpointURL": data.url("data/"),
            "endpointDescription": data.url(OPENAPI),
        },
    }
    for bulk in data.bulk:
        own: dict[str, Any] = {
            "@id": data.url(bulk.path),
            "@type": "dcat:Distribution",
            "title": bulk.title,
            "downloadURL": data.url(bulk.path),
            "mediaType": f"https://www.iana.org/assignments/media-types/{TYPES[bulk.suffix]}",
            "license": LICENCE_URL,
        }
        kind = bulk.path.rpartition("/")[2].partition(".")[0]
        if bulk.suffix == "jsonl":
            own["conformsTo"] = data.url(schema_path(kind))
        yield own
