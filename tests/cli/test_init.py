"""casebook init：起一本新的手册，马上查得过、建得成、排得出；不动已经有东西的文件夹。"""

import subprocess
from pathlib import Path

import pytest
import yaml
from frictionless import Package

from casebook.compile import check_handbook
from casebook.editing import Start, new_handbook, start_fault
from casebook.model import HANDBOOK, REGISTERS
from conftest import ROOT, TOOLS, preview

CASEBOOK = TOOLS / "casebook"


def run(folder: Path, *words: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [CASEBOOK, *words], cwd=folder, input=said, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("init")
    done = run(folder, "init", "临溪 手册", "--district", "临溪区", "--yes")
    assert done.returncode == 0, done.stderr
    assert "写好了：《临溪区社会组织参与社区治理工作法》" in done.stdout
    return folder / "临溪 手册"


def test_everything_is_there(started: Path) -> None:
    wanted = {HANDBOOK, "mkdocs.yml", "hooks/handbook.py", ".gitignore", "README.md"}
    wanted |= {f"content/registry/{name}.yml" for name in REGISTERS} | {"cases/shili.yml"}
    found = {p.relative_to(started).as_posix() for p in started.rglob("*") if p.is_file()}
    assert wanted <= found
    for name in ("hooks/handbook.py", ".vscode/settings.json"):  # 与长宁这一本用的一样
        assert (started / name).read_bytes() == (ROOT / name).read_bytes()


def test_it_works_at_once(started: Path) -> None:
    checked = run(started, "check", "--strict")
    assert (checked.returncode, checked.stdout.strip()) == (0, "没有发现问题。"), checked.stderr
    built = run(started, "build")
    assert built.returncode == 0, built.stderr
    page = (started / "site/index.html").read_text("utf-8")
    assert "临溪区社会组织参与社区治理" in page
    assert not (started / "site/cases/shili").exists()  # 例子没有发布
    told = Package(str(started / "site/data/datapackage.json"))  # 一条也没有的，也合格式
    report = told.validate()
    assert report.valid, report.flatten(["name", "type", "message"])
    assert told.name == "linxiqu-gongzuofa"
    assert not (started / "site/feed.xml").exists()  # 还不知道是什么时候的
    nothing = run(started, "print", "--out", "out")
    assert (nothing.returncode, nothing.stderr) == (0, "")
    assert nothing.stdout.startswith("没有可以排的：1 条还没有发布。")
    assert not (started / "out").exists()
    printed = run(started, "print", "--drafts")
    assert printed.returncode == 0, printed.stderr
    assert (started / "print/book/linxiqu-gongzuofa.pdf").is_file()


def test_the_example_is_in_the_preview(started: Path) -> None:
    with preview(started) as shown:
        assert "示例：楼前空地变成小花园" in shown.page("cases/shili/")


@pytest.mark.parametrize(
    "title",
    ['"引号" 与: 冒号', "# 井号 & *星*", "yes", "甲乙", "{{ x }} - 横", "反斜杠\\n", "'单引号'"],
)
def test_words_are_data(title: str) -> None:
    """书名里有什么字，写进 YAML 都还是那几个字。"""
    files = new_handbook(Start("某某区", title))
    assert start_fault(files) == ""
    own = yaml.safe_load(files[HANDBOOK])
    assert own["书名"] == title == "".join(own["封面"])
    first, rest = files["mkdocs.yml"].decode().split("\n", 1)
    assert yaml.safe_load(first) == {"site_name": title}
    assert rest


def test_it_asks(tmp_path: Path) -> None:
    done = run(tmp_path, "init", "shouce", said="桃林县\n桃林做法\n")
    assert done.returncode == 0, done.stderr
    own = yaml.safe_load((tmp_path / "shouce" / HANDBOOK).read_text("utf-8"))
    assert (own["地区"], own["书名"], own["简称"]) == ("桃林县", "桃林做法", "桃林工作法")
    assert check_handbook(tmp_path / "shouce") == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "要写新手册放在哪个文件夹里"),
        (("busy", "--district", "某某区", "--yes"), "“busy”里已经有东西了，怕盖掉，没有写"),
        (("file", "--district", "某某区", "--yes"), "“file”已经有了，不是文件夹"),
        (("link", "--district", "某某区", "--yes"), "“link”已经有了，不是文件夹"),
        (("new", "--yes"), "要有地区"),
        (("new", "--district", "某" * 13, "--yes"), "不超过 12 个字"),
        (("new", "--district", "某某区", "--title", "书" * 41, "--yes"), "不超过 40 个字"),
    ],
)
def test_it_refuses_kindly(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    (tmp_path / "busy").mkdir()
    (tmp_path / "busy/notes.txt").write_text("别盖掉", "utf-8")
    (tmp_path / "file").write_text("", "utf-8")
    (tmp_path / "link").symlink_to("busy")
    done = run(tmp_path, "init", *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["busy", "file", "link"]
    assert (tmp_path / "busy/notes.txt").read_text("utf-8") == "别盖掉"


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run(tmp_path, "init", "empty", "--district", "某某区", "--yes").returncode == 0
    assert (tmp_path / "empty" / HANDBOOK).is_file()
