"""活一样多：各家的 PDF 里，书的每一段都在，每条案例都有书签。

文字由 pdftotext 取出来，去掉空白、脚注号与“见第 N 页”再比；一段跨页断成两截的，两截都在才算在。
"""

import re
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
from page_html import method_title

_DROPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]|〔\d+〕|[(（]见第\d+页[)）]")
_SHORT = 4
_UNPRINTED = {
    "t", "id", "label", "at", "kind", "align", "file", "url", "address", "qr", "author", "above",
    "photos", "format", "found", "alt",
    "words", "related_title",  # 固定的话，用到才印
    "data",  # 图里的字
    "keywords", "about", "source",  # 写在文件的属性里的、来源的编号
    "titles",  # 地脚说的
    "index",  # 只印正文里有的词
    "sources", "sources_title",  # 印在脚注与“另据”里
    "summary_text",  # 装饰，也许截短
}  # fmt: skip
"""不当一段文字印的栏目；没有写在这里的，都要印。"""


class NotSame(Exception):
    """有一家少了案例或段落；内容说少了哪些。"""


def plain(words: str) -> str:
    """比较用的文字。"""
    return _DROPPED.sub("", _DROPPED.sub("", unicodedata.normalize("NFKC", words)))


def check_same(name: str, pdfs: Iterable[Path], jobs: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """`pdfs` 里有没有全部案例与段落：（案例数，段落数）。少了就抛 NotSame。"""
    text, titles = "", set()
    for pdf in pdfs:
        text += plain(_text(pdf))
        with pikepdf.open(pdf) as opened, opened.open_outline() as outline:
            titles |= {plain(item.title) for item in _items(outline.root)}
    books = [job["data"] for job in jobs]
    methods = [
        method_title(book["words"]["nth-method"], method)
        for book in books
        for part in book["parts"]
        for method in part["methods"]
    ]
    lost = [title for title in methods if plain(title) not in titles]
    runs = dict.fromkeys(run for book in books for run in passages(book))
    lost += [run for run in runs if not _found(run, text)]
    if lost:
        raise NotSame(f"{name} 少了 {len(lost)} 处，如：{'；'.join(lost[:3])}")
    return len(methods), len(runs)


def _text(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def _items(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _items(item.children)


def passages(node: Any) -> Iterator[str]:
    """书的数据里要印的每一段文字：两个记号（出处、标签……）之间的算一段。"""
    if isinstance(node, str):
        yield from _kept(node)
    elif isinstance(node, list):
        words = ""
        for part in node:
            if isinstance(part, str):
                words += part
            elif not (isinstance(part, dict) and part.get("t") == "idx"):
                yield from _kept(words)
                words = ""
                yield from passages(part)
        yield from _kept(words)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in _UNPRINTED and not (key == "to" and isinstance(value, str)):
                yield from passages(value)


def _kept(words: str) -> Iterator[str]:
    words = plain(words)
    if len(words) >= _SHORT:
        yield words


def _found(run: str, text: str) -> bool:
    """在，或者断成两截都在。"""
    if run in text:
        return True
    low, high = 0, len(run)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if run[:middle] in text else (low, middle)
    return low > 0 and run[low:] in text
