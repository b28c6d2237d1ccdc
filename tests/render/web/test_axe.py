"""axe-core（Deque，MPL-2.0，只在测试里用）查各种页：结构、名称、对比度，一处不合都不行。

它看不准、留给人看的（incomplete）不算：压在图上的字之类，由 test_browser.py 的对比度另查。
"""

from collections.abc import Callable
from importlib.metadata import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser

PAGES = {
    "首页": "",
    "全部": "cases/",
    "案例": "cases/mulinxiang/",
    "对照": "compare/?case=mulinxiang&case=baoyugang-weizhanting",
    "地点": "places/",
    "年份": "years/",
    "钱": "support/",
    "术语": "glossary/",
    "街镇": "streets/xinjing/",
    "数字": "figures/",
    "无障碍": "accessibility/",
    "投稿": "submit/",
}
MODES = {
    "宽屏": (1280, {"elder": "0", "dark": "0"}),
    "手机大字夜间": (390, {"elder": "1", "dark": "1"}),
    "最窄": (320, {"elder": "0", "dark": "0"}),
}
READY = {"对照": ".cn-cmp thead th", "投稿": "#submission input"}
"""脚本写好了的样子。"""
RUN = """async () => {
  const { violations } = await axe.run({ resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => [id, ...nodes.map((one) => one.html)]);
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    found = next(f for f in files("axe-playwright-python") or () if f.name == "axe.min.js")
    return Path(str(found.locate())).read_text("utf-8")


@pytest.mark.parametrize("mode", MODES)
def test_no_page_breaks_a_rule(
    unprinted: Path, http: Callable[[Path], str], chromium: Browser, axe: str, mode: str
) -> None:
    width, settings = MODES[mode]
    base = http(unprinted)
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{base}accessibility/?{'&'.join(map('='.join, settings.items()))}")
    broken = {}
    for name, address in PAGES.items():
        page.goto(base + address)
        if name in READY:
            page.locator(READY[name]).first.wait_for()
        page.evaluate(axe)
        if found := page.evaluate(RUN):
            broken[name] = found
    page.close()
    assert broken == {}


def test_a_broken_rule_is_found(chromium: Browser, axe: str) -> None:
    """真的在查。"""
    page = chromium.new_page()
    page.set_content("<main><img src='x.png'><p style='color: #ccc'>看不清</p></main>")
    page.evaluate(axe)
    found = {rule for rule, *_ in page.evaluate(RUN)}
    page.close()
    assert {"image-alt", "color-contrast", "html-has-lang"} <= found
