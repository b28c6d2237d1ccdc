"""查：tests/check/*.yml 里，左边是改动了的最小手册，右边是报告。"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.compile import check_handbook
from casebook.problems import report
from conftest import MINIMAL, ROOT


@pytest.mark.golden_test("check/*.yml")
def test_check(golden: Any, handbook: Callable[..., Path]) -> None:
    assert golden["说明"]
    root = handbook(golden.get("文件"), golden.get("案例") or "")
    assert golden.out["问题"] == "".join(f"{report(p)}\n" for p in check_handbook(root))


def test_minimal_and_real_are_clean() -> None:
    assert check_handbook(MINIMAL) == ()
    assert check_handbook(ROOT) == ()
