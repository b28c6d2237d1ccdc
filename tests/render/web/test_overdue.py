"""过了复核的日子：建出来的网页不看今天，读者打开时才看，过了就说。"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from conftest import build, commit, replace_fields, small_handbook

TOLD = "已过复核日期（不晚于 2020 年 5 月）。写的可能已经变了，照着做以前，请先问一问。"
SHANGHAI = "Asia/Shanghai"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, http: Callable[[Path], str]) -> str:
    """一本小手册：一条约了 2020 年 5 月以前复核，一条没有约。"""
    root = small_handbook(tmp_path_factory.mktemp("overdue") / "book")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("book}", "none}"), "utf-8")
    case = root / "cases/demo-case.yml"
    other = replace_fields(case.read_text("utf-8"), "标题: 没有约\n图片: []\n")
    (root / "cases/no-review.yml").write_text(other, "utf-8")
    with case.open("a", encoding="utf-8") as file:
        file.write("复核: {日期: 2019-05-01, 下次: 2020-05}\n")
    commit(root, 1_700_000_000)
    built = build(root, strict=False)
    assert built.code == 0, built.output
    return http(built.site)


def opened(chromium: Browser, base: str, now: datetime, name: str, **options: Any) -> Page:
    context = chromium.new_context(timezone_id=SHANGHAI, **options)
    page = context.new_page()
    page.clock.set_fixed_time(now)
    page.goto(f"{base}cases/{name}/")
    return page


@pytest.mark.parametrize(
    ("now", "late"),
    [
        (datetime(2019, 6, 1, tzinfo=UTC), False),
        (datetime(2020, 5, 31, 15, 59, tzinfo=UTC), False),  # 读者那里是 5 月 31 日夜里
        (datetime(2020, 5, 31, 16, 1, tzinfo=UTC), True),  # 读者那里已是 6 月 1 日
        (datetime(2031, 1, 1, tzinfo=UTC), True),
    ],
)
def test_the_reader_is_told_after_the_day(
    chromium: Browser, base: str, now: datetime, late: bool
) -> None:
    page = opened(chromium, base, now, "demo-case")
    assert page.locator(".cn-overdue").is_visible() is late
    assert ("已过复核日期" in page.inner_text("main")) is late
    assert "下次不晚于 2020 年 5 月" in page.inner_text("main")  # 日子总写着
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_can_be_read(chromium: Browser, base: str, scheme: Any, width: int) -> None:
    """大屏、手机、夜里，长者模式，纸上，都看得清，念得到。"""
    size: Any = {"width": width, "height": 844}
    now = datetime(2031, 1, 1, tzinfo=UTC)
    page = opened(chromium, base, now, "demo-case", viewport=size, color_scheme=scheme)
    assert page.inner_text(".cn-overdue") == TOLD
    assert page.locator("main").aria_snapshot().count(TOLD) == 1
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, ".cn-overdue").response["violations"]
        assert found == []
        page.evaluate("document.documentElement.toggleAttribute('data-elder', true)")
    page.emulate_media(media="print")
    assert page.locator(".cn-overdue").is_visible()
    page.context.close()


def test_without_scripts_the_day_is_written(chromium: Browser, base: str) -> None:
    now = datetime(2031, 1, 1, tzinfo=UTC)
    page = opened(chromium, base, now, "demo-case", java_script_enabled=False)
    assert "下次不晚于 2020 年 5 月" in page.inner_text("main")
    assert not page.locator(".cn-overdue").is_visible()
    page.context.close()


def test_nothing_agreed_nothing_told(chromium: Browser, base: str) -> None:
    page = opened(chromium, base, datetime(2031, 1, 1, tzinfo=UTC), "no-review")
    assert page.locator("[data-due]").count() == 0
    page.context.close()
