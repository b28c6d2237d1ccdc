"""开放数据：合各家的格式，与网页一字不差，模型多一栏就多一栏，示例照做都成。"""

import csv
import html
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import icalendar
import jsonschema
import pytest
import yaml
from frictionless import Package
from openapi_spec_validator import validate as validate_openapi
from openpyxl import load_workbook
from playwright.sync_api import Browser
from pyld import jsonld

from casebook.bind.addresses import OWN_PAGE
from casebook.compose import word
from casebook.model import Case, Kind, Record, Source, describe
from casebook.model.dates import PartialDate
from casebook.model.periods import Period
from casebook.model.statements import Statement, field
from casebook.model.values import Line
from casebook.model.walk import record_kinds
from casebook.office import office_version
from casebook.render.data import KINDS, Dated, Known, calendar, exact_days, lines, typed
from casebook.render.data import table as tables
from casebook.render.data.columns import columns
from casebook.render.data.item import Data, Head
from casebook.render.data.llms import Listed, llms
from casebook.render.data.record import record_tree, words, written_date
from casebook.render.data.schema import record_schema
from casebook.render.data.table import BOM, record_row, statements_table
from conftest import SITE_URL, build, put
from full import EMPTY, FULL, NAME, full_case, full_handbook
from node_packages import installed, node
from word_shown import opened_by_office

URL = f"{SITE_URL}data/"
NOTHING = Known({}, {})
WITHDRAWN = (
    "标题: 旧巷试点（虚构）\n一句话: {待补充: 做了什么}\n状态: 撤下\n版次: 1\n"
    "曾用地址: older-lane\n"
    "撤下: {日期: 2023-10-01, 原因: 与睦邻巷写的是同一件事, 并入: mulinxiang}\n"
)
FORMER = {
    "streets": "{编号: xinjing-old, 现在: xinjing}",
    "sources": "{编号: gone-source, 原因: 写重了}, {编号: forgotten}",
}
"""改了、拿掉的编号（虚构）。"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """丰满的一本的网站，不排 PDF。"""
    root = tmp_path_factory.mktemp("data") / "book"
    full_handbook(root)
    put(root, {"cases/old-lane.yml": WITHDRAWN})
    for name, former in FORMER.items():
        with (root / f"content/registry/{name}.yml").open("a", encoding="utf-8") as file:
            file.write(f"曾用编号: [{former}]\n")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("{print: book}", "{print: none}"), "utf-8")
    done = build(root, SITE_URL=SITE_URL)
    assert done.code == 0, done.output
    return done.site


def items(site: Path, kind: str) -> list[dict[str, Any]]:
    text = (site / f"data/{kind}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def table(site: Path, name: str) -> list[dict[str, str]]:
    text = (site / f"data/{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


# —— 走遍模型 ——


def closed(schema: Any) -> Any:
    """栏目一个也不许多的模式：数据里有、模式里没有的，就不合。"""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return {**inner, "unevaluatedProperties": False} if "properties" in schema else inner


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_as_the_schema_says(site: Path, kind: str) -> None:
    """每一条合公布的模式文件，栏目一个不多；一条一个文件，就是成套里的一行。"""
    schema = json.loads((site / f"data/schema/{kind}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"{URL}schema/{kind}.json"
    found = items(site, kind)
    assert found
    loose = jsonschema.Draft202012Validator(schema)
    for one in found:
        loose.validate(one)
        own = (site / f"data/{kind}/{one['id']}.json").read_text("utf-8")
        assert json.loads(own) == one
        assert one["schema"] == schema["$id"]
        assert one["self"] == f"{URL}{kind}/{one['id']}.json"
        page, _, anchor = one["page"].removeprefix(SITE_URL).partition("#")
        text = (site / page / "index.html").read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in text
    wrong = {**found[0], "version": 3}
    with pytest.raises(jsonschema.ValidationError):
        loose.validate(wrong)


def test_every_json_file_is_as_a_schema_says(site: Path) -> None:
    """`/data/` 里一条一个文件（改了编号的、撤下的也是），合它自己写的模式文件；合起来的都有。"""
    checks: dict[str, jsonschema.Draft202012Validator] = {}
    gone = {}
    for path in sorted((site / "data").glob("*/*.json")):
        if path.parent.name == "schema":
            continue
        one = json.loads(path.read_text("utf-8"))
        at = one["schema"].removeprefix(SITE_URL)
        if at not in checks:
            schema = json.loads((site / at).read_text("utf-8"))
            jsonschema.Draft202012Validator.check_schema(schema)
            checks[at] = jsonschema.Draft202012Validator(
                closed(schema) if at.endswith("gone.json") else schema
            )
        checks[at].validate(one)
        assert (one["type"], one["id"]) == (path.parent.name, path.stem)
        if at.endswith("gone.json"):
            gone[one["type"], one["id"]] = one
            if to := one.get("moved_to", "").removeprefix(SITE_URL):
                assert json.loads((site / to).read_text("utf-8"))["record"]
    together = [json.loads(line) for line in (site / "data/gone.jsonl").open(encoding="utf-8")]
    assert together == [gone[one["type"], one["id"]] for one in together]
    assert len(together) == len(gone) == 6
    assert gone["sources", "gone-source"]["withdrawn"] == {"why": "写重了"}
    with pytest.raises(jsonschema.ValidationError):
        checks["data/schema/gone.json"].validate({**together[0], "withdrawn": {}, "moved_to": ""})


def strict(kind: str) -> jsonschema.Draft202012Validator:
    """只看记录，里面的 allOf 合起来看。"""
    schema = closed(record_schema(kind, f"{URL}schema/{kind}.json"))
    for defined in schema["$defs"].values():
        for one in defined.get("properties", {}).values():
            for listed in filter(None, (one, one.get("items"))):
                if isinstance(listed, dict) and "allOf" in listed:  # 归类：多带一个编号
                    name = listed["allOf"][0]["$ref"].rpartition("/")[2]
                    listed.pop("allOf")
                    more = {**schema["$defs"][name]["properties"], "id": {"type": "string"}}
                    listed |= {"type": "object", "properties": more, "unevaluatedProperties": False}
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_in_the_data_but_not_in_the_schema(site: Path, kind: str) -> None:
    for one in items(site, kind):
        strict(kind).validate(one)
    one["record"]["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError):
        strict(kind).validate(one)


def test_every_field_of_the_model_is_in_the_data(site: Path) -> None:
    """丰满的一条里，模型的每一栏都写了，数据里也都有。"""
    (tree,) = (one["record"] for one in items(site, "cases") if one["id"] == NAME)
    seen: set[tuple[str, str]] = set()

    def walk(kind: type[Record], node: dict[str, Any]) -> None:
        for one in describe(kind):
            if one.name in node:
                seen.add((kind.__name__, one.name))
                value = node[one.name]
                for inner in value if one.many else [value]:
                    if one.record:
                        walk(one.record, inner)

    walk(Case, tree)
    wanted = {(k.__name__, f.name) for k in record_kinds(Case) for f in describe(k)}
    assert wanted - seen == {*EMPTY} - {("Case", "everywhere")}  # 是否栏，没有写就是否


def test_an_address_may_be_written_in_chinese() -> None:
    """网址照写的：有汉字的是 IRI（RFC 3987），模式也这样说。"""
    url = "https://example.com/文章?页=1"
    source = Source.model_validate(
        {"编号": "x", "题名": "题", "类别": "媒体", "网址": url, "引用日期": "2024-01-02"}
    )
    assert record_tree(source, NOTHING)["url"] == url
    for name in ("url", "archived"):
        assert (
            record_schema("sources", "")["$defs"]["Source"]["properties"][name]["format"] == "iri"
        )


class Longer(Case):
    """多了一栏的工作法。"""

    motto: Line | None = field("口号", "一句口号", None)


def test_a_new_field_comes_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """模型多一栏，数据、模式、表里就多一栏，不必在这里添。"""
    written = yaml.load(FULL.read_text("utf-8"), yaml.BaseLoader)
    case = Longer.model_validate({**written, "口号": "=一起种"})
    assert record_tree(case, NOTHING)["motto"] == "=一起种"
    monkeypatch.setitem(KINDS, "cases", Longer)  # type: ignore[attr-defined]
    schema = record_schema("cases", "")
    assert schema["$defs"]["Longer"]["properties"]["motto"] == {
        "type": "string",
        "title": "口号",
        "description": "一句口号",
    }
    assert [c.help for c in columns(Longer) if c.name == "motto"] == ["一句口号"]


# —— 与网页一字不差 ——


def bare(text: str) -> str:
    """只留字：空白不算。"""
    return re.sub(r"\s", "", text)


@cache
def page_words(path: Path) -> str:
    text = path.read_text("utf-8")
    text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S)
    return bare(html.unescape(re.sub(r"<[^>]*>", "", text)))


NOT_SAID = {("Attachment", "file"), ("Image", "file"), ("Image", "alt"), ("Case", "status")}
"""页面上不是字：文件名、替代文字；发布了的不必说。"""
SENTENCES = (Kind.LINE, Kind.PROSE)


def told(kind: type[Record], node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """一条里写着的字：哪一栏，一行行。"""
    for one in describe(kind):
        if one.name not in node or (kind.__name__, one.name) in NOT_SAID:
            continue
        value = node[one.name]
        for inner in value if one.many else [value]:
            if one.record:
                yield from told(one.record, inner)
            elif one.kind in SENTENCES and not one.register:
                yield from ((f"{kind.__name__}.{one.name}", line) for line in inner.split("\n"))


def test_the_words_are_the_ones_on_the_page(site: Path) -> None:
    """成套下载里的每一句话、每一个名称、每一处“待补充”，网页上一字不差地有。"""
    checked = 0
    for one in items(site, "cases"):
        path = site / one["page"].removeprefix(SITE_URL) / "index.html"
        shown = page_words(path)
        for where, line in told(Case, one["record"]):
            checked += 1
            # 几件事接成一句的、说还缺什么的，末尾的句号不算
            assert bare(line).rstrip("。") in shown, (one["id"], where, line)
        for gap in one["gaps"]:
            assert bare(gap["missing"]).rstrip("。") in shown, (one["id"], gap)
            assert bare(gap.get("of", gap["name"])).rstrip("。") in shown, (one["id"], gap)
        for reference in one["references"]:
            assert bare(reference["citation"]) in shown, (one["id"], reference)
    assert checked > 300


def marked_missing(text: str) -> int:
    """网页上有几处“待补充”。"""
    return len(re.findall(r'<span class="cn-tbd">待补充</span>', text))


@pytest.mark.parametrize("kind", ["organisations", "policies", "terms", "sources"])
def test_every_gap_of_an_entry_is_told(site: Path, kind: str) -> None:
    """登记的一条，网页上写着几处“待补充”，数据里就有几样缺的，各在记录的哪一栏。"""
    found = 0
    for one in items(site, kind):
        page, _, anchor = one["page"].removeprefix(SITE_URL).partition("#")
        text = (site / page / "index.html").read_text("utf-8").partition("<main")[2]
        if anchor:
            text = re.split(r'id="(?:gb-)?[^"]*"', text.partition(f'id="{anchor}"')[2])[0]
        text = text.partition('id="uses"')[0].partition('id="methods"')[0]
        found += len(one["gaps"])
        items_ = {gap["name"] for gap in one["gaps"] if gap["missing"] == word("text.missing")}
        several = len(items_) - 1 if kind == "sources" and items_ else 0  # 并作一句
        assert marked_missing(text) == len(one["gaps"]) - several, (one["id"], one["gaps"])
        fields = {field.name: field.key for field in describe(KINDS[kind])}
        assert all(gap["field"] in fields for gap in one["gaps"])
    assert found or kind == "terms"


def test_every_gap_of_a_method_is_told(site: Path) -> None:
    """一条工作法：空着的各栏、没有核定、著录缺的项，数据里各有一样。"""
    fields = {field.name for field in describe(Case)}
    seen: set[str] = set()
    for one in items(site, "cases"):
        record, gaps = one["record"], one["gaps"]
        seen |= {gap["field"] for gap in gaps}
        told = {gap["field"] for gap in gaps if gap["missing"] == word("text.missing")}
        for name in ("timeline", "measures", "confirmed_by", "steps", "insight"):
            assert (name in record) is (name not in told), (one["id"], name)
        text = (site / one["page"].removeprefix(SITE_URL) / "index.html").read_text("utf-8")
        section = text.partition('<h2 id="sources">')[2].partition("</ol>")[0]
        owed = [line for line in section.split("<li")[1:] if "cn-tbd" in line]
        assert len(owed) == len([ref for ref in one["references"] if "missing" in ref])
    assert seen <= fields
    assert {"confirmed_by", "streets", "funding"} <= seen


def test_references_say_where(site: Path) -> None:
    """登记的一条，著录也写着引用了来源的哪里，与页上“引用位置”一样。"""
    seen = 0
    for one in items(site, "policies"):
        text = page_words(site / one["page"].removeprefix(SITE_URL) / "index.html")
        for ref in one["references"]:
            seen += "locators" in ref
            assert bare(ref.get("locators", "")) in text
            assert bare(ref["citation"]) in text
    assert seen


def test_the_words_of_prose_are_split_as_the_page_splits_them() -> None:
    listed = "问三件事：\n\n- **想要**什么\n- 能出什么〔demo 第 3 段〕\n\n"
    text = f"{listed}| 甲 | 乙 |\n|---|---|\n| 1 | 2 |"
    assert words(text) == "问三件事：\n想要什么\n能出什么\n甲 乙\n1 2"
    assert words("一句话。") == "一句话。"


@pytest.mark.parametrize("kind", KINDS)
def test_every_download_says_the_same(site: Path, kind: str) -> None:
    """CSV 的一行就是 JSON 的一条；一句一行的表里，各句也是。"""
    found = items(site, kind)
    rows = table(site, kind)
    assert [row["id"] for row in rows] == [one["id"] for one in found]
    said = table(site, "statements")
    for one, row in zip(found, rows, strict=True):
        assert row["page"] == one["page"]
        for name, value in one["record"].items():
            if isinstance(value, str) and name in row:
                assert row[name] in (value, f"'{value}")
        for text in re.findall(r'"text":"((?:[^"\\]|\\.)*)"', json.dumps(one["record"])):
            own = [s for s in said if s["id"] == one["id"] and s["kind"] == kind]
            assert {json.loads(f'"{text}"')} & {s["text"] for s in own} | {
                s["value_text"] for s in own
            }


def test_links_go_both_ways(site: Path) -> None:
    """记录里引用了谁，那一条的 links 里就有它。"""
    entries = {(kind, one["id"]): one for kind in KINDS for one in items(site, kind)}
    seen = 0
    for kind, one_id in [*entries]:
        text = json.dumps(entries[kind, one_id]["record"])
        for source in re.findall(r'"source": "([^"]+)"', text):
            assert one_id in entries["sources", source]["links"][kind]
            seen += 1
    for (kind, one_id), one in entries.items():
        for other, ids in one["links"].items():
            for back in ids if other in KINDS else ():
                assert f'"{one_id}"' in json.dumps(entries[other, back]["record"]), (kind, one_id)
        for related in one["links"].get("mentioned_by", ()):
            back = entries["cases", related["id"]]["record"]["related"]
            assert {"id": one_id, "reason": related["reason"]} in back
    assert seen > 100


def test_pages_link_to_their_data(site: Path) -> None:
    """工作法、组织、政策、街镇……自己的一页，写着它的数据在哪里；数据写着网页。图片、附件接在网页的网址后面。"""
    seen = {}
    for path in site.rglob("index.html"):
        found = re.findall(
            r'<link rel=" alternate" type="application/json" href="([^"]+)">',
            path.read_text("utf-8"),
        )
        for href in found:
            one = json.loads((path.parent / href).read_text("utf-8"))
            assert one["page"] == f"{SITE_URL}{path.parent.relative_to(site)}/"
            seen[one["type"], one["id"]] = one
    wanted = {(kind, one["id"]) for kind in KINDS if kind in OWN_PAGE for one in items(site, kind)}
    assert {*seen} == wanted | {("cases", one["id"]) for one in items(site, "cases")}
    files = 0
    for one in seen.values():
        for picture in (*one["record"].get("images", ()), *one["record"].get("attachments", ())):
            files += (site / one["page"].removeprefix(SITE_URL) / picture["file"]).is_file()
            assert files
    assert files > 1


def test_every_statement_has_its_sources_and_dates(site: Path) -> None:
    """有来源的句子，每一处写着来源的日期（登记了日期的）；没有的，不是来源写的，就是还缺着。"""
    dated = {one["id"]: one["record"].get("date") for one in items(site, "sources")}
    for row in table(site, "statements"):
        sources = [one for one in row["sources"].split("; ") if one]
        dates = row["sources_dates"].split("; ") if row["sources_dates"] else [""] * len(sources)
        assert [dated[one] or "" for one in sources] == dates
        if row["value_text"]:
            assert sources, row
            assert row["name"] or row["text"] or row["type"] == "Funding", row  # 钱就是钱
            assert row["unit"], row
            assert row["as_of"] or row["period"] or row["told_by"], row
    years = [row for row in table(site, "statements") if row["type"] == "YearValue"]
    assert [(y["name"], y["period"], y["value_low"], y["unit"], y["inferred"]) for y in years] == [
        ("参加活动的人", "2021", "310", "人次", "true"),
        ("参加活动的人", "2022", "560", "人次", "true"),
        ("参加活动的人", "2023-01/2023-06", "330", "人次", "true"),
    ]
    assert {(y["counted"], y["sources_locators"]) for y in years} == {("累计到年底", "第 11 段")}


# —— 各家的格式 ——


def test_the_data_package_is_valid(site: Path) -> None:
    report = Package(str(site / "data/datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])
    names = [task.name for task in report.tasks]
    assert {*KINDS, "statements"} <= set(names)
    assert all(task.stats["rows"] for task in report.tasks)


def test_the_data_package_is_read_as_written(site: Path, tmp_path: Path) -> None:
    """编号重了，编号在别的表里没有，都说得出来。"""
    folder = tmp_path / "data"
    shutil.copytree(site / "data", folder)
    told_ = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert told_["name"] == "changning-gongzuofa"
    path = folder / "terms.csv"
    text = path.read_text("utf-8")
    path.write_text(text + text.splitlines(keepends=True)[1], "utf-8")
    path = folder / "actors.csv"
    path.write_text(path.read_text("utf-8").replace("community,", "nobody,", 1), "utf-8")
    report = Package(str(folder / "datapackage.json")).validate()
    found = {(task.name, error.type) for task in report.tasks for error in task.errors}
    assert ("terms", "primary-key") in found
    assert ("statements", "foreign-key") in found


def test_the_api_is_described(site: Path) -> None:
    """OpenAPI 3.1：写着的每一个地址都有，各条的模式也对得上。"""
    path = site / "data/openapi.json"
    told_ = json.loads(path.read_text("utf-8"))
    validate_openapi(told_, base_uri=path.as_uri())
    assert told_["openapi"] == "3.1.0"
    for address, one in told_["paths"].items():
        kind = address.split("/")[1]
        name = items(site, kind)[0]["id"] if "{id}" in address else ""
        assert (site / f"data{address.format(id=name)}").is_file()
        assert [*one] == ["get"]
    broken = {**told_, "paths": {"/a": {"get": {}}}, "info": {}}
    with pytest.raises(Exception, match="required property"):
        validate_openapi(broken, base_uri=path.as_uri())


def test_the_api_is_linted(site: Path) -> None:
    """Redocly 的规矩一条不犯；写坏了的，说得出来。"""
    written = json.loads((site / "data/openapi.json").read_text("utf-8"))
    assert linted(site / "data/openapi.json") == []
    broken = json.loads(json.dumps(written))
    del broken["paths"]["/cases/{id}.json"]["get"]["parameters"]
    path = site / "data/openapi-broken.json"  # 在旁边：要找得到模式文件
    path.write_text(json.dumps(broken), "utf-8")
    try:
        assert "path-parameters-defined" in {rule for rule, _ in linted(path)}
    finally:
        path.unlink()


def linted(path: Path) -> list[list[str]]:
    """Redocly 说的：哪一条规矩、在哪里。"""
    folder = Path(__file__).parent
    installed(folder)
    command = [node(), f"{folder / 'lint.mjs'}", f"{path}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found: list[list[str]] = json.loads(done.stdout)
    return found


def test_the_dataset_expands(site: Path) -> None:
    """DCAT 的 JSON-LD 展开，不向别处要上下文；每一份下载都在。"""
    told_ = json.loads((site / "data/dataset.jsonld").read_text("utf-8"))

    def refuse(url: str, options: Any) -> Any:
        raise AssertionError(url)

    (one,) = jsonld.expand(told_, {"documentLoader": refuse})
    dcat, terms = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
    assert one["@type"] == [f"{dcat}Dataset"]
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert one[f"{terms}license"] == [{"@id": licence}]
    assert one[f"{dcat}landingPage"] == [{"@id": URL}]
    assert one[f"{terms}modified"][0]["@value"] == "2023-11-14"
    shared = one[f"{dcat}distribution"]
    (service,) = shared.pop(0)[f"{dcat}accessService"]
    assert service[f"{dcat}endpointDescription"] == [{"@id": f"{URL}openapi.json"}]
    files = [each[f"{dcat}downloadURL"][0]["@id"].removeprefix(SITE_URL) for each in shared]
    assert all((site / file).is_file() for file in files)
    bulk = [p for p in (site / "data").iterdir() if p.suffix in (".csv", ".jsonl", ".xlsx", ".ics")]
    assert sorted(files) == sorted(f"data/{path.name}" for path in bulk)


def test_the_calendar_is_read_by_a_calendar(site: Path) -> None:
    """全天的，不早一天也不晚一天；只知道年、月的不在里面，说有几件。"""
    written = (site / "data/events.ics").read_bytes()
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    read = icalendar.Calendar.from_ical(written.decode())
    events = read.walk("VEVENT")
    assert not [error for one in (read, *events) for error in one.errors]
    assert len({str(one["UID"]) for one in events}) == len(events)
    (opened,) = (one for one in events if one["SUMMARY"] == "开园那天居民自己剪彩。")
    assert opened["DTSTART"].dt.isoformat() == "2023-04-22"
    assert opened["DTEND"].dt.isoformat() == "2023-04-23"
    assert opened["DTSTART"].params["VALUE"] == "DATE"
    assert str(opened["URL"]) == f"{SITE_URL}cases/{NAME}/"
    assert "开第一次会。" not in [str(one["SUMMARY"]) for one in events]
    dated = undated = 0
    for one in items(site, "cases"):
        for event in one["record"].get("timeline", ()):
            whole = bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", event["date"]))
            dated, undated = dated + whole, undated + (not whole)
    assert dated == len([one for one in events if one["UID"].startswith("cases-")])
    policies = [one["record"] for one in items(site, "policies")]
    for one in policies:
        exact = re.fullmatch(r"[0-9-]{10}", one.get("issued", "")) and not one["issued_inferred"]
        undated += "issued" in one and not exact
    assert len(events) - dated == len([one for one in events if one["UID"].startswith("policies-")])
    assert all(str(one["UID"]).endswith("@changning-gongzuofa.handbook.example") for one in events)
    assert f"另有 {undated} 件" in str(read["X-WR-CALDESC"])


@pytest.mark.parametrize(
    ("text", "written", "days"),
    [
        ("2021", "2021", None),
        ("2021-03", "2021-03", None),
        ("约2021-03-04", "2021-03-04~", None),
        ("2021-03-04", "2021-03-04", ("2021-03-04", "2021-03-04")),
        ("2021-03-04 至 2021-03-06", "2021-03-04/2021-03-06", ("2021-03-04", "2021-03-06")),
        ("2021-03-04 至 2021-05", "2021-03-04/2021-05", None),
        ("2021上半年", "2021-01/2021-06", None),
        ("2019起", "2019/..", None),
        ("2019-02-03起", "2019-02-03/..", None),
    ],
)
def test_no_day_is_made_up(text: str, written: str, days: tuple[str, str] | None) -> None:
    when: PartialDate | Period = Period.parse(text)
    assert (written_date(when), exact_days(when)) == (written, days)


def test_a_line_of_a_calendar_is_folded_between_letters() -> None:
    long = "写；得，很长," * 20 + "\n又一行"
    event = Dated("a", "2021-12-31", "2021-12-31", long, "说明", "", 1_700_000_000)
    written = b"".join(calendar("书", "说明", "book.example", [event]))
    assert all(len(line) <= 75 and line.decode() is not None for line in written.split(b"\r\n"))
    (one,) = icalendar.Calendar.from_ical(written.decode()).walk("VEVENT")
    assert str(one["SUMMARY"]) == long
    assert one["DTEND"].dt.isoformat() == "2022-01-01"
    assert str(one["UID"]) == "a@book.example"
    assert one["DTSTAMP"].dt.isoformat() == "2023-11-14T22:13:20+00:00"
    nothing = b"".join(calendar("书", "说明", "book.example", []))
    assert icalendar.Calendar.from_ical(nothing.decode()).subcomponents  # 一件也没有的，也合格式


@pytest.mark.parametrize("name", ["feed.xml", "changes.xml"])
def test_the_feeds_are_read_by_a_feed_reader(site: Path, name: str) -> None:
    """种子一个毛病也没有，RFC 4287 要的都有。"""
    read = feedparser.parse((site / name).read_bytes())
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    assert all(read.feed.get(key) for key in ("id", "title", "updated", "author"))
    assert len({one.id for one in read.entries}) == len(read.entries)
    for one in read.entries:
        assert all(one.get(key) for key in ("id", "title", "updated", "summary", "link"))
        assert one.updated_parsed
    assert bool(read.entries)


def test_llms_lists_the_markdown_of_every_page(site: Path) -> None:
    """`llms.txt` 合它的写法，列的每一份都在，一页不少。"""
    text = (site / "llms.txt").read_text("utf-8")
    assert re.match(r"# [^\n]+\n\n> [^\n]+\n\n[^\n]+\n\n## ", text)
    links = re.findall(r"^- \[((?:[^\[\]\\]|\\.)+)\]\((\S+)\)(?:: (.+))?$", text, re.M)
    assert len(links) == text.count("\n- ")
    files = {url.removeprefix(SITE_URL) for _, url, _ in links}
    assert files == {p.relative_to(site).as_posix() for p in site.rglob("index.md")}
    sections = re.findall(r"^## (.+)$", text, re.M)
    assert len(set(sections)) == len(sections)
    (line,) = b"".join(llms("书", ["甲"], [Listed("节", "[甲]\n乙", "/a", "")])).splitlines()[-1:]
    assert line.decode() == r"- [\[甲\] 乙](/a)"


# —— 表格 ——


@pytest.mark.parametrize("kind", [*KINDS, "statements"])
def test_every_column_has_its_own_title(kind: str) -> None:
    """给人看的表头一列一个样，看得出是哪一栏的什么。"""
    titles = [
        column.title for column in (statements_table() if kind not in KINDS else tables(kind))
    ]
    assert len(set(titles)) == len(titles), sorted({t for t in titles if titles.count(t) > 1})
    if kind == "cases":
        assert {"一句话", "一句话·来源（位置）", "街镇", "街镇（编号）"} <= set(titles)
    if kind == "statements":
        assert {"数值（小的）", "数值（写法）", "来源（日期）"} <= set(titles)


def test_a_source_cited_twice_is_listed_once() -> None:
    statement = Statement.model_validate({"内容": "一句〔demo 第 1 段〕，两句〔demo 第 1 段〕。"})
    assert record_tree(statement, NOTHING)["sources"] == [{"source": "demo", "locator": "第 1 段"}]


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\t", "\r", "'="]
)
def test_no_cell_is_a_formula(start: str) -> None:
    """像公式的字前面多一个 '，读回来的一字不差；数不是字，照样是数。"""
    title = f"{start}cmd|1"
    case = full_case().model_copy(update={"title": title, "rank": -5})
    written = record_row("cases", record_tree(case, NOTHING))
    (row,) = csv.reader(io.StringIO(written, newline=""))
    names = [column.name for column in tables("cases")][2:]
    assert row[names.index("title")] == f"'{title}"
    assert row[names.index("rank")] == "-5"
    (back,) = typed(written, tables("cases")[2:])
    assert back[names.index("title")] == title
    assert back[names.index("rank")] == -5


@pytest.mark.parametrize(
    "areas", [("甲; 乙", "丙"), ("甲;", "乙"), (";; 甲", ";"), ("甲;乙",), ("甲", "乙")]
)
def test_a_cell_is_split_again(areas: tuple[str, ...]) -> None:
    """几样接在一格里的，照页上说的拆开，一样不差：字里自己有分号的也是。"""
    case = full_case().model_copy(update={"residential_areas": areas})
    written = record_row("cases", record_tree(case, NOTHING))
    (row,) = csv.reader(io.StringIO(written, newline=""))
    names = [column.name for column in tables("cases")][2:]
    cell = row[names.index("residential_areas")]
    parts = cell.replace(";;", "\0").split("; ")
    assert tuple(part.replace("\0", ";") for part in parts) == areas


@pytest.mark.skipif(not office_version(), reason="没有装写 Excel 的库")
def test_the_workbook_holds_the_tables(site: Path) -> None:
    """一种一页，数是数；表头的英文名与 CSV 的一样。"""
    book = load_workbook(site / "data/handbook.xlsx")
    assert len(book.sheetnames) == len(KINDS) + 1
    for name, sheet in zip((*KINDS, "statements"), book.worksheets, strict=True):
        rows = table(site, name)
        head = [str(cell.value).rpartition(" ")[2] for cell in sheet[1]]
        assert head == [*rows[0]]
        assert sheet.max_row == len(rows) + 1
        for own, row in zip(sheet.iter_rows(min_row=2), rows, strict=True):
            for cell, text in zip(own, row.values(), strict=True):
                assert cell.data_type != "f"
                assert not cell.alignment.wrap_text  # 一条一行，好筛选
                if isinstance(cell.value, int | float):
                    assert float(text) == cell.value
    counted = [cell.value for row in book.worksheets[-1].iter_rows(min_row=2) for cell in row]
    assert [one for one in counted if isinstance(one, int | float)]


def test_a_bulk_file_is_written_line_by_line() -> None:
    """一条条地取，一行行地写：不把全部装进内存。"""
    taken: list[str] = []
    data = Data("v", '{"record":{},"references":[],"gaps":[]}', "", "")

    def pairs() -> Iterator[tuple[Head, Data]]:
        for name in "ab":
            taken.append(name)
            yield Head("cases", name, "题", "/p/", "/o", "/s", {}), data

    written = lines(pairs())
    assert json.loads(next(written))["id"] == "a"
    assert taken == ["a"]


# —— 照页上写的做 ——


def examples(site: Path) -> dict[str, str]:
    """“数据”一页上的各个例子：标题的锚点 → 代码。"""
    text = (site / "data/index.html").read_text("utf-8")
    found = re.findall(r'<h3 id="(\w+)"[^\n]*</h3>\s*<pre[^>]*>(.*?)</pre>', text, re.S)
    return {name: html.unescape(re.sub(r"<[^>]*>", "", code)) for name, code in found}


def ran(site: Path, url: str, name: str, folder: Path, *command: str) -> str:
    """照页上的 `name` 一段做，网址换成本机的。"""
    code = examples(site)[name]
    assert URL in code
    code = code.replace(URL, f"{url}data/")
    done = subprocess.run(
        [*command, code], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_curl_example(site: Path, http: Callable[[Path], str], tmp_path: Path) -> None:
    assert shutil.which("curl")
    out = ran(site, http(site), "curl", tmp_path, "bash", "-euc")
    assert json.loads(out)["type"] == "cases"
    assert (tmp_path / "cases.csv").read_bytes() == (site / "data/cases.csv").read_bytes()


def test_the_python_example(site: Path, http: Callable[[Path], str], tmp_path: Path) -> None:
    out = ran(site, http(site), "python", tmp_path, sys.executable, "-c")
    assert f"{NAME} 2023-04-22 开园那天居民自己剪彩。" in out.splitlines()


@pytest.mark.parametrize("name", ["cases.csv", "handbook.xlsx"])
def test_the_excel_example(site: Path, tmp_path: Path, name: str) -> None:
    """照页上做：CSV 照 UTF-8、逗号导入，各列选文本；Excel 的一册打开就是；接在一格的拆得开。"""
    shutil.copy(site / "data" / name, tmp_path)
    heads = [column.name for column in tables("cases")]
    if name.endswith("csv"):  # 44 逗号，34 双引号，76 是 UTF-8，2 是文本
        kinds = "/".join(f"{n}/2" for n in range(1, len(heads) + 1))
        opened = opened_by_office(
            tmp_path / name, "xlsx", tmp_path, f"--infilter=CSV:44,34,76,1,{kinds}"
        )
    else:
        (tmp_path / "out").mkdir()
        opened = opened_by_office(tmp_path / name, "xlsx", tmp_path / "out")
    sheet = load_workbook(opened).worksheets[0]
    first, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert [str(head).rpartition(" ")[2].lstrip(BOM) for head in first] == heads
    listed = [dict(zip(heads, row, strict=True)) for row in rows]
    found = items(site, "cases")
    assert [one["id"] for one in listed] == [one["id"] for one in found]
    for one, row in zip(found, listed, strict=True):
        assert row["title"] == one["record"]["title"]
        streets = [street["id"] for street in one["record"].get("streets", ())]
        assert (row["streets_id"] or "").split("; ") == (streets or [""])
        assert row.get("review_reviewed_on") == one["record"].get("review", {}).get("reviewed_on")
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]


@pytest.mark.skipif(not shutil.which("Rscript"), reason="没有装 R")
def test_the_r_example(site: Path, http: Callable[[Path], str], tmp_path: Path) -> None:
    out = ran(site, http(site), "r", tmp_path, "Rscript", "-e")
    assert "xinjing" in out


def test_every_download_on_the_page_is_there(
    site: Path, http: Callable[[Path], str], chromium: Browser
) -> None:
    """页上的每一个下载都打得开；窄的屏幕不用左右拖整页。"""
    page = chromium.new_context(viewport={"width": 390, "height": 800}).new_page()
    page.goto(f"{http(site)}data/")
    hrefs = page.eval_on_selector_all(
        "article a[href]", "all => all.map(one => one.href).filter(one => one.includes('/data/'))"
    )
    files = [one for one in hrefs if re.search(r"\.(csv|jsonl|json|jsonld|ics|xlsx)$", one)]
    assert len(files) >= 3 * len(KINDS)
    for one in dict.fromkeys(files):
        assert page.request.get(one).ok, one
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.get_by_role("heading", level=2).first.inner_text() == word("pages.data.bulk")
    page.context.close()


def test_every_sentence_is_found_on_its_page(site: Path) -> None:
    """数据里每句话、每个数字的锚点，那一页上都有；表里与 JSON 里一样。"""
    told: set[str] = set()
    for path in site.glob("data/*/*.json"):
        data = json.loads(path.read_text("utf-8"))
        if path.parent.name == "schema" or "record" not in data:
            continue
        anchors = {*re.findall(r'"anchor": ?"([^"]+)"', json.dumps(data["record"]))}
        if anchors:
            page = site / urlsplit(data["page"]).path.strip("/") / "index.html"
            shown = {*re.findall(r'id="(said-[0-9a-f]{8})"', page.read_text("utf-8"))}
            assert anchors <= shown, path.name
        told |= anchors
    assert len(told) > 30
    rows = csv.DictReader((site / "data/statements.csv").read_text("utf-8-sig").splitlines(True))
    assert {row["anchor"] for row in rows} - {""} == told
