"""送出去以后案例又改过：说现在在哪一栏、哪一行；改了名的跟着去；找不到的说找不到，不指错。"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.render.docx.review import Reviewed
from commands import run
from full import NAME, full_handbook
from returned_files import PATH, edited, review_of, reworded

TALKED = "开了三次会，图纸改了三稿。"
MORE = "  - 标题: 先看看别处\n    谁来做: [社区, 居民]\n    内容: 去三个小区看了看。\n"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return full_handbook(tmp_path_factory.mktemp("sent") / "book")


@pytest.fixture(scope="module")
def written(before: Path) -> Reviewed:
    return review_of(before)


def later(before: Path, root: Path, *edits: tuple[str, str]) -> Path:
    """送出去以后的手册：`edits` 是在案例里改的。"""
    shutil.copytree(before, root)
    own = (root / PATH).read_text("utf-8")
    for old, new in edits:
        assert old in own, old
        own = own.replace(old, new, 1)
    (root / PATH).write_text(own, "utf-8")
    return root


def compared(root: Path, written: Reviewed, *edits: tuple[str, str]) -> str:
    (root / "回来的.docx").write_bytes(edited(written.data, reworded(*edits)))
    done = run("review", "--compare", "回来的.docx", cwd=root)
    assert done.returncode == 0, done.stderr
    return done.stdout


Field = Callable[[str, str], tuple[str, str]]


def where(said: str) -> list[str]:
    return re.findall(r"^  (\S.*)　改了", said, re.MULTILINE)


def row(root: Path, path: str, words: str) -> int:
    rows = (root / path).read_text("utf-8").split("\n")
    return next(n for n, one in enumerate(rows, 1) if words in one)


def test_a_step_added_above(before: Path, written: Reviewed, tmp_path: Path) -> None:
    root = later(before, tmp_path / "now", ("步骤:\n", f"步骤:\n{MORE}"))
    said = compared(root, written, ("开了三次会", "开了四次会"))
    line = row(root, PATH, "开了三次会")
    assert where(said) == [f"{PATH}:{line}　步骤[3].内容（送出去时是 步骤[2].内容）"]
    assert f"{PATH} 改过" in said


def test_steps_in_another_order(before: Path, written: Reviewed, tmp_path: Path) -> None:
    whole = (before / PATH).read_text("utf-8")
    first = whole[whole.index("  - 标题: 上门问一问") : whole.index("  - 标题: 坐下来商量")]
    end = "    内容: 谁认领，牌子上写谁家的楼号。\n    推断: 是\n"
    root = later(before, tmp_path / "now", (first, ""), (end, f"{end}{first}"))
    said = compared(root, written, ("上门问一问", "上门问两问"), ("谁家的楼号", "哪家的楼号"))
    assert where(said) == [
        f"{PATH}:{row(root, PATH, '上门问一问')}　步骤[3].标题（送出去时是 步骤[1].标题）",
        f"{PATH}:{row(root, PATH, '谁家的楼号')}　步骤[2].内容（送出去时是 步骤[3].内容）",
    ]


def test_a_step_taken_out_is_not_mistaken(before: Path, written: Reviewed, tmp_path: Path) -> None:
    whole = (before / PATH).read_text("utf-8")
    second = whole[whole.index("  - 标题: 坐下来商量") : whole.index("  - 标题: 认领花箱")]
    root = later(before, tmp_path / "now", (second, ""))
    said = compared(root, written, ("开了三次会", "开了四次会"))
    (found,) = where(said)
    assert found.startswith(f"{PATH}　步骤[2].内容（现在的文件里找不到这一处")
    assert "开了四次会" in said


def test_what_was_changed_since_is_said(before: Path, written: Reviewed, tmp_path: Path) -> None:
    root = later(before, tmp_path / "a", ("开了三次会", "开过三次会"))
    (found,) = where(compared(root, written, ("开了三次会", "开了四次会")))
    assert found.endswith("步骤[2].内容（这一栏送出去以后改过）")
    done = later(before, tmp_path / "b", ("开了三次会", "开了四次会"))
    (found,) = where(compared(done, written, ("开了三次会", "开了四次会")))
    assert found.endswith("步骤[2].内容（现在已经是这样了）")


def test_written_shorter_since(before: Path, written: Reviewed, tmp_path: Path) -> None:
    """后来改写成简写的，还是那一栏。"""
    long = "一句话:\n  内容: 楼前荒地改成花园，谁家认领谁家管。\n"
    long += "  来源: {编号: wushe-liandong-2023, 位置: 第 3 段}\n"
    root = later(before, tmp_path / "a", (long, "一句话: 楼前荒地改成花园，谁家认领谁家管。\n"))
    (found,) = where(compared(root, written, ("楼前荒地改成花园", "楼前荒地成了花园")))
    assert found == f"{PATH}:{row(root, PATH, '楼前荒地改成')}　一句话.内容"


@pytest.mark.parametrize("alias", [True, False])
def test_a_renamed_case(before: Path, written: Reviewed, tmp_path: Path, alias: bool) -> None:
    """改了名的：照曾用地址找；没有写的，找一字不差的。"""
    edits = [("曾用地址: [jiu-huayuan]", f"曾用地址: [jiu-huayuan, {NAME}]")] if alias else []
    root = later(before, tmp_path / "now", *edits)
    (root / PATH).rename(root / "cases/louxia-huayuan.yml")
    (root / f"cases/{NAME}").rename(root / "cases/louxia-huayuan")
    said = compared(root, written, ("开了三次会", "开了四次会"))
    line = row(root, "cases/louxia-huayuan.yml", "开了三次会")
    assert where(said) == [f"cases/louxia-huayuan.yml:{line}　步骤[2].内容"]
    assert "改了名" in said


def test_a_case_no_longer_there(before: Path, written: Reviewed, tmp_path: Path) -> None:
    root = later(before, tmp_path / "now")
    (root / PATH).unlink()
    (found,) = where(compared(root, written, ("开了三次会", "开了四次会")))
    assert found.startswith(f"{PATH}　步骤[2].内容（这个文件现在没有了")
