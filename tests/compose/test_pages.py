"""案例以外的各页：tests/compose/pages/*.yml 里，左边是改过的最小手册与要看的页，右边是写成的。"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.compose import DOCUMENT
from casebook.compose.blocks import Figure, Grid
from casebook.compose.edition import Edition
from casebook.compose.walk import walk
from conftest import HANDBOOK, setting
from shown import site_of, written

PRINTED = Edition("https://a.example/", 1_700_000_000, "0123456789abcdef", "book", formats=("txt",))


@pytest.mark.golden_test("pages/*.yml")
def test_a_page_is_composed(golden: Any, handbook: Callable[..., Path]) -> None:
    assert golden["说明"]
    edition = PRINTED if golden.get("印") == "是" else Edition()
    root = handbook(golden.get("文件"))
    if limit := golden.get("每页"):
        setting(root, "每页", limit)
    site = site_of(root, edition)
    plans = {plan.address: plan for plan in site.plans}
    for address in golden["页"]:
        document = site.document(plans[address])
        assert DOCUMENT.validate_json(DOCUMENT.dump_json(document)) == document
        assert golden.out[address] == written(document)


def test_every_page_of_a_handbook_goes_to_json_and_back() -> None:
    site = site_of(HANDBOOK, PRINTED)
    kinds = set()
    for plan in site.plans:
        document = site.document(plan)
        assert DOCUMENT.validate_json(DOCUMENT.dump_json(document)) == document, plan.address
        assert (document.address, document.title) == (plan.address, plan.title)
        kinds.add(document.kind)
    assert {"case", "home", "methods", "codes", "manual", "vocabularies"} <= kinds


def test_only_what_will_grow_says_so(handbook: Callable[..., Path]) -> None:
    """词表与编号：登记簿写了“开放”的，说还会增加；没有写的不说。来源怎样收尾，不由程序说。"""
    more = "开放: 是\n条目: [{编号: renewal, 名称: 社区更新}]\n"
    root = handbook({"content/registry/fields.yml": more})
    site = site_of(root, Edition())
    (plan,) = (plan for plan in site.plans if plan.address == "/guide/vocabularies/")
    sections = {
        block.id: written(block) for block in site.document(plan).blocks if block.t == "section"
    }
    assert [name for name, told in sections.items() if "还会增加" in told] == ["fields"]
    assert not any("收尾" in told for told in sections.values())


@pytest.mark.golden_test("related/*.yml")
def test_related_is_composed(golden: Any, handbook: Callable[..., Path]) -> None:
    """相关要看别的案例，不在一条工作法自己的一页里。"""
    site = site_of(handbook(golden.get("文件")), Edition())
    shown = {method.id: site.related(method) for method in site.book.methods}
    assert golden.out["相关"] == written(shown)


def test_the_loom_on_the_front_page_has_its_table() -> None:
    """首页的经纬：图上每个交点，同一页的表里都有，说的一样。"""
    site = site_of(HANDBOOK, PRINTED)
    (plan,) = (plan for plan in site.plans if plan.address == "/")
    blocks = [*walk(site.document(plan).blocks)]
    (loom,) = (b.data for b in blocks if isinstance(b, Figure) and b.kind == "loom")
    (grid,) = (b for b in blocks if isinstance(b, Grid) and b.kind == "crosstab")
    assert [*grid.heads[1:]] == [actor["name"] for actor in loom["actors"]]
    told = {"none": "暂无收录", "editorial": "编者归入", "sourced": "有"}
    drawn = [(row["name"], [told[cell] for cell in row["cells"]]) for row in loom["rows"]]
    listed = [(row.head[0], [cell[0].c[0] for cell in row.cells]) for row in grid.rows]
    assert listed == drawn
    assert len({cell for _, cells in drawn for cell in cells}) > 1
