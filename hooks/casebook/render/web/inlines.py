"""行内 → HTML，一种一个函数。"""

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any, Final

from casebook.compose.blocks import Screenshot
from casebook.compose.inlines import (
    Anchor,
    Aside,
    Break,
    Citation,
    Cite,
    Code,
    Emphasis,
    Image,
    Link,
    Missing,
    NoteMark,
    Strong,
    Tag,
    TermMark,
    To,
)
from casebook.compose.words import word

if TYPE_CHECKING:
    from casebook.render.web.blocks import Html

_WORD_JOINER = "\u2060"  # 不让出处标落到一行开头


def _strong(html: "Html", part: Strong) -> str:
    return f"<strong>{html.inner(part.c)}</strong>"


def _emphasis(html: "Html", part: Emphasis) -> str:
    return f"<em>{html.inner(part.c)}</em>"


def _code(_: "Html", part: Code) -> str:
    return f"<code>{escape(part.words, quote=False)}</code>"


def _link(html: "Html", part: Link) -> str:
    return f'<a href="{escape(part.url)}">{html.inner(part.c)}</a>'


def _to(html: "Html", part: To) -> str:
    return f'<a href="{escape(html.url(part.address))}">{html.inner(part.c)}</a>'


def _cite(html: "Html", part: Cite) -> str:
    n = part.n
    label, anchor = word("text.cite", n=n), html.cite_id(n)
    own = f' id="{anchor}"' if anchor else ""
    return f'{_WORD_JOINER}<a class="cn-cite"{own} href="#s{n}" aria-label="{label}">〔{n}〕</a>'


def _note_mark(_: "Html", part: NoteMark) -> str:
    label = escape(part.label)
    nth = part.nth if part.nth > 1 else ""
    return (
        f'<sup id="fnref{nth}:{label}">'
        f'<a class="footnote-ref" href="#fn:{label}">{part.n}</a></sup>'
    )


def picture(part: Image | Screenshot) -> str:
    """一张图。"""
    return f'<img src="{escape(part.file)}" alt="{escape(part.alt)}">'


def _image(_: "Html", part: Image) -> str:
    return picture(part)


def _missing(_: "Html", part: Missing) -> str:
    return f'<span class="cn-tbd">{word("text.missing")}</span>'


def _break(_: "Html", part: Break) -> str:
    return "<br>"


def _tag(_: "Html", part: Tag) -> str:
    kind = " cn-tag--zhu" if part.urgent else ""
    return f' <span class="cn-tag{kind}">{escape(part.words, quote=False)}</span>'


def _aside(html: "Html", part: Aside) -> str:
    return f'<span class="cn-meta">{html.inner(part.c)}</span>'


def _term(html: "Html", part: TermMark) -> str:
    """没有脚本时是指到术语一页的链接；有脚本时就地打开（app.js）。"""
    url, name = escape(html.url(f"/glossary/#{part.id}")), escape(part.id)
    words = escape(part.words, quote=False)
    return f'<a class="cn-term" href="{url}" data-term="term-{name}">{words}</a>'


def _anchor(html: "Html", part: Anchor) -> str:
    return f'<span id="{part.id}"></span>' if html.said(part.id) else ""


def _citation(_: "Html", part: Citation) -> str:
    """引用的那一天由脚本填（app.js）；旁边的按钮把整条抄下来。"""
    said = "".join(
        f'<span data-today="{today}">{escape(words)}</span>' if today else escape(words)
        for words, today in part.parts
    )
    label = escape(word("web.copy-this", words=word(f"cite-styles.{part.style}")))
    return (
        f'<span id="cite-{part.style}">{said}</span> <button type="button" class="cn-btn cn-js" '
        f'data-do="copy" data-copy-of="#cite-{part.style}" aria-label="{label}">'
        f"{word('web.copy')}</button>"
    )


INLINES: Final[dict[type, Callable[["Html", Any], str]]] = {
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
    Aside: _aside,
    TermMark: _term,
    Citation: _citation,
    Anchor: _anchor,
}
"""行内，一种一个函数。"""
