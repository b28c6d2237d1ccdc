"""各家：怎样摆好文件夹，怎样建，做好的放在哪里，每遍之前删掉什么。"""

import json
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from machine import HUGO, NODE, ROOT, ZENSICAL
from markdown_pages import listing, page

from content import Content, read_nav

HERE = Path(__file__).parent
SITE_URL = "https://example.org/"
OURS, SEARCHED = "ours", "ours+search"
"""我们的：没有查找的索引，有索引。"""
SITE_NAME = "长宁社会组织参与社区治理工作法"


@dataclass(frozen=True)
class Peer:
    """一家。`command` 在它自己的文件夹里跑；案例在 `cases` 里。"""

    name: str
    command: tuple[str | Path, ...]
    output: str
    leftovers: tuple[str, ...]
    lay: Callable[[Content, Path], None]
    cases: str = ""

    def clear(self, folder: Path) -> None:
        """删掉上一遍做好的与它的缓存，好从头来。"""
        for name in (self.output, *self.leftovers):
            path = folder / name
            if path.is_symlink() or path.is_file():
                path.unlink()
            elif path.exists():
                shutil.rmtree(path)


def _lay_ours(settings: str) -> Callable[[Content, Path], None]:
    """真的设置，加上 `settings`。"""

    def lay(content: Content, folder: Path) -> None:
        shutil.copytree(content.folder, folder)
        (folder / "mkdocs.yml").rename(folder / "handbook.yml")
        (folder / "mkdocs.yml").write_text(f"INHERIT: handbook.yml\n{settings}", encoding="utf-8")

    return lay


def _lay_hugo(content: Content, folder: Path) -> None:
    shutil.copytree(HERE / "hugo", folder)
    _lay_data(content, folder / "data")
    _lay_assets(folder / "static/assets")


def _lay_node(name: str, data: str, assets: str) -> Callable[[Content, Path], None]:
    """Eleventy 与 Astro：装好的包用原来的。"""

    def lay(content: Content, folder: Path) -> None:
        shutil.copytree(HERE / name, folder, ignore=shutil.ignore_patterns("node_modules"))
        shutil.copy(HERE / "notes.js", folder)
        _lay_data(content, folder / data)
        _lay_assets(folder / assets)
        (folder / "node_modules").symlink_to(HERE / name / "node_modules")

    return lay


def _lay_markdown(content: Content, folder: Path) -> None:
    """一条案例一页 Markdown；导航里别的页只有标题。"""
    docs, cases = folder / "docs", content.cases
    (docs / "cases").mkdir(parents=True)
    for case_id, case in cases.items():
        text = page(case, cases, content.registers)
        (docs / f"cases/{case_id}.md").write_text(text, encoding="utf-8")
    nav = read_nav()
    for item in (leaf for group in nav for leaf in group["children"] or [group]):
        path = docs / item["source"]
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# {item['title']}\n", encoding="utf-8")
    (docs / "cases/index.md").write_text(listing(cases), encoding="utf-8")
    _lay_assets(docs / "assets")
    settings = (HERE / "mkdocs/mkdocs.yml").read_text("utf-8")
    listed = json.dumps([_nav_entry(item) for item in nav], ensure_ascii=False)
    (folder / "mkdocs.yml").write_text(f"{settings}nav: {listed}\n", encoding="utf-8")


def _nav_entry(item: Mapping[str, Any]) -> dict[str, Any]:
    return {item["title"]: item["source"] or [_nav_entry(child) for child in item["children"]]}


def _lay_data(content: Content, data: Path) -> None:
    """同一份 YAML 案例；登记簿与导航另编成 JSON。"""
    shutil.copytree(content.folder / "cases", data / "cases")
    found = {
        "registers": content.registers,
        "nav": read_nav(),
        "site": {"name": SITE_NAME, "url": SITE_URL},
    }
    for name, one in found.items():
        (data / f"{name}.json").write_text(json.dumps(one, ensure_ascii=False), "utf-8")


def _lay_assets(target: Path) -> None:
    shutil.copytree(ROOT / "hooks/casebook/theme/assets", target)


_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet")

_OWN = (".site-releases", ".casebook-cache")
_SETTINGS = "watch: [cases]\nextra: {print: none, search: %s}\n"
"""不排 PDF（另测）；预览时看着案例。"""

PEERS = {
    peer.name: peer
    for peer in (
        Peer(OURS, _MKDOCS, "site", _OWN, _lay_ours(_SETTINGS % "false"), "cases"),
        Peer(SEARCHED, _MKDOCS, "site", _OWN, _lay_ours(_SETTINGS % "true"), "cases"),
        Peer(
            "hugo", (HUGO, "build", "--quiet", "--noBuildLock"), "public",
            ("resources", ".hugo-cache"), _lay_hugo, "data/cases",
        ),
        Peer(
            "eleventy", (NODE, "node_modules/@11ty/eleventy/cmd.cjs"), "_site", (".cache",),
            _lay_node("eleventy", "_data", "assets"),
        ),
        Peer(
            "astro", (NODE, "node_modules/astro/bin/astro.mjs", "build", "--silent"), "dist",
            (".astro", ".cache", "node_modules/.astro", "node_modules/.vite"),
            _lay_node("astro", "data", "public/assets"),
        ),
        Peer("mkdocs", _MKDOCS, "site", (), _lay_markdown),
        Peer("zensical", (ZENSICAL, "build", "--clean"), "site", (".cache",), _lay_markdown),
    )
}  # fmt: skip
"""名称 → 一家。"""

ENV = {
    "SITE_URL": SITE_URL,
    "SOURCE_DATE_EPOCH": "1767225600",
    "NO_MKDOCS_2_WARNING": "1",
    "ASTRO_TELEMETRY_DISABLED": "1",
    "NODE_ENV": "production",
}
"""各家都用的环境变量。"""
