"""块 → HTML，一种块一个函数；大的（图、五社、步骤……）写在 `templates/_blocks.html` 里，一种一个宏。

每个字都转义：页里的 HTML 全是这里与模板写的，没有一点从案例、文章里来。
"""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any, Final

from markupsafe import Markup

from casebook.compose.blocks import (
    Block,
    Blocks,
    Cell,
    Footnotes,
    Heading,
    Listed,
    Note,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Screenshot,
    Table,
)
from casebook.compose.inlines import (
    Break,
    Cite,
    Code,
    Emphasis,
    Image,
    Inlines,
    Link,
    Missing,
    NoteMark,
    Strong,
    Tag,
    To,
)
from casebook.compose.words import chinese_number, word

_WORD_JOINER = "\u2060"  # 不让出处标落到一行开头

Url = Callable[[str], str]
"""站内地址 → 本页上的链接。"""


class Html:
    """写一页的块。`url` 写站内链接，`macros` 是 `_blocks.html` 里的宏。图按先后编号。"""

    def __init__(self, url: Url, macros: Any = None) -> None:
        self.url = url
        self._figures = 0
        self._macros = macros

    def figure_name(self) -> str:
        """下一张图的名字：图一、图二……"""
        self._figures += 1
        return word("figures.name", n=chinese_number(self._figures))

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """几块，一块一行。"""
        return Markup("\n".join(map(self._block, blocks)))  # noqa: S704 - 都转义过

    def words(self, inlines: Inlines) -> Markup:
        """一句话。"""
        return Markup(self._words(inlines))  # noqa: S704 - 都转义过

    def flow(self, blocks: Blocks) -> Markup:
        """一句话那样的几块，不套段落；几段之间空一格。里面有列表、表格的，照样写成块。"""
        if all(isinstance(block, Paragraph) for block in blocks):
            texts = [self._words(block.c) for block in blocks if isinstance(block, Paragraph)]
            return Markup(" ".join(texts))  # noqa: S704 - 都转义过
        return self.blocks(blocks)

    def _block(self, block: Block) -> str:
        write = _WRITERS.get(type(block))
        if write is not None:
            return write(self, block)
        macro = getattr(self._macros, block.t.replace("-", "_"))
        return str(macro(block, self)).strip()

    def _words(self, inlines: Inlines) -> str:
        return "".join(
            [
                escape(part, quote=False)
                if isinstance(part, str)
                else _INLINES[type(part)](self, part)
                for part in inlines
            ]
        )


# —— 块 ——


def _paragraph(html: Html, block: Paragraph) -> str:
    return f"<p>{html._words(block.c)}</p>"


def _heading(html: Html, block: Heading) -> str:
    anchor = f' id="{escape(block.id)}"' if block.id else ""
    return f"<h{block.level}{anchor}>{html._words(block.c)}</h{block.level}>"


def _listed(html: Html, block: Listed) -> str:
    tag = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    inner = _tight if block.tight else Html.blocks
    items = "\n".join(f"<li>{inner(html, item)}</li>" for item in block.items)
    return f"<{tag}{start}>\n{items}\n</{tag}>"


def _tight(html: Html, item: Blocks) -> str:
    """紧排的一项：话不必成段。"""
    parts = (html._words(b.c) if isinstance(b, Paragraph) else html._block(b) for b in item)
    return "\n".join(parts)


def _table(html: Html, block: Table) -> str:
    head = _row(html, block.head, "th", ' scope="col"')
    rows = "\n".join(_row(html, row, "td", "") for row in block.rows)
    return f"<table>\n<thead>\n{head}\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _row(html: Html, row: Iterable[Cell], tag: str, scope: str) -> str:
    cells = []
    for cell in row:
        align = f' align="{escape(cell.align)}"' if cell.align else ""
        cells.append(f"<{tag}{align}{scope}>{html._words(cell.c)}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def _quote(html: Html, block: Quote) -> str:
    return f"<blockquote>\n{html.blocks(block.c)}\n</blockquote>"


def _note(html: Html, block: Note) -> str:
    title = (
        f'<span class="cn-tag">{escape(block.title, quote=False)}</span>\n' if block.title else ""
    )
    return f'<div class="cn-eds">\n{title}{html.blocks(block.c)}\n</div>'


def _rule(_: Html, block: Rule) -> str:
    return "<hr>"


def _preformatted(_: Html, block: Preformatted) -> str:
    return f"<pre><code>{escape(block.words, quote=False)}\n</code></pre>"


def _screenshot(_: Html, block: Screenshot) -> str:
    caption = escape(block.caption, quote=False)
    told = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="cn-shot">{_picture(block)}{told}</figure>'


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


_WRITERS: Final[dict[type, Callable[[Html, Any], str]]] = {
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
}

# —— 行内 ——


def _strong(html: Html, part: Strong) -> str:
    return f"<strong>{html._words(part.c)}</strong>"


def _emphasis(html: Html, part: Emphasis) -> str:
    return f"<em>{html._words(part.c)}</em>"


def _code(_: Html, part: Code) -> str:
    return f"<code>{escape(part.words, quote=False)}</code>"


def _link(html: Html, part: Link) -> str:
    return f'<a href="{escape(part.url)}">{html._words(part.c)}</a>'


def _to(html: Html, part: To) -> str:
    href = part.address if part.address.startswith("#") else html.url(part.address)
    return f'<a href="{escape(href)}">{html._words(part.c)}</a>'


def _cite(_: Html, part: Cite) -> str:
    n = part.n
    label = word("text.cite", n=n)
    return f'{_WORD_JOINER}<a class="cn-cite" href="#s{n}" aria-label="{label}">〔{n}〕</a>'


def _note_mark(_: Html, part: NoteMark) -> str:
    label = escape(part.label)
    nth = part.nth if part.nth > 1 else ""
    return (
        f'<sup id="fnref{nth}:{label}">'
        f'<a class="footnote-ref" href="#fn:{label}">{part.n}</a></sup>'
    )


def _picture(part: Image | Screenshot) -> str:
    return f'<img src="{escape(part.file)}" alt="{escape(part.alt)}">'


def _image(_: Html, part: Image) -> str:
    return _picture(part)


def _missing(_: Html, part: Missing) -> str:
    return f'<span class="cn-tbd">{word("text.missing")}</span>'


def _break(_: Html, part: Break) -> str:
    return "<br>"


def _tag(_: Html, part: Tag) -> str:
    return f' <span class="cn-tag">{escape(part.words, quote=False)}</span>'


_INLINES: Final[dict[type, Callable[[Html, Any], str]]] = {
    Strong: _strong,
    Emphasis: _emphasis,
    Code: _code,
    Link: _link,
    To: _to,
    Cite: _cite,
    NoteMark: _note_mark,
    Image: _image,
    Missing: _missing,
    Break: _break,
    Tag: _tag,
}
