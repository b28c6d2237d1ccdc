"""行内 → 印刷用的树。"""

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
from casebook.render.typeset.run_in import seen_on_the_web, spoken

if TYPE_CHECKING:
    from casebook.render.typeset.blocks import Typeset

Data = dict[str, Any]
Tree = list[Any]


def label_of(address: str) -> str:
    """站内地址 → 书里的标签。"""
    return "at" + address.rstrip("/").replace("/", "-").replace("#", "_")


def _wrapped(kind: str) -> Callable[["Typeset", Any], Tree]:
    return lambda t, part: [{"t": kind, "c": t.words(part.c)}]


def _code(t: "Typeset", part: Code) -> Tree:
    return [{"t": "code", "c": t.text(part.words)}]


def _link(t: "Typeset", part: Link) -> Tree:
    shown = part.url.removeprefix("mailto:")
    # 写着网址的，断在哪里交给排版机：抄下来的不多一个字
    words = [part.url] if part.c == (part.url,) else t.words(part.c)
    link = {"t": "link", "url": part.url, "c": words}
    # 纸上点不了：文字里没有网址的，把网址也印出来
    return [link if shown in "".join(spoken(part.c)) else {**link, "print": shown}]


def _to(t: "Typeset", part: To) -> Tree:
    if part.address.startswith("#"):
        return t.words(part.c)
    return [{"t": "to", "to": part.address, "c": t.words(part.c)}]


def _cite(_: "Typeset", part: Cite) -> Tree:
    return [{"t": "cite", "n": part.n}]


def _note_mark(t: "Typeset", part: NoteMark) -> Tree:
    return t.footnote(part.label)


def _image(t: "Typeset", part: Image) -> Tree:
    return t.text(seen_on_the_web(part))


def _missing(_: "Typeset", part: Missing) -> Tree:
    return [{"t": "tbd"}]


def _break(_: "Typeset", part: Break) -> Tree:
    return [{"t": "br"}]


def _tag(_: "Typeset", part: Tag) -> Tree:
    return [{"t": "tag", "c": [part.words]}]


def _aside(t: "Typeset", part: Aside) -> Tree:
    return t.words(part.c)


INLINES: Final[dict[type, Callable[["Typeset", Any], Tree]]] = {
    Strong: _wrapped("strong"),
    Emphasis: _wrapped("em"),
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
    TermMark: lambda t, part: t.text(part.words),
    Citation: lambda t, part: t.text(part.words),
    Anchor: lambda *_: [],
}
"""行内，一种一个函数。"""
