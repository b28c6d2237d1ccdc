"""行内 → Markdown，一种一个函数。"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from casebook.compose.blocks import Photo, Screenshot
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
from casebook.render.text.escape import as_label, bare, code, escaped, url

if TYPE_CHECKING:
    from casebook.render.text.markdown import Markdown


def _inner(md: "Markdown", part: Strong | Emphasis | Aside) -> str:
    return md.inner(part.c)


def _code(_: "Markdown", part: Code) -> str:
    return code(part.words)


def _link(md: "Markdown", part: Link) -> str:
    if part.c == (part.url,):
        return bare(part.url)
    return f"[{as_label(md.inner(part.c))}]({url(part.url)})"


def _to(md: "Markdown", part: To) -> str:
    return f"[{as_label(md.inner(part.c))}]({url(md.whole(part.address))})"


def _cite(_: "Markdown", part: Cite) -> str:
    return f"〔{part.n}〕"


def _note_mark(_: "Markdown", part: NoteMark) -> str:
    return word("text.note-mark", n=part.n)


def picture(md: "Markdown", part: Image | Screenshot | Photo) -> str:
    """一张图。"""
    return f"![{as_label(escaped(part.alt))}]({url(md.beside(part.file))})"


def _image(md: "Markdown", part: Image) -> str:
    caption = f"（{escaped(part.caption)}）" if part.caption else ""
    return picture(md, part) + caption


def _missing(_: "Markdown", part: Missing) -> str:
    return f"【{word('text.missing')}】"


def _break(_: "Markdown", part: Break) -> str:
    return "  \n"


def _tag(_: "Markdown", part: Tag) -> str:
    return f"（{escaped(part.words)}）"


def _words(_: "Markdown", part: TermMark | Citation) -> str:
    return escaped(part.words)


INLINES: Final[dict[type, Callable[["Markdown", Any], str]]] = {
    Strong: _inner,
    Emphasis: _inner,
    Code: _code,
    Link: _link,
    To: _to,
    Cite: _cite,
    NoteMark: _note_mark,
    Image: _image,
    Missing: _missing,
    Break: _break,
    Tag: _tag,
    Aside: _inner,
    TermMark: _words,
    Citation: _words,
    Anchor: lambda *_: "",
}
"""行内，一种一个函数；加重、强调的记号由 `Markdown.inner` 加，要看两边的字。"""

MARKS: Final[dict[type, str]] = {Strong: "**", Emphasis: "*"}
"""加重、强调的记号。"""
