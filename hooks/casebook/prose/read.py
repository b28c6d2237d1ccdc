"""一段文字 → Prose。"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from xml.etree.ElementTree import Element, SubElement

from casebook.prose.blocks import Blocks, read_blocks
from casebook.prose.conservation import kept, lost
from casebook.prose.images import find_images
from casebook.prose.inline import read_inline
from casebook.prose.links import find_headings, find_links
from casebook.prose.notes import note_faults, place_notes
from casebook.prose.source import crowded, line_of, source_faults, style_faults
from casebook.prose.spaces import tidy
from casebook.prose.tree import Fault, Prose

_LETTERS = r"[^\x02\x03*_`\[\]<>#|!\\\n&【〔［＊＿～+~=:^$%{-]*+"
_PLAIN = re.compile(rf"{_LETTERS}(?:%(?!%){_LETTERS})*+")  # 12.5% 是平常的字，%%…%% 不是

# 解析器拿这两个控制符作记号；文件里有的，F06 已经报了
_STRIPPED = {2: None, 3: None}


def is_plain(text: str) -> bool:
    """`text` 没有任何记号：读成一段，原样就是 HTML。"""
    return _PLAIN.fullmatch(text) is not None and text.isprintable()


@lru_cache(maxsize=512)  # 查、编、写各读一遍，是同一段文字
def read_prose(text: str, page: bool = False) -> Prose:
    """读一段文字；`page` 为真时是一整篇文章，可以有标题与脚注。"""
    too_many = tuple(crowded(text))
    if too_many or (not page and _PLAIN.fullmatch(text)):
        whole = Element("div")
        SubElement(whole, "p").text = text
        return Prose(whole, too_many)
    text = text.translate(_STRIPPED).expandtabs(4)
    blocks = read_blocks(text, page)
    known = frozenset(blocks.notes)
    for root in (blocks.root, *blocks.notes.values()):
        read_inline(root, page, known)
    faults = [
        *blocks.faults,
        *source_faults(text, page),
        *style_faults(text, page),
        *_lost(text, blocks),
    ]
    faults += note_faults(text, page)
    place_notes(blocks)
    root = blocks.root
    tidy(root)
    headings = tuple(find_headings(root, page, faults))
    links = tuple(find_links(root, text, page, faults))
    images = tuple(find_images(root, text, faults))
    citations = tuple(
        (e.get("source", ""), e.get("locator"), line_of(text, f"〔{e.get('source')}"))
        for e in root.iter("cite")
    )
    return Prose(root, tuple(faults), headings, links, citations, images)


def _lost(text: str, blocks: Blocks) -> Iterator[Fault]:
    """印不出来的字；脚注的正文印在末尾，各比各的。"""
    lines = text.split("\n")
    for label, note in blocks.notes.items():
        span = blocks.note_lines[label]
        written = "\n".join(lines[n - 1] for n in span).partition("]:")[2]
        for fault in lost(written, kept(note)):
            yield replace(fault, line=fault.line + span.start - 1)
        for n in span:
            lines[n - 1] = ""
    yield from lost("\n".join(lines), kept(blocks.root))
