"""共用的夹具：一本最小而完整的手册，往里改几个文件，再查。"""

import base64
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
import yaml
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from casebook.publish import PrintOrder
from casebook.publish.release import releases_of

ROOT = Path(__file__).resolve().parents[1]
# 快慢在 bench/ 里量：机器忙的时候，造例子慢不算毛病
settings.register_profile(
    "any machine", suppress_health_check=[HealthCheck.too_slow], deadline=None
)
settings.load_profile("any machine")
NOBODY = 65534
MINIMAL = ROOT / "tests" / "check" / "minimal"
"""最小而完整的手册。"""
HANDBOOK = ROOT / "tests" / "handbook"
"""测试用的一本手册：长宁那一本的一份副本。编辑改 cases/、content/，测试程序的不会因此不过；
看真的内容的都在 tests/content/。"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """慢的先跑：几个核分着跑，最后不等它一个。"""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def content(written: Any) -> bytes:
    """黄金文件里写的内容 → 字节。

    文字就是 UTF-8；另有 {编码, 文}、{base64}、{重复, 次, 前, 后}。
    """
    if isinstance(written, str):
        return written.encode()
    if "编码" in written:
        return str(written["文"]).encode(written["编码"])
    if "重复" in written:
        middle = written["重复"] * written["次"]
        return f"{written.get('前', '')}{middle}{written.get('后', '')}".encode()
    return base64.b64decode(written["base64"])


def put(root: Path, files: Mapping[str, Any]) -> None:
    """把 `files`（路径 → 内容）写进 `root`；空值是删掉。

    {链接} 是符号链接，{管道} 是管道，{文件夹} 是空的文件夹，{大小} 是那么多字节的空文件。
    """
    for name, written in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        if isinstance(written, dict) and "链接" in written:
            path.symlink_to(written["链接"])
        elif isinstance(written, dict) and "管道" in written:
            os.mkfifo(path)
        elif isinstance(written, dict) and "文件夹" in written:
            path.mkdir()
        elif isinstance(written, dict) and "大小" in written:
            with path.open("wb") as file:
                file.truncate(written["大小"])
        elif written is not None:
            path.write_bytes(content(written))


@contextmanager
def unprivileged(root: Path) -> Iterator[None]:
    """里面没有管理员的权限：管理员什么都读得了，试不出“读不了”。`root` 归这个人。"""
    if os.geteuid():
        yield
        return
    for path in (root, *root.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    for above in root.parents:
        if above.stat().st_uid == 0 and above.is_relative_to(tempfile.gettempdir()):
            above.chmod(above.stat().st_mode | 0o011)
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def replace_fields(record: str, fields: str) -> str:
    """用 `fields` 里的顶层栏目换下 `record` 里同名的。

    新的写在最前面，报出的行号因此就是 `fields` 里的行号。
    """
    names = {m[1].strip() for m in re.finditer(r"^([^\s#:：][^:：\n]*)[:：]", fields, re.M)}
    blocks = re.split(r"^(?=\S)", record, flags=re.M)
    kept = "".join(b for b in blocks if b.partition(":")[0] not in names)
    return fields.rstrip("\n") + "\n" + kept


def setting(root: Path, key: str, value: object) -> None:
    """把 `root` 的 content/handbook.yml 里的 `key` 一栏改成 `value`。"""
    path = root / "content/handbook.yml"
    text, changed = re.subn(rf"^{key}: .*$", f"{key}: {value}", path.read_text("utf-8"), flags=re.M)
    assert changed == 1, key
    path.write_text(text, "utf-8")


@pytest.fixture
def handbook(tmp_path: Path) -> Callable[..., Path]:
    """`handbook(files, case)`：最小手册的一份副本，改好了；`case` 是换进示例案例的顶层栏目。"""

    def build(files: Mapping[str, Any] | None = None, case: str = "") -> Path:
        root = tmp_path / "handbook"
        shutil.copytree(MINIMAL, root)
        if case:
            path = root / "cases" / "demo-case.yml"
            path.write_text(replace_fields(path.read_text("utf-8"), case), "utf-8")
        put(root, files or {})
        return root

    return build


def print_order(jobs: Iterable[Any], cases: Path) -> PrintOrder:
    """`jobs` 的一张单子；数据不同，指纹就不同。"""
    jobs = list(jobs)
    return PrintOrder(lambda: jobs, repr(jobs), cases, ())


# —— 写与出版：整本手册，真的建，真的开 ——

SITE_URL = "https://handbook.example/"


@dataclass(frozen=True)
class Built:
    """建好的一份：`root` 是手册，`site` 是网站，`output` 是主机说的话，`code` 是退出码。"""

    root: Path
    site: Path
    output: str
    code: int


def copy_handbook(root: Path, book: Path = HANDBOOK) -> Path:
    """一本手册的副本，连同程序，带着日期固定的一次提交；不说是哪一本，就是测试用的那一本。"""
    root.mkdir(parents=True)
    for name in ("cases", "content"):
        shutil.copytree(book / name, root / name)
    shutil.copy(book / "mkdocs.yml", root)
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    commit(root, 1_700_000_000)
    return root


def small_handbook(root: Path) -> Path:
    """最小手册，带上 mkdocs.yml（导航换成这本书有的页）与 hooks，提交过，建得成。"""
    shutil.copytree(MINIMAL, root)
    settings = (HANDBOOK / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[0]
    put(root, {"mkdocs.yml": settings + "\nnav:\n  - 首页: index.md\n  - 全部: cases/index.md\n"})
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    path = root / "content/registry/programmes.yml"
    path.write_text(path.read_text("utf-8") + _NETWORK, "utf-8")  # 网络页要有这一条
    for address in ("colophon", "about", "submit"):
        put(root, {f"content/{address}.md": f"---\n标题: {address}\n摘要: 示例。\n---\n\n示例。\n"})
    commit(root, 1_700_000_000)
    return root


_NETWORK = "  - {编号: network-1-10-n, 名称: “1+10+n”, 类别: 网络, 来源: demo-other}\n"


def commit(root: Path, epoch: int) -> None:
    """把 `root` 里的一切提交一次，日期是 `epoch`。"""
    roles = ("GIT_AUTHOR", "GIT_COMMITTER")
    who = {f"{role}_{what}": "x" for role in roles for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": f"@{epoch} +0800", "GIT_COMMITTER_DATE": f"@{epoch} +0800"}
    for args in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x", "--allow-empty"]):
        env = {**os.environ, **who, **dates, "GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(["git", *args], cwd=root, env=env, check=True)


def git(root: Path, *command: str) -> str:
    """在 `root` 里问 Git。"""
    done = subprocess.run(["git", *command], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def build(
    root: Path, *options: str, host: str = "mkdocs", strict: bool = True, **environment: str
) -> Built:
    """在 `root` 里跑一次 `mkdocs build --strict`（或 properdocs）；`strict` 为假时有提醒也建。"""
    clean = {k: v for k, v in os.environ.items() if k not in ("SITE_URL", "SOURCE_DATE_EPOCH")}
    done = subprocess.run(
        [sys.executable, "-m", host, "build", *["--strict"] * strict, "-f", "mkdocs.yml", *options],
        cwd=root,
        env={**clean, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return Built(root, root / "site", done.stdout + done.stderr, done.returncode)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def kinds(site: Path) -> dict[str, int]:
    """各类文件夹还剩几个。"""
    names = [p.name.partition("-")[0] for p in releases_of(site).iterdir() if p.is_dir()]
    counts = {n: names.count(n) for n in ("staging", "replaced")}
    return {**counts, "release": len(names) - sum(counts.values())}


def records(root: Path, folder: str) -> dict[str, Any]:
    files = sorted((root / folder).glob("*.yml"))
    return {f.stem: yaml.load(f.read_text("utf-8"), Loader=yaml.BaseLoader) for f in files}


def cases(root: Path, published: bool = True) -> dict[str, Any]:
    return {n: c for n, c in records(root, "cases").items() if (c["状态"] == "发布") is published}


def edited(root: Path, word: str = "又一段。") -> None:
    about = root / "content/about.md"
    about.write_text(about.read_text("utf-8") + f"\n{word}\n", "utf-8")


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """测试用的手册建成的网站，全场只建一次；只看不改。"""
    root = copy_handbook(tmp_path_factory.mktemp("real") / "手 册")
    built = build(root, SITE_URL=SITE_URL)
    assert built.code == 0, built.output
    return built


@pytest.fixture(scope="session")
def unprinted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """测试用的手册的网站，不排 PDF，快得多；全场只建一次，只看不改。"""
    return _unprinted(copy_handbook(tmp_path_factory.mktemp("unprinted") / "book"))


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """最小手册，建好了；全场只建一次，要改的先抄一份。"""
    root = small_handbook(tmp_path_factory.mktemp("good") / "handbook")
    built = build(root)
    assert built.code == 0, built.output
    return root


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """真的手册（仓库里的 cases/、content/）的网站，不排 PDF；全场只建一次，只看不改。"""
    return _unprinted(copy_handbook(tmp_path_factory.mktemp("ours") / "book", ROOT))


def _unprinted(root: Path) -> Path:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("{print: book}", "{print: none}"), "utf-8")
    built = build(root)
    assert built.code == 0, built.output
    return built.site


@pytest.fixture(scope="session")
def http() -> Iterator[Callable[[Path], str]]:
    """`http(folder)`：在本机开一个服务器，返回网址（以 / 结尾）。"""
    servers: list[ThreadingHTTPServer] = []

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None: ...

    def serve(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian 的 chromium。"""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


# —— 预览 ——


@dataclass
class Preview:
    """一个开着的 `casebook serve`；`said` 是它到现在说的话。"""

    root: Path
    url: str
    lines: list[str]

    @property
    def said(self) -> str:
        return "".join(self.lines)

    def page(self, address: str) -> str:
        with urlopen(self.url + address, timeout=10) as answer:
            text: str = answer.read().decode()
        return text

    def until(self, true: Callable[[], bool], seconds: float = 25) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if true():
                    return
            except (URLError, ConnectionError, TimeoutError):
                pass
            time.sleep(0.1)
        raise AssertionError(self.said[-4000:])


TOOLS = Path(sys.executable).parent
"""装好的命令在哪里。"""


@contextmanager
def preview(root: Path, tools: Path = TOOLS) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]  # 别的进程也可能刚好要它：真正用的，看它说的
    child = subprocess.Popen(
        [tools / "casebook", "serve", "--no-open", "--port", str(port)],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: list[str] = []

    def listen(stream: IO[str]) -> None:
        lines.extend(iter(stream.readline, ""))

    assert child.stdout
    listener = threading.Thread(target=listen, args=(child.stdout,), daemon=True)
    listener.start()
    shown = Preview(root, f"http://127.0.0.1:{port}/", lines)
    try:
        shown.until(lambda: "Ctrl-C" in shown.said or child.poll() is not None)
        if found := re.search(r"http://127\.0\.0\.1:\d+/", shown.said):
            shown.url = found[0]
        yield shown
    finally:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
