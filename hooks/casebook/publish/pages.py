"""把各案例的网页、照片与查找的索引写进网站。别的页由主机写。"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.publish.cache import Cache
from casebook.publish.photos import photo

if TYPE_CHECKING:  # 只排 PDF 时不必装载网页这间屋子
    from casebook.render.web import Shells, WebPage

INDEX = "search/search_index.json"
"""查找的索引；查找插件已经写好设置，条目由这里来写。"""


def write_pages(
    site: Path,
    pages: "Iterable[WebPage]",
    photos: Iterable[tuple[Path, str]],
    shells: "Shells",
    cache: Cache,
) -> None:
    """写出 `pages` 里的案例、它们的照片（源文件，站内路径），以及全部 `pages` 的索引。"""
    pages = list(pages)
    for page in pages:
        if page.is_case:
            _write(site / page.address.strip("/") / "index.html", shells.fill(page).encode())
    for source, target in photos:
        _write(site / target, photo(source, cache))
    if (site / INDEX).exists():  # 没有用查找插件时不写
        from casebook.render.web import search_docs

        index = json.loads((site / INDEX).read_bytes())
        index["docs"] = list(search_docs(pages))
        text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        _write(site / INDEX, text.encode())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
