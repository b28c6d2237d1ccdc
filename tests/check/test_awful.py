"""二十个好案例里混进一个什么都错的：每个毛病报在真正的行上，别的一个字不报，网站一动不动。"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.compile import check_handbook
from casebook.problems import report_all
from conftest import HANDBOOK, MINIMAL, ROOT

AWFUL = ROOT / "tests/check/awful"
REPORT = (AWFUL / "report.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """整个仓库的一份副本：最小手册、二十个好案例、一个坏案例，以及从前发布的网站。"""
    root = tmp_path_factory.mktemp("awful") / "handbook"
    shutil.copytree(MINIMAL, root)
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HANDBOOK / "mkdocs.yml", root)
    good = (root / "cases" / "demo-case.yml").read_text("utf-8")
    good = re.sub(r"图片:\n(?: .*\n)+", "", good)
    for number in range(1, 21):
        case = good.replace("标题: 示例", f"标题: 好案例之{number}")
        (root / "cases" / f"good-{number:02}.yml").write_text(case, "utf-8")
    assert check_handbook(root) == ()
    shutil.copy(AWFUL / "awful-case.yml", root / "cases")
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("从前的网站", "utf-8")
    return root


def site(root: Path) -> dict[str, bytes]:
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in (root / "site").rglob("*")
        if p.is_file()
    }


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(root / "hooks"),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "1000",
    }
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_report(root: Path) -> None:
    assert report_all(check_handbook(root)) + "\n" == REPORT


def test_planted_mistakes_are_many_and_in_one_file() -> None:
    found = re.findall(r"^(\S+):(\d+):(\d+) ([A-Z]\d\d) ", REPORT, re.M)
    assert {path for path, *_ in found} == {"cases/awful-case.yml"}
    assert len({code for *_, code in found}) >= 25
    assert {code[0] for *_, code in found} == set("FYMREDIT")
    lines = (AWFUL / "awful-case.yml").read_text("utf-8").split("\n")
    assert all(1 <= int(line) <= len(lines) for _, line, *_ in found)


def test_command_line(root: Path) -> None:
    done = run(root, "casebook", "check")
    assert done.returncode == 1
    assert done.stdout == REPORT
    assert done.stderr == ""


def test_build_stops_and_leaves_the_site(root: Path) -> None:
    before = site(root)
    done = run(root, "mkdocs", "build")
    assert done.returncode == 1
    assert REPORT.strip() in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert site(root) == before
    wanted = {"cases", "content", "hooks", "mkdocs.yml", "site", ".casebook-cache"}
    assert {p.name for p in root.iterdir()} == wanted
