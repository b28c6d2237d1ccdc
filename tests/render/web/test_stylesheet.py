"""主题的样式只留用得着的：看上去与整份的一样，分不清的留下。"""

import re
from collections.abc import Callable
from pathlib import Path

import material
import pytest
from playwright.sync_api import Browser

from casebook.render.web.stylesheet import trimmed
from conftest import Built

STYLES = Path(material.__file__).parent / "templates/assets/stylesheets"
WHOLE = "".join(next(STYLES.glob(f"{n}.*.css")).read_text("utf-8") for n in ("main", "palette"))


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".used a{color:red}.idle{x:y}", ".used a{color:red}"),
        (".idle .used,.used .used{x:y}", ".used .used{x:y}"),
        (".used:not(.idle){x:y}", ".used:not(.idle){x:y}"),
        (":is(.idle,.used) b{x:y}", ":is(.idle,.used) b{x:y}"),
        (r".md\:a{x:y}", r".md\:a{x:y}"),
        ("@media print{.idle{x:y}}", ""),
        ("@media print{.idle{x:y}a{b:c}}", "@media print{a{b:c}}"),
        ("@keyframes idle{0%{x:y}}", "@keyframes idle{0%{x:y}}"),
        ('@charset "UTF-8";a{b:"}.idle{"}', '@charset "UTF-8";a{b:"}.idle{"}'),
        ("a{b:url(data:x;{})}.idle{x:y}", "a{b:url(data:x;{})}"),
        ("[data-md-color-primary=idle]{x:y}[data-md-x=used]{x:y}", "[data-md-x=used]{x:y}"),
        (":root{--idle:1;--kept:2}a{x:var(--kept)}", ":root{--kept:2}a{x:var(--kept)}"),
        ("/* } */a{x:y}", "/* } */a{x:y}"),
        (".used{}", ".used{}"),
    ],
)
def test_what_is_kept(css: str, kept: str) -> None:
    assert trimmed(css, '<p class="used">') == kept


def test_a_whole_one_is_left_as_it_is() -> None:
    """都用得着的，一个字节也不差。"""
    variables = "".join(f"var({name})" for name in re.findall(r"--[\w-]+", WHOLE))
    assert trimmed(WHOLE, WHOLE + variables) == WHOLE


LOOKS = """() => [...document.querySelectorAll("*")].map((element) =>
  ["", "::before", "::after"].map((part) => {
    const style = getComputedStyle(element, part);
    return [...style].filter((name) => !name.startsWith("--"))
      .map((name) => name + ":" + style.getPropertyValue(name)).join(";");
  }).join("|"))"""
PAGES = ("", "cases/mulinxiang/", "streets/")


@pytest.mark.parametrize(("width", "mode"), [(1280, ""), (390, "?dark=1"), (390, "?elder=1")])
def test_it_looks_the_same(
    real: Built, chromium: Browser, http: Callable[[Path], str], width: int, mode: str
) -> None:
    """每个元素算出来的样式，换上整份的主题样式，一样也不变。"""
    page = chromium.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    base = http(real.site)
    page.route("**/whole.css", lambda route: route.fulfill(body=WHOLE, content_type="text/css"))
    for address in PAGES:
        page.goto(f"{base}{address}{mode}", wait_until="networkidle")
        ours = page.evaluate(LOOKS)
        page.evaluate(
            """() => new Promise((done) => {
                const link = document.querySelector('link[href*="stylesheets/theme."]');
                link.onload = done;
                link.href = "/whole.css";
            })"""
        )
        whole = page.evaluate(LOOKS)
        assert len(ours) == len(whole) > 100
        assert [n for n, look in enumerate(ours) if look != whole[n]] == [], address
    page.close()
    assert len((next(real.site.glob("assets/stylesheets/theme.*.css"))).read_bytes()) < 90_000
