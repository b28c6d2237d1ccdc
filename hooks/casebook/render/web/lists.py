"""列出来的 → HTML：一列列工作法、去处、著录，分页。一页可以有几百条，不用模板，写得快。"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from markupsafe import escape

from casebook.compose.blocks import (
    Bibliography,
    Item,
    Leader,
    Leaders,
    Links,
    Listing,
    Pager,
    Reference,
    Work,
)
from casebook.compose.inlines import Missing
from casebook.compose.words import word

if TYPE_CHECKING:
    from casebook.render.web.blocks import Html

_LONG_FACT = 300
"""清单里的一项事实，超过这么多字是长的。"""


def plate(number: str, label: str, size: str = "") -> str:
    """门牌：`label` 是上面的小字，没有号的只写它；`size` 是 l、m、s，平常的为空。"""
    kind = f" cn-plate--{size}" if size else ""
    if number == word("lists.no-plate"):
        return f'<span class="cn-plate{kind} cn-plate--w"><b>{escape(label)}</b></span>'
    return f'<span class="cn-plate{kind}"><i>{escape(label)}</i><b>{escape(number)}</b></span>'


def _listing(html: "Html", block: Listing) -> str:
    if block.kind == "catalogue":
        rows = "\n".join(_entry(html, item) for item in block.items)
        return f'<ul class="cn-list" data-search-exclude>\n{rows}\n</ul>'
    skipped = " data-search-exclude" if block.kind == "methods" else ""
    rows = "\n".join(_item(html, item) for item in block.items)
    return f'<ul class="cn-rel"{skipped}>\n{rows}\n</ul>'


def _item(html: "Html", item: Item) -> str:
    place = f'<br><span class="cn-meta">{escape(item.place)}</span>' if item.place else ""
    return (
        f"<li>{plate(item.plate, item.label, 'm')}<p>{_link(html, item.address)}"
        f"<b>{escape(item.title)}</b></a>{_state(item)}<br>{html.flow(item.c)}{place}</p></li>"
    )


def _state(item: Item) -> str:
    return f' <span class="cn-tag cn-tag--zhu">{escape(item.state)}</span>' if item.state else ""


def _entry(html: "Html", item: Item) -> str:
    # 名称是一行文字，写什么记号都行，所以用换行隔开
    facets = "".join(
        f' data-{name}="{escape(chr(10).join(words))}"' for name, words in item.facets.items()
    )
    told = [(escape(fact.name), html.inner(fact.c)) for fact in item.facts]
    facts = "".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in told)
    # 事情多的，纸上占满一行，可以拆在两页
    long = " cn-kv--long" if any(len(words) > _LONG_FACT for _, words in told) else ""
    compare = escape(word("web.compare-this", title=item.title))
    return (
        f'<li id="m{escape(item.plate)}" data-id="{escape(item.id)}"{facets}>'
        f"{plate(item.plate, item.label)}<div>"
        f"<h2>{_link(html, item.address)}{escape(item.title)}</a></h2>{_state(item)}"
        f'<p>{html.flow(item.c)}</p><dl class="cn-kv{long}">{facts}</dl></div>'
        f'<label class="cn-pick cn-js"><input type="checkbox" aria-label="{compare}">'
        f"{word('web.add-to-compare')}</label></li>"
    )


def _link(html: "Html", address: str, attributes: str = "") -> str:
    return f'<a href="{escape(html.url(address))}"{attributes}>'


def _leaders(html: "Html", block: Leaders) -> str:
    write = _member if block.full else _leader
    rows = "\n".join(write(html, item) for item in block.items)
    kind = "five" if block.full else "lead"
    return f'<ul class="cn-{kind}">\n{rows}\n</ul>'


def _leader(html: "Html", item: Leader) -> str:
    kind = ' class="z"' if item.none else ""
    told = f"<span{kind}>{escape(item.told)}</span>"
    tile = _tile(item.tile) if item.tile else ""
    return f"<li>{_link(html, item.address)}{tile}{escape(item.name)}</a><i></i>{told}</li>"


def _member(html: "Html", item: Leader) -> str:
    name = f"<b>{_link(html, item.address)}{escape(item.name)}</a></b>"
    told = f'<p class="cn-meta">{escape(item.told)}</p>'
    return f"<li>{_tile(item.tile)}<div>{name}{html.blocks(item.c)}{told}</div></li>"


def _tile(tile: str) -> str:
    return f'<span class="cn-tile" aria-hidden="true">{escape(tile)}</span>'


def _links(html: "Html", block: Links) -> str:
    if block.kind == "contents":
        rows = "".join(f"<li>{html.inner((to,))}</li>" for to in block.items)
        return f'<ul class="cn-jump" data-search-exclude>{rows}</ul>'
    buttons = "".join(
        f'<a class="cn-btn" href="{escape(html.url(to.address))}">{html.inner(to.c)}</a>'
        for to in block.items
    )
    kind = ' class="cn-acts"' if block.kind == "actions" else ""
    return f"<p{kind}>{buttons}</p>"


def _pager(html: "Html", block: Pager) -> str:
    rows = [_turn(html, block, n, address) for n, address in block.pages]
    if block.previous:
        link = _link(html, block.previous, ' rel="prev"')
        rows.insert(0, f"<li>{link}{word('web.previous')}</a></li>")
    if block.next:
        link = _link(html, block.next, ' rel="next"')
        rows.append(f"<li>{link}{word('web.next')}</a></li>")
    turns = "\n".join(rows)
    label = word("web.pages-again" if block.repeated else "web.pages")
    return (
        f'<nav class="cn-noprint" aria-label="{label}" data-search-exclude>'
        f'<ul class="cn-pager">\n{turns}\n</ul></nav>'
    )


def _turn(html: "Html", block: Pager, n: int, address: str) -> str:
    if not n:
        return '<li><span aria-hidden="true">…</span></li>'
    said = word("web.page", n=n)
    if n == block.number:  # 不是链接，读屏不认 aria-label
        return (
            f'<li><b aria-current="page"><span aria-hidden="true">{n}</span>'
            f'<span class="cn-vh">{said}</span></b></li>'
        )
    label = f' aria-label="{said}"'
    return f"<li>{_link(html, address, label)}{n}</a></li>"


def reference(html: "Html", ref: Reference, linked: bool = True) -> str:
    """一条著录；`linked` 是题名链接到来源一页。"""
    title = str(escape(ref.title))
    if linked:
        title = f"{_link(html, f'/sources/#{ref.source}')}{title}</a>"
    out = f"{escape(ref.before)}{title}{escape(ref.after)}"
    if ref.url:
        url = escape(ref.url)
        out += f'<a class="cn-url" href="{url}" rel="noopener">{url}</a>'
    out += str(escape(ref.end))
    if ref.missing:
        told = word("text.said-missing", words="、".join(ref.missing))
        out += f" {escape(told)}{html.inner((Missing(),))}。"
    if ref.places:
        told = word("text.places", places=ref.places)
        out += f'<br><span class="cn-meta">{escape(told)}</span>'
    return out


def backs(n: int, count: int) -> str:
    """从来源回到引用它的 `count` 处：一处是一个箭头，几处是 a、b、c，处数多的先收着。"""
    if not count:
        return ""
    links = "".join(
        f'<a href="#c{n}-{nth}">{_letters(nth) if count > 1 else ""}'
        f'<span class="cn-vh">{word("web.back-cite", n=nth)}</span></a>'
        for nth in range(1, count + 1)
    )
    if count <= _FEW_BACKS:
        return f' <span class="cn-backs cn-noprint">{links}</span>'
    told = word("web.backs", count=count)
    return f'<details class="cn-backs cn-noprint"><summary>{told}</summary>{links}</details>'


_FEW_BACKS = 3
"""引用的不超过几处，就直接列出来。"""


def _letters(n: int) -> str:
    """1、26、27 → a、z、aa。"""
    more, last = divmod(n - 1, 26)
    return (_letters(more) if more else "") + chr(ord("a") + last)


def _bibliography(html: "Html", block: Bibliography) -> str:
    rows = "\n".join(_work(html, work) for work in block.items)
    return f'<ol class="cn-refs">\n{rows}\n</ol>'


def _work(html: "Html", work: Work) -> str:
    asides = [html.flow(note) for note in work.notes]
    asides += [html.words(work.uses)] if work.uses else []
    told = "".join(f'<br><span class="cn-meta">{aside}</span>' for aside in asides)
    listed = reference(html, work.reference, linked=False)
    tag = f' <span class="cn-tag">{escape(work.kind)}</span>'
    return f'<li id="{escape(work.reference.source)}">{listed}{tag}{told}</li>'


LISTS: Final[dict[type, Callable[["Html", Any], str]]] = {
    Listing: _listing,
    Leaders: _leaders,
    Links: _links,
    Pager: _pager,
    Bibliography: _bibliography,
}
"""列出来的，一种一个函数。"""
