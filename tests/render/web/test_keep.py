"""读过的页留着：按了才留；没有网络也看得到；有网络总是新的；换了一版跟着换；关掉就全删。"""

import shutil
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)
"""与 deploy/nginx.conf 的一样。"""


@pytest.fixture
def served(unprinted: Path, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """（网站的文件夹, 网址）：不在域名的根上，带着正式的 CSP。"""
    folder = tmp_path / "root" / "book"
    shutil.copytree(unprinted, folder)

    class Strict(SimpleHTTPRequestHandler):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given, directory=str(folder.parent))

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Cache-Control", "no-cache")
            super().end_headers()

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Strict)
    Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}/book/"
    server.shutdown()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context()
    faults: list[str] = []
    opened.on("weberror", lambda e: faults.append(str(e.error)))
    opened.on("console", lambda m: faults.append(m.text) if "Security" in m.text else None)
    yield opened
    opened.close()
    assert faults == []


def switched_on(context: BrowserContext, base: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(base + "accessibility/")
    page.get_by_role("button", name="把读过的页留在手机里").click()
    expect(page.get_by_role("button", name="关掉并删除")).to_be_focused()
    return page


KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys())
        found.push([name, (await (await caches.open(name)).keys()).map(({url}) => url)]);
    return found;
}"""


def cut_off(context: BrowserContext, page: Page, base: str, *, off: bool) -> None:
    """断网、连网，等到后台的脚本也断了、连上了：浏览器先答应，后照办。"""
    context.set_offline(off)
    reached = "(url) => fetch(url, {cache: 'no-store'}).then(() => true, () => false)"
    for _ in range(100):
        if page.evaluate(reached, base + "robots.txt") is not off:
            return
        page.wait_for_timeout(100)
    pytest.fail("浏览器没有断网（连网）")


def test_nothing_is_kept_unasked(context: BrowserContext, served: tuple[Path, str]) -> None:
    page = context.new_page()
    page.goto(served[1])
    page.goto(served[1] + "accessibility/")
    expect(page.get_by_role("button", name="把读过的页留在手机里")).to_be_visible()
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((r) => r.length)") == 0
    assert page.evaluate(KEPT) == []


def test_read_pages_are_kept(context: BrowserContext, served: tuple[Path, str]) -> None:
    folder, base = served
    page = switched_on(context, base)
    page.goto(base + "cases/mulinxiang/?elder=1")
    page.wait_for_load_state("networkidle")
    cut_off(context, page, base, off=True)
    page.goto(base + "cases/mulinxiang/")
    assert page.locator("h1").inner_text() == "睦邻巷微更新"
    serif = "getComputedStyle(document.querySelector('h1')).fontFamily"
    assert "Serif" in page.evaluate(serif)  # 样式也留着
    answer = page.goto(base + "cases/zizhijin/")  # 没有读过的：说没有留下，列出留下的
    assert answer
    assert answer.status == 503
    page.get_by_role("link", name="睦邻巷微更新").click()
    expect(page.locator("h1")).to_have_text("睦邻巷微更新")
    cut_off(context, page, base, off=False)
    file = folder / "cases/mulinxiang/index.html"  # 有网络：总是新的
    file.write_text(file.read_text("utf-8").replace("睦邻巷微更新</h1>", "新的一版</h1>"), "utf-8")
    page.reload()
    assert page.locator("h1").inner_text() == "新的一版"


def test_a_new_release_replaces_them(context: BrowserContext, served: tuple[Path, str]) -> None:
    """换了一版：读过的页不用再看一遍，留下的也是新的；没有了的不再留。"""
    folder, base = served
    page = switched_on(context, base)
    for case in ("mulinxiang", "zizhijin"):
        page.goto(f"{base}cases/{case}/")
    (name, urls), *others = page.evaluate(KEPT)
    assert others == []
    assert base + "cases/mulinxiang/" in urls
    file = folder / "cases/mulinxiang/index.html"
    file.write_text(file.read_text("utf-8").replace("睦邻巷微更新</h1>", "新的一版</h1>"), "utf-8")
    shutil.rmtree(folder / "cases/zizhijin")
    script = folder / "offline.js"
    script.write_text(script.read_text("utf-8").replace(name.split()[-1], "newrelease"), "utf-8")
    page.goto(base)
    for _ in range(100):  # 浏览器在后台取新的
        names = [one for one, _ in page.evaluate(KEPT)]
        if len(names) == 1 and names != [name]:
            break
        page.wait_for_timeout(100)
    ((new, kept),) = page.evaluate(KEPT)
    assert new.endswith("newrelease")
    assert base + "cases/zizhijin/" not in kept
    cut_off(context, page, base, off=True)
    page.goto(base + "cases/mulinxiang/")
    assert page.locator("h1").inner_text() == "新的一版"


def test_switched_off_all_is_deleted(context: BrowserContext, served: tuple[Path, str]) -> None:
    _, base = served
    page = switched_on(context, base)
    page.goto(base + "cases/mulinxiang/")
    page.goto(base + "accessibility/")
    page.get_by_role("button", name="关掉并删除").press("Enter")
    expect(page.locator(".cn-keep [role=status]")).to_have_text("关掉了，留下的都删除了。")
    page.reload()
    page.goto(base + "cases/mulinxiang/")
    assert page.evaluate(KEPT) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((r) => r.length)") == 0


def test_not_offered_from_a_folder(chromium: Browser, unprinted: Path) -> None:
    page = chromium.new_page()
    page.goto((unprinted / "accessibility/index.html").as_uri())
    page.wait_for_load_state("networkidle")
    expect(page.locator(".cn-keep")).to_be_hidden()
    page.close()


def test_the_policy_is_the_published_one(http: Callable[[Path], str]) -> None:
    root = Path(__file__).resolve().parents[3]
    assert POLICY in (root / "deploy/nginx.conf").read_text("utf-8")
