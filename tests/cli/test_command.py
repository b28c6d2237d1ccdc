"""命令行，真的跑：认文件、退出码、说中文、GBK 的窗口、进度条、说明书。"""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from casebook.cli import COMMANDS, expanded
from casebook.cli import run as command_line
from casebook.cli.arguments import Misused, Option, Parameter, parameters, read
from casebook.cli.build import build_site, heavy
from casebook.cli.usage import manual, overview
from casebook.faults import Fault
from casebook.problems import CATALOGUE
from casebook.problems.width import cells
from casebook.read.selection import NotOurs, find_root, selection
from commands import on_terminal, run
from conftest import HANDBOOK, ROOT, small_handbook

README = (ROOT / "README.md").read_text("utf-8")
WRONG_STREET = "街镇: 新径镇\n"


@pytest.fixture
def wrong(handbook: Callable[..., Path]) -> Path:
    """两个案例各有一个错，一本登记簿有一个提醒。"""
    other = "cases/other-case.yml"
    text = (ROOT / "tests/check/minimal" / other).read_text("utf-8")
    sources = ROOT / "tests/check/minimal/content/registry/sources.yml"
    return handbook(
        {
            other: re.sub(r"^街镇:.*$", "街镇: 长宁镇", text, flags=re.M)
            if re.search(r"^街镇:", text, re.M)
            else text + "街镇: 长宁镇\n",
            "content/registry/sources.yml": sources.read_text("utf-8")
            + "  - {编号: alone, 题名: 甲, 类别: 官方}\n",
        },
        WRONG_STREET,
    )


def paths(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [p["path"] for p in json.loads(done.stdout)["problems"]]


DEMO, OTHER = "cases/demo-case.yml", "cases/other-case.yml"
SOURCES = "content/registry/sources.yml"


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        ([], [DEMO, OTHER, SOURCES]),
        ([DEMO], [DEMO]),
        (["demo-case"], [DEMO]),
        (["demo-case.yml"], [DEMO]),
        (["./cases/../cases/demo-case.yml"], [DEMO]),
        (["cases\\demo-case.yml"], [DEMO]),
        ([".\\cases\\demo-case.yml"], [DEMO]),
        (["cases/demo-case/lane.png"], [DEMO]),
        (["cases/demo-case"], [DEMO]),
        (["cases/demo-case/"], [DEMO]),
        ([OTHER, DEMO], [DEMO, OTHER]),
        (["cases"], [DEMO, OTHER]),
        (["cases\\"], [DEMO, OTHER]),
        (["content/index.md"], []),
        ([SOURCES], [DEMO, OTHER, SOURCES]),
        (["content/registry/terms.yml", DEMO], [DEMO, OTHER, SOURCES]),
        (["content"], [DEMO, OTHER, SOURCES]),
        (["."], [DEMO, OTHER, SOURCES]),
    ],
)
def test_only_the_named_files_are_shown(files: list[str], shown: list[str], wrong: Path) -> None:
    wanted = selection(wrong, files, wrong)
    assert [path for path in (DEMO, OTHER, SOURCES) if wanted(path)] == shown


def test_files_from_anywhere(wrong: Path, tmp_path: Path) -> None:
    """绝对路径、在 cases/ 里面、在别的文件夹里用 --root，都认得；引用照样对着全部来看。"""
    for cwd, *arguments in (
        (tmp_path, "--root", str(wrong), str(wrong / DEMO)),
        (tmp_path, "--root", str(wrong), DEMO),
        (wrong / "cases", "demo-case.yml"),
        (wrong / "cases" / "demo-case", "..\\demo-case.yml"),
        (wrong, DEMO),
    ):
        done = run("check", *arguments, "--format", "json", cwd=cwd)
        assert done.returncode == 1, done.stderr
        assert paths(done) == [DEMO]
        assert "还有 2 个问题" in done.stderr


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("cases/demo-cas.yml", "没有“cases/demo-cas.yml”这个文件。是不是 cases/demo-case.yml？"),
        ("demo-cas", "是不是 cases/demo-case.yml？"),
        ("content/registry/source.yml", "是不是 content/registry/sources.yml？"),
        ("qqqqqqqq.yml", "没有“qqqqqqqq.yml”这个文件。"),
        ("README.md", "不是手册里的文件"),
        ("..", "不在手册的文件夹里"),
        ("/", "不在手册的文件夹里"),
    ],
)
def test_strange_files_are_refused_kindly(name: str, says: str, wrong: Path) -> None:
    (wrong / "README.md").write_text("说明", "utf-8")
    with pytest.raises(NotOurs, match=re.escape(says)):
        selection(wrong, [name], wrong)
    done = run("check", name, cwd=wrong)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""


def test_a_symbolic_link_is_itself(wrong: Path) -> None:
    (wrong / "cases" / "linked.yml").symlink_to("demo-case.yml")
    wanted = selection(wrong, ["cases/linked.yml"], wrong)
    assert wanted("cases/linked.yml")
    assert not wanted(DEMO)


def test_exit_codes(wrong: Path, handbook: Callable[..., Path]) -> None:
    assert run("check", cwd=wrong).returncode == 1
    assert run("check", "content/index.md", cwd=wrong).returncode == 0
    (wrong / DEMO).write_text(
        (wrong / DEMO).read_text("utf-8").replace("新径镇", "新泾镇"), "utf-8"
    )
    (wrong / OTHER).write_text(
        (wrong / OTHER).read_text("utf-8").replace("长宁镇", "新泾镇"), "utf-8"
    )
    assert run("check", cwd=wrong).returncode == 0
    assert run("check", "--strict", cwd=wrong).returncode == 1
    assert run("check", "--format", "xml", cwd=wrong).returncode == 2


def test_outside_a_handbook(tmp_path: Path) -> None:
    assert find_root(tmp_path) is None
    done = run("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "没有手册" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_html_report_is_written(wrong: Path, tmp_path: Path) -> None:
    page = tmp_path / "新的文件夹" / "报告.html"
    done = run("check", "--html", str(page), DEMO, cwd=wrong)
    assert done.returncode == 1
    assert "新径镇" in page.read_text("utf-8")
    assert "长宁镇" not in page.read_text("utf-8")
    assert str(page) in done.stderr
    done = run("check", "--html", str(tmp_path), cwd=wrong)
    assert done.returncode == 2
    assert "文件夹" in done.stderr


# —— Windows ——


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "gitee"])
def test_a_gbk_window(form: str, handbook: Callable[..., Path]) -> None:
    """GBK 里没有的字不会让它出错；给机器的仍是 UTF-8。"""
    root = handbook(None, "方法名: 办得好👍: 又\u0301好ㄅ\U00020000\n")
    done = subprocess.run(
        [sys.executable, "-m", "casebook", "check", "--format", form],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONIOENCODING": "gbk"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    if form == "text":
        assert "办得好?" in done.stdout.decode("gbk")
    else:
        assert "👍" in done.stdout.decode("utf-8")
    assert "错误" in (done.stdout + done.stderr).decode("gbk", "ignore")


@pytest.mark.parametrize("command", ["--help", "check --help", "explain", "explain T06", "chek"])
def test_help_in_a_gbk_window(command: str) -> None:
    done = run(*command.split(), encoding="gbk")
    assert "Traceback" not in done.stderr
    assert re.search(r"[\u4e00-\u9fff]", done.stdout + done.stderr)


def in_python(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """在另一个进程里、在 `folder` 里运行 `script`。"""
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_windows_does_not_have_is_not_needed(wrong: Path) -> None:
    """查的时候不用 Unix 才有的模块。"""
    missing = ("fcntl", "grp", "pwd", "termios", "resource", "pty")
    script = (
        f"import sys\nfor name in {missing}: sys.modules[name] = None\n"
        "from casebook.cli import main\nsys.argv = ['casebook', 'check']\nmain()"
    )
    done = in_python(script, wrong)
    assert done.returncode == 1, done.stderr
    assert "新径镇" in done.stdout


# —— 终端 ——


def test_on_a_terminal_there_is_colour_and_elsewhere_not(wrong: Path) -> None:
    screen = on_terminal("check", cwd=wrong)
    assert "\x1b[" in screen
    assert "新径镇" in screen
    assert "\x1b[" not in run("check", cwd=wrong).stdout


@pytest.fixture
def large(handbook: Callable[..., Path]) -> Path:
    """六百条案例：没有账本时要查好一会儿。"""
    root = handbook()
    case = (root / OTHER).read_text("utf-8")
    for number in range(600):
        (root / "cases" / f"more-{number:03}.yml").write_text(case, "utf-8")
    return root


SCRIPT = """
import sys
from pathlib import Path
from casebook.compile import check_handbook
from casebook.progress import progress_bars
with progress_bars(patience=0) as progress:
    check_handbook(Path(sys.argv[1]), progress)
print("完", file=sys.stderr)
"""


def test_progress_is_drawn_on_a_terminal_and_wiped(large: Path) -> None:
    parent, child = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(large)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "TERM": "xterm", "COLUMNS": "60"},
        stdout=subprocess.PIPE,
        stderr=child,
    ) as process:
        os.close(child)
        seen = b"".join(iter(lambda: _read(parent), b"")).decode()
        assert process.stdout
        assert process.stdout.read() == b""
    os.close(parent)
    counts = [int(n) for n in re.findall(r"(\d+)/602", seen)]
    assert counts == sorted(counts)
    assert counts[0] == 0
    assert counts[-1] == 602
    assert len(set(counts)) > 10
    assert seen.split("602/602")[-1].count("\x1b[2K") >= 1  # 擦掉了
    assert seen.rstrip().endswith("完")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""


def test_progress_is_not_drawn_elsewhere(large: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(large)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "完\n"
    assert done.stdout == ""


def test_rich_is_loaded_only_when_needed(wrong: Path) -> None:
    script = (
        "import sys\nfrom casebook.cli import main\nsys.argv = ['casebook', 'check']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in sys.modules if m.partition('.')[0] in ('rich', 'jinja2')][:3])"
    )
    done = in_python(script, wrong)
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.rstrip().rpartition("\n")[2]
    assert "rich" not in loaded


# —— explain ——


def test_explain_tells_title_reason_repair_and_example() -> None:
    done = run("explain", "y01", "ｒ02", "E3")
    assert done.returncode == 0
    for code in ("Y01", "R02", "E03"):
        entry = CATALOGUE[code]
        assert f"{code} {entry.title}" in done.stdout
        assert entry.fix in done.stdout
        assert entry.example.split("\n")[0] in done.stdout
    assert done.stdout.count("为什么：") == 3


def test_explain_lists_all_by_family() -> None:
    done = run("explain")
    assert re.findall(r"^  ([A-Z]\d\d) ", done.stdout, re.M) == sorted(
        CATALOGUE,
        key=lambda code: ("FYMREDIT".index(code[0]) if code[0] in "FYMREDIT" else 99, code),
    )
    for entry in CATALOGUE.values():
        assert entry.title in done.stdout


@pytest.mark.parametrize(("code", "near"), [("Y99", "Y"), ("XX", "全部代码")])
def test_explain_unknown_code(code: str, near: str) -> None:
    done = run("explain", code)
    assert done.returncode == 2
    assert f"没有 {code} 这个代码" in done.stderr
    assert near in done.stderr


# —— 说中文 ——


NAMES = sorted(COMMANDS)
ACCEPTED = {name: parameters(command) for name, command in COMMANDS.items()}


def options(name: str) -> list[Parameter]:
    return [one for one in ACCEPTED[name] if isinstance(one.written, Option)]


LATIN = re.compile(r"(?<![\w./-])[A-Za-z]{2,}(?![\w./-])")
"""单独的英文词；选项名、文件名、环境变量另算。"""
KNOWN = {"casebook", "PDF", "YAML", "JSON", "HTML", "SITE_URL", "UTF", "VS", "Code", "WPS", "Word"}
KNOWN |= {"Excel", "Windows"}


def english(text: str, *known: str) -> set[str]:
    text = re.sub(r"--?[\w-]+|<[^>]*>|[A-Z]+_[A-Z_]+", " ", text)
    return set(LATIN.findall(text)) - KNOWN - set(NAMES) - set(known)


def help_words(name: str) -> set[str]:
    """编辑自己要写的词（可选的词、默认的值）不算英文。"""
    words: set[str] = set()
    for one in ACCEPTED[name]:
        words |= set(re.findall(r"\w+", f"{one.default} {one.metavar}"))
        words |= {str(choice) for choice in one.kind} if issubclass(one.kind, StrEnum) else set()
    return words


def mistakes(name: str) -> Iterator[list[str]]:
    """一个命令会写错的各种样子。"""
    yield ["--no-such-option"]
    yield ["--no-such-option=甲"]
    yield ["-x"]
    if all(isinstance(one.written, Option) or not one.many for one in ACCEPTED[name]):
        yield ["甲", "乙", "丙"]
    for one in options(name):
        if one.kind is bool:
            yield [f"{one.name}=甲"]
            continue
        yield [one.name]
        yield [one.name, "--root"]
        if one.kind is int:
            yield [one.name, "-7"]
        if one.kind is int or issubclass(one.kind, StrEnum):
            yield [one.name, "甲"]
            yield [f"{one.name}="]
    yield ["--root", "/没有这里"]


@pytest.mark.parametrize("name", NAMES)
def test_help_of_every_command_is_chinese(name: str) -> None:
    done = run(name, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"用法：casebook {name} [选项]")
    assert english(done.stdout, *help_words(name)) == set()
    for one in ACCEPTED[name]:
        assert one.name in done.stdout
        assert re.search(r"[\u4e00-\u9fff]", one.written.help), f"{name} {one.name} 没有说明"


@pytest.mark.parametrize("name", NAMES)
def test_every_mistake_is_told_in_chinese(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """每个命令的每个选项、每种写错的样子：一句中文，怎样用，没有一个英文词。"""
    tried = list(mistakes(name))
    if not any(one.name == "--root" for one in options(name)):
        tried.pop()
    assert len(tried) >= 3
    for arguments in tried:
        with pytest.raises(Misused) as told:
            command_line([name, *arguments])
        said, *usage = str(told.value).split("\n")
        assert re.fullmatch(r".*[\u4e00-\u9fff].*[。？]", said), (arguments, said)
        assert english(said, *help_words(name)) == set()
        assert usage[0].startswith(f"用法：casebook {name} [选项]")
        assert usage[1] == f"怎样用：casebook {name} --help"
    assert capsys.readouterr() == ("", "")


def test_help_of_the_whole_is_chinese() -> None:
    for arguments, code in ((), 2), (("--help",), 0):
        done = run(*arguments)
        assert done.returncode == code
        assert done.stderr == ""
        assert english(done.stdout) == set()
        for name in NAMES:
            assert re.search(rf"^  {name} +\S*[\u4e00-\u9fff]", done.stdout, re.M)


@pytest.mark.parametrize("columns", [44, 80, 200])
def test_help_fits_the_window(columns: int) -> None:
    """一行不超过窗口，也不超过一百格；一个字也不少。"""
    whole = {name: manual(name, COMMANDS[name], ACCEPTED[name], 100) for name in NAMES}
    for name, text in [*whole.items(), ("", overview(COMMANDS, 100))]:
        narrow = (
            manual(name, COMMANDS[name], ACCEPTED[name], columns)
            if name
            else overview(COMMANDS, columns)
        )
        assert re.sub(r"\s", "", narrow) == re.sub(r"\s", "", text)
        assert all(cells(line) <= min(columns, 101) for line in narrow.split("\n")), name


def test_no_library_speaks_for_us() -> None:
    """看说明、写错命令时，argparse 的话一句也不看、不印：它一开口，这里就停下。别的库不装载。"""
    script = (
        "import argparse, sys\nfrom casebook.cli import main\n"
        "def speaks(*_, **__): raise AssertionError('argparse')\n"
        "argparse.ArgumentError.__str__ = speaks\n"
        "for name in ('_print_message', 'format_help', 'format_usage', 'error', 'exit'):\n"
        "    setattr(argparse.ArgumentParser, name, speaks)\n"
        "wrong = (['chek'], ['check', '--strct'], ['serve', '--port', 'a'], ['check', '--html'],\n"
        "         ['check', '--strict=1'], ['build', 'a', 'b'])\n"
        "for words in (['--help'], ['check', '--help'], *wrong):\n"
        "    sys.argv = ['casebook', *words]\n"
        "    try: main()\n"
        "    except SystemExit as error: assert error.code in (None, 0, 2), words\n"
        "known = {'optparse', 'getopt', 'click', 'typer', 'rich', 'pydantic'}\n"
        "print(sorted(known & {m.partition('.')[0] for m in sys.modules}))"
    )
    done = in_python(script, ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().rpartition("\n")[2] == "[]"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--bogus"], "没有 --bogus 这个选项。"),
        (["--hlep"], "没有 --hlep 这个选项。是不是 --help？"),
        (["chek"], "没有 chek 这个命令。是不是 check？"),
        (["check", "--strct"], "没有 --strct 这个选项。是不是 --root、--strict？"),
        (["check", "-x"], "没有 -x 这个选项。"),
        (["check", "--html"], "--html 后面要写内容。"),
        (["check", "--html", "--strict"], "--html 后面要写内容。"),
        (["check", "--strict=1"], "--strict 后面不写内容。"),
        (
            ["check", "--format", "xml"],
            "--format 写得不对：没有“xml”，只能写 text、json、github、gitlab、gitee。",
        ),
        (["build", "extra", "more"], "多写了 extra more。"),
        (["serve", "--port", "八千"], "--port 写得不对：要写整数。"),
        (["serve", "--port=0"], "--port 写得不对：不能小于 1。"),
    ],
)
def test_mistakes_are_told_in_chinese(arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"{says}\n用法：casebook"), done.stderr
    assert "怎样用：" in done.stderr


def test_words_go_where_they_belong() -> None:
    """选项写在哪里都行；`--` 后面的、`=` 后面的都是内容；写几次的，能收几个就收几个。"""
    check, new, serve = (COMMANDS[name] for name in ("check", "new", "serve"))
    root = ["--root", str(ROOT)]
    for words in (["a", "--strict", "b", *root], [*root, "--strict", "--", "a", "b"]):
        given = read(words, parameters(check))
        assert (given["files"], given["strict"], given["root"]) == (("a", "b"), True, ROOT)
        assert given["form"] == "text"
    assert read([*root, "--", "--strict"], parameters(check))["files"] == ("--strict",)
    given = read(
        [*root, "--field", "甲", "--title=--yes", "--field=乙", "--id", "一", "--id", "二"],
        parameters(new),
    )
    assert (given["fields"], given["title"]) == (("甲", "乙"), "--yes")
    assert given["case_id"] == "二"
    assert (given["yes"], given["directions"]) == (False, ())
    assert read([*root, "--port", "81"], parameters(serve))["port"] == 81


def test_the_environment_is_asked_last(monkeypatch: pytest.MonkeyPatch) -> None:
    root, accepted = ["--root", str(ROOT)], parameters(COMMANDS["check"])
    monkeypatch.setenv("SITE_URL", "https://env.example/")
    assert read(root, accepted)["site_url"] == "https://env.example/"
    assert read([*root, "--site-url", "https://a/"], accepted)["site_url"] == "https://a/"
    monkeypatch.setenv("SITE_URL", "")
    assert read(root, accepted)["site_url"] == ""


def test_stars_are_expanded_for_windows(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yml", "c.md"):
        (tmp_path / name).touch()
    found = expanded(["check", f"{tmp_path}/*.yml", f"{tmp_path}/*.png", "--strict"])
    names = [str(tmp_path / name) for name in ("a.yml", "b.yml", "*.png")]
    assert found == ["check", *names, "--strict"]


# —— 说明书 ——


def test_every_command_and_option_is_in_the_readme() -> None:
    chapter = README.split("## 命令\n", 1)[1].split("\n## ", 1)[0]
    for name in NAMES:
        section = re.search(rf"`casebook {name}[ `].*?(?=\n### |\Z)", chapter, re.S)
        assert section, f"README 的“命令”里没有 casebook {name}"
        for one in options(name):
            assert f"`{one.name}" in section[0], f"casebook {name} 的 {one.name} 没有写"


def test_readme_names_only_real_commands() -> None:
    chapter = README.split("## 命令\n", 1)[1].split("\n## ", 1)[0]
    named = set(re.findall(r"`casebook ([a-z]+)", chapter))
    assert named == set(NAMES)


def test_commands_in_the_readme_run(tmp_path: Path) -> None:
    """“命令”一节里 sh 段落的每一行，照做都成。"""
    chapter = README.split("## 命令\n", 1)[1].split("\n## ", 1)[0]
    root = tmp_path / "handbook"
    root.mkdir()
    for folder in ("cases", "content"):
        shutil.copytree(HANDBOOK / folder, root / folder)
    lines = [
        line.partition("  #")[0].strip()
        for block in re.findall(r"```sh\n(.*?)```", chapter, re.S)
        for line in block.splitlines()
        if line.startswith("casebook check") or line.startswith("casebook explain")
    ]
    assert len(lines) >= 5
    for line in lines:
        done = run(*line.split()[1:], cwd=root)
        assert done.returncode == 0, (line, done.stdout, done.stderr)


def test_a_release_needs_the_owner(tmp_path: Path) -> None:
    """没有填齐就不正式发布，列出是哪几栏；主机还没有开。"""
    root = small_handbook(tmp_path / "手册")
    with pytest.raises(Fault) as refused:
        build_site(root, release=True)
    said = str(refused.value)
    assert "9 栏没有填" in said
    for key in ("主办单位", "勘误邮箱", "ICP备案"):
        assert f"\n  {key}:\n" in said
    assert not (root / "site").exists()


def test_a_heavy_ebook_is_told(tmp_path: Path) -> None:
    """整本的电子书过了 2 MB，说有多大、怎样办；不过的不说。"""
    book = tmp_path / "site/book/example.epub"
    book.parent.mkdir(parents=True)
    book.write_bytes(bytes(2_000_000))
    assert [*heavy(tmp_path)] == []
    book.write_bytes(bytes(3_100_000))
    size, how = heavy(tmp_path)
    assert "3.1 MB" in size
    assert "照片" in how
