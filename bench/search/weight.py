"""一页有多重：头一次来的人取几次、多少字节（压过的），慢网旧手机上多久看到主要的内容（LCP）。

慢网旧手机照 Lighthouse 的手机设定：往返 150 毫秒，1.6 Mbit/s，处理器慢四倍。
"""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from browser import Server, Session, session

PAGES = ("", "cases/{case}/", "cases/", "submit/")
"""首页、一条、全部、投稿。"""
_RUNS = 5
_NETWORK = {
    "offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 75e4 / 8,
}  # fmt: skip
_SLOWER = 4
_LCP = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""


class Weight(NamedTuple):
    """一页：地址，字节，几次，LCP 毫秒（几遍的中位数）。"""

    page: str
    size: int
    requests: int
    lcp: float


def weigh(site: Path) -> Iterator[Weight]:
    """`site` 的几种页；案例取第一条。"""
    case = min(path.stem for path in site.glob("cases/*/*.bib"))
    with Server({"/": site}) as server, session() as browser:
        for page in PAGES:
            address = page.format(case=case)
            before = len(server.sent)
            browser.visit(f"{server.url}/{address}").context.close()
            sent = server.sent[before:]
            lcp = median(_lcp(browser, f"{server.url}/{address}") for _ in range(_RUNS))
            yield Weight(f"/{page}", sum(size for _, size in sent), len(sent), lcp)


def _lcp(browser: Session, url: str) -> float:
    context = browser.browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", _NETWORK)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.goto(url, wait_until="networkidle")
    found: float = page.evaluate(_LCP)
    context.close()
    return found
