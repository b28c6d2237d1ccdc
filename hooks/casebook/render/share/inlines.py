"""行内 → 公众号，一种一个函数。链接点不了：书里别处只写字，站外的写出网址。"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

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
from casebook.render.share.markup import Part, el

if TYPE_CHECKING:
    from casebook.render.share.blocks import Writing


def _link(writing: "Writing", part: Link) -> Part:
    said = writing.inner(part.c)
    url = part.url.removeprefix("mailto:")
    return said if part.c == (url,) else said + word("share.address", url=url)


def _image(writing: "Writing", part: Image) -> Markup:
    told = writing.picture(part.file, part.alt, part.caption)
    return el("span", "inline-picture", told)


INLINES: Final[dict[type, Callable[["Writing", Any], Part]]] = {
    Strong: lambda writing, part: el("strong", "strong", writing.inner(part.c)),
    Emphasis: lambda writing, part: el("em", "", writing.inner(part.c)),
    Code: lambda _, part: el("span", "code", part.words),
    Link: _link,
    To: lambda writing, part: writing.inner(part.c),
    Cite: lambda _, part: el("sup", "cite", f"〔{part.n}〕"),
    NoteMark: lambda _, part: el("sup", "cite", word("text.note-mark", n=part.n)),
    Image: _image,
    Missing: lambda _, part: el("span", "missing", word("text.missing")),
    Break: lambda _, part: el("br", ""),
    Tag: lambda _, part: el("span", "tag", part.words),
    Aside: lambda writing, part: el("span", "aside", writing.inner(part.c)),
    TermMark: lambda _, part: part.words,
    Citation: lambda _, part: part.words,
    Anchor: lambda *_: "",
}
"""行内，一种一个函数。"""
