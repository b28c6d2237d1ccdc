"""丰满的一条：模型里的每一栏都写上的一条工作法（仿写的），像实践单位自己写的那样。"""

import shutil
from collections.abc import Mapping
from pathlib import Path

import yaml

from casebook.model import Case
from conftest import MINIMAL, ROOT, copy_handbook

NAME = "shili-huayuan"
FULL = ROOT / f"tests/render/full/cases/{NAME}.yml"
EMPTY: Mapping[tuple[str, str], str] = {
    ("Case", "everywhere"): "写了几个街镇，就不是全区",
    ("Case", "withdrawn"): "撤下的只剩一页，见 tests/publish/test_site.py",
    **{("Withdrawal", name): "同上" for name in ("on", "why", "merged_into")},
}
"""那一条里没有写的栏目，各为什么。"""


def full_case() -> Case:
    """那一条的记录。"""
    return Case.model_validate(yaml.load(FULL.read_text("utf-8"), yaml.BaseLoader))


def full_handbook(root: Path) -> Path:
    """测试用的手册，加上丰满的一条和它的照片、附件。"""
    copy_handbook(root)
    shutil.copy(FULL, root / "cases")
    folder = root / "cases" / NAME
    folder.mkdir()
    shutil.copy(MINIMAL / "cases/demo-case/lane.png", folder)
    (folder / "yijian-biao.csv").write_text("楼号,能出什么\n", "utf-8")
    return root
