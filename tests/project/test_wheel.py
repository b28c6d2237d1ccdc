"""程序做成 wheel，装在空的环境里：离了仓库，只有一本手册的文件夹，样样能做。"""

import os
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT, TOOLS, build, preview, small_handbook

pytestmark = pytest.mark.slow

LIMIT = 15_000_000
"""字节。九成是字体。"""
ENV = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
ENV |= {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}


def ran(*command: Path | str, cwd: Path) -> str:
    """在 `cwd` 里跑，要成；返回说的话。"""
    done = subprocess.run(
        command, cwd=cwd, env=ENV, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """由仓库里的文件做成的 wheel；不上网，uv 自带做 wheel 的那一半。"""
    folder = tmp_path_factory.mktemp("wheel")
    ran(TOOLS / "uv", "build", "--quiet", "--wheel", "--offline", "--out-dir", folder, cwd=ROOT)
    [made] = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def tools(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """空的环境里装好的命令：锁文件里的依赖与这个 wheel，没有别的。

    依赖由 uv 从它的存放处取，`make` 装过的不用再上网。
    """
    folder = tmp_path_factory.mktemp("installed") / "venv"
    uv, python = TOOLS / "uv", folder / "bin/python"
    ran(uv, "venv", "--quiet", "--python", TOOLS / "python", folder, cwd=folder.parent)
    install = (uv, "pip", "install", "--quiet", "--python", python)
    ran(*install, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=folder.parent)
    ran(*install, "--no-deps", "--offline", wheel, cwd=folder.parent)
    ran(uv, "pip", "check", "--python", python, cwd=folder.parent)  # 写明要的，锁文件里都有
    return python.parent


def alone(root: Path) -> Path:
    """只有手册，没有程序：`hooks/` 里只剩手册自己的一个文件。"""
    small_handbook(root)
    shutil.rmtree(root / "hooks")
    shutil.rmtree(root / ".git")
    (root / "hooks").mkdir()
    shutil.copy(ROOT / "hooks/handbook.py", root / "hooks")
    return root


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return alone(tmp_path / "手 册")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_everything_of_the_package_is_in_it_and_nothing_else(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "hooks/casebook", "hooks/casebook_mkdocs"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    ours = {name.removeprefix("hooks/") for name in listed if (ROOT / name).is_file()}
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if not name.endswith("/")}
    assert ours <= inside
    assert all(name.partition("/")[0].endswith(".dist-info") for name in inside - ours)
    assert wheel.stat().st_size < LIMIT


def test_the_licences_of_code_and_fonts_go_with_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [metadata] = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
        told = archive.read(metadata).decode()
        licences = {n: archive.read(n).decode() for n in archive.namelist() if "/licenses/" in n}
    assert "License-Expression: MIT AND OFL-1.1" in told
    texts = " ".join(licences.values())
    assert "MIT License" in texts
    assert "SIL OPEN FONT LICENSE Version 1.1" in texts


def test_the_installed_program_is_the_one_that_runs(tools: Path, book: Path) -> None:
    where = "import casebook, casebook_mkdocs; print(casebook.__file__, casebook_mkdocs.__file__)"
    for path in ran(tools / "python", "-c", where, cwd=book).split():
        assert Path(path).is_relative_to(tools.parent)


def test_check_and_print(tools: Path, book: Path) -> None:
    assert "没有发现问题" in ran(tools / "casebook", "check", "--strict", cwd=book)
    ran(tools / "casebook", "print", "--out", "印件", cwd=book)
    printed = sorted((book / "印件").rglob("*.pdf"))
    assert printed
    assert all(path.read_bytes().startswith(b"%PDF-1.7") for path in printed)


def test_the_site_is_the_same_as_from_the_checkout(tools: Path, book: Path, tmp_path: Path) -> None:
    """同样的手册，装好的程序建的网站与印件，和仓库里的程序建的一个字节也不差。"""
    ran(tools / "mkdocs", "build", "--strict", "-f", "mkdocs.yml", cwd=book)
    theirs = small_handbook(tmp_path / "仓库")
    shutil.rmtree(theirs / ".git")
    shutil.copytree(book / "cases", theirs / "cases", dirs_exist_ok=True)
    built = build(theirs, SOURCE_DATE_EPOCH=ENV["SOURCE_DATE_EPOCH"])
    assert built.code == 0, built.output
    ours, expected = tree(book / "site"), tree(theirs / "site")
    assert ours.keys() == expected.keys()
    assert [name for name in ours if ours[name] != expected[name]] == []
    assert any(name.endswith(".pdf") for name in ours)


def test_casebook_build_notices_what_changed(tools: Path, book: Path) -> None:
    """什么都没有变就不再建；装好的程序里主题变了，看得出来，重建。"""

    def built() -> str:
        return ran(tools / "mkdocs", "build", "-f", "mkdocs.yml", cwd=book)

    [footer] = tools.parent.rglob("casebook/theme/partials/footer.html")
    words = footer.read_text("utf-8")
    try:
        time.sleep(2.1)  # 改过两秒以后的才说得准
        ran(tools / "casebook", "build", cwd=book)
        built()
        assert "什么都没有变" in built()
        footer.unlink()  # uv 装的文件与它的存放处是同一个，不能在原处改
        footer.write_text(words.replace("</nav>", "<p>改过的页脚</p></nav>"), "utf-8")
        assert "什么都没有变" not in built()
        assert "改过的页脚" in (book / "site/index.html").read_text("utf-8")
    finally:
        footer.unlink()
        footer.write_text(words, "utf-8")


def test_a_look_of_its_own_comes_before_ours(tools: Path, book: Path) -> None:
    """手册自己写了 `custom_dir` 的，同名的用它的，别的照旧。"""
    settings = book / "mkdocs.yml"
    theme = "  name: material\n"
    settings.write_text(
        settings.read_text("utf-8").replace(theme, f"{theme}  custom_dir: look\n"), "utf-8"
    )
    (book / "look/partials").mkdir(parents=True)
    (book / "look/partials/footer.html").write_text("<footer>另一种页脚</footer>", "utf-8")
    ran(tools / "mkdocs", "build", "--strict", "-f", "mkdocs.yml", cwd=book)
    page = (book / "site/index.html").read_text("utf-8")
    assert "另一种页脚" in page
    assert (book / "site/assets/stylesheets/tokens.css").is_file()


def test_serve(tools: Path, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    with preview(book, tools) as shown:
        assert "<h1" in shown.page("cases/demo-case/")
        assert "/__preview__/overlay.js" in shown.page("cases/demo-case/")
        assert shown.page("__preview__/overlay.js")
        assert "admin.js" in shown.page("admin/") or "正在装编辑器" in shown.page("admin/")
