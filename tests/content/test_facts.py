"""文章里的每一条事实都在书里，在它该在的地方；容易写错的两处没有写错。"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from casebook.read import Library, read_document, read_library, read_text
from casebook.read.tree import MappingNode, Node, ScalarNode, SequenceNode
from conftest import ROOT

FACTS = yaml.safe_load((ROOT / "tests/content/facts/seed-facts.yml").read_text("utf-8"))
COVERAGE = yaml.safe_load((ROOT / "tests/content/facts/seed-coverage.yml").read_text("utf-8"))


def scalars(node: Node) -> list[str]:
    match node:
        case ScalarNode(text):
            return [text]
        case SequenceNode(items):
            return [text for item in items for text in scalars(item)]
        case MappingNode(items):
            return [text for item in items.values() for text in scalars(item)]


@cache
def written(path: str, entry: str | None) -> str:
    """记录里写的全部文字，一行一个值；文章是它的原文。"""
    text, problems = read_text(path, (ROOT / path).read_bytes())
    assert not problems
    if path.endswith(".md"):
        return text.content
    document, problems = read_document(text)
    assert document
    assert not problems
    node: Node = document.root
    if entry:
        listed = document.root.items["条目"]
        assert isinstance(listed, SequenceNode)
        chosen = [
            item
            for item in listed.items
            if isinstance(item, MappingNode) and scalars(item.items["编号"]) == [entry]
        ]
        assert len(chosen) == 1
        node = chosen[0]
    return "\n".join(scalars(node))


def test_every_fact_has_a_place() -> None:
    wanted = {fact["id"] for fact in FACTS if fact["kind"] not in ("meta", "structure")}
    assert set(COVERAGE) == wanted
    assert len(FACTS) == len({fact["id"] for fact in FACTS})


@pytest.mark.parametrize("fact", COVERAGE, ids=str)
def test_fact_is_in_the_book(fact: str) -> None:
    row = COVERAGE[fact]
    assert set(row) <= {"记录", "条目", "含"}
    assert row["含"]
    there = written(row["记录"], row.get("条目"))
    assert [part for part in row["含"] if part not in there] == []


@pytest.fixture(scope="module")
def library() -> Library:
    library, problems = read_library(ROOT)
    assert not problems
    return library


def test_weizhanting_has_no_street_and_its_area_is_inferred(library: Library) -> None:
    """文章没有写武夷路 466 弄在哪个街道，也没有直接写展厅是 7㎡。"""
    case = library.cases["baoyugang-weizhanting"].record
    assert case.streets == ()
    assert case.residential_areas == ()
    areas = [m for m in case.measures if m.unit == "㎡"]
    assert [str(m.value) for m in areas] == ["7"]
    assert all(m.inferred for m in areas)
    sure = [m for m in case.measures if not m.inferred]
    assert not any(m.unit in ("㎡", "平方米") for m in sure)


@pytest.mark.parametrize(
    "path",
    [
        p.relative_to(ROOT).as_posix()
        for pattern in ("cases/*.yml", "content/**/*.yml", "content/**/*.md")
        for p in sorted(ROOT.glob(pattern))
    ],
)
def test_lianghui_yizhongxin_is_not_expanded(path: str) -> None:
    """来源没有解释“两会一中心”，书里任何一处都不展开。"""
    text = written(path, None)
    guesses: tuple[Any, ...] = (
        "社会组织联合会",
        "社区基金会和",
        "社会组织服务中心、",
        "两会是",
        "两会指",
    )
    around = [
        text[max(0, at - 60) : at + 80]
        for at in range(len(text))
        if text.startswith("两会一中心", at)
    ]
    for part in around:
        assert not any(guess in part for guess in guesses), part
        assert "即" not in part.partition("两会一中心")[2][:4]
        assert (
            not part.partition("两会一中心")[2].lstrip("”").startswith(("（", "，即", "：", "是指"))
        )


def test_facts_are_read_not_grepped(tmp_path: Path) -> None:
    """注释里的字不算写进了书里。"""
    text, _ = read_text("a.yml", "# 338 家\n标题: 甲\n".encode())
    document, _ = read_document(text)
    assert document
    assert scalars(document.root) == ["甲"]
