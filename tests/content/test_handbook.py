"""真的手册：一处毛病也没有，建得成网站，排得出书。别的测试都不看真的内容。"""

import subprocess
import sys
from pathlib import Path

from casebook.compile import check_handbook
from casebook.problems import has_warnings
from casebook.read.settings import settings_fault
from conftest import ROOT, cases, copy_handbook


def test_nothing_is_wrong() -> None:
    assert not has_warnings(check_handbook(ROOT))  # 建议（折页多一张）不算
    assert settings_fault(ROOT) == ""


def test_every_case_has_its_page(ours: Path) -> None:
    """`ours` 建的时候，有一条提醒就不成。"""
    for name in cases(ROOT):
        assert (ours / "cases" / name / "index.html").is_file()


def test_it_can_be_printed(tmp_path: Path) -> None:
    """每一件都合 PDF/UA-1 与 PDF/A-2a，不合就排不成。"""
    root = copy_handbook(tmp_path / "book", ROOT)
    command = [sys.executable, "-m", "casebook", "print", "--out", "out"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    printed = {path.stem for path in (root / "out").rglob("*.pdf")}
    assert set(cases(ROOT)) <= printed
