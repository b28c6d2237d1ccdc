"""一条工作法末尾的相关：别的案例一改就要重写，所以单独一份。"""

from typing import NamedTuple

from casebook.compose.blocks import Listing
from casebook.publish.facts import PageFacts
from casebook.render.web import related_html, related_links


class Related(NamedTuple):
    """一条工作法末尾的相关：HTML，锚点与链接。"""

    html: str
    facts: PageFacts


UNRELATED = Related("", PageFacts())
"""没有相关。"""


def related_part(address: str, listing: Listing | None) -> Related:
    """一条工作法末尾的相关。"""
    return Related(related_html(address, listing), PageFacts(*related_links(address, listing)))
