"""一条工作法的折页 → 交给 Typst 的数据。"""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from casebook.bind import Book, Method
from casebook.compose import Document, word
from casebook.compose.owner import reachable, where_to_ask
from casebook.render.typeset.blocks import Typeset
from casebook.render.typeset.columns import width_of
from casebook.render.typeset.heights import SHEETS
from casebook.render.typeset.inlines import Data, Tree
from casebook.render.typeset.method import method_data
from casebook.render.typeset.printjob import PrintJob
from casebook.render.typeset.volume import unmarked, with_qr

_HALF = 3 * 18.7
"""事实栏里半栏三行排得下多少个字：更长的一项占满一行，旁边才不空着一大块。"""


def leaflet_data(book: Book, method: Method, document: Document, meta: Data) -> Data:
    """一条工作法的折页，普通的；大字版只差字号，见 `sized`。"""
    data = with_qr(method_data(method, document, unmarked), meta)
    for section in data["sections"]:
        section["c"] = [block for block in section["c"] if not _says_nothing(block)]
        if not reachable(book.handbook):
            _ask_nobody(section["c"])
    key = [*_key(data)]
    data["facts"] = [[name, words, width_of(words) > _HALF] for name, words in data["facts"]]
    typeset = Typeset(unmarked)
    return {
        "meta": meta,
        "method": data,
        "key": key,
        "reachable": reachable(book.handbook),
        "owner": [[fact.name, typeset.words(fact.c)] for fact in where_to_ask(book.handbook)],
        "photos": data["photos"],
    }


def sized(job: PrintJob, large: bool) -> Data:
    """普通的，大字版：字号、行距、图多宽，估的图表高。"""
    sheet = SHEETS[large]
    fives = sheet.fives(job.data["method"], job.data["key"])
    return {**job.data, "large": large, "sheet": asdict(sheet), "fives": fives}


def leaner(job: PrintJob) -> Iterator[PrintJob]:
    """差几行放不下的，依次再试：去掉五社的图；行距小一点；两样都做；再不印“可以接着看”，网页与书里有。"""
    bare = _without_figure(job)
    each = [job, bare] if bare else [job]
    yield from each[1:]
    each = [_closer(one) for one in each]
    yield from each
    data = each[-1].data
    if any(not other["derived"] for other in data["method"]["related"]):
        yield replace(each[-1], data={**data, "method": {**data["method"], "related": []}})


def _closer(job: PrintJob) -> PrintJob:
    """行距小一点，字号不变。"""
    data = job.data
    sheet = SHEETS[data["large"]].closer()
    fives = sheet.fives(data["method"], data["key"])
    return replace(job, data={**data, "sheet": asdict(sheet), "fives": fives})


def _without_figure(job: PrintJob) -> PrintJob | None:
    """去掉五社的图：表与表下的一句都说了。本来就没有图的为 None。"""
    method = job.data["method"]
    sections = [
        {**section, "c": [block for block in section["c"] if block.get("kind") != "five"]}
        for section in method["sections"]
    ]
    if sections == method["sections"]:
        return None
    left = [section for section in sections if section["c"]]
    return replace(job, data={**job.data, "method": {**method, "sections": left}})


def _says_nothing(block: Data) -> bool:
    """五社的图，一样也没有写明的：表与表下的一句都说了，省下的地方让给字。"""
    five = block["t"] == "figure" and block["kind"] == "five"
    return five and not any(role["on"] for role in block["data"]["roles"])


def _ask_nobody(blocks: list[Data]) -> None:
    """联系办法还没有定的，不请人寄来。"""
    for block in blocks:
        if block["t"] == "slip":
            block["c"] = [word("print.tell-known")]


def _key(data: Data) -> Iterator[Tree]:
    """这一张上的记号各是什么意思，一行说完；没有用到的不说。"""
    body = [data["summary"], [words for _, words in data["facts"]], data["sections"]]
    kinds, tags, figures = set[str](), set[str](), set[str]()
    for part in _parts(body):
        kinds.add(part["t"])
        if part["t"] == "tag":
            tags.update(part["c"])
        elif part["t"] == "figure":
            figures.add(part["kind"])
    said = json.dumps(data["sections"], ensure_ascii=False)
    unseen = word("figures.not-told")
    if "cite" in kinds:
        yield [word("print.key-cite"), {"t": "strong", "c": ["〔1〕"]}, word("print.key-cite-at")]
    if "tbd" in kinds:
        yield [{"t": "tbd"}, word("print.key-missing")]
    judged = [tag for tag in (word("case.editorial"), word("case.inferred")) if tag in tags]
    if judged:
        yield [*({"t": "tag", "c": [tag]} for tag in judged), word("print.key-judged")]
    if unseen in said and "five" not in figures:  # 图下说了虚线是什么
        yield [{"t": "strong", "c": [unseen]}, word("print.key-unseen")]


def _parts(node: Any) -> Iterator[Data]:
    """数据里的每一块、每一样行内的东西。"""
    stack = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if "t" in item:
                yield item
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
