"""casebook links：问到的怎样说、记在哪里，casebook status 怎样接着说。"""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from casebook.check.dates import today
from casebook.links import Answer, State, keep_answers, kept_answers
from commands import run

SOURCES = """条目:
  - {编号: demo, 题名: 示例公告, 类别: 官方, 网址: "http://a.example/404"}
  - {编号: demo-other, 题名: 示例手册, 类别: 其他}
  - {编号: archived, 题名: 存过的, 类别: 媒体, 网址: "http://a.example/410", 存档: "http://b.example/ok"}
  - {编号: moved, 题名: 搬了的, 类别: 媒体, 网址: "http://c.example/301"}
  - {编号: barred, 题名: 不让看的, 类别: 媒体, 网址: "http://d.example/403"}
"""
CASE = """启示: {内容: "见[别处](http://e.example/404)。", 来源: archived}
"""


class Proxy(BaseHTTPRequestHandler):
    """代理：哪个网站都由它答，照网址末尾的号。"""

    def do_HEAD(self) -> None:
        last = self.path.rpartition("/")[2]
        self.send_response(int(last) if last.isdigit() else 200)
        if last == "301":
            self.send_header("Location", "http://c.example/new")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def proxy() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def root(handbook: Callable[..., Path]) -> Path:
    return handbook({"content/registry/sources.yml": SOURCES}, CASE)


def asked(root: Path, proxy: str) -> str:
    done = run("links", "--root", str(root), http_proxy=proxy, no_proxy="")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_each_is_told_with_what_to_do(root: Path, proxy: str) -> None:
    said = asked(root, proxy)
    day = today().isoformat()
    first = f"书外的网址，{day} 问过：打得开 1 个，搬了 1 个，打不开 3 个，要人看一看 1 个。"
    assert said.splitlines()[0] == first
    assert (
        f"  http://a.example/404\n    没有这一页了（404），从 {day} 起\n"
        "    content/registry/sources.yml 第 2 行，来源“示例公告”的“网址”\n"
        "    找一找新的网址，换上；找不到，找一份存档（如 web.archive.org），写在来源的“存档”\n"
    ) in said
    assert "另写了存档，读者还看得到：找得到新的网址就换上，找不到不必改" in said
    assert "  http://c.example/301\n    搬到了 http://c.example/new\n" in said
    assert "网站不让程序看（403）" in said
    assert "cases/demo-case.yml 第 1 行，工作法“示例”的“内容”里的链接" in said


def test_status_goes_on_from_there(root: Path, proxy: str) -> None:
    before = run("status", "--root", str(root)).stdout
    assert "书外的网址还没有问过打不打得开。要问，运行 casebook links。" in before
    asked(root, proxy)
    said = run("status", "--root", str(root)).stdout
    own = said.partition("\n  demo-case　")[2].partition("\n  ")[2]
    # 引用的没有存档的、自己文字里的说出来；另有存档的读者还看得到
    own = own.partition("\n网址打不开了")[0]
    assert "引用的网址打不开：\n      来源“示例公告”的“网址”：http://a.example/404\n" in own
    assert "      工作法“示例”的“内容”里的链接：http://e.example/404\n" in own
    assert "存过的" not in own
    assert "\n网址打不开了\n  http://a.example/404\n" in said
    # 只看一条，只说它的文件里写的
    one = run("status", "--root", str(root), str(root / "cases/demo-case.yml")).stdout
    assert "网址打不开了\n  http://e.example/404\n" in one
    assert "\n  http://a.example/404\n" not in one
    # 后来添的，说还没有问
    path = root / "content/registry/sources.yml"
    more = "  - {编号: new, 题名: 新的, 类别: 媒体, 网址: 'http://f.example/1'}\n"
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    assert "；后来写的 1 个还没有问。" in run("status", "--root", str(root)).stdout


def test_offline_keeps_what_was_known(root: Path, proxy: str) -> None:
    asked(root, proxy)
    kept = (root / ".casebook-cache/links.json").read_bytes()
    done = run("links", "--root", str(root), http_proxy="http://127.0.0.1:9", no_proxy="")
    assert done.returncode == 0
    assert "6 个网址一个也没有连上：是不是没有联网？" in done.stdout
    assert (root / ".casebook-cache/links.json").read_bytes() == kept


def test_no_links_at_all(handbook: Callable[..., Path]) -> None:
    none = SOURCES.partition("  - {编号: archived")[0].replace(', 网址: "http://a.example/404"', "")
    root = handbook({"content/registry/sources.yml": none})
    done = run("links", "--root", str(root))
    assert (done.returncode, done.stdout) == (0, "手册里没有书外的网址。\n")


def test_since_when(tmp_path: Path) -> None:
    """还是一样不好的，从头一次算；好过的、换了毛病的，从这一次算。"""
    gone, barred = Answer(State.DEAD, "没有了"), Answer(State.LOOK, "不让看")
    keep_answers(tmp_path, {"a": gone, "b": barred, "c": Answer(State.OPEN)}, "2024-01-01")
    second = keep_answers(tmp_path, {"a": gone, "b": gone, "c": gone}, "2024-01-08")
    assert second.since == {"a": "2024-01-01", "b": "2024-01-08", "c": "2024-01-08"}
    third = keep_answers(tmp_path, {"a": gone}, "2024-01-15")
    assert third.since == {"a": "2024-01-01"}
    assert kept_answers(tmp_path) == third


@pytest.mark.parametrize("junk", ["", "[]", "{", '{"on": 3}', '{"on": "", "answers": {"a": 1}}'])
def test_what_is_kept_may_be_junk(root: Path, junk: str) -> None:
    path = root / ".casebook-cache/links.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(junk, "utf-8")
    done = run("status", "--root", str(root))
    assert done.returncode == 0
    assert "还没有问过" in done.stdout


def test_nothing_else_changes(root: Path, proxy: str) -> None:
    """记下的不提交，也不算内容：检查、建网站不因它再做一遍。"""
    asked(root, proxy)
    kept = root / ".casebook-cache"
    assert (kept / ".gitignore").read_text("utf-8") == "*\n"
    assert json.loads((kept / "links.json").read_text("utf-8"))["on"] == today().isoformat()
    outside = [p for p in root.rglob("*") if p.is_file() and ".casebook-cache" not in p.parts]
    assert not any("links" in path.name for path in outside)
