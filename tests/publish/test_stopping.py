"""叫停：收拾好再走，不印程序的话；被杀掉的，下一次收走；预览连它开的一起停。"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from casebook.store import locks, scratch
from conftest import ROOT, build, kinds, preview, tree

ENV = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "hooks")}
CASEBOOK = [sys.executable, "-m", "casebook"]


@pytest.fixture
def book(good: Path, tmp_path: Path) -> Path:
    return shutil.copytree(good, tmp_path / "handbook", symlinks=True)


def until(true: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def alive(pid: int) -> bool:
    """还在，不是等着收尸的。"""
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def family(pid: int) -> list[int]:
    """`pid` 开的进程，连它们开的。"""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == pid:
            found += [int(stat.parent.name), *family(int(stat.parent.name))]
    return found


# —— 建到一半 ——

COMMANDS = {"mkdocs": ["-m", "mkdocs", "build", "-q"], "casebook": ["-m", "casebook", "build"]}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_build_told_to_stop(
    book: Path, tmp_path: Path, command: str, stop: signal.Signals
) -> None:
    """在排 PDF 的时候叫停：暂存与草稿都收走，网站没有动，不印程序的话。"""
    temporary = tmp_path / "临时"
    temporary.mkdir()
    shutil.rmtree(book / ".casebook-cache")
    before = tree(book / "site")
    child = subprocess.Popen(
        [sys.executable, *COMMANDS[command]],
        cwd=book,
        env={**ENV, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    until(lambda: [*temporary.glob("casebook-*/lib.typ")] or child.poll() is not None)
    running = family(child.pid)
    child.send_signal(stop)
    said, _ = child.communicate(timeout=30)
    assert child.returncode in (1, 128 + stop), said
    assert re.fullmatch(r"\s*停下了，没有建完。[^\n]*\n", said), said
    until(lambda: not any(map(alive, running)))
    assert tree(book / "site") == before
    assert kinds(book / "site")["staging"] == 0
    assert [*temporary.iterdir()] == []


def test_what_a_killed_build_left_is_swept(book: Path, tmp_path: Path) -> None:
    """被杀掉的留下草稿与暂存，分身也不留下；下一次全收走，别人的不动。"""
    temporary = tmp_path / "临时"
    theirs = temporary / "casebook-notes", temporary / "casebook-abcdefgh"
    for folder in theirs:
        (folder / "笔记").mkdir(parents=True)
    shutil.rmtree(book / ".casebook-cache")
    env = {**ENV, "TMPDIR": str(temporary)}
    child = subprocess.Popen([sys.executable, *COMMANDS["mkdocs"]], cwd=book, env=env)
    until(lambda: [*temporary.glob("casebook-*/lib.typ")])
    running = family(child.pid)
    child.kill()
    child.wait()
    until(lambda: not any(map(alive, running)))
    assert len([*temporary.iterdir()]) == 3
    assert kinds(book / "site")["staging"] == 1
    done = build(book, "-q", TMPDIR=str(temporary))
    assert done.code == 0, done.output
    assert sorted(temporary.iterdir()) == sorted(theirs)
    assert kinds(book / "site")["staging"] == 0


def test_a_scratch_in_use_is_left(tmp_path: Path) -> None:
    with scratch.scratch(tmp_path) as one:
        script = (
            "import sys\nfrom pathlib import Path\nfrom casebook.store.scratch import *\n"
            "sweep_scratch(Path(sys.argv[1]))\n"
        )
        subprocess.run([sys.executable, "-c", script, tmp_path], env=ENV, check=True)
        assert one.is_dir()
    assert not one.exists()


def test_somebody_elses_scratch_is_left(tmp_path: Path) -> None:
    """没有标志的、名字不像的、是链接的，都不是我们的。"""
    real = tmp_path / "real"
    for name in ("casebook-abcdefgh", "casebook-long-name-here", "real"):
        (tmp_path / name).mkdir()
    for folder in (tmp_path / "casebook-long-name-here", real):
        (folder / scratch._SIGN).touch()
    (tmp_path / "casebook-linked00").symlink_to(real)
    (tmp_path / ".other.lock").touch()
    before = sorted(tmp_path.rglob("*"))
    scratch.sweep_scratch(tmp_path)
    assert sorted(tmp_path.rglob("*")) == before
    ours = Path(tempfile.mkdtemp(prefix="casebook-", dir=tmp_path))
    (ours / scratch._SIGN).touch()
    assert not locks.held(ours)
    scratch.sweep_scratch(tmp_path)
    assert not ours.exists()


@pytest.mark.parametrize("command", ["check", "fix --diff", "explain"])
def test_ctrl_c_is_kind(book: Path, command: str) -> None:
    """在任何一刻按 Ctrl-C、叫停：一句话，或已经做完。"""
    for stop in (signal.SIGINT, signal.SIGTERM):
        child = subprocess.Popen(
            [*CASEBOOK, *command.split()],
            cwd=book,
            env=ENV,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        until(lambda pid=child.pid: heard(pid, signal.SIGTERM) or not alive(pid))
        child.send_signal(stop)
        said, _ = child.communicate(timeout=30)
        assert "Traceback" not in said
        assert "停下了" in said or child.returncode in (0, 1), said


def heard(pid: int, number: int) -> bool:
    """进程自己管着信号 `number`。"""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    caught = re.search(r"SigCgt:\s*(\w+)", status)
    return bool(caught and int(caught[1], 16) >> (number - 1) & 1)


# —— 预览 ——


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.mark.parametrize(
    ("stop", "ignored"),
    [
        (signal.SIGTERM, False),
        (signal.SIGTERM, True),
        (signal.SIGINT, True),
        (signal.SIGHUP, False),
        (signal.SIGKILL, False),
    ],
)
def test_a_preview_ends_with_all_it_opened(
    book: Path, tmp_path: Path, stop: signal.Signals, ignored: bool
) -> None:
    """`casebook serve &` 再 kill：全停下，临时的文件夹也收走。`ignored`：不听 Ctrl-C。"""
    temporary = tmp_path / "临时"
    temporary.mkdir()
    command = [*CASEBOOK, "serve", "--no-open", "--port", str(free_port())]
    quiet = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN);"
    if ignored:
        command = [sys.executable, "-c", f"{quiet} os.execv(sys.argv[1], sys.argv[1:])", *command]
    child = subprocess.Popen(
        command,
        cwd=book,
        env={**ENV, "TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert child.stdout
    said = ""
    while "按 Ctrl-C" not in said:
        line = child.stdout.readline()
        assert line, said
        said += line
    running = family(child.pid)
    assert running
    child.send_signal(stop)
    child.wait(20)
    until(lambda: not any(map(alive, running)))
    said += child.stdout.read()
    assert "Traceback" not in said
    if stop != signal.SIGKILL:
        assert child.returncode == 0, said
        assert said.rstrip().endswith("预览停了。")
    until(lambda: not [*temporary.glob("mkdocs_*")])


def test_no_port_left(book: Path) -> None:
    taken = socket.socket()
    taken.bind(("127.0.0.1", 65535))
    with taken:
        done = subprocess.run(
            [*CASEBOOK, "serve", "--no-open", "--port", "65535"],
            cwd=book,
            env=ENV,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "端口 65535 和它后面的二十个都被占了，或不让用。请用 --port 另写一个。\n"


@pytest.fixture(scope="module")
def connection(good: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HTTPConnection]:
    root = shutil.copytree(good, tmp_path_factory.mktemp("shown") / "handbook", symlinks=True)
    with preview(root) as shown:
        host = shown.url.removeprefix("http://").rstrip("/")
        opened = HTTPConnection(host, timeout=20)
        yield opened
        opened.close()
        assert "Traceback" not in shown.said
        assert "Error" not in shown.said


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/%00", 404),
        ("/cases/%00/", 404),
        ("/admin/%00", 404),
        ("/__preview__/%00", 404),
        ("/" + "a" * 300, 404),
        ("/" + "a/" * 3000, 404),
        ("/admin/" + "a" * 300, 404),
        ("/../../etc/passwd", 404),
        ("/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/admin/..%2f..%2fbuild.sqlite", 404),
        ("/..%5c..%5cmkdocs.yml", 404),
        ("/%ff%fe", 400),
        ("/%ed%a0%80", 400),
        ("/%0d%0aX:%20y", 404),
        ("/没有这一页/", 404),
        ("/about/", 200),
        ("/", 200),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_odd_addresses(connection: HTTPConnection, method: str, address: str, status: int) -> None:
    connection.request(method, "".join(c if ord(c) < 128 else "%E6%B2%A1" for c in address))
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == status
    assert b"root:" not in body
    assert bool(body) == (method == "GET")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "TOU"])
def test_odd_methods(connection: HTTPConnection, method: str) -> None:
    connection.request(method, "/about/")
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Allow")) == (405, "GET, HEAD")
    answer.read()


def test_the_preview_goes_on_whatever_happens(book: Path) -> None:
    """设置写坏了、主题删了：终端与网页上都是一句话；改好了接着编。"""
    settings = book / "mkdocs.yml"
    good = settings.read_text("utf-8")
    template = book / "hooks/casebook/theme/main.html"
    theme = template.read_text("utf-8")
    with preview(book) as shown:
        assert shown.page("about/")
        settings.write_text("extra: {print: book\n" + good, "utf-8")
        shown.until(lambda: "mkdocs.yml 第 " in shown.said)
        settings.write_text(good, "utf-8")
        shown.until(lambda: "<h1" in shown.page("about/"))
        template.write_text("{{ nothing.at.all }}", "utf-8")
        (book / "content/about.md").touch()
        shown.until(lambda: "程序出了没有料到的毛病" in shown.said)
        template.write_text(theme, "utf-8")
        (book / "content/about.md").touch()
        shown.until(lambda: "<h1" in shown.page("about/"))
        assert "Traceback" not in shown.said
