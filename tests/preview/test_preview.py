"""预览：写错了的也看得到；问题浮在网页上。"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from casebook.compile import compile_handbook
from conftest import cases, copy_handbook, preview, put


@pytest.mark.golden_test("../check/*.yml")
def test_whatever_is_wrong_it_can_be_previewed(golden: Any, handbook: Callable[..., Path]) -> None:
    """哪一种毛病都不让预览停下：读得懂的照样编，图片不对的不收。"""
    root = handbook(golden.get("文件"), golden.get("案例") or "")
    compiled = compile_handbook(root, preview=True, size="none")
    for path in compiled.many.paths:
        assert compiled.many.page(path).title
    assert all(source.is_file() for source, _ in compiled.assets)
    assert all(".." not in target for _, target in compiled.assets)
    if golden["问题"]:
        assert compiled.problems


def test_preview(tmp_path: Path) -> None:
    root = copy_handbook(tmp_path / "手册")
    (name, draft), *_ = cases(root, published=False).items()
    file = root / "cases" / "mulinxiang.yml"
    good = file.read_text("utf-8")
    address = "cases/mulinxiang/"
    with preview(root) as shown:
        page = shown.page(f"cases/{name}/")
        assert draft["标题"] in page
        assert f"预览：这一条还在“{draft['状态']}”，没有发布。" in page
        assert "没有发布" not in shown.page(address)
        # 改一个字，网页跟着变
        file.write_text(good.replace("睦邻巷微更新", "改过一次的"), "utf-8")
        shown.until(lambda: "改过一次的" in shown.page(address))
        # 列它的页、查找的索引也跟着变
        assert "改过一次的" in shown.page("cases/")
        assert "改过一次的" in shown.page("streets/xinjing/")
        assert "改过一次的" in shown.page("cases/mulinxiang/search.js")
        assert "cases/mulinxiang/" in shown.page("search/pages-0.js")
        # 开放数据也在，也跟着变
        assert "改过一次的" in shown.page("data/cases/mulinxiang.json")
        assert "改过一次的" in shown.page("data/cases.jsonl")
        assert "mulinxiang" in shown.page("data/statements.csv")
        assert "cases/mulinxiang/index.md" in shown.page("llms.txt")
        # 写错了：说出毛病，读得懂的照样看
        file.write_text(good.replace("街镇: 新泾镇", "街镇：新径镇"), "utf-8")
        shown.until(lambda: "Y01" in shown.said)
        assert re.search(r"cases/mulinxiang\.yml:\d+:\d+ Y01 这里的冒号是全角的", shown.said)
        assert "应是“新泾镇”" in shown.said
        assert "Traceback" not in shown.said
        assert "睦邻巷微更新" in shown.page(address)
        # 改好了，接着变
        file.write_text(good.replace("睦邻巷微更新", "改过两次的"), "utf-8")
        shown.until(lambda: "改过两次的" in shown.page(address))
        # 添一条
        put(root, {"cases/xin-an-li.yml": "标题: 新写的\n一句话: 刚开头。\n状态: 征集\n版次: 1\n"})
        shown.until(lambda: "新写的" in shown.page("cases/"))
    assert not (root / "site").exists()  # 预览不出版


@pytest.mark.slow
def test_what_is_wrong_is_shown_on_the_page(tmp_path: Path, chromium: Browser) -> None:
    """一开始就有错，也开得了；浮层说出这一页的问题；读不懂的文件改好了，网页自己回来。"""
    root = copy_handbook(tmp_path / "handbook")
    file = root / "cases" / "mulinxiang.yml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("街镇: 新泾镇", "街镇: <b>新径镇</b>"), "utf-8")
    with preview(root) as shown:
        page = chromium.new_page()
        page.goto(shown.url + "cases/mulinxiang/")
        assert "睦邻巷微更新" in page.inner_text("h1")
        panel = page.locator(".panel")
        expect(panel).to_contain_text("这一页有 1 处要改")
        expect(panel).to_contain_text("<b>新径镇</b>")  # 写的字照样是字
        expect(panel.locator("mark")).to_have_text("<")
        expect(panel.get_by_role("link", name="R01 是什么意思")).to_have_attribute(
            "href", "/guide/codes/#R01"
        )
        # 收起来，换一页也还是收着
        button = panel.get_by_role("button")
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "false")
        page.reload()
        expect(panel.get_by_role("button")).to_have_attribute("aria-expanded", "false")
        # 别的页上，只在一角说一声
        page.goto(shown.url + "cases/")
        expect(panel.get_by_role("button")).to_contain_text("1 个错误")
        expect(panel.get_by_role("button")).to_have_attribute("aria-expanded", "false")
        # 整个文件读不懂：没有这一页，说明在哪里错
        page.goto("about:blank")  # 开着的页自己会刷新，与下面要去的一页抢
        file.write_text("睦邻巷原来很旧，后来改好了。\n", "utf-8")
        shown.until(lambda: "Y09" in shown.said)
        page.goto(shown.url + "cases/mulinxiang/")
        expect(panel).to_contain_text("每一行都应是")
        # 改好了：不用刷新，网页自己回来
        file.write_text(good, "utf-8")
        expect(page.locator("h1")).to_have_text("睦邻巷微更新", timeout=20_000)
        expect(panel).to_have_count(0)
        page.close()
