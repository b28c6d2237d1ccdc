"""问一个网址：先只问在不在（HEAD），不给看的再取一次（GET），取来的一个字节也不读。

转到别处的跟着去，只去公开的网页：转到文件、内部地址的不去。
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

from casebook.check.openness import closed
from casebook.links.answer import Answer, State, doubtful

_FOLLOWED = frozenset((301, 302, 303, 307, 308))
_FOR_GOOD = frozenset((301, 308))
_HOPS = 8
_SAFE = "/%:@!$&'()*+,;=~-._?"
_AGAIN = frozenset((429, 500, 502, 503, 504))
"""过一会儿也许就好了。"""

_NOWHERE = "找不到这个网站"
"""没有这个名字，再问也没有。"""


@dataclass(frozen=True)
class Manners:
    """怎样问：说自己是谁，等多少秒，试几次，两次隔多少秒；同一个网站两问之间停多少秒。

    `public` 看一个 IP 地址是不是公开的。
    """

    agent: str
    patience: float = 20
    tries: int = 2
    wait: float = 3
    pause: float = 1
    public: Callable[[str], bool] = lambda address: ipaddress.ip_address(address).is_global


def ask(url: str, manners: Manners) -> Answer:
    """`url` 怎样了。"""
    answer = _ask_once(url, manners)
    for _ in range(manners.tries - 1):
        if answer.why == _NOWHERE or not (answer.unreached or answer.code in _AGAIN):
            break
        time.sleep(manners.wait)
        answer = _ask_once(url, manners)
    return answer


def _ask_once(url: str, manners: Manners) -> Answer:
    at, moved, for_good, seen = url, "", True, {url}
    for _ in range(_HOPS):
        code, to = _knock(at, manners)
        if isinstance(code, Answer):
            return code
        if code not in _FOLLOWED or not to:
            return _arrived(url, at, moved, code)
        if not to.isprintable():  # 会改动窗口的控制符
            return Answer(State.DEAD, "转到了写得不对的网址")
        at = urljoin(_clean(at), to)
        if not at.startswith(("http://", "https://")):
            scheme = at.partition(":")[0][:20]
            return Answer(State.DEAD, f"转到了 {scheme}: 开头的地址，不是网页，没有跟去")
        at = _clean(at)
        for_good = for_good and code in _FOR_GOOD
        if for_good:
            moved = at
        if at in seen:
            break
        seen.add(at)
    return Answer(State.DEAD, "转来转去，没有完")


def _arrived(url: str, at: str, moved: str, code: int) -> Answer:
    """从 `url` 到了 `at`，那里答了 `code`；`moved` 是说永远搬到了的地方。"""
    if bad := doubtful(code):
        return bad
    if closed(at) and not closed(url):
        return Answer(State.LOOK, "转到了登录页，别人看不到", code=code)
    if _front(at) and not _front(url):
        why = "转到了网站的首页，原来的一页多半没有了，请打开看看"
        return Answer(State.LOOK, why, at, code)
    if moved and moved != url:
        return Answer(State.MOVED, f"搬到了 {moved}", moved, code)
    return Answer(State.OPEN, code=code)


def _front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/", "/index.html", "/index.htm") and not parts.query


def _knock(url: str, manners: Manners) -> tuple[int | Answer, str]:
    """网站答的号，与要转去的地方；问不成的，号的位置上是怎样了。"""
    try:
        code, to = 0, ""
        with contextlib.suppress(ConnectionError, http.client.HTTPException):
            code, to = _request("HEAD", url, manners)
        if not 0 < code < 400:  # 有的网站不懂 HEAD
            code, to = _request("GET", url, manners)
    except _Inner:
        return Answer(State.DEAD, "这个网址在内部的网络里，没有去问"), ""
    except ssl.SSLCertVerificationError:
        return Answer(State.LOOK, "网站的证书不对，浏览器会拦住"), ""
    except ssl.SSLError:
        return Answer(State.LOOK, "加密的连接没有谈成，请在浏览器里打开看看"), ""
    except socket.gaierror:
        return Answer(State.DEAD, _NOWHERE, unreached=True), ""
    except TimeoutError:
        return Answer(State.DEAD, f"等了 {manners.patience:g} 秒没有回答", unreached=True), ""
    except (OSError, http.client.HTTPException):
        return Answer(State.DEAD, "连不上这个网站", unreached=True), ""
    except ValueError:  # 编不成网址的字、不是数的端口
        return Answer(State.DEAD, "网址写得不对，打不开"), ""
    return code, to


class _Inner(Exception):
    """在内部的网络里。"""


def _request(method: str, url: str, manners: Manners) -> tuple[int, str]:
    parts = urlsplit(_clean(url))
    if parts.hostname is None:
        raise ValueError(url)
    host, secure = parts.hostname.encode("idna").decode(), parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection, path = _connection(parts, host, path, manners)
    late = threading.Event()

    def cut() -> None:
        """一点一点地答、没有完的，也不多等。"""
        late.set()
        with contextlib.suppress(OSError, AttributeError):
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(manners.patience, cut)
    timer.daemon = True
    try:
        connection.connect()
        timer.start()
        headers = {"User-Agent": manners.agent, "Accept": "*/*", "Connection": "close"}
        port = parts.port
        named = host if port in (None, 443 if secure else 80) else f"{host}:{port}"
        connection.request(method, path, headers={"Host": named, **headers})
        answer = connection.getresponse()
        if late.is_set():  # 抬头没有写完就断了，它也当写完了
            raise TimeoutError
        return answer.status, _location(answer.getheader("Location", ""))
    except (OSError, http.client.HTTPException):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
        connection.close()


def _connection(
    parts: SplitResult, host: str, path: str, manners: Manners
) -> tuple[http.client.HTTPConnection, str]:
    """连哪里、问哪个路径；有代理的经过代理，没有的自己看连到的是不是公开的地址。"""
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    proxy = getproxies().get(parts.scheme)
    if proxy and not proxy_bypass(host):
        with contextlib.suppress(ValueError):  # 不是数字写的，由代理去找
            if not manners.public(host):
                raise _Inner
        at = urlsplit(proxy if "//" in proxy else f"//{proxy}")
        where = at.hostname or "", at.port or 80
        if not secure:
            plain = http.client.HTTPConnection(*where, timeout=manners.patience)
            return plain, f"http://{host}:{port}{path}"
        tunnel = http.client.HTTPSConnection(*where, timeout=manners.patience, context=_context())
        tunnel.set_tunnel(host, port)
        return tunnel, path
    kind = _Secure if secure else _Plain
    connection = kind(host, port, timeout=manners.patience)
    connection.public = manners.public
    return connection, path


class _Plain(http.client.HTTPConnection):
    """连上以后、说话以前，看连到的是不是公开的地址。"""

    public: Callable[[str], bool]

    def connect(self) -> None:
        """连上；不公开的抛 _Inner。"""
        super().connect()
        if not self.public(self.sock.getpeername()[0].partition("%")[0]):
            raise _Inner


class _Secure(_Plain, http.client.HTTPSConnection):
    """加密的。"""


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _location(written: str) -> str:
    """要转去的地方：抬头照规矩只有西文，有的网站直接写汉字。"""
    with contextlib.suppress(UnicodeError):
        written = written.encode("latin-1").decode("utf-8")
    return written.strip()


def _clean(url: str) -> str:
    """路径里不是西文的字编成 % 的写法，# 后面的去掉；网站的名字留着原样。"""
    parts = urlsplit(url)
    path, query = quote(parts.path, safe=_SAFE), quote(parts.query, safe=_SAFE)
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))
