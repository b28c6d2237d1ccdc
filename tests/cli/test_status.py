"""casebook status：各条走到哪一步，说得对不对。"""

from collections.abc import Callable
from pathlib import Path

import pytest

from commands import run

UNSOURCED = """标题: 没有来源的一条
一句话: {内容: 居民一起定下停车的规矩。, 推断: 是}
状态: 梳理
版次: 1
成效: [{待补充: 做成了什么}]
"""
WITHDRAWN = """标题: 旧的一条
一句话: {待补充: 做了什么}
状态: 撤下
版次: 1
撤下: {日期: 2024-09-01, 原因: 写的是同一件事}
"""


@pytest.fixture
def root(handbook: Callable[..., Path]) -> Path:
    cases = {"cases/unsourced.yml": UNSOURCED, "cases/old.yml": WITHDRAWN}
    return handbook(
        cases,
        "复核: {日期: 2019-05-01, 下次: 2020-05}\n核定: {单位: 示例居委会, 日期: 2019-05-01}\n",
    )


def told(root: Path, *names: str) -> str:
    done = run("status", "--root", root, *names)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_each_method_is_told(root: Path) -> None:
    said = told(root)
    first, *_ = said.splitlines()
    assert first == "征集 1 条，梳理 1 条，发布 1 条，撤下 1 条。"
    assert "该复核的 1 条。" in said
    names = [f"\n  {name}　" for name in ("other-case", "unsourced", "demo-case", "old")]
    assert sorted(names, key=said.index) == names  # 没有发布的在先，撤下的在末了
    assert "示例居委会核定；该复核了，不晚于 2020-05-31" in said


def test_what_is_still_missing_is_what_check_says_then(root: Path) -> None:
    """发布以前要补的，就是改成“发布”以后检查说的。"""
    said = told(root, str(root / "cases/unsourced.yml"))
    assert "发布以前要补：" in said
    before = {line.split()[3] for line in said.splitlines() if line.startswith("      第")}
    path = root / "cases/unsourced.yml"
    path.write_text(UNSOURCED.replace("状态: 梳理", "状态: 发布"), "utf-8")
    checked = run("check", "--root", root, path).stdout
    codes = {line.split()[1] for line in checked.splitlines() if line.startswith("cases/")}
    assert before
    assert before == codes


def test_what_cannot_be_read_is_named(root: Path) -> None:
    (root / "cases/broken.yml").write_text("标题: [没有关\n", "utf-8")
    (root / "cases/bytes.yml").write_bytes(b"\x00\x81\x82" * 9)
    said = told(root)
    assert "\n  broken　" in said
    assert "\n    错误：\n" in said
    assert "读不成，先运行 casebook check\n  bytes" in said


def test_nothing_is_written(root: Path) -> None:
    before = {p: p.read_bytes() for p in root.rglob("*.yml") if ".casebook-cache" not in p.parts}
    told(root)
    after = {p: p.read_bytes() for p in root.rglob("*.yml") if ".casebook-cache" not in p.parts}
    assert before == after
