"""一页的 `.md`：网页旁边的一份，只有字，拷到哪里都读得了。"""

from collections.abc import Iterable

from casebook.compose import Document, Reference, word
from casebook.compose.blocks import Listing
from casebook.compose.document import Cover
from casebook.model import Handbook
from casebook.render.text.escape import as_lines, bare, escaped
from casebook.render.text.layout import apart, item, items, titled
from casebook.render.text.markdown import Markdown
from casebook.render.text.markdown_lists import linked, recorded
from casebook.render.text.spoken import plated


def page_markdown(
    document: Document,
    handbook: Handbook,
    number: str = "",
    related: Listing | None = None,
    site: str = "",
) -> bytes:
    """写出 `document` 的 `.md`，UTF-8；`handbook` 是哪一本手册。

    `number` 是工作法这一版的编号，`related` 是它末尾的相关：这两样要看整本书。
    `site` 是网站的网址：定了的，链接都写全；没有定的，写站内地址。
    """
    md = Markdown(document.address, site)
    head = document.masthead
    above = (plated(head.label, number or head.plate), head.above, head.state)
    parts = [
        titled(1, escaped(head.title)),
        as_lines(escaped(" · ".join(filter(None, above)))),
        as_lines(escaped(head.method_name)),
        md.blocks(head.lead),
        _cover(md, document.cover) if document.cover else "",
        md.blocks((document.facts, *document.blocks)),
        _titled_list("text.references", (_reference(md, ref) for ref in document.references)),
        md.blocks(document.after),
        as_lines("".join(map(md.line, document.imprint))),
        _titled_list("titles.see-also", (md.blocks((related,)),) if related else ()),
        f"《{escaped(handbook.title)}》{word('print.web-edition')}{bare(md.whole(document.address))}"
        if site
        else "",
    ]
    return f"{apart(parts)}\n".encode()


def _cover(md: Markdown, cover: Cover) -> str:
    """封面上的；各街镇在“怎样查”里，不再列。"""
    return apart((md.blocks((cover.links,)), as_lines(escaped(cover.note))))


def _titled_list(title: str, written: Iterable[str]) -> str:
    listed = items(written)
    return apart((titled(2, word(title)), listed)) if listed else ""


def _reference(md: Markdown, ref: Reference) -> str:
    """一条著录；号就是文中的号。"""
    title = linked(md, ref.title, f"/sources/#{ref.source}")
    return item(f"{ref.n}.", recorded(ref, title))
