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
            own = {group: (said.get(f"data-{group}") or "").split("|") for group in GROUPS}
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
