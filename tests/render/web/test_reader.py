"""读者手上的事：从文件夹里打开、带标点查找、输入法的按键、没有 https 的复制、手机上的输入框。"""

import gzip
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import Built, build

PLACES = ("", "cases/", "cases/mulinxiang/", "streets/", "guide/vocabularies/", "submit/")


@pytest.fixture(scope="module")
def base(real: Built, http: Callable[[Path], str]) -> str:
    return http(real.site)


@pytest.fixture
def page(chromium: Browser, base: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=base)
    shown = context.new_page()
    shown.set_default_timeout(10_000)
    yield shown
    context.close()


# —— 双击打开 ——


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Callable[[Path], Page]]:
    """`opened(file)`：像双击那样打开；用完看脚本有没有出错。"""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_file(file: Path) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        shown = context.new_page()
        shown.set_default_timeout(10_000)
        shown.goto(file.as_uri())
        return shown

    yield open_file
    for context in contexts:
        context.close()
    assert faults == []


def test_from_page_to_page(real: Built, opened: Callable[[Path], Page]) -> None:
    """从首页点下去：全部工作法、一条、街镇、回首页，都是网页，不是文件夹的列表。"""
    shown = opened(real.site / "index.html")
    for click, wanted in (
        ("看全部工作法", "cases/index.html"),
        ("睦邻巷微更新", "cases/mulinxiang/index.html"),
        ("街镇", "streets/index.html"),
        ("交稿", "guide/sending/index.html"),
    ):
        if click == "交稿":
            for name in ("关于", "投稿与编写", "编写指南"):
                shown.get_by_role("link", name=name, exact=True).first.click()
            shown.wait_for_url("**/guide/index.html")
        shown.get_by_role("link", name=click).first.click()
        shown.wait_for_url(f"**/{wanted}")
        expect(shown.locator("h1")).not_to_have_text("")
    shown.locator(".md-logo").click()
    shown.wait_for_url((real.site / "index.html").as_uri())


def test_every_link_leads_to_a_file(real: Built, opened: Callable[[Path], Page]) -> None:
    """图里的、页脚的、带问号与锚点的，都指着真有的文件。"""
    seen = set()
    for place in PLACES:
        shown = opened(real.site / place / "index.html")
        links = shown.evaluate(
            """() => [...document.querySelectorAll("a[href]")]
                .map((a) => new URL(a.getAttribute("href"), document.baseURI))
                .filter((url) => url.protocol === "file:")
                .map((url) => decodeURIComponent(url.pathname))"""
        )
        seen |= set(links)
        assert not any(link.endswith("/") for link in links), place
    assert len(seen) > 50
    assert [link for link in seen if not Path(link).is_file()] == []


def test_what_cannot_be_done_is_told(real: Built, opened: Callable[[Path], Page]) -> None:
    """表单做不到，说怎样办；筛选、查找照样用。"""
    shown = opened(real.site / "submit/index.html")
    expect(shown.locator(".cn-notice").last).to_contain_text("表单用不了")
    assert shown.locator("#submission").count() == 0
    shown = opened(real.site / "cases/index.html")
    all_of_them = shown.locator(".cn-list li[data-id]:visible").count()
    shown.locator(".cn-facet input").first.check()
    assert 0 < shown.locator(".cn-list li[data-id]:visible").count() < all_of_them
    first = unquote(results(shown, "睦鄰巷")[0])
    assert first.endswith("cases/mulinxiang/index.html?mark=睦邻巷")
    shown.locator(".cn-search__list a").first.click()
    expect(shown.locator("#main mark").first).to_have_text("睦邻巷")


def test_a_moved_page_leads_on(real: Built, tmp_path: Path, opened: Callable[[Path], Page]) -> None:
    root = tmp_path / "手册"
    shutil.copytree(real.root, root, symlinks=True)
    with (root / "cases/mulinxiang.yml").open("a", encoding="utf-8") as file:
        file.write("曾用地址: mulin-lane\n")
    assert build(root).code == 0
    shown = opened(root / "site/cases/mulin-lane/index.html")
    shown.wait_for_url("**/cases/mulinxiang/index.html")


# —— 查找 ——

FOUND = {
    "cases/mulinxiang/": "睦邻巷？|睦邻巷。|“睦邻巷”|《睦邻巷》|【睦邻巷】|睦邻巷……|睦邻·巷|"
    "睦邻巷，微更新|睦\u200b邻巷|\ufeff睦邻巷|睦邻\u00ad巷| 睦邻巷\u3000|睦邻\ufe0f巷|「睦邻巷」",
    "mechanism/": "五社联动！|五社联动?|(五社联动)|五社・联动|五社联动；机制|五社－联动",
    "policies/shisiwu-guihua/": "\"十四五\"|“十四五”|'十四五'|＂十四五＂|"
    "「十四五」规划|十四五,规划|〝十四五〞",
    "policies/zhuanxiang-zijin-banfa/": "《办法》|〈办法〉|<办法>|<<办法>>|管理办法》|＜办法＞",
    "policies/gongzuo-yaodian-2023/": "〔2023〕|[2023]|（２０２３）|【2023】年|2023年，工作要点",
    "network/": "1 + 10 + n|１＋１０＋Ｎ|“1+10+n”|1+10+n网络|「１＋10 +n」、工作网络",
    "figures/": "338家。|３３８ 家|（338）|338、家",
}
"""查得到的一页 → 各种打法，用 | 隔开。"""


def results(page: Page, query: str) -> list[str]:
    """查 `query`：各条结果的地址。"""
    box = page.locator(".cn-search input")
    if not box.is_visible():
        page.click(".cn-sbtn")
    box.fill("")
    page.wait_for_function(
        "() => document.querySelector('.cn-search__told').textContent.includes('可以打')"
    )
    box.fill(query)
    page.wait_for_function(
        "() => /找到|大约|写着|没有/.test(document.querySelector('.cn-search__told').textContent)"
    )
    found: list[str] = page.evaluate(
        """() => document.querySelector(".cn-search__none").hidden
            ? [...document.querySelectorAll(".cn-search__list h3 a")].map((a) => a.href) : []"""
    )
    return found


def test_punctuation_does_not_matter(page: Page) -> None:
    page.goto("cases/gubei-yishiting/")
    for address, queries in FOUND.items():
        for query in queries.split("|"):
            assert any(address in href for href in results(page, query)), query


def test_what_is_not_there_is_not_found(page: Page) -> None:
    """标点不管，数字还是要整个对上；没有的就是没有。"""
    page.goto("")
    for query in ("没有这样的词汇吧？", "“没有这样的词汇吧”", "3389", "20，23", "3-38"):
        assert results(page, query) == [], query


def test_found_words_are_marked_with_what_is_between(page: Page) -> None:
    page.goto("")
    assert results(page, "五社联动助力")
    marked = page.locator(".cn-search__list mark")
    assert "五社联动”助力" in marked.all_inner_texts()


def test_the_keyboard_reaches_everything(page: Page) -> None:
    """Tab 走到清空、关闭、只看一类、每一条；上下键也走；Esc 关上，回到按钮。"""
    page.goto("cases/gubei-yishiting/")
    page.locator(".cn-sbtn").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("社区更新")
    first = page.locator(".cn-search__list a").first
    expect(first).to_be_visible()
    expect(page.locator(".cn-search__facets select")).to_have_count(2)
    stops = []
    for _ in range(5):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.textContent"))
    assert ["清空" in stops[0], "关闭" in stops[1]] == [True, True], stops
    expect(first).to_be_focused()
    for _ in range(5):
        page.keyboard.press("Shift+Tab")
    expect(page.locator(".cn-search input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".cn-search input")).to_be_focused()
    page.keyboard.press("Enter")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".cn-sbtn")).to_be_focused()


def test_results_can_be_narrowed(page: Page) -> None:
    page.goto("cases/gubei-yishiting/")
    everything = results(page, "社区更新")
    street = page.locator(".cn-search__facets select").nth(1)
    street.focus()
    street.select_option(index=1)
    expect(page.locator(".cn-search__list > li")).to_have_count(
        int(re.search(r"（(\d+)）", street.locator("option").nth(1).inner_text())[1])  # type: ignore[index]
    )
    expect(street).to_be_focused()
    assert 0 < page.locator(".cn-search__list > li").count() < len(everything)


def test_a_wrong_word_is_asked_about(page: Page) -> None:
    page.goto("")
    assert "cases/mulinxiang/" in results(page, "睦林巷")[0]
    told = page.locator(".cn-search__told")
    expect(told).to_contain_text("没有“睦林巷”。您是不是找：")
    told.get_by_role("button", name="睦邻巷").click()
    expect(page.locator(".cn-search input")).to_have_value("睦邻巷")
    expect(told).to_have_text(re.compile("^找到"))


def test_nothing_found_leads_on(page: Page) -> None:
    page.goto("")
    assert results(page, "社区里的飞碟") == []
    assert page.locator(".cn-search__none a").count() == 4
    expect(page.locator(".cn-search__more")).to_be_hidden()


def test_a_query_in_the_address_is_searched(page: Page) -> None:
    page.goto("?q=睦邻巷")
    expect(page.locator(".cn-search__list a").first).to_contain_text("睦邻巷")


# —— 输入法 ——

IME = """([key, code]) => {
  const box = document.querySelector(".cn-search input");
  for (const type of ["compositionstart", "compositionend"])
    box.dispatchEvent(new CompositionEvent(type, {bubbles: true, data: "睦邻"}));
  const at = document.activeElement;
  at.dispatchEvent(new KeyboardEvent("keydown",
    {key, code: key, keyCode: code, which: code, bubbles: true, cancelable: true}));
}"""


@pytest.mark.parametrize("key", ["Enter", "ArrowDown", "ArrowUp", "Escape", "Tab"])
def test_a_key_of_the_input_method_is_not_a_command(page: Page, key: str) -> None:
    page.goto("cases/gubei-yishiting/")
    assert results(page, "睦邻")
    before = page.url
    page.evaluate(IME, [key, 229])
    page.wait_for_timeout(300)
    assert page.url == before
    box = page.locator(".cn-search input")
    expect(box).to_be_focused()
    assert box.input_value() == "睦邻"


def test_half_typed_words_are_not_searched(page: Page) -> None:
    """输入法还没有选定的字不查；选定了才查。"""
    page.goto("")
    assert results(page, "睦邻")
    before = page.locator(".cn-search__told").inner_text()
    page.evaluate(
        """() => {
          const box = document.querySelector(".cn-search input");
          box.dispatchEvent(new CompositionEvent("compositionstart", {bubbles: true}));
          box.value = "zizhijin";
          box.dispatchEvent(new InputEvent("input", {bubbles: true, isComposing: true}));
          box.form.requestSubmit();
        }"""
    )
    page.wait_for_timeout(500)
    assert page.locator(".cn-search__told").inner_text() == before
    page.evaluate(
        """() => {
          const box = document.querySelector(".cn-search input");
          box.value = "自治金";
          box.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true}));
        }"""
    )
    expect(page.locator(".cn-search__list a").first).to_contain_text("自治金")


# —— 没有 https 的复制 ——


@pytest.fixture(scope="module")
def intranet(chromium: Browser) -> Iterator[Browser]:
    """内网的样子：名字不是 localhost，没有 https。"""
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP *.test 127.0.0.1"],
    )
    yield browser
    browser.close()


@pytest.fixture(params=[1280, 390])
def plain(intranet: Browser, base: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    size: Any = {"width": request.param, "height": 800}
    address = re.sub(r"127\.0\.0\.1", "handbook.test", base)
    context = intranet.new_context(base_url=address, viewport=size)
    shown = context.new_page()
    shown.set_default_timeout(10_000)
    shown.goto("guide/vocabularies/")
    assert not shown.evaluate("isSecureContext")
    yield shown
    context.close()


def pasted(page: Page) -> str:
    """贴出来是什么。"""
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('textarea'), {id: 't'}))"
    )
    box = page.locator("#t")
    box.focus()
    page.keyboard.press("Control+V")
    said = box.input_value()
    box.evaluate("box => box.remove()")
    return said


def test_copied_without_https(plain: Page) -> None:
    """真的复制了，按钮上看得见，位置不动。"""
    button = plain.locator("#main [data-do=copy]").last
    button.scroll_into_view_if_needed()
    place = button.bounding_box()
    button.click()
    expect(button).to_have_text("已复制")
    expect(button).to_be_in_viewport()
    box = button.bounding_box()
    assert box
    assert place
    assert abs(box["y"] - place["y"]) < 2
    assert plain.evaluate("document.activeElement.dataset.copy") == button.get_attribute(
        "data-copy"
    )
    assert pasted(plain) == button.get_attribute("data-copy")
    plain.goto("cases/mulinxiang/")
    cite = plain.locator(".cn-acts [data-copy-of]")
    cite.click()
    expect(cite).to_have_text("已复制")
    assert "睦邻巷微更新" in pasted(plain)
    plain.locator("#cite summary").click()
    styles = plain.locator("#cite [data-copy-of]")
    for n in range(styles.count()):
        styles.nth(n).click()
        expect(styles.nth(n)).to_have_text("已复制")
        assert "睦邻巷微更新" in pasted(plain)
        assert re.search(r"20\d\d", pasted(plain))
        assert "引用" not in pasted(plain)  # 引用的那一天填好了


@pytest.mark.parametrize("place", ["guide/vocabularies/", "cases/mulinxiang/"])
@pytest.mark.parametrize("trouble", ["() => false", "() => { throw new Error() }"])
def test_what_cannot_be_copied_is_selected(plain: Page, place: str, trouble: str) -> None:
    """旧的办法也不行：在按钮旁边说，要复制的字选中了，按一下就复制。"""
    plain.goto(place)
    plain.evaluate(f"() => {{ document.execCommand = {trouble} }}")
    button = plain.locator("#main :is([data-copy], .cn-acts [data-copy-of])").last
    button.scroll_into_view_if_needed()
    button.click()
    note = plain.locator(".cn-beside")
    expect(note).to_contain_text("请自己复制")
    expect(note).to_be_in_viewport()
    box, at = note.bounding_box(), button.bounding_box()
    assert box
    assert at
    assert 0 <= box["y"] - at["y"] < 100
    plain.keyboard.press("Control+C")
    wanted = button.get_attribute("data-copy") or plain.locator("#cite-numeric").text_content()
    assert pasted(plain) == wanted
    assert plain.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_form_is_copied_without_https(plain: Page) -> None:
    plain.goto("submit/")
    plain.get_by_role("button", name="复制文件的内容").wait_for()
    assert plain.evaluate("copyText('投稿：甲\\n乙')")


# —— 手机 ——


@pytest.mark.parametrize("mode", ["", "?elder=1"])
def test_inputs_do_not_make_the_phone_zoom(chromium: Browser, base: str, mode: str) -> None:
    """触屏上，打字的地方都不小于 16 像素。"""
    context = chromium.new_context(
        base_url=base, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    shown = context.new_page()
    for place in PLACES:
        shown.goto(place + mode)
        if place == "submit/":
            shown.wait_for_selector("#f-title")
        sizes = shown.evaluate(
            """() => [...document.querySelectorAll("input, textarea, select")]
                .filter((e) => !["checkbox", "radio", "file"].includes(e.type))
                .map((e) => [e.name || e.id, parseFloat(getComputedStyle(e).fontSize)])"""
        )
        assert sizes
        assert [one for one in sizes if one[1] < 16] == [], place
    context.close()


# —— 轻 ——


def test_a_first_visit_is_light(page: Page) -> None:
    """头一次看一条工作法，网页、样式、脚本压缩后一共不到 60 KB；没有看的不取。"""
    bodies: dict[str, bytes] = {}
    page.on("response", lambda answer: bodies.__setitem__(answer.url, answer.body()))
    page.goto("cases/mulinxiang/", wait_until="networkidle")
    assert len(bodies) < 12, [*bodies]
    sizes = {url: len(gzip.compress(body, 6)) for url, body in bodies.items()}
    assert sum(sizes.values()) < 60_000, sizes


def test_the_contents_say_which_section_is_read(chromium: Browser, base: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{base}cases/mulinxiang/")
    current = page.locator(".md-nav__link[aria-current]")
    assert current.count() == 0
    page.locator("#steps").evaluate("(heading) => heading.scrollIntoView()")
    expect(current).to_have_attribute("href", "#steps")
    page.close()
