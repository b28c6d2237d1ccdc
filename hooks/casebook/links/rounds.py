"""问一遍：几个网站同时问，同一个网站一个一个来，中间停一停。"""

import queue
import threading
import time
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from casebook.links.answer import Answer, State
from casebook.links.ask import Manners, ask
from casebook.progress import Progress, silent

_TOGETHER = 6
"""至多几个网站同时问。"""


def ask_all(
    urls: Iterable[str], manners: Manners, progress: Progress = silent
) -> dict[str, Answer]:
    """各个网址怎样了。"""
    hosts: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        hosts.setdefault(_host(url), []).append(url)
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for one in sorted(hosts.values(), key=len, reverse=True):  # 要问得多的先问
        waiting.put(one)
    answered: queue.SimpleQueue[tuple[str, Answer]] = queue.SimpleQueue()

    def work() -> None:
        while True:
            try:
                own = waiting.get_nowait()
            except queue.Empty:
                return
            for n, url in enumerate(own):
                answer = _asked(url, manners)
                answered.put((url, answer))
                last = n + 1 == len(own)
                time.sleep(0 if last or answer.unreached else manners.pause)  # 没有连上的，不算打扰

    for _ in range(min(_TOGETHER, len(hosts))):
        threading.Thread(target=work, daemon=True).start()  # 按了 Ctrl-C 就走，不等它
    total = sum(map(len, hosts.values()))
    found: dict[str, Answer] = {}
    while len(found) < total:
        url, answer = answered.get()
        found[url] = answer
        progress("问网址", len(found), total)
    return found


def offline(answers: Mapping[str, Answer]) -> bool:
    """一个也没有连上：多半是我们自己没有网。"""
    return bool(answers) and all(answer.unreached for answer in answers.values())


def _asked(url: str, manners: Manners) -> Answer:
    """没有料到的也算一种答：一个网址不该停下别的。"""
    try:
        return ask(url, manners)
    except Exception:
        return Answer(State.LOOK, "没有问成，请在浏览器里打开看看")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:  # 方括号没有配对的
        return url
