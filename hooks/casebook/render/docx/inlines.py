"""行内 → Word，一种一个函数。链接写成字：书里别处只写字，站外的写出网址。"""

from collections.abc import Callable, Sequence
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
from casebook.render.docx.markup import Element
from casebook.render.docx.pictures import drawn

if TYPE_CHECKING:
    from casebook.render.docx.writing import Writing

Look = Sequence[str]
Write = Callable[["Writing", list[Element], Any, Look], None]


def _looking(name: str) -> Write:
    def write(writing: "Writing", inside: list[Element], part: Any, look: Look) -> None:
        writing.inner(inside, part.c, (*look, name))

    return write


def _link(writing: "Writing", inside: list[Element], part: Link, look: Look) -> None:
    writing.inner(inside, part.c, look)
    url = part.url.removeprefix("mailto:")
    if part.c != (url,):
        writing.words(inside, word("docx.address", url=url), look)


def _image(writing: "Writing", inside: list[Element], part: Image, look: Look) -> None:
    picture = drawn(writing, part.file, part.alt, 40)
    if picture is not None:
        inside.append(picture)
    said = part.caption if picture is not None else part.caption or part.alt
    writing.words(inside, f"（{said}）" if said else "", look)


def _missing(writing: "Writing", inside: list[Element], part: Missing, look: Look) -> None:
    writing.words(inside, f"【{word('text.missing')}】", (*look, "dotted"))


def _words(
    writing: "Writing", inside: list[Element], part: Code | TermMark | Citation, look: Look
) -> None:
    writing.words(inside, part.words, look)


def _tag(writing: "Writing", inside: list[Element], part: Tag, look: Look) -> None:
    writing.words(inside, f"（{part.words}）", (*look, "kai"))


def _break(writing: "Writing", inside: list[Element], part: Break, look: Look) -> None:
    writing.words(inside, "\n")


INLINES: Final[dict[type, Write]] = {
    Strong: _looking("bold"),
    Emphasis: _looking("kai"),
    Code: _words,
    Link: _link,
    To: lambda writing, inside, part, look: writing.inner(inside, part.c, look),
    Cite: lambda writing, inside, part, _: writing.cite(inside, part.source),
    NoteMark: lambda writing, inside, part, _: writing.note(inside, part.label),
    Image: _image,
    Missing: _missing,
    Break: _break,
    Tag: _tag,
    Aside: lambda writing, inside, part, look: writing.inner(inside, part.c, (*look, "grey")),
    TermMark: _words,
    Citation: _words,
    Anchor: lambda *_: None,
}
"""行内，一种一个函数。"""
