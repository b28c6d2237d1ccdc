"""行内 → 电子书，一种一个函数。"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

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
from casebook.render.epub.markup import Nodes, el

if TYPE_CHECKING:
    from casebook.render.epub.writing import Writing

_WORD_JOINER = "\u2060"  # 不让出处标落到一行开头


def _wrapped(tag: str, kind: str = "") -> Callable[["Writing", Any], Nodes]:
    return lambda writing, part: [el(tag, *writing.words(part.c), class_=kind)]


def _link(writing: "Writing", part: Link) -> Nodes:
    return [el("a", *writing.words(part.c), href=part.url)]


def _to(writing: "Writing", part: To) -> Nodes:
    """书里有那一处的指到那里；书里没有的指到网站；网站的网址没有定的，只是字。"""
    inside = writing.words(part.c)
    href = writing.href(part.address)
    return [el("a", *inside, href=href)] if href else inside


def _cite(writing: "Writing", part: Cite) -> Nodes:
    return [_WORD_JOINER, *writing.cite(part.source, part.n)]


def _note_mark(_: "Writing", part: NoteMark) -> Nodes:
    mark = el(
        "a",
        word("text.note-mark", n=part.n),
        id=f"fnref-{part.n}-{part.nth}",
        class_="mark",
        href=f"#fn-{part.n}",
        epub__type="noteref",
        role="doc-noteref",
    )
    return [_WORD_JOINER, mark]


def _image(writing: "Writing", part: Image) -> Nodes:
    """没有这张图的，写出它说什么。"""
    shown = writing.picture(part.file, part.alt)
    return [shown] if shown is not None else [part.caption or part.alt]


def _missing(_: "Writing", part: Missing) -> Nodes:
    return [el("span", word("text.missing"), class_="tbd")]


def _tag(_: "Writing", part: Tag) -> Nodes:
    return [" ", el("span", part.words, class_="tag")]


def _term(writing: "Writing", part: TermMark) -> Nodes:
    return [writing.term(part.id, part.words)]


INLINES: Final[dict[type, Callable[["Writing", Any], Nodes]]] = {
    Strong: _wrapped("strong"),
    Emphasis: _wrapped("em"),
    Code: lambda _, part: [el("code", part.words)],
    Link: _link,
    To: _to,
    Cite: _cite,
    NoteMark: _note_mark,
    Image: _image,
    Missing: _missing,
    Break: lambda _, part: [el("br")],
    Tag: _tag,
    Aside: _wrapped("span", "small"),
    TermMark: _term,
    Citation: lambda _, part: [part.words],
    Anchor: lambda *_: [],
}
"""行内，一种一个函数。"""
