"""各家的索引：备好要的料，怎样建，浏览器里怎样问。"""

import json
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from machine import NODE, PACKAGES, PYTHON
from measure import Cost, measured
from records import Page, folded, grams, spellings

HERE = Path(__file__).parent
_TRADITIONAL = PACKAGES / "opencc/dictionary/TSCharacters.txt"
_BEHIND, _HOME = 0.1, 0.2
"""排在后面的各页、只列摘要的首页，字的分量。"""


@dataclass(frozen=True)
class Engine:
    """一家。`prepare` 把一页写成一行料，`build` 读这些料，把索引写进一个文件夹。

    `page` 是浏览器里问它的一页，没有的在 Python 里问。
    """

    name: str
    about: str
    page: str
    prepare: Callable[[Page], object] | None
    build: Callable[[Path, Path, Path], Cost]


@dataclass(frozen=True)
class Built:
    """建好的：索引的文件夹、处理器秒（备料在内）、钟表秒、多少字节。"""

    engine: Engine
    folder: Path
    cpu: float
    wall: float
    size: int


def build(engine: Engine, site: Path, pages: Iterable[Page], folder: Path) -> Built:
    """给 `site` 建索引，放在 `folder`。"""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    material, spent = folder.with_suffix(".jsonl"), 0.0
    if engine.prepare:
        with material.open("w", encoding="utf-8") as file:
            for page in pages:
                start = time.process_time()
                file.write(json.dumps(engine.prepare(page), ensure_ascii=False) + "\n")
                spent += time.process_time() - start
    cost = engine.build(site, material, folder)
    material.unlink(missing_ok=True)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Built(engine, folder, cost.cpu + spent, cost.wall + spent, size)


def traditional() -> dict[str, str]:
    """繁体字 → 简体字，一字对一字的。"""
    pairs = (line.split("\t") for line in _TRADITIONAL.read_text("utf-8").splitlines())
    return {old: new.split()[0] for old, new in pairs if old != new.split()[0]}


def _whole_docs(page: Page) -> list[Mapping[str, object]]:
    """Material 的 search_index.json 里一页的各条。"""
    boost = {"boost": 0.01} if page.behind else {}
    return [
        {
            "location": f"{page.address}#{s.anchor}" if s.anchor else page.address,
            "title": escape(s.title, quote=False), "text": escape(s.text, quote=False), **boost,
        }
        for s in page.sections
    ]  # fmt: skip


def _whole(site: Path, material: Path, folder: Path) -> Cost:
    lines = material.read_text("utf-8").splitlines()
    docs = ",".join(line[1:-1] for line in lines)
    (folder / "search_index.json").write_text(f'{{"docs":[{docs}]}}', encoding="utf-8")
    return Cost(0, 0, 0)


def _grams_page(page: Page) -> Mapping[str, str]:
    """切成两字的一页：题最重，拼法其次；排在后面的各页都轻。"""
    share = _BEHIND if page.behind else _HOME if not page.address else 1
    top, named, second, low = (weight * share for weight in (10, 7, 5, 1))

    def cut(text: str) -> str:
        return escape(" ".join(grams(text)))

    body = [f'<h1 data-pagefind-weight="{top}">{cut(page.title)}</h1>']
    if not page.behind:
        spelt = " ".join(spellings(page.names))
        body.append(f'<p data-pagefind-weight="{named}">{spelt}</p>')
    for section in page.sections:
        if section.anchor:
            anchor = escape(section.anchor)
            weight = f'data-pagefind-weight="{second}"'
            body.append(f'<h2 id="{anchor}" {weight}>{cut(section.title)}</h2>')
        body.append(f'<p data-pagefind-weight="{low}">{cut(section.text)}</p>')
    head = f'<meta data-pagefind-meta="title[content]" content="{escape(page.title)}">'
    html = f'<html lang="und"><head>{head}</head><body>{"".join(body)}</body></html>'
    return {"url": f"/{page.address}", "content": html}


def _pagefind(way: str) -> Callable[[Path, Path, Path], Cost]:
    def run(site: Path, material: Path, folder: Path) -> Cost:
        source = site if way == "html" else material
        return measured([NODE, HERE / "pagefind.mjs", folder, way, source], HERE)[0]

    return run


def _marz_page(page: Page) -> Mapping[str, object]:
    return {
        "location": f"/{page.address}",
        "title": folded(page.title),
        "text": "\n".join(folded(f"{s.title} {s.text}") for s in page.sections),
        "heads": "\n".join(folded(s.title) for s in page.sections),
        "spelt": "" if page.behind else " ".join(spellings(page.names)),
        "share": _BEHIND if page.behind else _HOME if not page.address else 1,
    }  # fmt: skip


def _marz(site: Path, material: Path, folder: Path) -> Cost:
    command = [PYTHON, HERE / "by_marz.py", "build", folder / "index.marz", material]
    return measured(command, HERE)[0]


ENGINES = {
    engine.name: engine
    for engine in (
        Engine("整个索引", "从前我们的：整个取来，逐字找", "whole.html", _whole_docs, _whole),
        Engine("Pagefind", "照网页，不加什么", "pagefind.html", None, _pagefind("html")),
        Engine(
            "Pagefind+", "自己切成两字、加拼音", "pagefind-grams.html",
            _grams_page, _pagefind("grams"),
        ),
        Engine("marz", "两字一段，加拼音；没有浏览器里用的，在 Python 里问", "", _marz_page, _marz),
    )
}  # fmt: skip
"""名称 → 一家。"""
