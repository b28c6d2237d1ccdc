"""预览里另有的几页：各条走到哪一步、公众号文章、海报；出版的网站里没有。"""

import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, expect

from casebook.links import Answer, State, keep_answers
from casebook.preview.overlay import SHARED
from casebook.render.typeset.poster import SHEETS
from casebook.shares import ARTICLE
from commands import run
from conftest import Built, Preview, copy_handbook, preview

DEAD = "https://dead.example/%E6%97%A7"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """一本开着的：有一条没有写好的，一条写着标签的题，问过网址，有一个打不开。"""
    root = copy_handbook(tmp_path_factory.mktemp("beside") / "手册")
    (root / "cases/hostile.yml").write_text(
        f'标题: "<b>旧&巷</b>的一条"\n一句话: {{内容: "见[别处]({DEAD})。", 推断: 是}}\n'
        "状态: 梳理\n版次: 1\n",
        "utf-8",
    )
    keep_answers(root / ".casebook-cache", {DEAD: Answer(State.DEAD, "没有了")}, "2024-01-08")
    with preview(root) as open_one:
        yield open_one


def fetched(shown: Preview, address: str) -> tuple[str, bytes]:
    with urlopen(f"{shown.url}__preview__/{quote(address)}", timeout=90) as answer:
        return answer.headers["Content-Type"], answer.read()


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_says_what_the_command_says(
    shown: Preview, chromium: Browser, width: int, scheme: Any
) -> None:
    said = run("status", "--root", str(shown.root)).stdout
    size: Any = {"width": width, "height": 844}
    context = chromium.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{shown.url}cases/mulinxiang/")
    page.locator("summary", has_text="编者的工具").click()
    with context.expect_page() as opened:
        page.get_by_role("link", name="各条走到哪一步").click()
    status = opened.value
    words = re.sub(r"\s", "", status.inner_text("main"))
    for line in said.splitlines():
        for part in line.strip().split("　"):  # 网页上题在前，编号在后
            assert re.sub(r"\s", "", part) in words, line
    assert "<b>旧&巷</b>的一条" in status.inner_text("main")
    assert status.locator("main b").count() == 0
    expect(status.get_by_role("link", name=DEAD)).to_have_attribute("href", DEAD)
    assert status.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(status).response["violations"] == []
    status.get_by_role("link", name="睦邻巷微更新").first.click()
    expect(status.locator("h1")).to_have_text("睦邻巷微更新")
    context.close()


@pytest.mark.slow
def test_articles_and_posters_are_made_on_demand(shown: Preview, chromium: Browser) -> None:
    assert list(SHARED) == [ARTICLE, *SHEETS]
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{shown.url}cases/mulinxiang/")
    page.locator("summary", has_text="编者的工具").click()
    links = page.locator(".tools a")
    expect(links).to_have_text(["各条走到哪一步", *SHARED.values()])
    for link in links.all():
        box = link.bounding_box()
        assert box
        assert box["height"] >= 44
    with context.expect_page() as opened:
        page.get_by_role("link", name="公众号文章").click()
    expect(opened.value.locator("#copy")).to_be_visible()
    page.goto(f"{shown.url}cases/")  # 不是一条工作法的，没有文章
    page.locator("summary", has_text="编者的工具").click()
    expect(links).to_have_text(["各条走到哪一步"])
    context.close()
    kind, made = fetched(shown, "share/mulinxiang/海报.png")
    assert kind == "image/png"
    assert Image.open(io.BytesIO(made)).size == (1080, 1920)
    kind, made = fetched(shown, "share/mulinxiang/海报-A3.pdf")
    assert (kind, made[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.slow
def test_what_is_not_there(shown: Preview) -> None:
    for address in ("share/mulinxiang/别的.html", "share/no-such/公众号.html", "share/", "stat/"):
        with pytest.raises(OSError, match="404"):
            fetched(shown, address)


def test_none_of_it_is_published(real: Built) -> None:
    names = {path.name for path in real.site.rglob("*")}
    assert not names & {"status.css", "overlay.js", "status.html", *(f"{n}" for n in SHARED)}
    for page in real.site.rglob("*.html"):
        assert "__preview__" not in page.read_text("utf-8")
    assert Path(real.site / "status").exists() is False
