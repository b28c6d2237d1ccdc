"""锁与换版，在没有 flock、不让建符号链接的系统（Windows）上也对。

这里没有 Windows：藏起 fcntl，用它在测试里扮一个 msvcrt（一个字节的独占锁，不等）；不让建链接，没有
syncfs、renameat2 与 os.sync。换上的、留下的、锁着的，都与 Linux 上一样。
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.publish import prepare, publish, write_stamp
from casebook.publish.release import releases_of
from casebook.store import locks, swap
from conftest import ROOT, put

WINDOWS = """
import ctypes, fcntl, os, subprocess, sys, types  # subprocess 看有没有 msvcrt 来认系统，先引入

def locking(descriptor, mode, count):
    assert (mode, count) == (2, 1)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise PermissionError(13, "别的进程锁着") from None

def opened(path, flags, *rest, open=os.open):
    if os.path.isdir(path):
        raise PermissionError(13, "打不开文件夹", str(path))
    return open(path, flags, *rest)

def refused(*_, **__):
    raise OSError(1314, "客户端没有所需的特权")

sys.modules["msvcrt"] = types.SimpleNamespace(locking=locking, LK_NBLCK=2)
sys.modules["fcntl"] = None
os.open, os.symlink, ctypes.CDLL = opened, refused, lambda name: int(name)
del os.sync
from casebook.store import locks
assert locks.fcntl is None
"""
RELEASES = """
import json
from pathlib import Path
from casebook.publish import prepare, publish, write_stamp
site = Path(sys.argv[1])
for word in sys.argv[2:]:
    staged = prepare(site)
    for name in ("index.html", f"sub/{word}.txt"):
        (staged / name).parent.mkdir(exist_ok=True)
        (staged / name).write_text(word, "utf-8")
    release = publish(staged, site, write_stamp(staged, (word,), "c", 1).digest)
    assert release == site, release
"""


def on_windows(script: str, *given: object) -> str:
    """在“Windows”上跑 `script`；返回它说的话。

    临时文件夹用自己的：它看不到 Linux 的锁，会把别的测试正用着的草稿台收走。
    """
    with tempfile.TemporaryDirectory() as temporary:
        done = subprocess.run(
            [sys.executable, "-c", WINDOWS + script, *map(str, given)],
            env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "TMPDIR": temporary},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return done.stdout


def words(folder: Path) -> list[str]:
    """`folder` 旁边留下的各版。"""
    kept = releases_of(folder).glob("replaced-*/*/index.html")
    return sorted(page.read_text("utf-8") for page in kept)


def test_a_release_without_links_is_a_folder(tmp_path: Path) -> None:
    """网站是普通的文件夹，内容是最新的一版；留下上一版；没有暂存，没有锁用过的文件。"""
    site = tmp_path / "目 录" / "site"
    site.parent.mkdir()
    on_windows(RELEASES, site, "one")
    assert not site.is_symlink()
    assert (site / "sub/one.txt").read_text("utf-8") == "one"
    on_windows(RELEASES, site, "two", "three")
    assert json.loads((site / "build.json").read_text("utf-8"))["cases"] == ["three"]
    assert not (site / "sub/two.txt").exists()
    assert words(site) == ["two"]
    on_windows(RELEASES, site, "three", "three")
    assert words(site) == ["three"]
    left = {p.name for p in releases_of(site).iterdir() if not p.name.startswith("replaced-")}
    assert left == {".gitignore", ".lock"}


def test_links_are_used_again_when_allowed(tmp_path: Path) -> None:
    """开了“开发人员模式”，或整个文件夹搬到 Linux 上：又是链接，一步换上；反过来也行。"""
    site = tmp_path / "site"
    on_windows(RELEASES, site, "one")
    staged = prepare(site)
    put(staged, {"index.html": "two"})
    publish(staged, site, write_stamp(staged, ("two",), "c", 1).digest)
    assert site.is_symlink()
    assert words(site) == ["one"]
    on_windows(RELEASES, site, "three")
    assert not site.is_symlink()
    assert (site / "index.html").read_text("utf-8") == "three"


FAILS = """
from pathlib import Path
from casebook.store import swap
site, release = Path(sys.argv[1]), Path(sys.argv[2])
try:
    swap.show(release, site, Path(sys.argv[3]))
except OSError:
    print("没有换成")
"""


def test_a_failed_swap_puts_the_old_one_back(tmp_path: Path) -> None:
    site, aside = tmp_path / "site", tmp_path / "aside"
    put(site, {"index.html": "旧的"})
    aside.mkdir()
    assert on_windows(FAILS, site, tmp_path / "没有这一版", aside) == "没有换成\n"
    assert (site / "index.html").read_text("utf-8") == "旧的"


HOLDER = """
import time
from pathlib import Path
from casebook.store import locks
print(locks.hold(Path(sys.argv[1])), flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("before", [WINDOWS, "import sys"])
def test_a_lock_goes_with_its_process(tmp_path: Path, before: str) -> None:
    """别的进程锁着时锁不上；它被杀了，锁就没有了。"""
    folder = tmp_path / "staging-x"
    folder.mkdir()
    ask = (
        "from pathlib import Path\nfrom casebook.store import locks\n"
        f"print(locks.held(Path({str(folder)!r})), locks.hold(Path({str(folder)!r})))"
    )
    asked = [sys.executable, "-c", f"{before}\n{ask}"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    holder = subprocess.Popen(
        [sys.executable, "-c", f"{before}\n{HOLDER}", str(folder)],
        env=env,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout
    assert holder.stdout.readline() == "True\n"
    assert subprocess.check_output(asked, env=env, text=True) == "True False\n"
    holder.kill()
    holder.communicate()
    assert subprocess.check_output(asked, env=env, text=True) == "False True\n"


WAITS = """
import threading, time
from pathlib import Path
from casebook.store import locks
order = []
def second():
    with locks.alone(Path(sys.argv[1])):
        order.append("第二个")
with locks.alone(Path(sys.argv[1])):
    waiting = threading.Thread(target=second)
    waiting.start()
    waiting.join(0.2)
    order.append("第一个")
waiting.join()
print(order)
"""


@pytest.mark.parametrize("before", [WINDOWS, ""])
def test_one_waits_for_the_other(tmp_path: Path, before: str) -> None:
    file = tmp_path / ".lock"
    command = [sys.executable, "-c", f"{before}\nimport sys\n{WAITS}", str(file)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    assert subprocess.check_output(command, env=env, text=True) == "['第一个', '第二个']\n"


def test_locks_left_behind_are_swept(tmp_path: Path) -> None:
    (tmp_path / "staging-here").mkdir()
    put(tmp_path, {".staging-here.lock": "", ".staging-gone.lock": "", "a.lock": ""})
    locks.sweep(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"staging-here", ".staging-here.lock", "a.lock"}


CHECKS = """
from pathlib import Path
from casebook.compile import check_handbook
print(len(check_handbook(Path(sys.argv[1]))))
"""


def test_a_handbook_is_checked(handbook: Callable[..., Path]) -> None:
    assert on_windows(CHECKS, handbook()) == "0\n"


HELD = """
import os
from pathlib import Path
def held(one, other, *rest, rename=os.rename, **more):
    if Path(one).name == "site":
        error = PermissionError(13, "另一个程序正在使用此文件，进程无法访问。", str(one))
        error.winerror = 32
        raise error
    return rename(one, other, *rest, **more)
"""
REFUSED = """
from casebook.faults import Fault, sentence
os.rename = held
staged = prepare(site)
(staged / "index.html").write_text("two", "utf-8")
try:
    publish(staged, site, write_stamp(staged, ("two",), "c", 1).digest)
except Fault as fault:
    print(sentence(fault))
"""


def test_a_file_of_the_site_is_open_elsewhere(tmp_path: Path) -> None:
    """网站里的 PDF 正在 WPS 里开着，文件夹改不了名：一句话，旧的还在；关了就换得上。"""
    site = tmp_path / "site"
    said = on_windows(HELD + RELEASES + REFUSED, site, "one")
    assert said == "site 里有文件正开着（多半是在 WPS 里看的 PDF），换不上新的。请关掉，再建一次\n"
    assert (site / "index.html").read_text("utf-8") == "one"
    assert words(site) == []
    on_windows(RELEASES, site, "three")
    assert (site / "index.html").read_text("utf-8") == "three"
    assert words(site) == ["one"]


def test_a_file_looked_at_for_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """杀毒软件看一眼就走：等一等，换得上，不说话。"""
    site, release, aside = (tmp_path / name for name in ("site", "release", "aside"))
    put(site, {"index.html": "旧的"})
    put(release, {"index.html": "新的"})
    aside.mkdir()
    tried: list[float] = []
    rename = Path.rename

    def looked_at(one: Path, other: Path) -> Path:
        if len(tried) in (0, 2):
            tried.append(0)
            raise PermissionError(13, "另一个程序正在使用此文件", str(one))
        tried.append(0)
        return rename(one, other)

    monkeypatch.setattr(Path, "rename", looked_at)
    monkeypatch.setattr(swap.time, "sleep", lambda _: None)
    swap._renamed(release, site, aside)
    assert (site / "index.html").read_text("utf-8") == "新的"
    assert (aside / "site/index.html").read_text("utf-8") == "旧的"
