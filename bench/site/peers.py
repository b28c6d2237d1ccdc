"""各家：怎样摆好文件夹，怎样建，做好的放在哪里，每遍之前删掉什么。"""

import json
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from machine import HERE, HUGO, NODE, ROOT, ZENSICAL
from markdown_pages import listing, page

SITE_URL = "https://example.org/"
OURS, SEARCHED = "ours", "ours+search"
"""我们的：没有查找的索引，有索引。"""
SITE_NAME = "长宁社会组织参与社区治理工作法"
_REGISTERS = ("sources", "programmes")
_EXTRA = re.compile(r"^extra: .*$", re.MULTILINE)


@dataclass(frozen=True)
class Peer:
    """一家。`command` 在它自己的文件夹里跑。"""

    name: str
    command: tuple[str | Path, ...]
    output: str
    leftovers: tuple[str, ...]
    lay: Callable[[Path, Path], None]

    def clear(self, folder: Path) -> None:
        """删掉上一遍做好的与它的缓存，好从头来。"""
        for name in (self.output, *self.leftovers):
            path = folder / name
            if path.is_symlink() or path.is_file():
                path.unlink()
            elif path.exists():
                shutil.rmtree(path)


def read_cases(corpus: Path) -> dict[str, Any]:
    """编号 → 案例。"""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {
        path.stem: yaml.load(path.read_bytes(), loader)
        for path in sorted((corpus / "cases").glob("*.yml"))
    }


def read_registers(corpus: Path) -> dict[str, dict[str, Any]]:
    """登记簿：编号 → 条目；日期写成文字。"""
    found = {}
    for register in _REGISTERS:
        text = (corpus / f"content/registry/{register}.yml").read_text("utf-8")
        entries = yaml.load(text, yaml.BaseLoader)["条目"]  # 日期、数都当文字
        found[register] = {entry["编号"]: entry for entry in entries}
    return found


def read_nav() -> list[dict[str, Any]]:
    """我们的导航：标题、地址、下一层。"""
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
    return [_group(*next(iter(item.items()))) for item in settings["nav"]]


def _group(title: str, under: str | list[dict[str, str]]) -> dict[str, Any]:
    if isinstance(under, str):
        return {"title": title, "url": _url(under), "source": under, "children": []}
    children = [_group(*next(iter(item.items()))) for item in under]
    return {"title": title, "url": children[0]["url"], "source": "", "children": children}


def _url(source: str) -> str:
    """源文件 → 地址：about.md → /about/。"""
    path = source.removesuffix(".md").removesuffix("index").strip("/")
    return f"/{path}/" if path else "/"


def _lay_ours(search: str) -> Callable[[Path, Path], None]:
    """不排 PDF，预览时看着案例；`search` 是要不要查找的索引。"""

    def lay(corpus: Path, folder: Path) -> None:
        shutil.copytree(corpus, folder)
        settings = folder / "mkdocs.yml"
        text, count = _EXTRA.subn(
            f"extra: {{print: none, search: {search}}}", settings.read_text("utf-8")
        )
        if count != 1:
            raise ValueError("mkdocs.yml 里没有认得的 extra 一行")
        settings.write_text(f"{text}\nwatch: [cases]\n", encoding="utf-8")

    return lay


def _lay_hugo(corpus: Path, folder: Path) -> None:
    shutil.copytree(HERE / "hugo", folder)
    _lay_data(corpus, folder / "data")
    _lay_assets(folder / "static/assets")


def _lay_eleventy(corpus: Path, folder: Path) -> None:
    shutil.copytree(HERE / "eleventy", folder, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copy(HERE / "notes.js", folder)
    _lay_data(corpus, folder / "_data")
    _lay_assets(folder / "assets")
    (folder / "node_modules").symlink_to(HERE / "eleventy/node_modules")


def _lay_astro(corpus: Path, folder: Path) -> None:
    shutil.copytree(HERE / "astro", folder, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copy(HERE / "notes.js", folder)
    _lay_data(corpus, folder / "data")
    _lay_assets(folder / "public/assets")
    (folder / "node_modules").symlink_to(HERE / "astro/node_modules")


def _lay_markdown(corpus: Path, folder: Path) -> None:
    """一条案例一页 Markdown；导航里别的页只有标题。"""
    docs = folder / "docs"
    (docs / "cases").mkdir(parents=True)
    cases, registers = read_cases(corpus), read_registers(corpus)
    for case_id, case in cases.items():
        (docs / f"cases/{case_id}.md").write_text(page(case, cases, registers), encoding="utf-8")
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


def _lay_data(corpus: Path, data: Path) -> None:
    """同一份 YAML 案例；登记簿与导航另编成 JSON。"""
    shutil.copytree(corpus / "cases", data / "cases")
    found = {
        "registers": read_registers(corpus),
        "nav": read_nav(),
        "site": {"name": SITE_NAME, "url": SITE_URL},
    }
    for name, content in found.items():
        (data / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def _lay_assets(target: Path) -> None:
    shutil.copytree(ROOT / "hooks/theme/assets", target)


_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet")

_OWN = (".site-releases", ".casebook-cache")

PEERS = {
    peer.name: peer
    for peer in (
        Peer(OURS, _MKDOCS, "site", _OWN, _lay_ours("false")),
        Peer(SEARCHED, _MKDOCS, "site", _OWN, _lay_ours("true")),
        Peer(
            "hugo", (HUGO, "build", "--quiet", "--noBuildLock"), "public",
            ("resources", ".hugo-cache"), _lay_hugo,
        ),
        Peer(
            "eleventy", (NODE, "node_modules/@11ty/eleventy/cmd.cjs"), "_site", (".cache",),
            _lay_eleventy,
        ),
        Peer(
            "astro", (NODE, "node_modules/astro/bin/astro.mjs", "build", "--silent"), "dist",
            (".astro", ".cache", "node_modules/.astro", "node_modules/.vite"), _lay_astro,
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
