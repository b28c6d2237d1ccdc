"""Windows 的一包：双击的文件没有 cmd.exe 会读错的地方，里面写的步骤真的做得成。

这里没有 cmd.exe：从 run.cmd 里抄出命令，换成这里的写法，一步步照做。
"""

import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from casebook.package import PACKAGE
from casebook.publish import kit
from casebook.read.revision import newest
from casebook.render.admin import vendor
from conftest import ROOT, copy_handbook, put

WINDOWS = PACKAGE / "publish/windows"
SCRIPTS = sorted(WINDOWS.glob("*.cmd"))
MESSAGES = {path.stem for path in (WINDOWS / "messages").iterdir()}
RUN = (WINDOWS / "run.cmd").read_text("utf-8")
CALLED = re.compile(r'"(?:%~dp0)?(program\\[\w.\\-]+|\.venv\\[\w.\\-]+)"')
LONGEST = 120
"""包里最长的路径：连同 Windows 上自己的文件夹，不能到 260 个字。"""


# —— 双击的文件 ——


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_what_cmd_reads_without_mistakes(path: Path) -> None:
    content = path.read_bytes()
    assert content.isascii(), "别的字会使 cmd.exe 读错地方"
    assert content.startswith(b"@echo off\r\n")
    assert content.count(b"\n") == content.count(b"\r\n"), "换行要是 CRLF"
    text = content.decode()
    for line in text.splitlines():
        assert line.count('"') % 2 == 0, line
        outside = re.sub(r'"[^"]*"', "", line)
        assert "%~dp0" not in outside, "路径里有空格"
        assert "%CD%" not in outside
        assert "!" not in outside
        for called in re.findall(r"(?<!program)\\\w+", outside):
            assert line.startswith("rem "), called
    labels = set(re.findall(r"^:(\w+)", text, re.M))
    assert set(re.findall(r"\bgoto (\w+)", text)) <= labels
    assert text.rstrip().splitlines()[-1].startswith(("exit /b", '"%~dp0.venv'))


@pytest.mark.parametrize("name", ["run.cmd", "casebook.cmd"])
def test_the_window_and_python_speak_utf_8(name: str) -> None:
    text = (WINDOWS / name).read_text("utf-8")
    wanted = ("chcp 65001 >nul", 'set "PYTHONUTF8=1"')
    places = [text.index(words) for words in wanted]
    assert places == sorted(places)
    assert max(places) < text.index("python.exe")


def test_every_way_out_says_why() -> None:
    """每一处停下都先定好说哪一句；每一句都有，没有多的。"""
    said = set(re.findall(r'set "WHY=([\w-]+)"', RUN))
    said |= set(re.findall(r'"%MESSAGES%\\([\w-]+)\.txt"', RUN))
    assert said == MESSAGES
    for stop in re.finditer(r"goto stop", RUN):
        assert 'set "WHY=' in RUN[: stop.start()]
    assert re.search(
        r"^:stop\n.*?if not defined CASEBOOK_UNATTENDED pause\nexit /b 1", RUN, re.M | re.S
    )
    for path in WINDOWS.rglob("*.txt"):
        content = path.read_bytes()
        assert content.decode("utf-8").strip()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n")


def test_opened_inside_the_zip_it_says_so() -> None:
    for name in ("start.cmd", "check.cmd", "window.cmd"):
        text = (WINDOWS / name).read_text("utf-8")
        numbers = re.search(r"\[char\[\]\]\(([\w,]+)\)", text)
        assert numbers
        said = "".join(chr(int(number, 16)) for number in numbers[1].split(","))
        assert said == "请先把压缩包全部解开，再打开文件夹里的这一个。"
        verb = re.search(r'call "%~dp0program\\run.cmd" (\w+)\n', text)
        assert verb
        assert verb[1] == "start" or f'if "%~1"=="{verb[1]}" goto {verb[1]}\n' in RUN


def test_one_setting_is_the_mirror() -> None:
    """设置只有一行，不填；程序里没有哪一家的地址。"""
    settings = (WINDOWS / "settings.txt").read_text("utf-8")
    lines = [line for line in settings.splitlines() if not line.startswith("#")]
    assert lines == ["MIRROR="]
    assert 'findstr /b /i "MIRROR="' in RUN
    assert 'set "UV_DEFAULT_INDEX=%%c"& set "UV_PYTHON_INSTALL_MIRROR=%%d"' in RUN
    for path in WINDOWS.rglob("*.*"):
        assert "http" not in path.read_text("utf-8"), path


def test_every_command_people_are_told_works_there() -> None:
    from casebook.cli import COMMANDS

    for path in WINDOWS.rglob("*.txt"):
        text = path.read_text("utf-8")
        assert "make " not in text
        for name in re.findall(r"casebook ([a-z]+)", text):
            assert name in COMMANDS, (path, name)
        for name in re.findall(r"“([^”]+\.(?:cmd|txt))”", text):
            assert name in kit._LAUNCHERS.values(), (path, name)


# —— 一包 ——


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """收好的一包；uv.exe 与编辑器不真的取来。"""
    folder = tmp_path_factory.mktemp("kit")
    root = copy_handbook(folder / "手册")
    hook = {"hooks/handbook.py": (ROOT / "hooks/handbook.py").read_text("utf-8")}
    put(root, {"cases/~$mulinxiang.yml": "锁", "cases/.DS_Store": "", **hook})
    (folder / "uv.exe").write_bytes(b"MZ")
    editor = vendor.vendored(root / ".casebook-cache")
    put(editor, {"sveltia-cms.js": "编辑器", "npm/status.json": "{}"})
    vendor._seal(editor).write_text(vendor._digest(editor), "ascii")
    kit.write_kit(root, folder / "shouce-windows.zip", 1_700_000_000, folder / "uv.exe")
    return folder / "shouce-windows.zip"


def test_a_kit_holds_everything_it_names(packed: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        names = {one.filename.removeprefix("shouce-windows/"): one for one in archive.infolist()}
        texts = {name: archive.read(one) for name, one in names.items()}
    assert {"开始.cmd", "检查.cmd", "命令窗口.cmd", "casebook.cmd", "先读我.txt"} <= set(names)
    for name, one in names.items():
        assert name.isascii() or one.flag_bits & 0x800, name  # 名字是 UTF-8
        assert len(one.filename) <= LONGEST, one.filename
        assert not re.search(r'[<>:"|?*\\]|(^|/)(con|aux|nul|prn)[./]|[. ](/|$)', name, re.I), name
    folded = [name.casefold() for name in names]
    assert len(folded) == len(set(folded))
    for name, text in texts.items():
        if name.endswith(".cmd"):
            for called in CALLED.findall(text.decode()):
                inside = called.replace("\\", "/")
                assert inside in names or inside.startswith(".venv/"), (name, called)
        if name.endswith(".txt") and "/" not in name:
            assert text.startswith(b"\xef\xbb\xbf"), name
    assert "cases/mulinxiang.yml" in names
    assert "content/handbook.yml" in names
    assert not [
        name for name in names if "~$" in name or "DS_Store" in name or "__pycache__" in name
    ]
    assert "program/casebook/cli/kit.py" in names
    assert texts["program/uv.exe"] == b"MZ"


def test_the_same_handbook_makes_the_same_kit(packed: Path) -> None:
    again = packed.with_name("again") / packed.name
    kit.write_kit(packed.with_name("手册"), again, 1_700_000_000, packed.with_name("uv.exe"))
    assert again.read_bytes() == packed.read_bytes()


def steps() -> Iterator[list[str]]:
    """run.cmd 里的一条条命令：`uv …` 与 `python …`，换成这里的写法。"""
    for line in RUN.splitlines():
        for part in line.split(" || "):
            words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', part)]
            if words and words[0] in ("%UV%", r".venv\Scripts\python.exe"):
                words = [w for w in words if not w.startswith((">", "2>")) or w == ">=3.11"]
                yield [
                    w.replace(r".venv\Scripts\python.exe", ".venv/bin/python").replace("\\", "/")
                    for w in words
                ]


@contextmanager
def serving(command: list[str], **settings: object) -> Iterator[str]:
    """预览开着；给出它说的网址。"""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **settings) as host:  # type: ignore[call-overload]
        try:
            for line in host.stdout:
                if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                    yield found[0]
                    break
        finally:
            host.terminate()
            host.wait(30)


@pytest.mark.slow
def test_from_nothing_to_the_editor(packed: Path, tmp_path: Path) -> None:
    """解开到有空格、有汉字的文件夹里，照 run.cmd 装好、查、打开编辑器；没有 Node.js。"""
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "我的 文档")
    [root] = (tmp_path / "我的 文档").iterdir()
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "uv").symlink_to(Path(sys.executable).with_name("uv"))
    (tools / "python3").symlink_to(Path(sys.executable).resolve())
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    python = f"{root}/program"
    env = {**kept, "PATH": str(tools), "PYTHONPATH": python, "PYTHONUTF8": "1"}
    commands = [*steps()]
    assert [words[:2] for words in commands] == [
        [".venv/bin/python", "-c"],
        ["%UV%", "venv"],
        ["%UV%", "venv"],
        ["%UV%", "pip"],
        [".venv/bin/python", "-m"],
        [".venv/bin/python", "-m"],
    ]
    alive, _, other, sync, serve, check = commands
    assert other[-2:] == [">=3.11", ".venv"]

    def run(words: list[str]) -> subprocess.CompletedProcess[str]:
        words = [str(tools / "uv") if word == "%UV%" else word for word in words]
        return subprocess.run(words, cwd=root, env=env, capture_output=True, text=True, timeout=300)

    done = run(other)  # 3.12 要下载：这里用现有的
    assert done.returncode == 0, done.stderr
    done = run(sync)
    assert done.returncode == 0, done.stderr
    assert run(alive).returncode == 0
    done = run(check)
    assert done.returncode == 0, done.stdout + done.stderr
    words = [word for word in serve if word != "%OPEN%"] + ["--edit", "--no-open"]
    with serving(words, cwd=root, env=env) as address:
        for _ in range(100):
            with urlopen(f"{address}admin/") as page:
                text = page.read().decode()
            if "config.json" in text or "admin.js" in text:
                break
            time.sleep(0.1)
        assert "admin.js" in text
        with urlopen(f"{address}admin/sveltia-cms.js") as script:
            assert script.read().decode() == "编辑器"
        with urlopen(f"{address}admin/config.json") as settings:
            assert json.load(settings)
    assert not (root / ".casebook-cache/admin").exists()


def test_without_git_the_newest_file_says_when(tmp_path: Path) -> None:
    """没有提交过的，里面的文件写着最后改动的时间，不是 1980 年。"""
    put(tmp_path, {"cases/a.yml": "x", "content/b/c.png": "x", "mkdocs.yml": "x"})
    for n, name in enumerate(("cases/a.yml", "content/b/c.png", "mkdocs.yml")):
        os.utime(tmp_path / name, (1_700_000_000 + n, 1_700_000_000 + n))
    assert newest(tmp_path) == 1_700_000_001
    assert newest(tmp_path / "cases") == 0
