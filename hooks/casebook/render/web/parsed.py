"""还没有写成 `Document` 的页：查找的条目与锚点，从写成的 HTML 里找。这样的页没有了，删掉这个文件。

条目每页一条，页里每个有编号的标题一条；格式照 Material 的 search_index.json。
"""

import html
import json
import re
from collections.abc import Iterator

from casebook.render.web.page import WebPage

# 导航、图、列出来的别的页与著录：找的人要的是那一页本身
_LEFT_OUT = re.compile(
    r"<(nav|div|aside|ul)\b[^>]* data-search-exclude>.*?</\1>|<svg\b.*?</svg>"
    r'|<h2 id="sources">.*?</ol>',
    re.S,
)
_HEADING = re.compile(r'<h[123](?: id="([^"]*)")?[^>]*>(.*?)</h[123]>', re.S)
_BLOCK_END = re.compile(r"</(?:p|li|td|th|dt|dd|div|figcaption|caption)>|<br>")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[\s\u2060\u200b]+")
_ID = re.compile(r'<[a-z][a-z0-9]*\b[^<>]*? id="([^"]+)"')


def page_ids(page: WebPage) -> frozenset[str]:
    """一页上的锚点。"""
    return frozenset(map(html.unescape, _ID.findall(page.hero + page.body)))


def search_record(page: WebPage) -> str:
    """一页的条目，一条条 JSON，逗号隔开；换了地址的页没有。

    `location` 是站内地址，`title`、`text` 是转义过的文字。
    """
    docs = () if page.moved_to else _page_docs(page)
    return ",".join(json.dumps(d, ensure_ascii=False, separators=(",", ":")) for d in docs)


def _page_docs(page: WebPage) -> Iterator[dict[str, str]]:
    location = page.address.removeprefix("/")
    # 一段文字、标题的编号、标题，一段文字……编号为空的标题不另起一条
    pieces = _HEADING.split(_LEFT_OUT.sub("", page.body))
    place, title, text = location, page.safe_title, pieces[0]
    for anchor, heading, rest in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        if not anchor:
            text += f" {'' if place == location else heading} {rest}"
            continue
        yield {"location": place, "title": title, "text": _plain(text)}
        place, title, text = f"{location}#{anchor}", _plain(heading), rest
    yield {"location": place, "title": title, "text": _plain(text)}


def _plain(piece: str) -> str:
    return _SPACES.sub(" ", _TAG.sub("", _BLOCK_END.sub(" ", piece))).strip()
