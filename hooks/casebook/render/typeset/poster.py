"""一条工作法的海报（PNG、A3）与展板 → 交给 Typst 的数据。

纸大字也大，放不下全文：一句话、五社、各步的题，旁边是二维码；短说只在句末断开，断了的写“…”，
底下写明全文见网页。
"""

from collections.abc import Iterator
from typing import Final

from casebook.bind import Book, Method
from casebook.compose import Document
from casebook.compose.blocks import Figure, Photo, Step, Steps
from casebook.compose.walk import walk
from casebook.compose.words import word
from casebook.render.typeset.inlines import Data
from casebook.render.typeset.volume import with_qr

SHEETS: Final[dict[str, tuple[float, float]]] = {
    "海报.png": (1080, 1920),
    "海报-A3.pdf": (842, 1191),
    "展板.pdf": (2268, 3402),
}
"""各件的名字 → 宽与高，几点：屏幕上的一点一个像素；A3 是 297 × 420 毫米，展板是 80 × 120 厘米。"""
_SAID, _STEPS = 90, 10
"""一句话至多几个字；至多几步。"""


def poster_data(book: Book, method: Method, document: Document, meta: Data, sheet: str) -> Data:
    """`sheet` 是 SHEETS 里的哪一件。"""
    figures = (b for b in walk(document.blocks) if isinstance(b, Figure) and b.kind == "five")
    roles = next((figure.data["roles"] for figure in figures), ())
    steps = [one for b in walk(document.blocks) if isinstance(b, Steps) for one in b.items]
    photo = next((b for b in walk(document.blocks) if isinstance(b, Photo)), None)
    file = f"{method.id}/{photo.file}" if photo else ""
    width, height = SHEETS[sheet]
    said = shortened(document.summary, _SAID)
    return {
        **with_qr({"address": document.address}, meta),
        "meta": meta,
        "sheet": {"width": width, "height": height},
        "number": method.number,
        "title": document.title,
        "above": document.masthead.above,
        "state": document.masthead.state,
        "said": said if document.summary != document.title else "",
        "roles": [{**role, "label": "".join(role["label"])} for role in roles],
        "not_told": word("figures.not-told"),
        "actors": book.handbook.words["actors"],
        "steps": [*_steps(steps)],
        "more_steps": max(len(steps) - _STEPS, 0),
        "photo": {"file": file, "alt": photo.alt, "credit": photo.credit} if photo else None,
        "book": book.handbook.title,
        "photos": [file] if file else [],
    }


def _steps(steps: list[Step]) -> Iterator[Data]:
    for n, step in enumerate(steps[:_STEPS], 1):
        yield {"n": n, "title": step.title, "who": "、".join(who.name for who in step.who)}


def shortened(words: str, most: int) -> str:
    """至多约 `most` 个字：在句末断开，后面写“…”；头一句就长的，整句都留。"""
    if len(words) <= most:
        return words
    ends = [n for n, char in enumerate(words, 1) if char in "。！？"]
    cut = max((n for n in ends if n < most), default=ends[0] if ends else len(words))
    return words if cut >= len(words) else f"{words[:cut]}…"
