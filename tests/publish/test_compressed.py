"""旁边压缩好的一份：一字不差，小文件与图片不压；改一条只重压改了的；压缩包里不收。"""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from casebook.publish import compressed
from casebook.publish.archive import write_archive
from conftest import build, edited, small_handbook

OPENED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.decompress,
    ".br": brotli.decompress,
}
TEXT = (".html", ".css", ".js", ".json", ".md", ".svg", ".txt", ".xml", ".webmanifest", ".yml")
TEXT += (".csv", ".ics", ".jsonl", ".jsonld")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_handbook(tmp_path_factory.mktemp("compressed") / "handbook")
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8").replace("{print: book}", "{print: none, compress: true}")
    config.write_text(text, "utf-8")
    built = build(root)
    assert built.code == 0, built.output
    return root


def files(root: Path) -> dict[str, Path]:
    site = (root / "site").resolve()
    return {p.relative_to(site).as_posix(): p for p in site.rglob("*") if p.is_file()}


def test_beside_every_text(root: Path) -> None:
    found = files(root)
    for name, path in found.items():
        if opened := OPENED.get(path.suffix):
            original = found[name.removesuffix(path.suffix)]
            assert opened(path.read_bytes()) == original.read_bytes()
        elif name != "build.json":  # 印记写在最后
            large = path.stat().st_size >= 1024 and name.endswith(TEXT)
            assert (f"{name}.gz" in found) == (large or name == "sitemap.xml"), name
            assert (f"{name}.br" in found) == large, name
    assert {"index.html.gz", "assets/stylesheets/style.css.gz"} <= found.keys()
    sizes = [sum(p.stat().st_size for n, p in found.items() if n.endswith(s)) for s in OPENED]
    assert sizes[1] < sizes[0] * 0.9


def test_only_what_changed_is_made_again(root: Path) -> None:
    before = {name: (p.stat().st_ino, p.read_bytes()) for name, p in files(root).items()}
    edited(root)
    built = build(root)
    assert built.code == 0, built.output
    after = files(root)
    for name, (node, content) in before.items():
        if name.endswith(tuple(OPENED)) and not name.startswith("sitemap"):
            assert (after[name].stat().st_ino == node) == (after[name].read_bytes() == content), (
                name
            )
    page = "about/index.html"
    for suffix, opened in OPENED.items():
        packed = after[f"{page}{suffix}"].read_bytes()
        assert before[f"{page}{suffix}"][1] != packed
        assert opened(packed) == after[page].read_bytes()


def test_without_the_library(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """没有装 brotli，只有 `.gz`。"""
    site = (root / "site").resolve()

    def made() -> set[str]:
        pages = iter(["index.html", "assets/stylesheets/style.css"])
        return {Path(one.path).suffix for one in compressed.compressed(site, None, {}, pages)}

    assert made() == {".gz", ".br"}
    monkeypatch.setattr(compressed, "brotli", None)
    assert made() == {".gz"}


def test_not_in_the_archive(root: Path, tmp_path: Path) -> None:
    write_archive(root / "site", tmp_path / "a.zip")
    names = zipfile.ZipFile(tmp_path / "a.zip").namelist()
    assert names
    assert not [name for name in names if name.endswith(tuple(OPENED))]
