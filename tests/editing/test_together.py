"""两个人编一本书：各取一份，各写各的，用真的 git 合起来；不冲突，也一个字不丢。"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.compile import check_handbook
from casebook.problems import report
from casebook.read import read_library
from conftest import ROOT, commit, copy_handbook

pytestmark = pytest.mark.slow
WHO = {
    f"{role}_{what}": "x" for role in ("GIT_AUTHOR", "GIT_COMMITTER") for what in ("NAME", "EMAIL")
}
SOURCE = {"甲": "jia-baodao", "乙": "yi-baodao"}
ORGANISATION = {"甲": "jia-shufang", "乙": "yi-shufang"}
CASE = {"甲": "jia-shuwu", "乙": "yi-shuwu"}


def git(root: Path, *args: str, fine: bool = True) -> str:
    env = {**os.environ, **WHO, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_EDITOR": "true"}
    done = subprocess.run(
        ["git", *args], cwd=root, env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode == 0) == fine, done.stdout + done.stderr
    return done.stdout


def casebook(root: Path, *args: str, typed: str = "") -> str:
    """在 `root` 里运行 casebook，要成。"""
    done = subprocess.run(
        [sys.executable, "-m", "casebook", *args],
        cwd=root,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """真的手册，连同给编辑器、给 git 的设置。"""
    root = copy_handbook(tmp_path_factory.mktemp("together") / "手册")
    for name in (".gitattributes", ".gitignore", ".vscode/settings.json"):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    git(root, "add", "--renormalize", ".")  # 头一次提交时还没有 .gitattributes，换行照原样存着
    commit(root, 1_700_000_000)
    return root


Pair = tuple[Path, Path]


@pytest.fixture
def pair(origin: Path, tmp_path: Path) -> Pair:
    """甲、乙各取的一份。"""
    for name in ("甲", "乙"):
        git(tmp_path, "clone", "-q", str(origin), name)
    return tmp_path / "甲", tmp_path / "乙"


def save(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", f"cases: {root.name}改的")


def register(root: Path) -> None:
    """登记一个来源、一家组织：除了编号、名字与来源，两个人答的一样。"""
    name = root.name
    source = f"{SOURCE[name]}\n{name}看到的报道\n\n\n2024-05\n\n\n媒体\n\n\n\n是\n"
    casebook(root, "new", "--register", "来源", typed=source)
    own = f"{ORGANISATION[name]}\n{name}书房\n\n\n\n{SOURCE[name]}\n是\n"
    casebook(root, "new", "--register", "组织", typed=own)


def write(root: Path) -> None:
    """加一条案例，引用刚登记的；再改别的案例、文章里的一句话。"""
    name = root.name
    (root / f"cases/{CASE[name]}.yml").write_text(
        f"""标题: {name}书屋
一句话: {{内容: 居民捐书。, 来源: {SOURCE[name]}}}
状态: 征集
版次: 1
五社:
  - {{类别: 社区社会组织, 单位: {ORGANISATION[name]}, 角色: 轮值, 来源: {SOURCE[name]}}}
""",
        "utf-8",
    )
    for path in ("cases/mulinxiang.yml", "content/preface.md"):
        text = (root / path).read_text("utf-8")
        at = text.index("。\n") if name == "甲" else text.rindex("。\n")
        (root / path).write_text(f"{text[:at]}（{name}改）{text[at:]}", "utf-8")


def entries(root: Path, name: str) -> dict[str, str]:
    """登记簿里的每一条：编号 → 全部内容。"""
    library, problems = read_library(root)
    assert problems == []
    return {entry.record.id: repr(entry.record) for entry in library.register(name)}


def merge(pair: Pair) -> Path:
    """甲把乙的合进来。"""
    one, other = pair
    git(one, "fetch", "-q", str(other))
    git(one, "merge", "-q", "--no-edit", "FETCH_HEAD")
    return one


def rebase(pair: Pair) -> Path:
    """乙把自己的接到甲的后面。"""
    one, other = pair
    git(other, "fetch", "-q", str(one))
    git(other, "rebase", "-q", "FETCH_HEAD")
    return other


def cherry_pick(pair: Pair) -> Path:
    """甲只摘乙的一次提交。"""
    one, other = pair
    git(one, "fetch", "-q", str(other))
    git(one, "cherry-pick", "FETCH_HEAD")
    return one


@pytest.mark.parametrize("join", [merge, rebase, cherry_pick])
def test_two_who_add_the_same_kinds_do_not_collide(
    join: Callable[[Pair], Path], pair: Pair
) -> None:
    """两边各加来源、组织、案例，各改一句，各检查一遍：合得上，全都在，查得过。"""
    own = []
    for root in pair:
        register(root)
        write(root)
        casebook(root, "check", "--strict")
        assert git(root, "status", "--porcelain", ".vscode") == ""
        save(root)
        own.append({name: entries(root, name) for name in ("sources", "organisations")})
    whole = join(pair)
    for name in ("sources", "organisations"):
        assert entries(whole, name) == own[0][name] | own[1][name]
    assert {*CASE.values()} < {path.stem for path in (whole / "cases").glob("*.yml")}
    casebook(whole, "check", "--strict")
    assert git(whole, "status", "--porcelain") == ""


def test_written_by_hand_without_a_last_newline(pair: Pair) -> None:
    """照“词表与编号”手写的新文件，末尾没有换行：也合得上。"""
    for root in pair:
        folder = root / "content/registry/terms"
        folder.mkdir()
        name = SOURCE[root.name]
        (folder / f"{name}.yml").write_text(
            f"条目:\n  - 编号: {name}\n    名称: {root.name}词", "utf-8"
        )
        save(root)
    assert {*SOURCE.values()} < entries(merge(pair), "terms").keys()
    assert check_handbook(pair[0]) == ()


def test_entries_put_in_the_middle_of_the_old_file(pair: Pair) -> None:
    """在原有的一本的不同地方插一条，内容多半一样：合得上，一字不丢。"""
    own = []
    for root, before in zip(pair, ("shishi-yijian-2021", "gongqinggan-2018"), strict=True):
        path = root / "content/registry/sources.yml"
        next_one = f"  - 编号: {before}\n"
        new = f"  - 编号: {SOURCE[root.name]}\n    题名: 报道\n    日期: 2024\n    类别: 媒体\n"
        path.write_text(path.read_text("utf-8").replace(next_one, new + next_one), "utf-8")
        save(root)
        own.append(entries(root, "sources"))
    assert entries(merge(pair), "sources") == own[0] | own[1]


def _same_sentence(text: str, name: str) -> str:
    return text.replace("团队约 20 人", f"团队约 20 人（{name}核过）")


def _appended(text: str, name: str) -> str:
    return f"{text}  - 编号: {ORGANISATION[name]}\n    名称: {name}\n    街镇: 新泾镇\n"


@pytest.mark.parametrize("edit", [_same_sentence, _appended], ids=["同一句", "都接在最后"])
def test_the_same_place_is_never_merged_in_silence(
    edit: Callable[[str, str], str], pair: Pair
) -> None:
    """改了同一处：git 停下来问人，不替人丢掉一边；没有改完就查，查得出来。

    不用 merge=union：两条的最后几行一样时，它只留一份，前一条就少了几行，谁也不知道。
    """
    path = "content/registry/organisations.yml"
    for root in pair:
        text = (root / path).read_text("utf-8")
        (root / path).write_text(edit(text, root.name), "utf-8")
        save(root)
    one, other = pair
    git(one, "fetch", "-q", str(other))
    git(one, "merge", "-q", "--no-edit", "FETCH_HEAD", fine=False)
    text = (one / path).read_text("utf-8")
    assert all(word in text for word in ("<<<<<<<", "甲", "乙", ">>>>>>>"))
    assert f"{path}:" in "".join(map(report, check_handbook(one)))


def test_the_same_id_twice_is_told(pair: Pair) -> None:
    """两个人登记了同一个编号：是同一个文件，git 停下来；放在两个文件里，检查说用了两次。"""
    for root in pair:
        folder = root / "content/registry/terms"
        folder.mkdir()
        (folder / f"{SOURCE[root.name]}.yml").write_text(
            f"条目:\n  - 编号: same\n    名称: {root.name}词\n", "utf-8"
        )
        save(root)
    assert {p.code for p in check_handbook(merge(pair))} == {"R05"}
