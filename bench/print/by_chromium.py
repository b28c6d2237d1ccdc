"""Chromium 排一本：数据 → HTML → PDF，排两遍：它查不了页码，第一遍读出来，第二遍填进去。

python by_chromium.py 数据.json 文件夹 [案例的文件夹]

标准输出是装载程序用去的处理器秒。
"""

import json
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from page_html import book_html
from playwright.sync_api import Page, sync_playwright

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
_HOUR = 3_600_000


def main(data: Path, folder: Path, cases: Path) -> None:
    """读数据，排两遍，放进 `folder`，照片在 `cases` 里；第一遍与第二遍的页码对不上就失败。"""
    (job,) = json.loads(data.read_bytes())
    target = folder / "book.pdf"
    with TemporaryDirectory() as own, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        page = browser.new_page()
        _print(page, book_html(job["data"], "chromium", cases), Path(own) / "book.html", target)
        first = named_pages(target)
        _print(
            page, book_html(job["data"], "chromium", cases, first), Path(own) / "book.html", target
        )
        browser.close()
    moved = sum(first[name] != number for name, number in named_pages(target).items())
    if moved:
        sys.exit(f"填上页码以后，有 {moved} 处换了页")


def _print(page: Page, html: str, source: Path, target: Path) -> None:
    source.write_text(html, encoding="utf-8")
    page.goto(source.as_uri(), timeout=_HOUR)
    page.evaluate("document.fonts.ready")
    page.set_default_timeout(_HOUR)
    page.pdf(
        path=target, prefer_css_page_size=True, print_background=True, tagged=True, outline=True
    )


def named_pages(pdf: Path) -> dict[str, int]:
    """PDF 里有名字的去处 → 第几页。"""
    with pikepdf.open(pdf) as opened:
        numbers = {page.obj.objgen: n for n, page in enumerate(opened.pages, 1)}
        return {
            name.removeprefix("/"): numbers[_target(place).objgen]
            for name, place in opened.Root.Dests.items()
        }


def _target(place: Any) -> Any:
    return (place.D if isinstance(place, pikepdf.Dictionary) else place)[0]


if __name__ == "__main__":
    print(time.process_time())  # 装载用去的
    main(*map(Path, (sys.argv[1], sys.argv[2], sys.argv[-1])))
