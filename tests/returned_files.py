"""改一份送审稿，像人在 Word 里改的那样；看对出来的是什么。"""

import io
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx import Document
from docx.text.paragraph import Paragraph

from casebook.cli.review import word_files
from casebook.compile import compile_handbook
from casebook.intake.packages import examined
from casebook.render.docx.review import Reviewed
from casebook.render.docx.sent import Sent
from casebook.review import Change, compare, read_returned, sent_in, traced_handbook
from conftest import SITE_URL
from full import NAME
from word_shown import W

PATH = f"cases/{NAME}.yml"


def review_of(root: Path, name: str = NAME) -> Reviewed:
    """`root` 的一条写成的送审稿。"""
    compiled = compile_handbook(root, SITE_URL, preview=True)
    return next(word_files(compiled, traced_handbook(root, drafts=True), [name]))[1]


def found(data: bytes, sent: Sent | None = None) -> list[Change]:
    package = examined("回来的.docx", data)
    compared = compare(sent or sent_in(package) or Sent("", {}), read_returned(package))
    return [*compared.placed, *compared.others, *compared.marked]


def told(changes: list[Change]) -> list[tuple[str, str, str, str]]:
    return [(c.at.removeprefix(f"{PATH}#"), c.kind, c.before, c.after) for c in changes]


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    document = Document(io.BytesIO(data))
    edit(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def every(document: Any) -> Iterator[Paragraph]:
    for one in document.element.body.iter(W + "p"):
        yield Paragraph(one, document)


def paragraph(document: Any, words: str) -> Paragraph:
    return next(one for one in every(document) if words in one.text)


def reworded(*pairs: tuple[str, str]) -> Callable[[Any], None]:
    def edit(document: Any) -> None:
        for old, new in pairs:
            inside = [t for t in document.element.body.iter(W + "t") if old in (t.text or "")]
            assert inside, old
            for one in inside:
                one.text = (one.text or "").replace(old, new)

    return edit


def tracked(words: str, new: str, who: str) -> Callable[[Any], None]:
    """像 Word 的修订那样：原来的字删去，新的字添上。"""

    def edit(document: Any) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        old = next(r for p in every(document) for r in p.runs if words in r.text)._element
        added = deepcopy(old)
        for element, tag in ((old, "w:del"), (added, "w:ins")):
            around = OxmlElement(tag)
            around.set(qn("w:author"), who)
            around.set(qn("w:id"), "9")
            old.getparent().insert(old.getparent().index(old), around)
            around.append(element)
            if tag == "w:del":
                old = around
        for one in around.iter(W + "t"):
            one.text = new
        for one in old.iter(W + "t"):
            one.tag = W + "delText"

    return edit


def added(document: Any, words: str, xml: str) -> None:
    from docx.oxml import parse_xml

    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    whole = parse_xml(f'<w:p xmlns:w="{W[1:-1]}" xmlns:m="{math}">{xml}</w:p>')
    own = paragraph(document, words)._element
    for one in [*whole]:
        own.append(one)
