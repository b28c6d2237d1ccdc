"""casebook offline：解开来双击就看得到，也能查找。"""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from casebook.publish.archive import write_archive
from casebook.publish.manifest import STAMP
from commands import run
from conftest import copy_handbook, put

EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}


def test_the_same_site_makes_the_same_archive(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, {"index.html": "甲", "b/c.js": "乙", STAMP: '{"epoch": 0}'})
    names = [tmp_path / "一" / "book.zip", tmp_path / "二" / "book.zip"]
    assert [write_archive(site, name) for name in names] == [3, 3]
    assert names[0].read_bytes() == names[1].read_bytes()
    with zipfile.ZipFile(names[0]) as archive:
        assert archive.namelist() == ["book/b/c.js", "book/build.json", "book/index.html"]
        assert archive.read("book/index.html").decode() == "甲"
    assert [path.name for path in names[0].parent.iterdir()] == ["book.zip"]


@pytest.mark.parametrize("known", [True, False])
def test_editions_are_not_in_it(tmp_path: Path, known: bool) -> None:
    """定下来的各版不收；指到它们的，知道网址的指到网上，都写明要上网看。"""
    head = '<link rel="canonical" href="https://a.example/b/changes/">' if known else ""
    page = f'{head}<a href="../editions/1/">第一版</a>，<a href="../about/">关于</a>'
    site = tmp_path / "site"
    frozen = {"editions/1/index.html": "旧", "editions/1/book/a.pdf": "旧"}
    put(site, {"changes/index.html": page, STAMP: '{"epoch": 0}', **frozen})
    assert write_archive(site, tmp_path / "book.zip") == 2
    with zipfile.ZipFile(tmp_path / "book.zip") as archive:
        assert archive.namelist() == ["book/build.json", "book/changes/index.html"]
        told = archive.read("book/changes/index.html").decode()
    name = '<a href="https://a.example/b/editions/1/">第一版</a>' if known else "第一版"
    assert told == f'{head}{name}（要上网看，没有收在这一份里），<a href="../about/">关于</a>'


@pytest.mark.slow
def test_it_opens_by_a_double_click(tmp_path: Path, chromium: Browser) -> None:
    root = copy_handbook(tmp_path / "手册")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    put(root, {"mkdocs.yml": settings.replace("print: book", "print: none")})
    done = run("offline", "--out", str(tmp_path / "U 盘"), cwd=root, **EPOCH)
    assert done.returncode == 0, done.stdout + done.stderr
    (packed,) = (tmp_path / "U 盘").iterdir()
    assert str(packed) in done.stdout
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "解开")
    page = chromium.new_page()
    page.goto((tmp_path / "解开" / packed.stem / "index.html").as_uri())
    page.click(".cn-sbtn")
    page.locator(".cn-search input").fill("mulinxiang")
    page.locator(".cn-search__list a").first.click()
    expect(page.locator("h1")).to_have_text("睦邻巷微更新")
    page.close()


@pytest.mark.slow
def test_where_it_cannot_be_written(tmp_path: Path) -> None:
    root = copy_handbook(tmp_path / "手册")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    put(root, {"mkdocs.yml": settings.replace("print: book", "print: none"), "占着": "甲"})
    done = run("offline", "--out", "占着", cwd=root, **EPOCH)
    assert done.returncode == 1
    assert "写不成" in done.stderr
    assert "Traceback" not in done.stderr
