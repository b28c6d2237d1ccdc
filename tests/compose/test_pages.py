"""案例以外的各页：tests/compose/pages/*.yml 里，左边是改过的最小手册与要看的页，右边是写成的。"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from casebook.compose import DOCUMENT
from casebook.compose.edition import Edition
from conftest import HANDBOOK, setting
from shown import site_of

PRINTED = Edition("https://a.example/", 1_700_000_000, "0123456789abcdef", "book")


def outline(made: Any) -> Any:
    """写出来给人看：没有填的不写，只有字的一句写成字，`t` 是种类。"""
    if is_dataclass(made):
        shown = {}
        for field in fields(made):
            value = getattr(made, field.name)
            if field.name == "t":
                shown = {"t": value, **shown}
            elif value not in (field.default, {}):
                shown[field.name] = outline(value)
        return shown
    if isinstance(made, Mapping):
        return {key: outline(value) for key, value in made.items()}
    if isinstance(made, tuple | list):
        return [outline(value) for value in made]
    return made if isinstance(made, bool | int | float) or made is None else str(made)


def written(made: Any) -> str:
    return yaml.safe_dump(
        outline(made), allow_unicode=True, sort_keys=False, width=100, default_flow_style=None
    )


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


@pytest.mark.golden_test("related/*.yml")
def test_related_is_composed(golden: Any, handbook: Callable[..., Path]) -> None:
    """相关要看别的案例，不在一条工作法自己的一页里。"""
    site = site_of(handbook(golden.get("文件")), Edition())
    shown = {method.id: site.related(method) for method in site.book.methods}
    assert golden.out["相关"] == written(shown)
