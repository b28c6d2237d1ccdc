"""在 Chromium 里：各种宽度、长者模式、键盘、昼夜、没有脚本、筛选、搜索、打印、对比度。"""

import io
import re
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import Built

MAIN = {
    "首页": "",
    "案例": "cases/mulinxiang/",
    "全部": "cases/",
    "街镇": "streets/xinjing/",
    "各街镇": "streets/",
    "机制": "mechanism/",
    "数字": "figures/",
    "术语": "glossary/",
    "检查代码": "guide/codes/",
    "教程": "guide/tutorial/",
    "栏目说明": "guide/fields/",
    "词表": "guide/vocabularies/",
    "交稿": "guide/sending/",
    "投稿": "submit/",
}


@pytest.fixture(scope="module")
def base(real: Built, http: Callable[[Path], str]) -> str:
    return http(real.site)


class Watch:
    """一扇窗口里出的事：报错、失败的请求、向外的请求。"""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.faults: list[str] = []
        context.on("weberror", lambda e: self.faults.append(str(e.error)))
        context.on("requestfailed", lambda r: self._failed(r))
        context.on("request", lambda r: self._asked(r.url, base))
        context.on("response", lambda r: self._answered(r.url, r.status))
        context.on("console", lambda m: self._said(m.type, m.text))

    def _failed(self, request: Any) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # 换页时没取完的，不算
            self.faults.append(f"没取到 {request.url}")

    def _asked(self, url: str, base: str) -> None:
        if not url.startswith((base, "data:", "blob:")):
            self.faults.append(f"向外要 {url}")

    def _answered(self, url: str, status: int) -> None:
        if status >= 400:
            self.faults.append(f"{status} {url}")

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(f"{kind}：{text}")


@pytest.fixture
def window(chromium: Browser, base: str) -> Iterator[Callable[..., Page]]:
    """`window(宽, …)`：开一扇新窗口；用完查有没有出事。"""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_window(width: int = 1280, height: int = 900, **options: Any) -> Page:
        size = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, base_url=base, **options)
        opened.append((context, Watch(context, base)))
        page = context.new_page()
        page.set_default_timeout(5000)
        return page

    yield open_window
    for context, _ in opened:
        context.close()
    assert [fault for _, watch in opened for fault in watch.faults] == []


SIZES = [(1280, ""), (390, ""), (320, ""), (1280, "?elder=1"), (390, "?elder=1"), (320, "?elder=1")]


@pytest.mark.parametrize(("width", "mode"), SIZES)
def test_nothing_sticks_out(window: Callable[..., Page], width: int, mode: str) -> None:
    """不左右滚动；放不下的表与图自己滚；图上的字不出图。"""
    page = window(width)
    for name, address in MAIN.items():
        page.goto(address + mode)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (name, wide)
        out = page.evaluate(
            """() => [...document.querySelectorAll("main *")].filter((e) => {
                const box = e.getBoundingClientRect();
                const hidden = e.closest(".cn-vh, .cn-scroll, pre, [hidden], .cn-stitch");
                return box.width && !hidden && (box.right > innerWidth + 1 || box.left < -1)
                    && getComputedStyle(e).position !== "fixed";
            }).map((e) => e.tagName + "." + e.className + ":" + e.textContent.slice(0, 20))"""
        )
        assert out == [], name
        clipped = page.evaluate(
            """() => [...document.querySelectorAll("main svg text")].filter((t) => {
                const view = t.ownerSVGElement.viewBox.baseVal, box = t.getBBox();
                return box.x < view.x - 1 || box.x + box.width > view.x + view.width + 1
                    || box.y + box.height > view.y + view.height + 4;
            }).map((t) => t.textContent)"""
        )
        assert clipped == [], name


@pytest.mark.parametrize("mode", ["", "?elder=1"])
def test_phone_targets_are_big_enough(window: Callable[..., Page], mode: str) -> None:
    """手机上，按钮、标签、目录行、勾选至少 44 像素高。"""
    page = window(390, has_touch=True, is_mobile=True)
    for name, address in MAIN.items():
        page.goto(address + mode)
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                "button, .cn-btn, .md-tabs__link, .cn-subnav a, .cn-lead a, .cn-toolbtn, "
                + ".cn-roll a, .cn-facet label, .cn-pick, summary, .md-logo, .cn-foot li a")]
              .map((e) => [e.className + " " + e.textContent.trim().slice(0, 12),
                           e.getBoundingClientRect()])
              .filter(([, box]) => box.width > 1 && box.height > 1 && box.height < 43.5)
              .map(([label, box]) => label + " " + box.height)"""
        )
        assert small == [], name


# 每一张看得见的图：上面最小的字有多大，有没有两处字叠着
DRAWN = """() => [...document.querySelectorAll("main svg")].filter((s) => s.checkVisibility())
    .filter((s) => s.querySelector("text"))
    .map((s) => {
        const texts = [...s.querySelectorAll("text")].filter((t) => t.checkVisibility());
        const boxes = texts.map((t) => [t.textContent, t.getBoundingClientRect()]);
        const met = ([, a], [, b]) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
                > a.height * 0.4 && Math.min(a.right, b.right) - Math.max(a.left, b.left) > -2;
        return [s.getAttribute("aria-label"), Math.min(...texts.map((t) =>
            parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)),
            boxes.flatMap((one, at) => boxes.slice(at + 1).filter((two) => met(one, two))
                .map((two) => one[0] + "|" + two[0]))];
    })"""
# 对照表里的门牌：出了格子的、碰着别的门牌的
PLATES = """() => {
    const bad = [], seen = [];
    for (const plate of document.querySelectorAll(".cn-mx .cn-plate")) {
        const box = plate.getBoundingClientRect();
        const cell = plate.closest("td").getBoundingClientRect();
        if (box.left < cell.left - 0.5 || box.right > cell.right + 0.5) bad.push(plate.textContent);
        if (seen.some((b) => b.left < box.right + 1 && box.left < b.right + 1
            && b.top < box.bottom + 1 && box.top < b.bottom + 1))
            bad.push("碰" + plate.textContent);
        seen.push(box);
    }
    return [seen.length, bad];
}"""


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_figures_grow_with_the_text(window: Callable[..., Page], width: int) -> None:
    """大字时，图上的字也大三成左右，不叠；门牌都在格子里，互不相碰。"""
    page = window(width)
    for address in ("", "streets/", "mechanism/", "network/", *FIGURES):
        page.goto(address + "?elder=0")
        usual = {name: size for name, size, _ in page.evaluate(DRAWN)}
        assert page.evaluate(PLATES)[1] == [], address
        page.goto(address + "?elder=1")
        for name, size, met in page.evaluate(DRAWN):
            assert size >= usual[name] * 1.24, (address, name)
            assert met == [], (address, name)
        assert page.evaluate(PLATES)[1] == [], address
    page.goto("mechanism/?elder=1")
    assert page.evaluate(PLATES)[0] > 5


FIGURES = ("cases/mulinxiang/", "cases/renzhi-youhao/")


@pytest.mark.parametrize("width", [1280, 390])
def test_elder_links_are_big_enough(window: Callable[..., Page], width: int) -> None:
    """大字时，出处标、目录、一行一个的链接都有 44 像素见方；书名还在页眉上。"""
    page = window(width)
    for name, address in {**MAIN, **OTHERS}.items():
        page.goto(address + "?elder=1")
        small = page.evaluate(
            """() => [...document.querySelectorAll(".cn-cite, .md-nav--secondary a, .cn-rel p > a, "
                + ".cn-list h2 a, .cn-crumb a, .cn-foot a, .cn-meta > a, .cn-supports > li > a")]
              .map((e) => [e.className + " " + e.textContent.trim().slice(0, 12),
                           e.getBoundingClientRect()])
              .filter(([, box]) => box.width > 1 && (box.height < 43.5 || box.width < 43.5))
              .map(([label, box]) => `${label} ${box.width}x${box.height}`)"""
        )
        assert small == [], name
        title = page.locator(".md-header__title span:visible")
        cut = "(e) => e.parentElement.scrollWidth > e.parentElement.clientWidth"
        assert not title.evaluate(cut), name


# 各个标题各在哪里断行；各段的最后一行（出处标不算）有几个字
BROKEN = """() => {
    const lines = (e) => {
        const found = [], range = document.createRange();
        const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) for (let i = 0; i < walk.currentNode.length; i++) {
            range.setStart(walk.currentNode, i);
            range.setEnd(walk.currentNode, i + 1);
            const box = range.getBoundingClientRect(), last = found.at(-1);
            const mark = walk.currentNode.parentElement.closest(".cn-cite, .cn-vh");
            if (!box.width || mark) continue;
            if (last && Math.abs(last.bottom - box.bottom) < box.height * 0.9)
                last.text += walk.currentNode.data[i];
            else found.push({bottom: box.bottom, text: walk.currentNode.data[i]});
        }
        return found.map(({text}) => text.trim());
    };
    const shown = (q) => [...document.querySelectorAll(q)].filter((e) => e.checkVisibility());
    return [shown(".cn :is(h1, h2, h3)").map((e) => lines(e).join("|")),
            shown("main :is(p, dd, figcaption):not(:has(p, br))").map(lines)
                .filter((found) => found.length > 1)
                .map((found) => [found.at(-2) + "|" + found.at(-1),
                                 found.at(-1).replace(/[\\p{P}\\s]/gu, "").length])];
}"""


@pytest.mark.parametrize(("width", "mode"), [(390, ""), (390, "?elder=1"), (320, "?elder=1")])
def test_lines_end_well(window: Callable[..., Page], width: int, mode: str) -> None:
    """标题不在词当中断行；一段的最后一行很少只有一个字（浏览器尽力，不保证）。"""
    page = window(width)
    alone, told = [], 0
    for address in ("", "cases/", *FIGURES, "cases/zizhijin/", "mechanism/", "glossary/"):
        page.goto(address + mode)
        titles, ends = page.evaluate(BROKEN)
        for word in ("失智", "志愿者", "自治金", "微更新" if width == 390 and not mode else "更新"):
            split = re.compile("|".join(rf"{word[:n]}\|{word[n:]}" for n in range(1, len(word))))
            assert [title for title in titles if split.search(title)] == [], address
        told += len(ends)
        alone += [end for end, count in ends if count <= 1]
    assert told > 50
    assert len(alone) < told * (0.02 if width == 390 and not mode else 0.1), alone


# 焦点在哪里：位置、字、看不看得见焦点框、在不在画面里（没有被页眉盖住）
FOCUSED = """() => {
    const e = document.activeElement;
    if (e === document.body) return null;
    const s = getComputedStyle(e), box = e.getBoundingClientRect();
    const ring = (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1.5)
        || s.boxShadow !== "none";
    const path = [];
    for (let n = e; n.parentElement; n = n.parentElement)
        path.push([...n.parentElement.children].indexOf(n));
    const header = document.querySelector(".md-header");
    const top = header.contains(e) || e.matches(".cn-skip") ? 0
        : header.getBoundingClientRect().bottom;
    return [path.join("/"), e.className + e.textContent.slice(0, 20), ring,
            box.width > 0 && box.bottom > top + 8 && box.top < innerHeight - 8];
}"""


def test_keyboard(window: Callable[..., Page]) -> None:
    """第一下 Tab 是“跳到正文”，真的跳；一路 Tab 下去，焦点都看得见，也走得到底。"""
    page = window(1280)
    page.goto(MAIN["案例"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    box = page.evaluate(
        "(({x, y, height}) => [x, y, height])(document.activeElement.getBoundingClientRect())"
    )
    assert box[0] >= 0
    assert box[1] >= 0
    assert box[2] >= 20
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto(MAIN["案例"])
    page.add_style_tag(content="html { scroll-behavior: auto !important }")  # 不等它慢慢滚
    seen = []
    for _ in range(400):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None or (seen and found[0] == seen[0][0]):
            break
        seen.append(found)
    assert len(seen) > 40
    assert [s[1] for s in seen if not s[2]] == [], "焦点看不见"
    assert [s[1] for s in seen if not s[3]] == [], "焦点在画面外"


def test_elder_and_dark_stay_switched(window: Callable[..., Page]) -> None:
    page = window(1280, color_scheme="light")
    page.goto("")
    elder, dark = page.locator("header [data-do=elder]"), page.locator("header [data-do=dark]")
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    paper = "getComputedStyle(document.body).backgroundColor"
    before, light = page.evaluate(size), page.evaluate(paper)
    assert (elder.get_attribute("aria-pressed"), dark.get_attribute("aria-pressed")) == (
        "false",
    ) * 2
    elder.click()
    dark.click()
    assert page.evaluate(size) >= before * 1.15
    assert page.evaluate(paper) != light
    page.goto(MAIN["案例"])
    for name in ("elder", "dark"):
        for button in page.locator(f"[data-do={name}]").all():
            assert button.get_attribute("aria-pressed") == "true"
    assert page.evaluate(paper) != light
    page.locator("header [data-do=elder]").press("Enter")
    page.locator("header [data-do=dark]").press("Space")
    assert page.evaluate(paper) == light
    page.goto("")
    assert page.evaluate(size) == before
    # 网址里带的模式先听网址的；手动改过之后，网址里的去掉
    page.goto("?elder=1")
    assert page.evaluate(size) > before
    page.locator("header [data-do=elder]").click()
    assert "elder" not in page.url


def test_dark_follows_the_system(window: Callable[..., Page]) -> None:
    """没有按过“夜间”的，跟着系统；有没有脚本都一样。"""
    colours = {
        (scheme, scripted): _paper(window(color_scheme=scheme, java_script_enabled=scripted))
        for scheme in ("light", "dark")
        for scripted in (True, False)
    }
    assert colours["dark", True] == colours["dark", False]
    assert colours["light", True] == colours["light", False]
    assert _luminance(colours["dark", False]) < 0.1 < 0.8 < _luminance(colours["light", False])


def _paper(page: Page) -> tuple[int, ...]:
    """页面左下角一点的颜色：看截图，没有脚本也看得到。"""
    page.goto("about/")
    shot = page.screenshot(clip={"x": 4, "y": 880, "width": 1, "height": 1})
    return _pixel(shot)


def _pixel(png: bytes) -> tuple[int, ...]:
    data = b"".join(
        png[m.end() : m.end() + int.from_bytes(png[m.start() - 4 : m.start()], "big")]
        for m in re.finditer(b"IDAT", png)
    )
    return tuple(zlib.decompress(data)[1:4])


def _luminance(rgb: tuple[int, ...]) -> float:
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


SHOWN = """() => [
    document.querySelector("main").innerText,
    [...document.querySelectorAll(".cn-js")].map((e) => e.textContent).join("\\n"),
]"""
"""看得见的字，与只给脚本用的控件里的字：一次看全，脚本还在改这一页。"""


@pytest.mark.slow
def test_complete_without_scripts(window: Callable[..., Page], real: Built) -> None:
    """没有脚本：正文一字不少，只给脚本用的控件都不出现。"""
    plain, scripted = window(java_script_enabled=False), window()
    for name, address in MAIN.items():
        plain.goto(address)
        scripted.goto(address)
        text = plain.locator("main").inner_text()
        shown, controls = scripted.evaluate(SHOWN)
        for part in re.findall(r"[\u3400-\u9fff]{6,}", shown):
            assert part in text or part in controls, (name, part)
        assert plain.locator(".cn-js:visible").count() == 0, name
        assert plain.locator(".md-tabs a:visible").count() >= 5, name


def test_facets(window: Callable[..., Page]) -> None:
    """同组为“或”，跨组为“且”；条数、网址、清除、刷新、后退都对。"""
    page = window(1280)
    page.goto("cases/")
    total = page.locator(".cn-list > li").count()
    shown = page.locator(".cn-list > li:visible")
    assert page.inner_text("#count") == str(total)
    for label in page.locator(".cn-facet label").all():
        value = label.locator("input").get_attribute("value")
        name = label.locator("input").get_attribute("name")
        number = label.locator("output").inner_text()
        own = page.locator(f".cn-list > li[data-{name}]").evaluate_all(
            "(items, [n, v]) => items.filter((i) => i.dataset[n].split('\\n').includes(v)).length",
            [name, value],
        )
        assert int(number) == own, value
    one = page.locator("input[name=field][value=社区更新]")
    one.check()
    renewal = shown.count()
    for label in page.locator(".cn-facet label").all():  # 旁边的数：再选这一项，有几条
        box = label.locator("input")
        if box.get_attribute("name") == "street":
            value = box.get_attribute("value")
            own = sum(
                value in (item.get_attribute("data-street") or "").split("\n")
                for item in shown.all()
            )
            assert int(label.locator("output").inner_text()) == own, value
    assert 0 < renewal < total
    assert page.inner_text("#count") == str(renewal)
    page.locator("input[name=street][value=新泾镇]").check()
    both = shown.count()
    assert 0 < both <= renewal
    assert "睦邻巷微更新" in shown.all_inner_texts()[0]
    url = page.url
    assert "field=" in url
    assert "street=" in url
    page.reload()
    assert shown.count() == both
    assert page.locator(".cn-facet input:checked").count() == 2
    page.click(".cn-list > li:visible h2 a")
    page.go_back()
    assert page.url == url
    assert shown.count() == both
    page.locator("input[name=actor][value=社会工作者]").check()
    if not shown.count():
        assert page.locator("#none").is_visible()
    page.locator("[data-pick=reset]:visible").first.click()
    assert shown.count() == total
    assert "?" not in page.url
    page.goto(url)  # 发给别人的网址
    assert shown.count() == both


def test_comparison(window: Callable[..., Page]) -> None:
    """选了的换页还在；各栏照各条自己的一页；相同还是不同；网址发给别人也一样。"""
    page = window(1280)
    page.goto("cases/")
    picks = page.locator(".cn-pick input")
    tray = page.locator(".cn-tray a")
    picks.nth(0).check()
    assert tray.is_hidden()
    for n in (1, 2, 3):
        picks.nth(n).check()
    assert picks.nth(4).is_disabled()
    page.reload()
    assert page.locator(".cn-pick input:checked").count() == 4
    titles = page.locator(".cn-list h2").all_inner_texts()[:4]
    tray.click()
    heads = page.locator(".cn-cmp thead th a")
    expect(heads).to_have_count(4)
    assert heads.all_inner_texts() == titles
    names = page.locator(".cn-cmp th[scope=row]").all_inner_texts()
    wanted = ["地点", "时间", "领域", "方向", "规模", "经费", "缘起与问题", "社区"]
    assert [name.split("\n")[0].strip() for name in names][:8] == wanted
    first = page.locator(".cn-cmp tr[data-key=step-] td").first
    steps = first.locator("li > b").all_inner_texts()
    for row in page.locator(".cn-cmp tbody tr").all():
        cells = row.locator("td").all_inner_texts()
        assert len(cells) == 4
        if row.get_attribute("data-kind") == "fact":
            assert (row.get_attribute("class") == "is-same") == (len(set(cells)) == 1)
    page.check(".cn-comparison label input")
    assert page.locator(".cn-cmp tr.is-same:visible").count() == 0
    assert page.locator(".cn-cmp tr.is-different:visible").count() > 2
    page.locator(".cn-cmp thead button").last.click()
    expect(heads).to_have_count(3)
    page.reload()
    assert heads.all_inner_texts() == titles[:3]
    heads.first.click()
    page.wait_for_url("**/cases/*/")
    assert page.locator(".cn-steps h3").all_inner_texts() == steps


def test_comparing_nothing(window: Callable[..., Page]) -> None:
    """没有选的说怎样选；不是编号的不去取。"""
    page = window(390)
    page.goto("compare/?case=../guide&case=%3Cscript%3E&case=//example.org")
    assert "还没有选" in page.inner_text(".cn-comparison__told")
    assert page.locator(".cn-comparison__board").is_hidden()
    plain = window(390, java_script_enabled=False)
    plain.goto("compare/")
    assert "没有运行" in plain.inner_text("#main")
    assert "加入对照" not in plain.inner_text("#main")  # 做不到的，不叫人去做


@pytest.mark.parametrize("width", [1280, 390])
def test_search(window: Callable[..., Page], width: int) -> None:
    page = window(width)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("cases/gubei-yishiting/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url]  # 没有打开，一样也不取
    page.click(".cn-sbtn")
    box, links = page.locator(".cn-search input"), page.locator(".cn-search__list h3 a")
    expect(box).to_be_focused()
    for query, wanted in (
        ("睦邻巷", "cases/mulinxiang/"),
        ("社区更新", "fields/renewal/"),
        ("微展厅", "cases/baoyugang-weizhanting/"),
        ("1+10+n", "network/"),
        ("１＋１０＋Ｎ", "network/"),
        ("338家", "figures/"),
        ("300 万元", "figures/"),
        ("荣华居民区", "cases/gubei-yishiting/"),  # 编写指南与来源不排在它前面
        ("mulinxiang", "cases/mulinxiang/"),
    ):
        box.fill(query)
        expect(links.first).to_have_attribute("href", re.compile(re.escape(wanted)))
    box.fill("没有这样的词汇吧")
    expect(page.locator(".cn-search__told")).to_contain_text("没有找到")
    assert links.count() == 0
    box.fill("睦邻巷")
    expect(links.first).to_contain_text("睦邻巷")
    expect(page.locator(".cn-search__told")).to_have_text(re.compile("^找到 \\d+ 页$"))
    wide = "document.documentElement.scrollWidth > innerWidth"
    assert not page.evaluate(wide)
    links.first.click()
    page.wait_for_url("**/cases/mulinxiang/**")
    assert page.locator("h1").inner_text() == "睦邻巷微更新"
    assert page.locator("#main mark").first.inner_text() == "睦邻巷"  # 查的词标出来


def test_print(window: Callable[..., Page], tmp_path: Path) -> None:
    """打印：A4 双面一张，带二维码，没有导航；夜间、长者模式也一样。"""
    for mode in ("", "?dark=1", "?elder=1"):
        page = window()
        page.goto(MAIN["案例"] + mode)
        file = tmp_path / "case.pdf"
        page.pdf(path=file, format="A4", print_background=True)
        info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
        found = re.search(r"Pages:\s+(\d+)", info)
        assert found
        assert int(found[1]) <= 2, mode
        assert "595" in info.partition("Page size:")[2][:40]  # A4 宽 595 点
        text = subprocess.run(
            ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
        ).stdout
        flat = re.sub(r"\s+", "", text)
        for word in (
            "睦邻巷微更新",
            "扫码看网页版",
            "缘起与问题",
            "做法步骤",
            "适用条件",
            "未经实践单位核定",
        ):
            assert word in flat, (mode, word)
        for word in ("跳到正文", "搜索", "无障碍声明", "夜间", "打印这一条", "朗读", "首页›"):
            assert word not in flat, (mode, word)
        page.emulate_media(media="print")
        assert page.locator(".cn-qr svg").is_visible()
        size = page.locator(".cn-qr svg").bounding_box()
        assert size
        assert size["width"] >= 60  # 手机扫得到：至少 1.6 厘米
        page.emulate_media(media="screen")
        assert page.locator(".cn-qr").is_hidden()


def test_qr_leads_to_the_page(window: Callable[..., Page]) -> None:
    """扫码读出来的，就是这一页的网址。"""
    page = window()
    page.goto(MAIN["案例"])
    page.emulate_media(media="print")
    shot = page.locator(".cn-qr").screenshot()
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(shot)))
    assert [code.text for code in found] == ["https://handbook.example/cases/mulinxiang/"]


# 每一处看得见的字：字色与底色（一层层叠起来）的对比
CONTRAST = """() => {
    const parse = (c) => [...c.match(/[\\d.]+/g).map(Number), 1].slice(0, 4);
    const over = (top, low) => [0, 1, 2].map((i) => top[i] * top[3] + low[i] * (1 - top[3]));
    const channel = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const light = (c) => [0.2126, 0.7152, 0.0722]
        .reduce((sum, weight, i) => sum + weight * channel(c[i] / 255), 0);
    const ground = (element) => {
        const layers = [];
        for (let n = element; n; n = n.parentElement) {
            const s = getComputedStyle(n);
            if (s.backgroundImage !== "none" && !n.matches("body, html")) return null;
            layers.push(parse(s.backgroundColor));
            if (layers.at(-1)[3] === 1) break;
        }
        return layers.reverse().reduce((low, top) => over(top, low), [255, 255, 255]);
    };
    const skipped = "script, style, noscript, svg, .cn-vh, :disabled";
    const bad = new Set();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let seen = 0;
    while (walk.nextNode()) {
        const e = walk.currentNode.parentElement, s = getComputedStyle(e);
        const text = walk.currentNode.textContent.trim().slice(0, 16);
        if (!text || e.closest(skipped)) continue;
        if (!e.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        const box = e.getBoundingClientRect();
        const low = box.width < 2 || box.height < 2 ? null : ground(e);
        if (!low) continue;
        seen += 1;
        const [a, b] = [light(over(parse(s.color), low)), light(low)].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05), size = parseFloat(s.fontSize);
        const large = size >= 24 || (size >= 18.66 && Number(s.fontWeight) >= 700);
        if (ratio < (large ? 3 : 4.5))
            bad.add([text, e.className, s.color, low.join(), ratio.toFixed(2)].join(" | "));
    }
    return [seen, [...bad]];
}"""
OTHERS = {"找不到": "404.html", "政策": "policies/", "支持": "support/"}


@pytest.mark.parametrize("mode", ["?dark=0", "?dark=1", "?dark=0&elder=1", "?dark=1&elder=1"])
def test_contrast(window: Callable[..., Page], mode: str) -> None:
    """看得见的字与底色对比至少 4.5:1（大字 3:1）。"""
    page = window(1280)
    for name, address in {
        **MAIN,
        "找不到": "404.html",
        "政策": "policies/",
        "支持": "support/",
    }.items():
        page.goto(address + mode)
        seen, bad = page.evaluate(CONTRAST)
        assert seen > 15, name
        assert bad == [], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours(window: Callable[..., Page], scheme: str) -> None:
    """高对比：图上的字是系统的颜色，昼夜选了哪个都看得见；只有当前一栏有横线；门牌、步骤有底有字。"""
    page = window(1280, forced_colors="active", color_scheme=scheme)
    for mode in ("?dark=0", "?dark=1", "?elder=1"):
        for address in ("", "streets/", "network/", "cases/mulinxiang/"):
            page.goto(address + mode)
            system, used, lines, frames = page.evaluate(
                """() => {
                    const paint = (name) => {
                        const e = document.body.appendChild(document.createElement("i"));
                        e.style.cssText = `forced-color-adjust: none; color: ${name}`;
                        const { color } = getComputedStyle(e);
                        e.remove();
                        return color;
                    };
                    const one = (e, pseudo) => {
                        const s = getComputedStyle(e, pseudo);
                        return s.backgroundColor !== s.color && s.forcedColorAdjust;
                    };
                    const all = (q) => [...document.querySelectorAll(q)];
                    return [
                        ["Canvas", "CanvasText", "LinkText"].map(paint),
                        [...new Set(all("main svg text").map((t) => getComputedStyle(t).fill))],
                        all(".md-tabs__link").filter((a) =>
                            getComputedStyle(a).borderBottomColor !== paint("Canvas")).length,
                        [...all(".cn-plate, .cn-tile:not([class*='--'])").map((e) => one(e)),
                         ...all(".cn-steps > li").map((e) => one(e, "::before"))],
                    ];
                }"""
            )
            assert set(used) <= set(system), (mode, address)
            assert lines == 1, (mode, address)
            assert set(frames) <= {"none"}, (mode, address)


def test_contrast_check_can_fail(window: Callable[..., Page]) -> None:
    page = window()
    page.goto("about/")
    page.add_style_tag(content="main p { color: #999 !important; }")
    assert page.evaluate(CONTRAST)[1]


def test_404_finds_its_assets_from_anywhere(
    chromium: Browser, real: Built, http: Callable[[Path], str], tmp_path: Path
) -> None:
    """404 页从任何深度的网址打开，样式与链接都在。"""
    site = shutil.copytree(real.site, tmp_path / "site")
    (site / "no/such").mkdir(parents=True)
    shutil.copy(site / "404.html", site / "no/such/index.html")
    page = chromium.new_page()
    failed: list[str] = []
    page.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
    page.goto(http(site) + "no/such/")
    page.click("#main >> text=全部工作法 >> nth=0")
    assert page.locator("h1").inner_text() == "全部工作法"
    assert failed == []
    page.close()


def sheets(page: Page, file: Path) -> list[str]:
    """打印出来的一面面，各写着什么。"""
    page.pdf(path=file, format="A4", prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    return text.stdout.split("\f")[:-1]


def test_the_checklist_is_ticked_and_printed_alone(
    window: Callable[..., Page], tmp_path: Path
) -> None:
    """清单：按空格勾，下次还在；只打印它，一面。"""
    page = window(390)
    page.goto("cases/mulinxiang/")
    box = page.locator(".cn-check input").nth(1)
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    assert page.evaluate("document.querySelector('.cn-check label').offsetHeight") >= 44
    page.reload()
    expect(page.locator(".cn-check input").nth(1)).to_be_checked()
    page.evaluate("window.print = () => (window.printed = document.documentElement.dataset.print)")
    page.get_by_role("button", name="只打印清单").click()
    assert page.evaluate("window.printed") == "list"
    page.emulate_media(media="print")
    look = "(box, part) => getComputedStyle(box, part).%s"
    assert box.evaluate(look % "backgroundColor") == "rgba(0, 0, 0, 0)"  # 勾在白的方框里
    assert box.evaluate(look % "content", "::after") == "none"
    assert "✓" in box.evaluate(look % "content", "::before")
    page.emulate_media(media="null")
    sheet = sheets(page, tmp_path / "list.pdf")
    assert len(sheet) == 1
    assert "全程受监督" in sheet[0]
    assert "成效" not in sheet[0]
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    whole = "".join(sheets(page, tmp_path / "whole.pdf"))
    assert "照做清单" not in whole
    assert "成效" in whole


def test_two_lines_alike_are_ticked_apart(window: Callable[..., Page]) -> None:
    """一样的两行，勾一行，下次还是那一行。"""
    page = window()

    def alike(route: Any) -> None:
        answer = route.fetch()
        text = answer.text()
        line = re.search(r"<li><label><input type=.checkbox.*?</li>", text)
        assert line
        route.fulfill(response=answer, body=text.replace(line[0], line[0] * 2, 1))

    page.route("**/cases/mulinxiang/", alike)
    page.goto("cases/mulinxiang/")
    boxes = page.locator(".cn-check input")
    boxes.nth(1).check()
    page.reload()
    expect(boxes.nth(1)).to_be_checked()
    expect(boxes.nth(0)).not_to_be_checked()


TERM = """() => {
  const link = document.querySelector("a.cn-term");
  return [link.textContent, link.dataset.term];
}"""


def test_a_term_is_explained_in_place(window: Callable[..., Page], tmp_path: Path) -> None:
    """鼠标、键盘都打得开；Esc 关上，回到原处；复制的字一个不多；没有脚本时去术语一页。"""
    page = window(390)
    page.goto(MAIN["案例"])
    name, gloss = page.evaluate(TERM)
    link, box = page.locator("a.cn-term").first, page.locator(f"#{gloss}")
    link.click()
    expect(box).to_be_visible()
    assert name in box.inner_text()
    place = box.bounding_box()
    assert place
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 390
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.term") == gloss
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(box).to_be_visible()
        page.keyboard.press("Escape")
    page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('a.cn-term').parentNode)"
    )
    said = page.evaluate("document.querySelector('a.cn-term').parentNode.textContent")
    assert name in page.evaluate("String(getSelection())")
    assert said.count(name) >= 1
    paper = "".join(sheets(page, tmp_path / "terms.pdf"))
    assert "文中的术语" in paper
    plain = window(390, java_script_enabled=False)
    plain.goto(MAIN["案例"])
    plain.locator("a.cn-term").first.click()
    plain.wait_for_url("**/glossary/#*")


def test_out_of_an_explanation(window: Callable[..., Page], tmp_path: Path) -> None:
    """按 Tab 走出解释，就关上，接着从这个词走；打印时不盖住字；大字的手机上整个看得到。"""
    page = window(390, 700)
    page.goto(f"{MAIN['案例']}?elder=1")
    link, box = page.locator("a.cn-term").first, page.locator(".cn-gloss:popover-open")
    link.focus()
    page.keyboard.press("Enter")
    inside = "() => { const { top, bottom } = %s; return top >= -1 && bottom <= innerHeight + 1 }"
    page.wait_for_function(
        inside % "document.querySelector('.cn-gloss:popover-open').getBoundingClientRect()"
    )
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.cn-gloss') !== null")
    page.keyboard.press("Shift+Tab")
    expect(box).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(box).to_have_count(0)
    after = "link => link.compareDocumentPosition(document.activeElement)"
    assert link.evaluate(after) == 4  # 在它后面
    assert page.evaluate("document.activeElement.closest('.cn-case, #main') !== null")
    assert page.evaluate("document.activeElement.closest('.cn-cites, .cn-glosses') === null")
    link.click()
    sheets(page, tmp_path / "open.pdf")
    expect(box).to_have_count(0)


def test_a_source_leads_back_to_what_cites_it(window: Callable[..., Page]) -> None:
    """来源后面的 a、b、c 回到引用它的各处，焦点也到；够大，念得出。"""
    page = window()
    page.goto(MAIN["案例"])
    cites = page.locator('#main a.cn-cite[href="#s1"]').count()
    page.locator("#s1 .cn-backs summary").click()
    backs = page.locator("#s1 .cn-backs a")
    assert backs.count() == cites > 1
    second = backs.nth(1)
    assert second.inner_text().replace("\n", "") == "b回到第 2 处"
    box = second.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    second.click()
    assert page.evaluate("document.activeElement.id") == "c1-2"
    assert page.evaluate("document.activeElement.matches(':target')")


def test_no_column_is_a_word_wide(window: Callable[..., Page]) -> None:
    """几栏的表，字少的一栏也写得下四个字，不一行一个字。"""
    for width in (700, 1280):
        page = window(width)
        page.goto("support/")
        widths = page.locator(".cn-stack thead th").evaluate_all(
            "(all) => all.filter((th) => th.offsetParent && th.offsetHeight > 1)"
            ".map((th) => th.offsetWidth / parseFloat(getComputedStyle(th).fontSize))"
        )
        assert all(one >= 5 for one in widths), widths
