"""一列分了几页的，在浏览器里筛选：查到的不全在这一页上，照样一条不漏；从文件夹里打开也一样。"""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from corpus import cases as measured
from playwright.sync_api import Browser, Page, expect

from conftest import build, copy_handbook, setting

GROUPS = ("field", "actor", "dir", "street")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """添上测量用的案例，一页列十条。"""
    root = copy_handbook(tmp_path_factory.mktemp("paged") / "book")
    for name, content in measured(55).items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (root / f"cases/{name}.yml").write_text(text, "utf-8")
    setting(root, "每页", 10)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("{print: book}", "{print: none}"), "utf-8")
    built = build(root, strict=False)
    assert built.code == 0, built.output
    return built.site


class Listed(HTMLParser):
    """各页写着的条目：编号、归入的词。"""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[tuple[str, dict[str, list[str]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "li" and (name := said.get("data-id")):
            own = {group: (said.get(f"data-{group}") or "").split("\n") for group in GROUPS}
            self.items.append((name, own))


@pytest.fixture(scope="module")
def items(site: Path) -> list[tuple[str, dict[str, list[str]]]]:
    """照书的次序，全部条目；从不用脚本也看得到的各页上读来。"""
    listed, number = Listed(), 1
    while (page := site / "cases" / (str(number) if number > 1 else "") / "index.html").is_file():
        listed.feed(page.read_text("utf-8"))
        number += 1
    assert len(listed.items) > 55
    return listed.items


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    shown = chromium.new_page(viewport={"width": 1280, "height": 900})
    shown.set_default_timeout(5000)
    faults: list[str] = []
    shown.on("pageerror", lambda error: faults.append(str(error)))
    shown.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield shown
    shown.close()
    assert faults == []


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, http: Callable[[Path], str]) -> str:
    """从服务器上、从文件夹里。"""
    return http(site) if request.param == "http" else f"{site.as_uri()}/"


def test_every_choice(base: str, page: Page, items: list[tuple[str, dict[str, list[str]]]]) -> None:
    """选一种、同一查法里选两种、两种查法各选一种：列出来的、旁边的数都对。"""
    page.goto(f"{base}cases/2/index.html")
    assert page.inner_text("#count") == str(len(items))
    words = {group: sorted({w for _, own in items for w in own[group]} - {""}) for group in GROUPS}
    single = [{group: [word]} for group in GROUPS for word in words[group]]
    double = [{group: words[group][:2]} for group in GROUPS]
    crossed = [{a: [words[a][0]], b: [words[b][-1]]} for a, b in combinations(GROUPS, 2)]
    for chosen in (*single, *double, *crossed):
        for group, several in chosen.items():
            for word in several:
                page.check(f"input[name={group}][value='{word}']")
        wanted = [name for name, own in items if fits(own, chosen)]
        expect(page.locator("#count")).to_have_text(str(len(wanted)))
        more = page.locator("[data-pick=more]")
        rows = page.locator(".cn-list li[data-id]:visible")
        expect(rows).to_have_count(min(len(wanted), 20))
        for shown in range(40, len(wanted) + 20, 20):
            more.click()
            expect(rows).to_have_count(min(len(wanted), shown))
        assert rows.evaluate_all("(all) => all.map((one) => one.dataset.id)") == wanted
        assert more.is_hidden()
        assert page.locator("#none").is_visible() == (not wanted)
        for group in GROUPS:
            others = {name: several for name, several in chosen.items() if name != group}
            for word in words[group]:
                label = page.locator(f".cn-facet label:has(input[name={group}][value='{word}'])")
                own = sum(fits(own, {**others, group: [word]}) for _, own in items)
                assert label.locator("output").inner_text() == str(own), (chosen, word)
        page.locator("[data-pick=reset]:visible").first.click()
        expect(rows).to_have_count(10)


def fits(own: dict[str, list[str]], chosen: dict[str, list[str]]) -> bool:
    return all(set(several) & set(own[group]) for group, several in chosen.items())


def test_picked_across_sheets(base: str, page: Page) -> None:
    """筛选出来的点得开；在两页上各选一条，一起对照。"""
    page.goto(f"{base}cases/index.html")
    page.locator(".cn-pick input").first.check()
    page.goto(f"{base}cases/3/index.html")
    page.locator(".cn-facet input").first.check()
    page.locator(".cn-catalogue + .cn-list > li").nth(5).wait_for()  # 取来了，列好了
    row = page.locator(".cn-list li[data-id]:visible").nth(5)
    row.locator(".cn-pick input").check()
    title = row.locator("h2").inner_text()
    page.click(".cn-tray a")
    heads = page.locator(".cn-cmp thead th a")
    expect(heads).to_have_count(2)
    assert heads.nth(1).inner_text() == title
    heads.nth(1).click()
    assert page.inner_text("h1") == title


def test_choices_are_in_the_address(base: str, page: Page, site: Path) -> None:
    page.goto(f"{base}cases/index.html?field=社区更新&actor=社会工作者")
    expect(page.locator(".cn-facet input:checked")).to_have_count(2)
    count = page.inner_text("#count")
    assert 0 < int(count) < 55
    page.locator(".cn-list li[data-id]:visible h2 a").first.click()
    page.go_back()
    expect(page.locator("#count")).to_have_text(count)
    expect(page.locator(".cn-facet input:checked")).to_have_count(2)


def test_back_to_as_many(base: str, page: Page) -> None:
    """再列过的，点开一条、退回来，还列那么多；浏览器原样留着的一页不动。"""
    page.goto(f"{base}cases/index.html")
    page.locator(".cn-facet input").first.check()
    page.locator("[data-pick=more]").click()
    rows = page.locator(".cn-list li[data-id]:visible")
    expect(rows).not_to_have_count(20)
    shown = rows.count()
    rows.nth(21).locator("h2 a").click()
    page.go_back()
    expect(rows).to_have_count(shown)
    page.evaluate("document.querySelector('.cn-list:last-of-type').dataset.same = '1'")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert rows.count() == shown


def test_dropped_and_gone(site: Path, http: Callable[[Path], str], chromium: Browser) -> None:
    """去掉一条，键盘停在下一条上；没有了的说一声，不占目录页上的位置，网址里还留着。"""
    shown = chromium.new_page()
    shown.goto(f"{http(site)}compare/?case=bench-00001&case=gone-1&case=gone-2&case=bench-00002")
    told, drops = shown.locator(".cn-comparison__told"), shown.locator(".cn-cmp thead button")
    expect(drops).to_have_count(2)
    assert "gone-1" in told.inner_text()
    assert "gone-2" in told.inner_text()
    assert "gone-1" in shown.url
    drops.first.focus()
    shown.keyboard.press("Enter")
    expect(drops).to_have_count(1)
    expect(drops).to_be_focused()
    shown.locator(".cn-comparison__board a.cn-btn").click()
    expect(shown.locator("#picked")).to_contain_text("已选 1 条")
    assert shown.locator(".cn-pick input:disabled").count() == 0
    shown.go_back()
    shown.keyboard.press("Tab")
    drops.first.focus()
    shown.keyboard.press("Enter")
    expect(told).to_be_focused()
    shown.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_tray_covers_nothing_focused(
    site: Path, http: Callable[[Path], str], chromium: Browser, width: int
) -> None:
    """选好的一条托在下面：按 Tab 走到的，不被它盖住。"""
    shown = chromium.new_page(viewport={"width": width, "height": 700}, reduced_motion="reduce")
    shown.goto(f"{http(site)}cases/")
    shown.locator(".cn-pick input").first.check()
    for _ in range(30):
        shown.keyboard.press("Tab")
        assert shown.evaluate(COVERED) == ""
    shown.close()


COVERED = """() => {
  const [at, tray] = [document.activeElement, document.querySelector(".cn-tray")];
  const [a, b] = [at.getBoundingClientRect(), tray.getBoundingClientRect()];
  return !tray.contains(at) && a.bottom > b.top + 1 && a.top < b.bottom ? at.outerHTML : "";
}"""


def test_without_a_network(site: Path, http: Callable[[Path], str], chromium: Browser) -> None:
    """没有网络：筛选的条目没有取来，说一声，通了再选就有；对照的说没有取来，不说没有这一页。"""
    base = http(site)
    context = chromium.new_context()
    shown = context.new_page()
    shown.goto(f"{base}cases/")
    context.set_offline(True)
    first, failed = shown.locator(".cn-facet input").first, shown.locator("#failed")
    first.check()
    expect(failed).to_be_visible()
    context.set_offline(False)
    first.uncheck()
    expect(failed).to_be_hidden()
    first.check()
    expect(shown.locator(".cn-list li[data-id]:visible")).to_have_count(20)
    assert failed.is_hidden()
    ids = shown.locator("[id]").evaluate_all("(all) => all.map((one) => one.id)")
    assert len(ids) == len(set(ids))
    shown.goto(f"{base}compare/?case=bench-00001&case=bench-00002")
    drops = shown.locator(".cn-cmp thead button")
    expect(drops).to_have_count(2)
    context.route("**/bench-00003/*", lambda route: route.abort())
    shown.goto(f"{base}compare/?case=bench-00001&case=bench-00003")
    told = shown.locator(".cn-comparison__told")
    expect(told).to_contain_text("没有取来")
    assert "换了地址" not in told.inner_text()
    assert shown.evaluate("sessionStorage.getItem('cn-picks')") == '["bench-00001","bench-00003"]'
    context.close()


def test_the_choices_are_on_paper(base: str, page: Page) -> None:
    """印出来，看得到筛的是什么。"""
    page.goto(f"{base}cases/index.html?field=社区更新&actor=社会工作者")
    expect(page.locator("#count")).not_to_have_text("55")
    said = page.locator("#chosen")
    expect(said).to_have_text("只列：社区更新；社会工作者。")
    assert said.is_hidden()
    page.emulate_media(media="print")
    assert said.is_visible()
    page.evaluate("document.querySelector('[data-pick=reset]').click()")
    expect(said).to_be_empty()
    assert said.is_hidden()


def test_two_pagers_are_told_apart(base: str, page: Page) -> None:
    page.goto(f"{base}cases/2/index.html")
    named = "(all) => all.map((one) => one.getAttribute('aria-label'))"
    names = page.locator("nav:has(.cn-pager)").evaluate_all(named)
    assert len(names) == len(set(names)) == 2
    current = page.locator(".cn-pager [aria-current]").first
    assert current.get_attribute("aria-label") is None
    assert "第 2 页" in current.inner_text()


def test_any_mark_in_a_name(tmp_path: Path, chromium: Browser, http: Callable[[Path], str]) -> None:
    """词的名称里有竖线、引号：在一页上的，照样筛得出来。"""
    root = copy_handbook(tmp_path / "book")
    name = "甲|乙 “丙”"
    path = root / "content/registry/fields.yml"
    path.write_text(path.read_text("utf-8") + f"  - {{编号: jia, 名称: '{name}'}}\n", "utf-8")
    path = root / "cases/mulinxiang.yml"
    told = path.read_text("utf-8").replace("领域: 社区更新", f"领域: ['{name}', 社区更新]")
    path.write_text(told, "utf-8")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("{print: book}", "{print: none}"), "utf-8")
    built = build(root, strict=False)
    assert built.code == 0, built.output
    shown = chromium.new_page()
    shown.goto(f"{http(built.site)}cases/?field={name}")
    expect(shown.locator("#count")).to_have_text("1")
    assert shown.locator(".cn-list li:visible").get_attribute("data-id") == "mulinxiang"
    shown.close()


def test_links_without_scripts(chromium: Browser, http: Callable[[Path], str], site: Path) -> None:
    """没有脚本：各类都有一页，链接得到。"""
    plain = chromium.new_page(java_script_enabled=False)
    plain.goto(f"{http(site)}cases/")
    plain.click("summary:visible")
    names = plain.locator(".cn-shortcuts a:visible")
    assert names.count() > 15
    names.first.click()
    assert plain.locator(".cn-rel li").count() > 0
    plain.close()
