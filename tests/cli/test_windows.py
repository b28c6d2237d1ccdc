"""Windows 的事，在这里仿着做：GBK 的窗口、读文件不写编码、太长的路径、设备的名字。"""

import errno
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.faults import told
from commands import run
from conftest import put, small_handbook
from word_files import word_file

ODD = "又好👍ㄅ𬭎\U00020000"
"""GBK 里没有的字。"""
WINDOW = {
    "PYTHONUTF8": "0",
    # 没有写编码就打开文件，Windows 上照 GBK 读：那样的地方都说出来
    "PYTHONWARNDEFAULTENCODING": "1",
    "PYTHONWARNINGS": "default::EncodingWarning",
}
OURS = re.compile(r".*casebook(?:_mkdocs)?[/\\].*EncodingWarning.*")


def said(root: Path, *command: str, code: int = 0) -> str:
    """在 GBK 的窗口里跑 `casebook …`；说的话照 GBK 读得出来。"""
    done = run(*command, cwd=root, encoding="cp936", **WINDOW)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    ours = [line for line in done.stderr.splitlines() if OURS.match(line)]
    assert ours == []
    return done.stdout + done.stderr


@pytest.fixture
def root(handbook: Callable[..., Path]) -> Path:
    return handbook({"cases/odd.yml": f"标题: {ODD}\n一句话: 没有来源。\n状态: 梳理\n版次: 1\n"})


COMMANDS = {
    "check": ("check",),
    "fix": ("fix", "--diff"),
    "status": ("status",),
    "fields": ("fields", "全部"),
    "new": ("new", "--title", ODD, "--sample", "--yes", "--summary", "一句"),
    "export": ("export", "--xlsx", "shouce.xlsx"),
    "import": ("import", "--diff", "gao.docx"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_in_a_gbk_window(name: str, root: Path) -> None:
    (root / "gao.docx").write_bytes(word_file([{"标题": "背景"}, {"段": ODD}]))
    code = {"check": 1, "new": 2}.get(name, 0)
    words = said(root, *COMMANDS[name], code=code)
    assert re.search(r"[\u4e00-\u9fff]", words)
    if name in ("check", "status", "import"):
        assert "又好?" in words  # 没有的字写成问号
    if name == "new":  # 字库里没有，不写；说是哪一个
        assert "T06 字库里没有“?”（U+1F44D）" in words


@pytest.mark.slow
def test_built_in_a_gbk_window(tmp_path: Path) -> None:
    """建网站，写出来的是 UTF-8，字一个不少。"""
    root = small_handbook(tmp_path / "book")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("book}", "none}"), "utf-8")
    case = root / "cases/demo-case.yml"
    case.write_text(case.read_text("utf-8").replace("标题: 示例", "标题: 又好𬭎的示例"), "utf-8")
    said(root, "build")
    page = (root / "site/cases/demo-case/index.html").read_text("utf-8")
    assert "<h1>又好𬭎的示例</h1>" in page
    case.write_text(case.read_text("utf-8").replace("新泾镇", f"新径镇{ODD}"), "utf-8")
    assert "R01" in said(root, "build", code=1)
    assert "又好𬭎的示例" in (root / "site/cases/demo-case/index.html").read_text("utf-8")


def windows_error(windows: int, number: int, path: str) -> OSError:
    error = OSError(number, "", path)
    error.winerror = windows  # type: ignore[attr-defined]
    return error


LONG = "D:\\" + "\\".join(["很深的文件夹"] * 40) + "\\a.html"


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (
            windows_error(206, errno.ENOENT, LONG),
            "路径有 289 个字，Windows 上连同文件夹至多 259 个",
        ),
        (windows_error(3, errno.ENOENT, LONG), "请把手册移到浅一些的文件夹"),
        (windows_error(2, errno.ENOENT, "D:\\a.html"), "有一个文件不见了"),
        (windows_error(32, errno.EACCES, LONG), "文件正被别的程序用着"),
        (OSError(errno.ENOENT, "", LONG), "有一个文件不见了"),
    ],
)
def test_a_path_too_long_is_told(error: OSError, says: str) -> None:
    assert says in told(error)


def test_names_that_windows_cannot_hold(root: Path) -> None:
    """太长的、设备的名字，在别的电脑上检查时就说，不等别人取不到。"""
    long = "a-very-long-name-" * 6
    other = "标题: 另一条\n一句话: 没有来源。\n状态: 梳理\n版次: 1\n"
    put(root, {"cases/con.yml": other, "cases/Com1.yml": other})
    put(
        root, {f"cases/demo-case/{long}.jpg": "x", "content/registry/sources/aux.yml": "条目: []\n"}
    )
    words = run("check", "--root", str(root)).stdout
    assert words.count("是 Windows 的设备名，不能作文件名") == 3
    assert f"F15 文件名有 {len(long) + 4} 个字，至多 80 个" in words
