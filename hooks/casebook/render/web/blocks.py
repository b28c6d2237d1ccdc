"""块 → HTML，一种块一个函数；大的（图、五社、步骤……）写在 `templates/_blocks.html` 里，一种一个宏。

每个字都转义：页里的 HTML 全是这里与模板写的，没有一点从案例、文章里来。
"""

from collections import Counter
from collections.abc import Callable, Iterable
from html import escape
from itertools import repeat
from typing import Any, Final

from markupsafe import Markup

from casebook.compose.blocks import (
    Block,
    Blocks,
    Cell,
    Figure,
    Footnotes,
    Heading,
    Listed,
    Note,
    Paragraph,
    Preformatted,
    Quote,
    Reference,
    Rule,
    Screenshot,
    Table,
)
from casebook.compose.citation import figure_anchor
from casebook.compose.inlines import Anchor, Inlines
from casebook.compose.sentences import line
from casebook.compose.words import chinese_number, word
from casebook.render.web.cells import fitted
from casebook.render.web.inlines import INLINES, picture
from casebook.render.web.lists import LISTS, backs, plate, reference
from casebook.render.web.sourced import sourced

_LONG = 200
"""一项事实、一步超过这么多字是长的：纸上半栏里要排十行以上。"""

Url = Callable[[str], str]
"""站内地址 → 本页上的链接。"""


class Html:
    """写一页的块。`url` 写站内链接，`macros` 是 `_blocks.html` 里的宏。图按先后编号。

    `anchored` 为真时，出处标各有锚点，从来源回得去。
    """

    def __init__(self, url: Url, macros: Any = None, anchored: bool = False) -> None:
        self.url = url
        self._cited: Counter[int] | None = Counter() if anchored else None
        self._figures = 0
        self._drawn: Counter[str] = Counter()
        self._macros = macros
        self._said: set[str] = set()

    def figure_name(self) -> str:
        """下一张图的名字：图一、图二……"""
        self._figures += 1
        return word("figures.name", n=chinese_number(self._figures))

    def figure_id(self, figure: Figure) -> str:
        """一幅图的锚点，给人引用；不要锚点的为空。"""
        if self._cited is None:
            return ""
        self._drawn[figure.kind] += 1
        return figure_anchor(figure.kind, self._drawn[figure.kind])

    def said(self, name: str) -> bool:
        """`name` 这个锚点是不是头一次写：照做清单里把写过的话又写一遍。"""
        first = name not in self._said
        self._said.add(name)
        return first

    def cite_id(self, n: int) -> str:
        """第 `n` 个来源的下一个出处标的锚点；不要锚点的为空。"""
        if self._cited is None:
            return ""
        self._cited[n] += 1
        return f"c{n}-{self._cited[n]}"

    def backs(self, n: int) -> Markup:
        """从第 `n` 个来源回到引用它的各处；要在正文之后写。"""
        return Markup(backs(n, self._cited[n] if self._cited else 0))  # noqa: S704 - 都转义过

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """几块，一块一行。"""
        return Markup("\n".join(map(self.block, sourced(blocks))))  # noqa: S704 - 都转义过

    def words(self, inlines: Inlines) -> Markup:
        """一句话。"""
        return Markup(self.inner(inlines))  # noqa: S704 - 都转义过

    def flow(self, blocks: Blocks) -> Markup:
        """一句话那样的几块，不套段落；几段之间空一格。里面有列表、表格的，照样写成块。"""
        if all(isinstance(block, Paragraph) for block in blocks):
            texts = [self.inner(block.c) for block in blocks if isinstance(block, Paragraph)]
            return Markup(" ".join(texts))  # noqa: S704 - 都转义过
        return self.blocks(blocks)

    def long(self, words: Markup) -> bool:
        """半栏里太长的一项：纸上占满一行，可以拆在两页。"""
        return len(words.striptags()) > _LONG

    def line(self, key: str, /, **values: object) -> Markup:
        """网页自己的一句：按钮旁、页末的话。"""
        return self.words(line(key, **values))

    def plate(self, number: str, label: str, size: str = "") -> Markup:
        """门牌。"""
        return Markup(plate(number, label, size))  # noqa: S704 - 都转义过

    def reference(self, ref: Reference) -> Markup:
        """一条著录。"""
        return Markup(reference(self, ref))  # noqa: S704 - 都转义过

    def block(self, block: Block) -> str:
        """一块。"""
        write = WRITERS.get(type(block))
        if write is not None:
            return write(self, block)
        macro = getattr(self._macros, block.t.replace("-", "_"))
        return str(macro(block, self)).strip()

    def inner(self, inlines: Inlines) -> str:
        """一句话，还没有标明是转义过的。"""
        return "".join(
            [
                escape(part, quote=False)
                if isinstance(part, str)
                else INLINES[type(part)](self, part)
                for part in inlines
            ]
        )


# —— 块 ——


def _paragraph(html: Html, block: Paragraph) -> str:
    """段里头一句的锚点写在段上：段末多一个空标签，浏览器就不管末行剩几个字了。"""
    first = next((part for part in block.c if isinstance(part, Anchor)), None)
    if first is None or not html.said(first.id):
        return f"<p>{html.inner(block.c)}</p>"
    rest = tuple(part for part in block.c if part is not first)
    return f'<p id="{first.id}">{html.inner(rest)}</p>'


def _heading(html: Html, block: Heading) -> str:
    anchor = f' id="{escape(block.id)}"' if block.id else ""
    return f"<h{block.level}{anchor}>{html.inner(block.c)}</h{block.level}>"


def _listed(html: Html, block: Listed) -> str:
    tag = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    inner = _tight if block.tight else Html.blocks
    items = "\n".join(f"<li>{inner(html, item)}</li>" for item in block.items)
    return f"<{tag}{start}>\n{items}\n</{tag}>"


def _tight(html: Html, item: Blocks) -> str:
    """紧排的一项：话不必成段。"""
    parts = (html.inner(b.c) if isinstance(b, Paragraph) else html.block(b) for b in sourced(item))
    return "\n".join(parts)


def _table(html: Html, block: Table) -> str:
    written = [[html.inner(cell.c) for cell in row] for row in (block.head, *block.rows)]
    (head, *body), least = fitted(written)
    scopes = [' scope="col"' + (f' class="cn-w{em}"' if em else "") for em in least]
    top = _row("th", block.head, head, scopes)
    rows = "\n".join(_row("td", *row, repeat("")) for row in zip(block.rows, body, strict=True))
    return f"<table>\n<thead>\n{top}\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _row(tag: str, row: Iterable[Cell], words: Iterable[str], more: Iterable[str]) -> str:
    cells = []
    for cell, inner, said in zip(row, words, more, strict=False):
        align = f' align="{escape(cell.align)}"' if cell.align else ""
        cells.append(f"<{tag}{align}{said}>{inner}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def _quote(html: Html, block: Quote) -> str:
    return f"<blockquote>\n{html.blocks(block.c)}\n</blockquote>"


def _note(html: Html, block: Note) -> str:
    return _set_apart(block, html.blocks(block.c))


def _set_apart(block: Note, inner: str) -> str:
    title = (
        f'<span class="cn-tag">{escape(block.title, quote=False)}</span>\n' if block.title else ""
    )
    return f'<div class="cn-eds">\n{title}{inner}\n</div>'


def _rule(_: Html, block: Rule) -> str:
    return "<hr>"


def _preformatted(_: Html, block: Preformatted) -> str:
    return f"<pre><code>{escape(block.words, quote=False)}\n</code></pre>"


def _screenshot(_: Html, block: Screenshot) -> str:
    caption = escape(block.caption, quote=False)
    told = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="cn-shot">{picture(block)}{told}</figure>'


def _footnotes(html: Html, block: Footnotes) -> str:
    items = []
    for n, note in enumerate(block.items, 1):
        label = escape(note.label)
        title = word("text.back-title", n=n)
        back = "".join(
            f'\u00a0<a class="footnote-backref" href="#fnref{nth if nth > 1 else ""}:{label}"'
            f' title="{title}">{word("text.back")}</a>'
            for nth in range(1, note.marks + 1)
        )
        words = html.blocks(note.c)
        ending = f"{words[:-4]}{back}</p>" if words.endswith("</p>") else f"{words}<p>{back}</p>"
        items.append(f'<li id="fn:{label}">\n{ending}\n</li>')
    return '<div class="footnote">\n<hr>\n<ol>\n' + "\n".join(items) + "\n</ol>\n</div>"


WRITERS: Final[dict[type, Callable[[Html, Any], str]]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    Listed: _listed,
    Table: _table,
    Quote: _quote,
    Note: _note,
    Rule: _rule,
    Preformatted: _preformatted,
    Screenshot: _screenshot,
    Footnotes: _footnotes,
    **LISTS,
}
