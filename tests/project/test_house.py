"""房子：引入只朝一个方向，每间房有名字，钩子是薄的，仓库里没有这台机器的痕迹。"""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from conftest import ROOT

HOOKS = ROOT / "hooks"


def tracked() -> list[Path]:
    """仓库里的文件：已登记的，和没有被忽略的新文件。"""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def test_imports_go_one_way() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [script, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def imported(path: Path) -> set[str]:
    """文件里引入的模块，写在哪里都算。"""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_casebook_does_not_know_its_host() -> None:
    for path in (HOOKS / "casebook").rglob("*.py"):
        # 问版本、读自己的资料可以，临时去引入什么不可以
        names = imported(path) - {"importlib.metadata", "importlib.resources"}
        roots = {name.partition(".")[0] for name in names}
        assert not roots & {"mkdocs", "material", "properdocs"}, path
        assert "importlib" not in roots, path


def test_outputs_do_not_import_each_other() -> None:
    rooms = {p.name for p in (HOOKS / "casebook/render").iterdir() if p.is_dir()} - {"__pycache__"}
    for room in rooms:
        for path in (HOOKS / "casebook/render" / room).rglob("*.py"):
            for other in rooms - {room}:
                assert not any(n.startswith(f"casebook.render.{other}") for n in imported(path)), (
                    path
                )


def test_hook_file_is_thin() -> None:
    """`on_*` 都会成为处理函数；此外只有引入、记录器和状态。每个函数体最多 10 行。"""
    handlers = 0
    for node in ast.parse((HOOKS / "casebook_mkdocs/__init__.py").read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            handlers += 1
            assert node.name.startswith("on_"), node.name
            assert (node.end_lineno or 0) - node.body[0].lineno + 1 <= 10, node.name
        elif isinstance(node, ast.Assign):
            assert isinstance(node.value, ast.Call | ast.Dict | ast.Subscript | ast.Attribute)
        else:
            documented = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            assert documented or isinstance(node, ast.Import | ast.ImportFrom), ast.dump(node)
    assert handlers >= 5


def test_the_map_names_every_room() -> None:
    house = (HOOKS / "README.md").read_text("utf-8")
    rooms = [p for p in HOOKS.iterdir() if p.is_dir() and p.name != "__pycache__"]
    rooms += [p for p in (HOOKS / "casebook").iterdir() if p.name not in ("__pycache__",)]
    rooms += [p for p in (HOOKS / "casebook/render").iterdir() if p.is_dir()]
    for room in rooms:
        if room.name.startswith("__"):
            continue
        assert re.search(rf"[`/]{re.escape(room.name)}[`/]", house), room
    for name in re.findall(r"`((?:casebook|theme)/[\w/.-]+)`", house):
        assert (HOOKS / name).exists(), f"地图上有，房子里没有：{name}"


LONGEST = 250


def test_no_module_is_long() -> None:
    long = {
        path.relative_to(HOOKS).as_posix()
        for path in HOOKS.rglob("*.py")
        if path.read_bytes().count(b"\n") > LONGEST
    }
    assert not long


REAL_CONTENT = re.compile(
    r'ROOT(?: / |\.glob\()f?"(?:cases|content|mkdocs\.yml)'
    r"|\b(?:check_handbook|compile_handbook|read_library|schemas|Examiner)\(ROOT\b"
)


def test_tests_live_in_the_rooms_they_test_and_leave_the_real_content_alone() -> None:
    """编辑改了内容，不过的只能是 tests/content/ 里的。"""
    tests = ROOT / "tests"
    for path in tests.rglob("test_*.py"):
        room = path.parent.relative_to(tests).as_posix()
        assert room in ("content", "project") or (HOOKS / "casebook" / room).is_dir(), path
        found = REAL_CONTENT.findall(path.read_text("utf-8"))
        assert bool(found) <= (room == "content"), (path, found)
    assert REAL_CONTENT.search((tests / "content/test_handbook.py").read_text("utf-8"))


def test_no_drawer_for_odds_and_ends() -> None:
    for path in HOOKS.rglob("*"):
        assert path.stem.lower() not in {"utils", "util", "helpers", "helper", "common", "misc"}, (
            path
        )


def test_disk_is_touched_only_where_it_should_be() -> None:
    """只有 store、read、publish、检查图片与附件的、editing 碰磁盘：编辑的帮手要写编辑的文件。

    没有变就不建的要看文件，没有料到的毛病要记下细节，关了的标准输出要接到空处。
    """
    touching = re.compile(
        r"\.(read_text|read_bytes|write_text|write_bytes|open|mkdir|unlink|iterdir|glob|rglob)\("
        r"|\bopen\(|shutil\.|os\.(rename|remove|open)"
    )
    allowed = (
        "store/",
        "read/",
        "compose/words.py",
        "publish/",
        "preview/",
        "program.py",
        "intake/pictures.py",  # 只开内存里的
        "render/photo/picture.py",  # 只开内存里的
        "render/typeset/impose.py",  # 只开内存里的
        "render/typeset/pages.py",  # 只开内存里的
        "render/typeset/press.py",  # 只开内存里的
        "render/typeset/tops.py",  # 只开内存里的
        "render/admin/vendor.py",
        "render/typeset/pdf.py",
        "render/typeset/setter.py",
        "check/picture.py",
        "check/attachments.py",
        "links/kept.py",
        "editing/examiner.py",
        "editing/starting.py",
        "editing/storing.py",
    )
    allowed += ("unchanged.py", "faults.py", "process.py")
    for path in (HOOKS / "casebook").rglob("*.py"):
        inside = path.relative_to(HOOKS / "casebook").as_posix()
        if not inside.startswith(allowed):
            assert not touching.search(path.read_text("utf-8")), inside


# 分开写，免得这个文件自己中招
MACHINE = re.compile(
    "|".join(
        (
            r"https?://[\w.:@-]*(?:py" + r"pi|pythonhosted|mirror|artifactory|nexus|devpi)[\w./-]*",
            r"/ro" + r"ot/",
            r"/ho" + r"me/\w+/",
            r"/tm" + r"p/[\w-]",
            r"/wo" + r"rk/(?:main|shared)",
            r"C:\\Us" + r"ers",
            r"--(?:extra-)?index-" + r"url|--trusted-" + r"host|--find-" + r"links",
        )
    ),
    re.I,
)


@pytest.mark.parametrize(
    "line",
    [
        "https://files.python" + "hosted.org/x",
        "http://py" + "pi.corp:8080/simple",
        "/ro" + "ot/.cache",
        "--index-" + "url x",
    ],
)
def test_the_search_itself_works(line: str) -> None:
    assert MACHINE.search(line)


def test_nothing_of_this_machine_is_in_the_repository() -> None:
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" in data:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            if (m := MACHINE.search(line)) and "--no-emit-index-" not in line:
                found.append(f"{path.relative_to(ROOT)}:{number}: {m[0]}")
    assert found == []


def test_no_built_file_is_tracked() -> None:
    for path in tracked():
        folders = path.relative_to(ROOT).parts[:-1]
        assert not {"__pycache__", ".venv", "node_modules", ".site-releases"} & set(folders), path
        assert folders[:1] != ("site",), path


def test_version_is_written_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", project["version"])
