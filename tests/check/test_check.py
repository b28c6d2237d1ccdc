"""查：tests/check/*.yml 里，左边是改动了的最小手册，右边是报告。"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.compile import check_handbook
from casebook.problems import report
from casebook.read import read_case, read_file
from conftest import HANDBOOK, MINIMAL


@pytest.mark.golden_test("*.yml")
def test_check(golden: Any, handbook: Callable[..., Path]) -> None:
    assert golden["说明"]
    root = handbook(golden.get("文件"), golden.get("案例") or "")
    assert golden.out["问题"] == "".join(f"{report(p)}\n" for p in check_handbook(root))


def test_nothing_is_said_of_what_is_right() -> None:
    assert check_handbook(MINIMAL) == ()
    assert check_handbook(HANDBOOK) == ()


def test_the_only_source_says_where(handbook: Callable[..., Path]) -> None:
    """整条只有一个来源的，地点就是它写的；页上也引它。"""
    root = handbook()
    path = root / "cases/demo-case.yml"
    path.write_text(path.read_text("utf-8").replace("地点来源: demo-other\n", ""), "utf-8")
    assert check_handbook(root) == ()
    entry, _ = read_case(read_file(root, "cases/demo-case.yml"))
    assert entry
    assert [one.source for one in entry.record.placed_by] == ["demo"]


def test_a_number_said_twice_is_not_shown(handbook: Callable[..., Path]) -> None:
    """写了两遍的话里有号码，哪一条问题里都看不到。"""
    said = "    内容: 他的身份证 310105 19800101 123 4，请社区的工作人员记下来备用。\n"
    cases = [f"  - 来源: demo\n{said}" for _ in range(2)]
    problems = check_handbook(handbook({}, "缘起:\n" + "".join(cases)))
    assert {p.code for p in problems} >= {"P02", "R11"}
    assert "19800101" not in "".join(f"{p.message}{p.hint}{p.line_text}" for p in problems)
