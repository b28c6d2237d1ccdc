"""casebook edition、changes：定一版，说从那以来改了什么。"""

from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.model import HANDBOOK
from casebook.read.handbook import read_handbook
from casebook.read.history import NoHistory, edition_commits
from commands import run
from conftest import commit, git, put, replace_fields, small_handbook

CASE = "cases/demo-case.yml"
ABOUT = "---\n标题: 关\n摘要: 关。\n---\n\n改了。\n"
COLOPHON = "---\n标题: 版权页\n版次: 试行版\n摘要: 示例。\n---\n\n版次: 这是正文。\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = small_handbook(tmp_path / "handbook")
    put(root, {"content/colophon.md": COLOPHON})
    commit(root, 1_700_000_000)
    return root


def edition(root: Path, *more: str) -> tuple[int, str]:
    done = run("edition", "--root", root, *more)
    return done.returncode, done.stdout + done.stderr


def changes(root: Path, *more: str) -> tuple[int, str]:
    done = run("changes", "--root", root, *more)
    return done.returncode, done.stdout + done.stderr


def test_an_edition_is_the_commit_that_brings_it(root: Path) -> None:
    before = (root / HANDBOOK).read_text("utf-8")
    assert edition(root, "第一版", "--note", "收三条：头一回", "--yes")[0] == 0
    after = (root / HANDBOOK).read_text("utf-8")
    assert after.startswith(before)  # 别的一个字也不动
    assert after.removeprefix(before).splitlines()[1:2] == ["各版:"]
    assert "  - {名称: 第一版, 日期: " in after
    assert '说明: "收三条：头一回"}' in after
    assert (root / "content/colophon.md").read_text("utf-8") == COLOPHON.replace("试行版", "第一版")
    assert edition_commits(root, 1) == ("",)  # 还没有提交
    commit(root, 1_700_000_100)
    first = edition_commits(root, 1)
    assert first == (git(root, "rev-parse", "HEAD"),)
    put(root, {"content/about.md": ABOUT})
    commit(root, 1_700_000_200)
    assert edition_commits(root, 1) == first
    assert edition(root, "第二版", "--yes")[0] == 0
    commit(root, 1_700_000_300)
    assert edition_commits(root, 2) == (*first, git(root, "rev-parse", "HEAD"))
    assert run("check", "--strict", "--root", root).returncode == 0


def test_every_address_of_an_edition_is_kept(root: Path) -> None:
    """E18：那一版里的曾用地址、撤下的一页，也都打得开。"""
    case = (root / CASE).read_text("utf-8").partition("图片:")[0]
    case += "来源: demo\n地点来源: demo-other\n"
    gone = case.replace("状态: 发布", "状态: 撤下").replace("示例", "第三条", 1)
    case = case.replace("示例", "第二条", 1)
    gone += "撤下: {日期: 2023-11-14, 原因: 重复}\n"
    put(root, {"cases/two.yml": f"{case}曾用地址: [older, oldest]\n", "cases/three.yml": gone})
    commit(root, 1_700_000_100)
    assert edition(root, "第一版", "--yes")[0] == 0
    commit(root, 1_700_000_200)
    assert run("check", "--root", root).returncode == 0
    put(root, {"cases/two.yml": f"{case}曾用地址: oldest\n"})
    (root / "cases/three.yml").unlink()
    told = run("check", "--root", root)
    assert told.returncode == 1
    lines = [line for line in told.stdout.splitlines() if "E18" in line]
    assert ["/cases/older/" in told.stdout, "/cases/three/" in told.stdout] == [True, True]
    assert len(lines) == 2, told.stdout
    kept = f"{case}曾用地址: [older, oldest, three]\n"
    put(root, {"cases/two.yml": kept.replace("状态: 发布", "状态: 征集")})
    assert run("check", "--root", root).stdout.count("E18") == 4  # 没有公开的，转不过去
    put(root, {"cases/two.yml": kept})
    assert run("check", "--root", root).returncode == 0


def test_every_entry_of_an_edition_is_kept(root: Path) -> None:
    """E18：那一版里登记的一条，改了编号、拿掉的，要写“曾用编号”。"""
    assert edition(root, "第一版", "--yes")[0] == 0
    commit(root, 1_700_000_200)
    path = "content/registry/terms.yml"
    was = (root / path).read_text("utf-8")
    now = was.replace("demo-term", "new-term")
    put(root, {path: now})
    told = run("check", "--root", root)
    assert told.returncode == 1
    assert "E18" in told.stdout
    assert "曾用编号: [{编号: demo-term, 现在: ……}]" in told.stdout.replace("\n", "")
    put(root, {path: f"{now}曾用编号: [{{编号: demo-term, 现在: new-trm}}]\n"})
    told = run("check", "--root", root)
    assert ("E18" in told.stdout, "R02" in told.stdout) == (False, True)
    put(root, {path: f"{now}曾用编号: [{{编号: demo-term, 现在: new-term}}]\n"})
    assert run("check", "--root", root).returncode == 0
    put(root, {path: f"{was}曾用编号: [{{编号: demo-term}}]\n"})
    assert "R05" in run("check", "--root", root).stdout


@pytest.mark.parametrize(
    ("files", "name", "said"),
    [
        (
            {"content/about.md": ABOUT},
            "第一版",
            "没有提交：content/about.md",
        ),
        ({CASE: "标题: 坏的\n"}, "第一版", "个问题，先改好再定版"),
        ({}, "", "要写这一版叫什么"),
    ],
)
def test_what_is_not_ready_is_not_declared(
    root: Path, files: dict[str, str], name: str, said: str
) -> None:
    before = (root / HANDBOOK).read_bytes()
    put(root, files)
    code, told = edition(root, name, "--yes")
    assert code != 0
    assert said in told
    assert (root / HANDBOOK).read_bytes() == before


def test_the_same_name_twice_and_no_answer(root: Path) -> None:
    assert edition(root, "第一版")[0] == 1  # 没有人答，就不写
    assert "各版" not in (root / HANDBOOK).read_text("utf-8")
    assert edition(root, "第一版", "--yes")[0] == 0
    commit(root, 1_700_000_100)
    code, said = edition(root, "第一版", "--yes")
    assert (code, "已经有第一版了" in said) == (2, True)


def test_without_git(handbook: Callable[..., Path]) -> None:
    code, said = edition(handbook(), "第一版", "--yes")
    assert (code, "不在 Git 里" in said) == (1, True)


@pytest.mark.parametrize("name", ["第 2 版：“定本”", "甲，乙：{丙}", "# 一版", "第一版 #2"])
def test_a_hostile_name_is_only_a_name(root: Path, name: str) -> None:
    assert edition(root, name, "--yes")[0] == 0
    commit(root, 1_700_000_100)
    done = run("check", "--strict", "--root", root)
    assert done.returncode == 0, done.stdout
    assert "不知道“x”是哪一版" in changes(root, "x")[1]
    assert name in changes(root, "x")[1]


@pytest.mark.parametrize("name", ["'", '"', "长" * 21])
def test_a_name_check_would_refuse(root: Path, name: str) -> None:
    before = (root / HANDBOOK).read_bytes()
    code, said = edition(root, name, "--yes")
    assert (code, "没有写" in said) == (1, True), said
    assert (root / HANDBOOK).read_bytes() == before


FIRST = "  - {名称: 第一版, 日期: 2024-01-01}\n"


@pytest.mark.parametrize(
    "written",
    [
        FIRST + "\n" + FIRST.replace("第一版", "第二版").replace("01-01", "02-01"),
        "  # 说明\n" + FIRST,
        "  - 名称: 第一版\n    日期: 2024-01-01\n\n    说明: 头一回\n",
        "- {名称: 第一版, 日期: 2024-01-01}\n",
        "      -   名称: 第一版\n          日期: 2024-01-01\n",
        "  - {名称: 第一版,\n     日期: 2024-01-01}\n",
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_it_comes_last_however_it_is_written(root: Path, written: str, ending: str) -> None:
    """接在最后一版后面，别的一个字也不动，换行也照原来的。"""
    path, colophon = root / HANDBOOK, root / "content/colophon.md"
    text = path.read_text("utf-8")
    head, tail = text.split("\n", 1)
    whole = f"{head}\n各版:\n{written}{tail}".replace("\n", ending)
    path.write_bytes(whole.encode())
    colophon.write_bytes(COLOPHON.replace("\n", ending).encode())
    commit(root, 1_700_000_100)
    code, said = edition(root, "末一版", "--yes")
    assert code == 0, said
    after = path.read_bytes().decode()
    names = [one.name for one in read_handbook(root, {})[0].record.editions]
    assert names[-1] == "末一版"
    assert len(names) == whole.count("名称: 第") + 1
    (added,) = [line for line in after.split(ending) if "末一版" in line]
    assert after.replace(f"{added}{ending}", "") == whole
    kept = COLOPHON.replace("试行版", "末一版").replace("\n", ending)
    assert colophon.read_bytes().decode() == kept


@pytest.mark.parametrize("written", ["", " []", " [{名称: 第一版, 日期: 2024-01-01}]"])
def test_what_cannot_be_added_to_is_said(root: Path, written: str) -> None:
    path = root / HANDBOOK
    head, tail = path.read_text("utf-8").split("\n", 1)
    path.write_text(f"{head}\n各版:{written}\n{tail}", "utf-8")
    commit(root, 1_700_000_100)
    before = path.read_bytes()
    code, said = edition(root, "末一版", "--yes")
    assert code == 1, said
    assert path.read_bytes() == before


def test_changes_between_editions_days_and_now(root: Path) -> None:
    assert changes(root)[0] == 2  # 还没有定下来的版
    edition(root, "第一版", "--yes")
    commit(root, 1_700_000_100)
    assert "没有改" in changes(root)[1]
    case = root / CASE
    case.write_text(replace_fields(case.read_text("utf-8"), "街镇: 华阳路街道\n"), "utf-8")
    code, said = changes(root)
    assert code == 0
    assert "第一版以来" in said
    assert "街镇\n原来：新泾镇\n现在：华阳路街道" in said
    assert changes(root, "1")[1] == said
    commit(root, 1_800_000_000)
    case.write_text(replace_fields(case.read_text("utf-8"), "街镇: 虹桥街道\n"), "utf-8")
    code, said = changes(root, "2023-11-15", "2027-01-15")
    assert "2027-01-15比2023-11-15" in said
    assert "现在：华阳路街道" in said
    assert "没有这本手册" in changes(root, "2001-01-01")[1]
    assert "没有 2023-13-45 这一天" in changes(root, "2023-13-45")[1]
    assert "先写早的一天" in changes(root, "2027-01-15", "2023-11-15")[1]


def test_a_cut_history_is_not_guessed(root: Path, tmp_path: Path) -> None:
    edition(root, "第一版", "--yes")
    commit(root, 1_700_000_100)
    put(root, {"content/about.md": ABOUT})
    commit(root, 1_700_000_200)
    cut = tmp_path / "cut"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", f"{cut}")
    with pytest.raises(NoHistory, match="fetch-depth: 0"):
        edition_commits(cut, 1)
    assert run("check", "--root", cut).returncode == 0  # 检查不必有历史
