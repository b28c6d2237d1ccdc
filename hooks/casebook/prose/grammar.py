"""Markdown 里我们认的一部分，和另加的两种写法；文字照它读成一棵树。"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor

from casebook.prose.fence import FENCE, FenceProcessor

_SOURCE_MARK = r"〔([a-z][a-z0-9-]*)(?: ([^〔〕\n]{1,60}))?〕"
_LIST_ITEM = re.compile(r"(?:[-*+]|\d{1,3}\.) +\S")


def parse(text: str, page: bool) -> Element:
    """`text` → 块的树；`page` 为真时有脚注。"""
    md = _markdown(page)
    md.reset()
    lines = list(_lists_apart(text.split("\n")))
    for processor in md.preprocessors:
        lines = processor.run(lines)
    parsed = md.parser.parseDocument(lines).getroot()
    root: Element = Element("div") if parsed is None else parsed
    for treeprocessor in md.treeprocessors:
        changed = treeprocessor.run(root)
        if changed is not None:
            root = changed
    return root


@cache
def _markdown(page: bool) -> markdown.Markdown:
    extensions: list[Any] = [
        TableExtension(use_align_attribute=True),
        SaneListExtension(),
        AdmonitionExtension(),
    ]
    if page:
        extensions.append(FootnoteExtension(BACKLINK_TITLE="回到正文第 {} 处脚注"))
    # 案例的图片写在“图片”栏里，文字里不认；文章里可以插
    images = ("image_reference", "short_image_ref") + (() if page else ("image_link",))
    md = markdown.Markdown(extensions=extensions)
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "<", "〔", "【"]
    md.preprocessors.deregister("html_block")
    md.parser.blockprocessors.deregister("code")
    if page:
        md.parser.blockprocessors.register(FenceProcessor(md.parser), "fence", 95)
    for pattern in ("html", "entity", "automail", *images):
        md.inlinePatterns.deregister(pattern)
    md.inlinePatterns.register(_Mark(r"【待补充】", md), "unknown", 185)
    md.inlinePatterns.register(_Cite(_SOURCE_MARK, md), "cite", 184)
    return md


class _Mark(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        return self.element(m), m.start(0), m.end(0)

    def element(self, m: re.Match[str]) -> Element:
        unknown = Element("span", {"class": "cn-tbd"})
        unknown.text = "待补充"
        return unknown


class _Cite(_Mark):
    def element(self, m: re.Match[str]) -> Element:
        cite = Element("cite", {"source": m[1]})
        if m[2]:
            cite.set("locator", m[2])
        return cite


def _lists_apart(lines: list[str]) -> Iterator[str]:
    """紧跟在段落后面的列表，前面补一个空行：不然会接在段落里。"""
    in_list, blank, fenced = False, True, False
    for line in lines:
        fenced ^= line.startswith(FENCE)
        item = not fenced and _LIST_ITEM.match(line) is not None
        if item and not in_list and not blank:
            yield ""
        blank = not line.strip()
        in_list = item or (in_list and not blank) or line.startswith(" ")
        yield line
