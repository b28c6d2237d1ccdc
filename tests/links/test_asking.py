"""问网址：真的服务器，好的、搬了的、没有了的、有害处的各一样。"""

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from casebook.links import Manners, State, ask, ask_all, offline

AGENT = "Mozilla/5.0 (compatible; shili; casebook links)"
MANNERS = Manners(AGENT, patience=1, wait=0.01, pause=0.01, public=lambda _: True)


class Site(BaseHTTPRequestHandler):
    """一个网站：网址里写着要它怎样答。"""

    asked: list[tuple[float, str, str, str]] = []  # noqa: RUF012
    tries: dict[str, int] = {}  # noqa: RUF012

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        path, method = self.path, self.command
        agent = self.headers["User-Agent"]
        self.asked.append((time.monotonic(), method, path, agent))
        seen = self.tries[path] = self.tries.get(path, 0) + 1
        if path.startswith("/no-head/"):
            self.say(405 if method == "HEAD" else 200)
        elif path.startswith("/drops-head/"):
            self.say(200) if method == "GET" else self.connection.close()
        elif path.startswith("/busy-once/"):
            self.say(503 if seen <= 2 else 200)  # HEAD 与 GET 各一次，再问就好了
        elif path.startswith("/slow/"):
            time.sleep(3)
        elif path.startswith("/drip/"):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for n in range(60):
                self.wfile.write(b"X-%d: y\r\n" % n)
                self.wfile.flush()
                time.sleep(0.2)
        elif path.startswith("/huge/"):
            self.send_response(200 if method == "GET" else 403)
            self.send_header("Content-Length", str(10**12))
            self.end_headers()
            while method == "GET":  # 一直写到那一头不要了
                self.wfile.write(b"x" * 65536)
        elif path.startswith("/junk/"):
            self.wfile.write(b"\x00\xff not http\r\n\r\n")
        elif path.startswith("/to/"):
            _, _, code, to = path.split("/", 3)
            self.say(int(code), to)
        elif path.startswith("/to-login/"):
            self.say(302, "/login/?back=1")
        elif path.startswith("/han/"):
            self.send_response(301)
            self.wfile.write(b"")
            self._headers_buffer.append("Location: /好的/新 页?名=值\r\n".encode())  # type: ignore[attr-defined]
            self.end_headers()
        elif path.startswith("/loop/"):
            self.say(302, "/loop/b" if path.endswith("a") else "/loop/a")
        elif path.startswith("/on-and-on/"):
            self.say(302, f"{path}x")
        elif path[1:].isdigit():
            self.say(int(path[1:]))
        else:
            self.say(200)

    def say(self, code: int, to: str = "") -> None:
        self.send_response(code)
        if to:
            self.send_header("Location", unquote(to) if "%1B" in to else to)
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None: ...  # 那一头先走了，不必说


@pytest.fixture(scope="module")
def served() -> Iterator[Callable[..., str]]:
    """`served(host)`：再开一个网站，给出它的网址（没有末尾的 /）。"""
    servers: list[Server] = []

    def open_one(host: str = "127.0.0.1") -> str:
        server = Server((host, 0), Site)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://{host}:{server.server_port}"

    yield open_one
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="module")
def site(served: Callable[..., str]) -> str:
    return served()


CASES = {
    "/200": (State.OPEN, ""),
    "/no-head/a": (State.OPEN, ""),
    "/drops-head/a": (State.OPEN, ""),
    "/busy-once/a": (State.OPEN, ""),
    "/huge/a": (State.OPEN, ""),
    "/路/一 篇.html?名=值": (State.OPEN, ""),
    "/to/302//200": (State.OPEN, ""),
    "/404": (State.DEAD, "没有这一页了（404）"),
    "/410": (State.DEAD, "没有这一页了（410）"),
    "/to/301//404": (State.DEAD, "没有这一页了（404）"),
    "/403": (State.LOOK, "网站不让程序看（403），请在浏览器里打开看看"),
    "/412": (State.LOOK, "网站不让程序看（412），请在浏览器里打开看看"),
    "/500": (State.LOOK, "网站自己出了错（500），过几天再看"),
    "/to-login/": (State.LOOK, "转到了登录页，别人看不到"),
    "/to/302//": (State.LOOK, "转到了网站的首页，原来的一页多半没有了，请打开看看"),
    "/to/301//index.html": (State.LOOK, "转到了网站的首页，原来的一页多半没有了，请打开看看"),
    "/loop/a": (State.DEAD, "转来转去，没有完"),
    "/on-and-on/": (State.DEAD, "转来转去，没有完"),
    "/slow/a": (State.DEAD, "等了 1 秒没有回答"),
    "/drip/a": (State.DEAD, "等了 1 秒没有回答"),
    "/junk/a": (State.DEAD, "连不上这个网站"),
    "/to/302/file:///etc/passwd": (State.DEAD, "转到了 file: 开头的地址，不是网页，没有跟去"),
    "/to/302/javascript:alert(1)": (
        State.DEAD,
        "转到了 javascript: 开头的地址，不是网页，没有跟去",
    ),
    "/to/302/ftp://a.example/": (State.DEAD, "转到了 ftp: 开头的地址，不是网页，没有跟去"),
    "/to/302/\x1b]0;a\x07": (State.DEAD, "转到了写得不对的网址"),
    "/to/302/http://[::1": (State.DEAD, "网址写得不对，打不开"),
    "/to/302/http://a.example:port/": (State.DEAD, "网址写得不对，打不开"),
}


@pytest.mark.parametrize("path", CASES)
def test_each_answer_is_told(site: str, path: str) -> None:
    begun = time.monotonic()
    answer = ask(site + path, MANNERS)
    assert (answer.state, answer.why) == CASES[path]
    assert time.monotonic() - begun < 6  # 大的、慢的、没有完的，也不多等


def test_moved_for_good(site: str) -> None:
    answer = ask(f"{site}/to/301//to/308//200", MANNERS)
    assert (answer.state, answer.moved_to) == (State.MOVED, f"{site}/200")
    # 先说永远搬了，再暂时转一下：换成永远的那一个
    answer = ask(f"{site}/to/301//to/302//200", MANNERS)
    assert (answer.state, answer.moved_to) == (State.MOVED, f"{site}/to/302//200")
    # 抬头里直接写的汉字、空格
    answer = ask(f"{site}/han/", MANNERS)
    assert answer.moved_to == f"{site}/%E5%A5%BD%E7%9A%84/%E6%96%B0%20%E9%A1%B5?%E5%90%8D=%E5%80%BC"
    assert ask(answer.moved_to, MANNERS).state is State.OPEN


def test_inner_addresses_are_not_asked(site: str, served: Callable[..., str]) -> None:
    """内部的网址连上了也一个字不问；公开的网站转到内部的，也不跟去。"""
    before = len(Site.asked)
    answer = ask(f"{site}/200", Manners(AGENT, patience=1, wait=0))
    assert (answer.state, answer.why) == (State.DEAD, "这个网址在内部的网络里，没有去问")
    assert len(Site.asked) == before
    public = Manners(AGENT, patience=1, wait=0, public=lambda address: address == "127.0.0.1")
    secret = served("127.0.0.2")
    inner = ask(f"{site}/to/302/{secret}/secret", public)
    assert inner.why == "这个网址在内部的网络里，没有去问"
    assert "/secret" not in {path for _, _, path, _ in Site.asked}


def test_it_says_who_it_is_and_reads_nothing(site: str) -> None:
    Site.asked.clear()
    ask(f"{site}/404", MANNERS)
    assert [(method, agent) for _, method, _, agent in Site.asked] == [
        ("HEAD", AGENT),
        ("GET", AGENT),
    ]


def test_one_at_a_time_on_each_site(served: Callable[..., str]) -> None:
    """同一个网站一个一个来，中间停一停；几个网站同时问，一个慢的不耽误别的。"""
    Site.asked.clear()
    own, other = served(), served().replace("127.0.0.1", "localhost")
    urls = [f"{own}/a{n}" for n in range(4)] + [f"{other}/slow/b", f"{own}/a0"]
    manners = Manners(AGENT, patience=1, tries=1, pause=0.1, public=lambda _: True)
    answers = ask_all(urls, manners)
    assert answers.keys() == set(urls)
    times = sorted(at for at, _, path, _ in Site.asked if path.startswith("/a"))
    assert len(times) == 4
    assert all(later - sooner > 0.09 for sooner, later in pairwise(times))
    assert answers[f"{other}/slow/b"].state is State.DEAD
    assert not offline(answers)


def test_nothing_answers_without_a_network() -> None:
    with socket.socket() as probe:  # 没有人听的端口
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    urls = ["http://no-such-site.invalid/", f"http://127.0.0.1:{port}/"]
    answers = ask_all(urls, MANNERS)
    assert [answers[url].why for url in urls] == ["找不到这个网站", "连不上这个网站"]
    assert offline(answers)
    assert not offline({})


def test_a_bad_certificate(tmp_path: Path) -> None:
    """自己签的证书：浏览器会拦，所以说。"""
    pair = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=127.0.0.1", "-out", pair[0], "-keyout", pair[1]],
        check=True, capture_output=True,
    )  # fmt: skip
    server = Server(("127.0.0.1", 0), Site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*pair)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    answer = ask(f"https://127.0.0.1:{server.server_port}/200", MANNERS)
    server.shutdown()
    assert (answer.state, answer.why) == (State.LOOK, "网站的证书不对，浏览器会拦住")
    # 不加密的端口，用加密的去问
    plain = Server(("127.0.0.1", 0), Site)
    threading.Thread(target=plain.serve_forever, daemon=True).start()
    answer = ask(f"https://127.0.0.1:{plain.server_port}/200", MANNERS)
    plain.shutdown()
    assert answer.why == "加密的连接没有谈成，请在浏览器里打开看看"


def test_a_han_name_is_asked_as_its_ascii_form(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """汉字的域名编成西文去问；经过代理的，问的是完整的网址。"""
    monkeypatch.setenv("http_proxy", site)
    monkeypatch.delenv("no_proxy", raising=False)
    Site.asked.clear()
    assert ask("http://例子.测试/路", MANNERS).state is State.OPEN
    assert Site.asked[0][2] == "http://xn--fsqu00a.xn--0zwm56d:80/%E8%B7%AF"
    inner = ask("http://10.0.0.8/", Manners(AGENT, patience=1))
    assert inner.why == "这个网址在内部的网络里，没有去问"
