"""十分钟教程：在真的浏览器里照着做一遍，每一步拍一张图；图变了、缺了，这里就不通过。"""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Locator, Page

from casebook.compile import check_handbook
from casebook.model import Case, describe
from casebook.problems import has_warnings
from conftest import ROOT, copy_handbook, preview
from pictures import drift, keep, make_room

pytestmark = pytest.mark.slow
TUTORIAL = (ROOT / "content/guide/tutorial.md").read_text("utf-8")
PICTURES = ROOT / "content/guide/tutorial"
HOME = ROOT / "tests/content/pictures/home.png"
WIDTH = 480
MARGIN = 12
NAMES = re.findall(r"\]\((\w+\.png)", TUTORIAL)
make_room(PICTURES / name for name in NAMES)


def told() -> list[list[tuple[str, str]]]:
    """教程里要填的：一张表一组，每行是栏目与填什么。"""
    tables = re.findall(r"^\| 栏目 \| 填什么 \|\n\|[- |]+\|\n((?:\|.*\|\n)+)", TUTORIAL, re.M)
    return [re.findall(r"^\| (.+?) \| (.+?) \|$", table, re.M) for table in tables]


def control(page: Page, label: str) -> Locator:
    """“步骤：标题”→ 表单里那一格。"""
    if label == "文件名":
        return page.locator("#f-file")
    outer, _, inner = label.partition("：")
    field = next(f for f in describe(Case) if f.key == outer)
    name = field.name
    if inner:
        assert field.record
        own = next(f for f in describe(field.record) if f.key == inner)
        place = r"(?:\d+-)?" if field.many else ""
        name = rf"{field.name}-{place}{own.name}"
    wanted = re.compile(rf"f-{name}(?:-\d+)?")
    ids = page.locator("#submission [id]").evaluate_all("found => found.map((e) => e.id)")
    return page.locator(", ".join(f"#{i}" for i in ids if wanted.fullmatch(i)))


def fill(page: Page, label: str, value: str) -> None:
    """照教程填一格：选的选，勾的勾，写的写。"""
    found = control(page, label)
    match found.first.evaluate("e => e.type"):
        case "select-one":
            found.first.select_option(value)
        case "checkbox":
            page.locator("label").filter(has=found, has_text=value).locator("input").check()
        case _:
            found.first.fill(value)


@contextmanager
def window(chromium: Browser, height: int = 900, width: int = WIDTH) -> Iterator[Page]:
    size = {"width": width, "height": height}
    context = chromium.new_context(viewport=size, device_scale_factor=2, color_scheme="light")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def between(page: Page, first: Locator, last: Locator) -> bytes:
    """从 `first` 的上边到 `last` 的下边，与正文一样宽。"""
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    top, bottom = first.bounding_box(), last.bounding_box()
    assert top
    assert bottom
    start = top["y"] - MARGIN
    clip = {"x": 0, "y": start, "width": WIDTH, "height": bottom["y"] + bottom["height"] - start}
    return page.screenshot(full_page=True, clip={**clip, "height": clip["height"] + MARGIN})


@pytest.fixture(scope="module")
def shots() -> dict[str, bytes]:
    return {}


@pytest.fixture(scope="module")
def written(
    chromium: Browser,
    ours: Path,
    http: Callable[[Path], str],
    shots: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """照教程填表、下载：得到的文件。"""
    start, middle, end = told()
    with window(chromium) as page:
        page.goto(f"{http(ours)}submit/")
        page.get_by_role("link", name="直接填稿子").click()
        page.wait_for_selector("#f-title")
        for label, value in start:
            fill(page, label, value)
        one = page.locator("label[for=f-title]")
        shots["form"] = between(page, one, page.locator("#f-summary-sources"))
        for label, value in middle:
            fill(page, label, value)
        step = page.locator("fieldset").filter(has=control(page, "步骤：标题")).first
        shots["steps"] = between(page, step, step.get_by_role("button", name="加一条步骤"))
        for label, value in end:
            fill(page, label, value)
        download = page.get_by_role("button", name="下载稿子")
        download.click()
        faults = page.locator(".cn-form__faults")
        shots["mistake"] = between(page, faults, faults)
        page.locator("#f-agree").check()
        with page.expect_download() as waiting:
            download.click()
        said = page.locator(".cn-form__status")
        said.get_by_text("下载了").wait_for()
        shots["download"] = between(page, page.locator(".cn-form__agree"), said)
        file = tmp_path_factory.mktemp("tutorial") / waiting.value.suggested_filename
        shutil.copy(waiting.value.path(), file)
    return file


@pytest.fixture(scope="module")
def everything(
    chromium: Browser,
    written: Path,
    shots: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, bytes]:
    """编者那一边：放进书里，预览；急着发布，检查不让。"""
    root = copy_handbook(tmp_path_factory.mktemp("editor") / "book", ROOT)
    case = root / "cases" / written.name
    collected = written.read_text("utf-8")
    case.write_text(collected.replace("状态: 征集", "状态: 发布"), "utf-8")
    command = [sys.executable, "-m", "casebook", "check", str(case), "--html", "report.html"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    case.write_text(collected, "utf-8")
    with window(chromium) as page:
        page.goto((root / "report.html").as_uri())
        shots["report"] = page.screenshot()
    with preview(root) as shown, window(chromium, height=760) as page:
        page.goto(f"{shown.url}cases/{written.stem}/")
        page.locator(".cn-notice").wait_for()
        shots["preview"] = page.screenshot()
    return shots


def test_the_tutorial_leads_to_a_case(written: Path, tmp_path: Path) -> None:
    """照着做，得到的文件没有错误，填的都在里面。"""
    assert written.name == "shequ-shufang.yml"
    text = written.read_text("utf-8")
    for label, value in (row for table in told() for row in table if row[0] != "文件名"):
        assert f"{value}" in text, label
    for folder in ("cases", "content"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(written, tmp_path / "cases")
    assert not has_warnings(check_handbook(tmp_path))  # 建议（折页多一张）不算


def test_buttons_it_names_exist(ours: Path) -> None:
    """教程里说“按”的，表单里真有。"""
    scripts = "".join(p.read_text("utf-8") for p in ours.glob("assets/javascripts/form*.js"))
    page = (ours / "submit/index.html").read_text("utf-8") + scripts
    for name in re.findall(r"按“(.+?)”", TUTORIAL):
        assert name in page or name.replace("加一条步骤", "加一条") in page, name


@pytest.mark.parametrize("name", NAMES)
def test_picture(name: str, everything: dict[str, bytes]) -> None:
    keep(everything[name.removesuffix(".png")], PICTURES / name)


def test_every_picture_is_taken_here(everything: dict[str, bytes]) -> None:
    assert {path.name for path in PICTURES.iterdir()} == {f"{name}.png" for name in everything}
    assert len(NAMES) == len(everything)


def test_home_picture(chromium: Browser, ours: Path, http: Callable[[Path], str]) -> None:
    """README 里的首页。"""
    with Image.open(HOME) as kept:
        width, height = kept.size
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme="light"
    )
    page = context.new_page()
    page.goto(http(ours))
    keep(page.screenshot(), HOME)
    context.close()


def test_drift_is_noticed() -> None:
    """少了一行字、挪了一段，看得出；毛边不同，看不出。"""
    image = Image.new("RGB", (1440, 900), "white")
    draw = ImageDraw.Draw(image)
    for y in range(60, 800, 60):
        draw.rectangle((100, y, 1200, y + 24), fill="black")
    softer = image.resize((700, 438)).resize((1440, 900))
    missing, moved = image.copy(), Image.new("RGB", image.size, "white")
    ImageDraw.Draw(missing).rectangle((100, 300, 1200, 324), fill="white")
    moved.paste(image, (0, 30))
    assert drift(image, softer) < 0.01
    assert drift(image, missing) > 0.01
    assert drift(image, moved) > 0.1
    assert drift(image, image.crop((0, 0, 1440, 700))) == 1


def test_a_missing_picture_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEBOOK_PICTURES", raising=False)
    out = io.BytesIO()
    Image.new("RGB", (10, 10)).save(out, "PNG")
    with pytest.raises(AssertionError, match="没有"):
        keep(out.getvalue(), tmp_path / "none.png")


def test_pictures_on_the_site_are_as_sharp(ours: Path) -> None:
    """重新编过的，网站上的每个像素与这一张一样。"""
    for name in NAMES:
        with (
            Image.open(ours / "guide/tutorial" / name) as published,
            Image.open(PICTURES / name) as taken,
        ):
            assert published.size == taken.size
            assert published.convert("RGB").tobytes() == taken.convert("RGB").tobytes()
