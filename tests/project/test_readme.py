"""README 与 CONTRIBUTING 里写的，照做都成。"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.compile import check_handbook, compile_handbook
from casebook.problems import Severity
from conftest import HANDBOOK, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BOTH = README + CONTRIBUTING


def handbook_with(tmp_path: Path, name: str, text: str) -> Path:
    """测试用的手册，加上一个照 CONTRIBUTING 写的案例。"""
    for folder in ("cases", "content"):
        shutil.copytree(HANDBOOK / folder, tmp_path / folder)
    (tmp_path / "cases" / f"{name}.yml").write_text(text, encoding="utf-8")
    return tmp_path


def example() -> tuple[str, str]:
    name = re.search(r"新建文件 `cases/([a-z0-9-]+)\.yml`", CONTRIBUTING)
    block = re.search(r"```yaml\n(标题:.*?)```", CONTRIBUTING, re.S)
    assert name
    assert block
    return name[1], block[1]


def test_example_case_passes_and_shows_in_preview(tmp_path: Path) -> None:
    name, text = example()
    root = handbook_with(tmp_path, name, text)
    assert check_handbook(root) == ()
    assert f"/cases/{name}/" not in compile_handbook(root).site.addresses
    page = compile_handbook(root, preview=True).many.page(f"cases/{name}/index.html")
    assert "没有发布" in page.notice
    assert "向居民收书，登记造册。" in page.body


def test_publishing_needs_a_source_and_then_the_page_is_public(tmp_path: Path) -> None:
    name, text = example()
    text = text.replace("状态: 征集", "状态: 发布")
    root = handbook_with(tmp_path, name, text)
    assert [p.code for p in check_handbook(root) if p.severity is Severity.ERROR] == ["E03", "E04"]
    cited = "{编号: wushe-liandong-2023, 位置: 第 3 段}"
    (root / "cases" / f"{name}.yml").write_text(
        f"{text}地点来源: {cited}\n来源: {cited}\n", encoding="utf-8"
    )
    assert f"/cases/{name}/" in compile_handbook(root).site.addresses


def test_every_command_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = set(re.findall(r"make ([a-z]+)", BOTH.partition("## English")[0])) - {"make"}
    assert commands >= {"site", "serve", "test", "check"}
    for command in commands:
        assert re.search(rf"^{command}:", makefile, re.M), command


def test_every_file_it_names_exists() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", BOTH):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target


@pytest.mark.slow
def test_print_command_writes_every_pdf(tmp_path: Path) -> None:
    """README 里的 casebook print，照做就有整本书、分册与折页。"""
    root = tmp_path / "handbook"
    root.mkdir()
    for folder in ("cases", "content"):
        shutil.copytree(HANDBOOK / folder, root / folder)
    command = [sys.executable, "-m", "casebook", "print", "--root", str(root), "--out", "out"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    made = {p.relative_to(tmp_path / "out").as_posix() for p in tmp_path.glob("out/**/*.pdf")}
    wanted = {job.path for job in compile_handbook(root).prints() if job.path.endswith(".pdf")}
    assert made == wanted
    assert {"book/changning-gongzuofa.pdf", "cases/mulinxiang/mulinxiang-large.pdf"} <= wanted
