"""什么都没有变，就不必再建；有一处变了，就要再建。"""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from casebook.unchanged import SETTLED, Unchanged
from conftest import SITE_URL, Built, build, commit, copy_handbook, put

LONG_AGO = 1_700_000_000 * 10**9
SETTINGS: dict[str, Any] = {"site_url": SITE_URL, "extra": {"print": "none", 2: [1, "一"]}}


def age(*folders: Path) -> None:
    """里面的文件都是早就改好的。"""
    for folder in folders:
        for path in folder.rglob("*"):
            os.utime(path, ns=(LONG_AGO, LONG_AGO), follow_symlinks=False)


class Place:
    """一本很小的手册，和它的网站：`look` 是构建之前看一眼。"""

    def __init__(self, root: Path) -> None:
        self.root, self.site, self.release = root, root / "site", root / "release"
        put(root, {"cases/a.yml": "标题: 甲", "content/index.md": "首页", "theme/main.html": "x"})
        put(root, {"release/index.html": "首页", "release/cases/a/index.html": "甲"})
        put(root, {".casebook-cache/.gitignore": "*\n"})
        self.site.symlink_to("release")
        age(root)

    def look(self, settings: Mapping[str, Any] = SETTINGS) -> Unchanged:
        folders = [self.root / "content", self.root / "theme"]
        return Unchanged(self.root, self.site, folders, settings)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "手册")


def test_same_again(place: Place) -> None:
    assert not place.look().published()
    place.look().remember(place.release)
    assert place.look().published()
    assert place.look().published()
    place.look().remember(place.release)
    assert place.look().published()


def grown(path: str) -> Callable[[Place], None]:
    def change(place: Place) -> None:
        whole = place.root / path
        whole.write_text(whole.read_text("utf-8") + "。", "utf-8")
        os.utime(whole, ns=(LONG_AGO, LONG_AGO))

    return change


def touched(path: str) -> Callable[[Place], None]:
    return lambda place: os.utime(place.root / path, ns=(LONG_AGO, LONG_AGO + 1))


def added(path: str) -> Callable[[Place], None]:
    def change(place: Place) -> None:
        put(place.root, {path: "新的"})
        os.utime(place.root / path, ns=(LONG_AGO, LONG_AGO))

    return change


def removed(path: str) -> Callable[[Place], None]:
    return lambda place: (place.root / path).unlink()


FILES = ("cases/a.yml", "content/index.md", "theme/main.html", "release/cases/a/index.html")


def empty_folder(place: Place) -> None:
    (place.root / "release/cases/b").mkdir()


def another_release(place: Place) -> None:
    place.site.unlink()
    place.site.symlink_to("content")


def no_site(place: Place) -> None:
    place.site.unlink()


def damaged(place: Place) -> None:
    (place.root / ".casebook-cache/unchanged").write_bytes(b"\xff")


@pytest.mark.parametrize(
    "change",
    [
        *(kind(file) for file in FILES for kind in (grown, touched, removed)),
        *(added(f) for f in ("cases/b.yml", "content/b.md", "theme/b.css", "release/stray.txt")),
        added("cases/a/photo.png"),
        empty_folder,
        another_release,
        no_site,
        damaged,
    ],
)
def test_anything_changed(place: Place, change: Callable[[Place], None]) -> None:
    place.look().remember(place.release)
    change(place)
    assert not place.look().published()


@pytest.mark.parametrize(
    "settings",
    [
        {**SETTINGS, "site_url": "https://other.example/"},
        {**SETTINGS, "extra": {"print": "none", 2: [1, "二"]}},
        {**SETTINGS, "extra": {"print": "none", "2": [1, "一"]}},
        {**SETTINGS, "extra": {"print": "none", 2: ["1", "一"]}},
        {**SETTINGS, "more": None},
    ],
)
def test_other_settings(place: Place, settings: Mapping[str, Any]) -> None:
    place.look().remember(place.release)
    assert not place.look(settings).published()


def test_objects_in_the_settings_are_told_by_their_kind(place: Place) -> None:
    place.look({"a": object(), "b": {3, 1, 2}, "c": len}).remember(place.release)
    assert place.look({"a": object(), "b": {2, 3, 1}, "c": len}).published()
    assert not place.look({"a": object(), "b": {2, 3, 1}, "c": max}).published()


def test_the_environment(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    place.look().remember(place.release)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2")
    assert not place.look().published()


def test_another_commit(place: Place) -> None:
    """同样的文件，不同的提交：版本信息页不同。"""
    commit(place.root, 1_700_000_000)
    place.look().remember(place.release)
    assert place.look().published()
    commit(place.root, 1_700_000_001)
    assert not place.look().published()


def test_a_library_comes(place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place.look().remember(place.release)
    put(tmp_path / "lib", {"another-1.0.dist-info/METADATA": ""})
    monkeypatch.syspath_prepend(tmp_path / "lib")
    assert not place.look().published()


def test_just_changed_is_not_trusted(place: Place) -> None:
    """刚改过的：磁盘可能只记到秒，同一秒里又改，看不出来。"""
    place.look().remember(place.release)
    (place.root / "cases/a.yml").write_text("标题: 乙", "utf-8")
    place.look().remember(place.release)
    assert not place.look().published()
    stat = (place.root / "cases/a.yml").stat()
    before = stat.st_mtime_ns - 2 * SETTLED
    os.utime(place.root / "cases/a.yml", ns=(before, before))
    place.look().remember(place.release)
    assert place.look().published()


def test_changed_while_building(place: Place) -> None:
    """看过之后、记下之前又改了：记的是看的时候的样子。"""
    looked = place.look()
    grown("cases/a.yml")(place)
    looked.remember(place.release)
    assert not place.look().published()


def test_somebody_else_published_meanwhile(place: Place) -> None:
    """换上之后、记下之前，别人又换了一版：网站上的不是这里建的。"""
    shutil.copytree(place.release, place.root / "another")
    place.site.unlink()
    place.site.symlink_to("another")
    age(place.release)
    place.look().remember(place.release)
    (place.root / "another/index.html").write_text("别的", "utf-8")
    assert not place.look().published()


def test_no_room_to_remember(place: Place) -> None:
    """记不下就不记，不妨碍出版。"""
    (place.root / ".casebook-cache/unchanged").mkdir()
    place.look().remember(place.release)
    assert not place.look().published()


# —— 真的建 ——

SAID = "什么都没有变"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """真手册，早就写好了的；不排 PDF，建过一次。"""
    root = copy_handbook(tmp_path_factory.mktemp("unchanged") / "手册")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    put(root, {"mkdocs.yml": settings.replace("{print: book}", "{print: none}")})
    age(root)
    assert build(root, SITE_URL=SITE_URL).code == 0
    return root


def again(root: Path, *options: str, **environment: str) -> Built:
    done = build(root, *options, **{"SITE_URL": SITE_URL, **environment})
    assert done.code == 0, done.output
    return done


@pytest.mark.slow
def test_built_once(book: Path) -> None:
    """没有变：网站一个文件也没有动；换了网址、换了主机、手改了网页，都再建。"""
    before = (book / "site").resolve()
    done = again(book)
    assert SAID in done.output
    assert (book / "site").resolve() == before
    assert SAID in again(book).output
    assert SAID not in again(book, SITE_URL="https://other.example/").output
    assert SAID in again(book, SITE_URL="https://other.example/").output
    assert SAID not in again(book).output
    assert SAID not in again(book, host="properdocs").output
    assert SAID not in again(book).output
    page = book / "site/index.html"
    page.unlink()
    page.write_text("有人改了", "utf-8")
    assert SAID not in again(book).output
    assert "有人改了" not in page.read_text("utf-8")
    assert SAID in again(book).output


@pytest.mark.slow
@pytest.mark.parametrize("change", ["plugin", "hook"])
def test_what_others_do_is_not_known(book: Path, change: str) -> None:
    """别的插件与钩子看什么，这里不知道：每次都建。"""
    settings = (book / "mkdocs.yml").read_text("utf-8")
    if change == "hook":
        put(book, {"other.py": "def on_config(config):\n    return config\n"})
        more = settings.replace("hooks/handbook.py", "hooks/handbook.py, other.py")
    else:
        more = settings.replace("\nplugins: []\n", "\nplugins: [meta]\n")
    assert more != settings
    put(book, {"mkdocs.yml": more})
    assert SAID not in again(book).output
    assert SAID not in again(book).output
    put(book, {"mkdocs.yml": settings})


@pytest.mark.slow
def test_a_warning_is_said_every_time(book: Path) -> None:
    """有提醒的，下一次还要说，不能因为没有变就不说了。"""
    case = book / "cases/aijian-laji.yml"
    before = case.read_text("utf-8")
    case.write_text(f"{before}启示:\n  - 内容: 大家都说好...\n    推断: 是\n", "utf-8")
    age(book)
    for _ in range(2):
        said = again(book, "--no-strict").output
        assert "T08" in said
        assert SAID not in said
    case.write_text(before, "utf-8")
    age(book)
