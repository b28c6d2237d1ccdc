"""测量的程序跟得上：它数的每一步，程序里真有那个函数；给别家排的书，一段也不少。"""

import html
import json
import re
import runpy
from dataclasses import asdict
from functools import reduce
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from casebook.compile import compile_handbook
from casebook.render.typeset import PrintJob
from casebook.render.typeset.notes import Cited, Numbering
from conftest import HANDBOOK, MINIMAL, ROOT, SITE_URL

STAGES = runpy.run_path(str(ROOT / "bench/site/by_profile.py"))["STAGES"]


@pytest.mark.parametrize("place", [place for places in STAGES.values() for place in places])
def test_every_stage_is_there(place: str) -> None:
    module, _, name = place.partition(":")
    assert callable(reduce(getattr, name.split("."), import_module(module)))


@pytest.fixture(scope="module", params=[HANDBOOK, MINIMAL], ids=lambda root: root.name)
def book(request: pytest.FixtureRequest) -> Any:
    """一本书的数据，末尾加上一章：文字里的各种块。"""
    job = next(compile_handbook(request.param, SITE_URL).prints())
    assert isinstance(job, PrintJob)
    data = json.loads(json.dumps(asdict(job)))["data"]
    written = [
        yaml.safe_load(path.read_text("utf-8"))["印刷"]
        for path in sorted((ROOT / "tests/render/typeset/print").glob("*.yml"))
    ]
    blocks = [json.loads(line) for one in written for line in one.splitlines()]
    sources = [
        {"n": n, "source": f"{n}", "title": f"{n}", "c": [f"第 {n} 个来源"]} for n in range(1, 10)
    ]
    Numbering().place(Cited(sources, blocks))
    data["appendices"].append({"id": "every-kind", "title": "各种块", "c": blocks, "sources": []})
    return data


@pytest.mark.parametrize("engine", ["weasyprint", "chromium"])
def test_the_peers_set_every_passage(
    engine: str, book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "bench/print")
    same, peer = import_module("same"), import_module("page_html")
    page = peer.book_html(book, engine, Path("/cases"))
    text = same.plain(html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", page)))
    wanted = {*same.passages(book)}
    assert len(wanted) >= 100
    assert not {passage for passage in wanted if passage not in text}


@pytest.mark.parametrize("block", [{"t": "new"}, {"t": "p", "c": [{"t": "new", "c": ["新的"]}]}])
def test_the_peers_stop_at_an_unknown_kind(
    block: dict[str, Any], book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "bench/print")
    front = [{"id": "new", "title": "新的", "c": [block], "sources": []}]
    with pytest.raises((AttributeError, ValueError), match="new"):
        import_module("page_html").book_html({**book, "front": front}, "chromium", Path("/cases"))
