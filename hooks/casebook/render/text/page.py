"""一条工作法的 `.md`：网页旁边的一份，只有字，拷到哪里都读得了。"""

from collections.abc import Iterable

from casebook.bind import RelatedLink
from casebook.compose import Document, Reference, word
from casebook.model import Handbook
from casebook.render.text.escape import as_label, as_lines, bare, escaped, url
from casebook.render.text.layout import apart, item, items, titled
from casebook.render.text.markdown import Markdown


def case_markdown(
    document: Document,
    handbook: Handbook,
    number: str,
    related: Iterable[RelatedLink],
    mentioned_by: Iterable[RelatedLink],
    site: str = "",
) -> bytes:
    """写出 `document` 的 `.md`，UTF-8。

    `number` 是这一版的编号；`related` 是可以接着看的，`mentioned_by` 是提到它的；这几样要看整本书。
    `site` 是网站的网址：定了的，链接都写全；没有定的，写站内地址。
    """
    md = Markdown(document.address, site)
    head, unit = document.masthead, handbook.names.unit
    above = " · ".join(filter(None, (f"{unit} {number}", head.above, head.state)))
    imprint = "".join(map(md.line, document.imprint))
    parts = [
        titled(1, escaped(document.title)),
        as_lines(escaped(above)),
        as_lines(escaped(head.method_name)),
        md.blocks(head.lead),
        md.blocks((document.facts, *document.blocks)),
        _titled_list("text.references", (_reference(md, ref) for ref in document.references)),
        as_lines(imprint),
        _titled_list("titles.see-also", _related(md, unit, related, mentioned_by)),
        f"《{escaped(handbook.title)}》{word('print.web-edition')}{bare(md.whole(document.address))}"
        if site
        else "",
    ]
    return f"{apart(parts)}\n".encode()


def _titled_list(title: str, written: Iterable[str]) -> str:
    listed = items(written)
    return apart((titled(2, word(title)), listed)) if listed else ""


def _reference(md: Markdown, ref: Reference) -> str:
    """一条著录；号就是文中的号。"""
    title = f"[{as_label(escaped(ref.title))}]({url(md.whole(f'/sources/#{ref.source}'))})"
    if ref.url:
        said = f"{title}{escaped(ref.after)}{bare(ref.url)}{ref.end}"
    else:
        said = f"{title}{escaped(ref.after + ref.end)}"
    if ref.missing:
        said += f" {'、'.join(ref.missing)}：【{word('text.missing')}】。"
    places = word("text.places", places=escaped(ref.places)) if ref.places else ""
    return item(f"{ref.n}.", f"{escaped(ref.before)}{said}{places and f'（{places}）'}")


def _related(
    md: Markdown, unit: str, related: Iterable[RelatedLink], mentioned_by: Iterable[RelatedLink]
) -> Iterable[str]:
    for lead, links in (("", related), (word("text.mentioned"), mentioned_by)):
        for link in links:
            title = as_label(escaped(f"{unit} {link.number} {link.title}"))
            stop = "。" if link.derived else ""
            address = url(md.whole(link.address))
            yield item("-", f"[{title}]({address})：{lead}{escaped(link.reason)}{stop}")
